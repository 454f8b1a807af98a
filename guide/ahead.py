"""A process that makes the engine of print ready while this one still reads the content: of the wait for one sheet that is a third.

It is forked first of all: what both need is then imported by both at once, and the engine a good while earlier.
"""

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from guide.forking import GAVE_UP, begin, forks
from guide.messages import COMMANDS
from guide.problem import BuildError
from guide.stops import held_back

if TYPE_CHECKING:
    from guide.press import Guides, Order, Result


@contextmanager
def ahead(content: str, jobs: int) -> Iterator["Ahead | None"]:
    """The process, for as long as it may be needed; None where this one is to do all. `content` is the folder's name, as problems show it."""
    process = Ahead(content) if jobs > 1 and forks() else None
    try:
        yield process
    finally:
        if process:
            process.dismiss()


class Ahead:
    """The process and the line to it."""

    def __init__(self, content: str) -> None:
        context = multiprocessing.get_context("fork")
        self.line, other = context.Pipe()
        self.meanwhile: Callable[[], None] | None = None
        """What there is to do while the process prints."""
        self.process = context.Process(target=attend, args=(other, content, os.getpid()), daemon=True)
        with held_back():
            self.process.start()
        other.close()

    @contextmanager
    def working_in(self, folder: Path) -> Iterator[None]:
        """Let the process put aside in this folder what its libraries write, and make the engine ready; it ends before the folder goes."""
        with suppress(BrokenPipeError):  # it gave up: told where something is to be printed
            self.line.send(folder)
        try:
            yield
        finally:
            self.dismiss()

    def results(self, guides: "Guides", orders: "list[Order]") -> "Iterator[Result]":
        """Each PDF or its problems, until one that the process gave up. Raises BuildError where it was stopped from outside."""
        printable = orders[0].printable
        try:
            self.line.send(({order.printable.language: guides[order.printable.language] for order in orders}, orders))
            if self.meanwhile:
                self.meanwhile()
            for order in orders:
                printable = order.printable
                yield self.line.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self.process.join()
            if self.process.exitcode != GAVE_UP:
                raise BuildError(COMMANDS["worker-lost"].format(names=printable.path)) from None

    def dismiss(self) -> None:
        """End the process."""
        self.line.close()
        self.process.kill()
        self.process.join()


def attend(line: Connection, content: str, parent: int) -> None:
    """Make the engine ready, then print what is asked for. What cannot be done ends the process: whoever asked does it and tells why."""
    try:
        begin(parent)
        from guide import importing, press

        importing.print_engine()
        from guide import seen, tagged  # noqa: F401  what measures a PDF, too

        printer = None
        while True:
            asked = line.recv()
            if isinstance(asked, Path):
                tempfile.tempdir = str(asked)
                printer = press.new_printer(content)
                continue
            guides, orders = asked
            printer = printer or press.new_printer(content)
            for order in orders:
                line.send(press.print_one(printer, guides[order.printable.language], order))
    finally:
        os._exit(GAVE_UP)
