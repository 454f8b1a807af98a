"""Files as they were parsed before, to node trees or the entries of tables: of the hundreds of a guide, few have changed since it was last read."""

import hashlib
import io
import pickle
import posixpath
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from guide import shelf
from guide.load import Node, parse, read_text
from guide.problem import shown

MAKERS = ("load", "syntax", "problem", "parsed", "table")
"""The modules of ours that say what a node is, and an entry."""
KINDS = {("guide.load", "Mapping"), ("guide.load", "Scalar"), ("guide.load", "Sequence"), ("guide.problem", "Place"), ("guide.table", "Entry")}

Made = TypeVar("Made")


@cache
def makers() -> bytes:
    """The code that parses: it is asked for once for every folder."""
    return shelf.code(*MAKERS)


class Plain(pickle.Unpickler):
    """Reads nodes and entries, and nothing else: what is kept can never run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in KINDS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class Folder:
    """What was made of the files of one folder, by a hash of a file's path and text: before, and today."""

    def __init__(self, kind: str, name: str) -> None:
        self.key = shelf.digest(kind, name, makers())
        found = shelf.fetch(self.key)
        self.before: dict[str, Any] = Plain(io.BytesIO(found["made"])).load() if found else {}
        self.now: dict[str, Any] = {}

    def keep(self) -> None:
        """Keep what was read today, and forget the rest."""
        if self.now and self.now.keys() != self.before.keys():
            shelf.keep(self.key, {"made": pickle.dumps(self.now, pickle.HIGHEST_PROTOCOL)})
        self.before, self.now = self.now or self.before, {}


folders: dict[tuple[str, str], Folder] = {}
"""The folders that were read, by what is made of their files and by their names as problems show them."""


def parsed(text: str, path: str) -> Node:
    """The node tree of a file's text; `path` is as problems show it. Raises ContentError."""
    return known("nodes", parse, text, path)


def known(kind: str, make: Callable[[str, str], Made], text: str, path: str) -> Made:
    """What is made of a file's text and path, as it was made before or now. `kind` names what that is; nobody may change it."""
    place = kind, posixpath.dirname(path)
    folder = folders.get(place) or folders.setdefault(place, Folder(*place))
    key = hashlib.sha256(f"{path}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    found = folder.now.get(key, folder.before.get(key))
    folder.now[key] = make(text, path) if found is None else found
    made: Made = folder.now[key]
    return made


def load(path: Path, root: Path) -> Node:
    """The node tree of a file. Raises ContentError with every problem of the file's form."""
    return parsed(read_text(path, root), shown(path, root))


def keep() -> None:
    """Keep what was read since this was last called."""
    for folder in folders.values():
        folder.keep()
