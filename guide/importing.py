"""Import the engine of print: it is heavy, so that it waits until something is to be printed, and what it never calls waits longer."""

import ctypes.util
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from guide.messages import COMMANDS
from guide.problem import BuildError

SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""What the engine imports, but calls alone for fonts that vary, or where the system has no HarfBuzz to take parts of fonts with. It is a fourth of its start."""


def print_engine() -> Any:
    """The module that prints, imported once, before workers are forked. Raises BuildError where the system lacks what it needs."""
    try:
        with by_full_name(), put_off(SELDOM):
            from guide import pdf
    except OSError as error:
        raise BuildError(COMMANDS["no-engine"].format(reason=str(error).partition(":")[0])) from None
    return pdf


@contextmanager
def by_full_name() -> Iterator[None]:
    """Let libraries be loaded by the names of their files, as they are on Linux; the engine knows those too.

    To look for them by other names, Python starts programs, two dozen in all. It is slow, and a compiler among them writes on
    when the process that asked is gone.
    """
    before = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = before


@contextmanager
def put_off(names: Iterable[str]) -> Iterator[None]:
    """Let modules wait to be imported until something of them is called."""
    waiting = {name: Later(name) for name in names if name not in sys.modules}
    sys.modules.update(waiting)
    try:
        yield
    finally:
        for name in waiting:
            del sys.modules[name]


class Later(ModuleType):
    """Stands in for a module of which functions and classes are used alone."""

    def __getattr__(self, name: str) -> Any:
        return lambda *values, **more: getattr(import_module(self.__name__), name)(*values, **more)
