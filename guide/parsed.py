"""Node trees as they were parsed before: of the hundreds of files of a guide, few have changed since it was last read."""

import hashlib
import io
import pickle
import posixpath
from functools import cache
from pathlib import Path
from typing import Any

from guide import shelf
from guide.load import Node, parse, read_text
from guide.problem import shown

MAKERS = ("load", "syntax", "problem", "parsed")
"""The modules of ours that say what a node is."""
KINDS = {("guide.load", "Mapping"), ("guide.load", "Scalar"), ("guide.load", "Sequence"), ("guide.problem", "Place")}

Nodes = dict[str, Node]
"""Node trees by a hash of the file's path and text."""


@cache
def makers() -> bytes:
    """The code that parses: it is asked for once for every folder."""
    return shelf.code(*MAKERS)


class Plain(pickle.Unpickler):
    """Reads nodes, and nothing else: what is kept can never run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in KINDS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class Folder:
    """The files of one folder: those known before, and those of today."""

    def __init__(self, name: str) -> None:
        self.key = shelf.digest("nodes", name, makers())
        found = shelf.fetch(self.key)
        self.before: Nodes = Plain(io.BytesIO(found["nodes"])).load() if found else {}
        self.now: Nodes = {}

    def keep(self) -> None:
        """Keep what was read today, and forget the rest."""
        if self.now and self.now.keys() != self.before.keys():
            shelf.keep(self.key, {"nodes": pickle.dumps(self.now, pickle.HIGHEST_PROTOCOL)})
        self.before, self.now = self.now or self.before, {}


folders: dict[str, Folder] = {}
"""The folders that were read, by their names as problems show them."""


def parsed(text: str, path: str) -> Node:
    """The node tree of a file's text; `path` is as problems show it. Raises ContentError."""
    name = posixpath.dirname(path)
    folder = folders.get(name) or folders.setdefault(name, Folder(name))
    key = hashlib.sha256(f"{path}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    node = folder.now.get(key) or folder.before.get(key) or parse(text, path)
    folder.now[key] = node
    return node


def load(path: Path, root: Path) -> Node:
    """The node tree of a file. Raises ContentError with every problem of the file's form."""
    return parsed(read_text(path, root), shown(path, root))


def keep() -> None:
    """Keep what was read since this was last called."""
    for folder in folders.values():
        folder.keep()
