"""Reading with what no mutant touches remembered: what is read of a file, and what follows from its nodes alone.

Nothing here decides anything. Every function is the guide's own; it is only not called again with what it has been called with.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from guide import check, check_translation, content, decode, pages, read, source, table, translation
from guide.environment import environment
from guide.load import Mapping, Node


class Same:
    """Something that is only equal to itself; whoever has it keeps it alive."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value


def remembered(function: Callable[..., Any], size: int = 1000) -> Callable[..., Any]:
    """The function with its results for the very same nodes and models remembered; words and paths are compared by what they say."""

    @lru_cache(size)
    def result(*arguments: Any) -> Any:
        return function(*(item.value if isinstance(item, Same) else item for item in arguments))

    return lambda *arguments: result(*(item if isinstance(item, str | tuple) else Same(item) for item in arguments))


class Memory:
    """Remembers what is read of the files of one content folder, but for those that are `touched`."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.touched: set[Path] = set()
        self.whole: set[Same] = set()
        self.decoded: set[Same] = set()
        load = self.of_files(read.load)
        for module in (read, content):
            patch.setattr(module, "load", load)
        patch.setattr(table, "read_text", self.of_files(table.read_text))
        patch.setattr(table, "read_table", lru_cache(1000)(table.read_table))
        patch.setattr(read, "decode", self.models(decode.decode))
        patch.setattr(translation, "decode", remembered(decode.decode))
        patch.setattr(translation, "overlay", self.overlay(translation.overlay))
        patch.setattr(decode, "annotated", self.annotated(decode.annotated))
        patch.setattr(source, "annotated", decode.annotated)
        patch.setattr(source, "texts_of", self.texts_of(source.texts_of))
        patch.setattr(check, "walk", self.walk(check.walk))
        patch.setattr(check, "sequences", self.sequences(check.sequences))
        patch.setattr(check_translation, "marks_of", lru_cache(20_000)(check_translation.marks_of))
        patch.setattr(pages, "environment", lru_cache(environment))

    def of_files(self, function: Callable[[Path, Path], Any]) -> Callable[[Path, Path], Any]:
        """A function of a file, remembered for files that are not touched."""
        known: dict[Path, Any] = {}

        def result(path: Path, root: Path) -> Any:
            if path in self.touched:
                return function(path, root)
            if path not in known:
                known[path] = function(path, root)
                self.whole.add(Same(known[path]))
            return known[path]

        return result

    def annotated(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """What stands in a tree with its types, remembered for whole files."""
        of_file = remembered(lambda *arguments: tuple(function(*arguments)))

        def result(node: Node, kind: Any, path: Any = ()) -> Any:
            return (of_file if Same(node) in self.whole else function)(node, kind, path)

        return result

    def texts_of(self, function: Callable[[Mapping, str], Any]) -> Callable[[Mapping, str], Any]:
        """The texts of a file, remembered where it is not touched."""
        known: dict[Same, Any] = {}

        def result(tree: Mapping, name: str) -> Any:
            node = Same(source.tree_of(tree, name))
            if node not in self.whole:
                return function(tree, name)
            if node not in known:
                known[node] = tuple(function(tree, name))
            return known[node]

        return result

    def models(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The models of files."""
        of_file = remembered(function)

        def result(node: Node, model: Any) -> Any:
            if Same(node) not in self.whole:
                return function(node, model)
            decoded = of_file(node, model)
            self.decoded.add(Same(decoded))
            return decoded

        return result

    def walk(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The parts of a guide, remembered for the models of whole files."""
        of_file = remembered(lambda *arguments: tuple(function(*arguments)))
        return lambda value, path=(): (of_file if Same(value) in self.decoded else function)(value, path)

    def sequences(self, function: Callable[[Node], Any]) -> Callable[[Node], Any]:
        """The lists in a tree, remembered for whole files."""
        of_file = remembered(lambda node: tuple(function(node)))
        return lambda node: (of_file if Same(node) in self.whole else function)(node)

    def overlay(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A file with a translation laid over it, the same where both are."""
        laid = remembered(lambda base, keys, *nodes: function(base, dict(zip(keys, nodes, strict=True))))
        return lambda base, changes: laid(base, tuple(changes), *changes.values())
