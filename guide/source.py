"""Every text that a reader sees, file by file, in the order in which its author wrote it.

Texts are found by their type, so a field that is added to a model is translated from that day on. A text's key is the path of
ids to it; as texts never stand in lists, it does not shift when other texts come, go or move.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from guide.decode import annotated, notes, options
from guide.load import Mapping, Scalar, read_text
from guide.model.base import Note, Text
from guide.model.guide import FILES, FOLDERS
from guide.nodes import at
from guide.problem import Place
from guide.read import Source, group

REMARK = re.compile(r"^\s*#\s*(?:Til oversætteren|For the translator):\s*(?P<words>.+)$", re.IGNORECASE)
"""A comment above a text that is meant for translators."""


@dataclass(frozen=True)
class SourceText:
    """A text as it is written in the source: its words, its type, what translators are told of its kind, and its place."""

    value: str
    kind: type[Text]
    notes: tuple[Note, ...]
    node: Scalar


Texts = dict[str, SourceText]
"""The texts of a file by their keys, in the file's order."""


class SourceTexts:
    """All texts of a source. A file is named without its ending: `conversations/conversation-3`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.files = {name: dict(texts_of(source.tree, name)) for name in files(source.tree)}

    @cached_property
    def remarks(self) -> dict[tuple[str, str], str]:
        """What authors tell translators of single texts, in comments above them, by file and key."""
        return {(name, key): words for name, texts in self.files.items() for key, words in self.remarks_in(name, texts)}

    def remarks_in(self, name: str, texts: Texts) -> Iterator[tuple[str, str]]:
        lines: dict[str, list[str]] = {}  # by file: an edition may have added some of the texts in one of its own
        for key in texts:
            place = place_of(self.source.tree, name, key)
            if place.path not in lines:
                lines[place.path] = read_text(self.source.root.parent / place.path, self.source.root).split("\n")
            above = lines[place.path][place.line - 2] if place.line > 1 else ""
            if found := REMARK.match(above):
                yield key, found["words"].strip()


def files(tree: Mapping) -> list[str]:
    """The names of all files of the source."""
    singles = [Path(name).stem for name in FILES]
    return [*singles, *(f"{folder}/{id}" for folder in FOLDERS for id in tree_of(tree, folder).items)]


def path_of(name: str) -> tuple[str, ...]:
    """Where a file's tree stands in the tree of all: `("settings",)` for `guide`."""
    return tuple(name.split("/")) if "/" in name else (group(name),)


def model_of(name: str) -> Any:
    """The model that a file holds."""
    return FOLDERS[name.split("/")[0]] if "/" in name else FILES[f"{name}.yaml"]


def tree_of(tree: Mapping, name: str) -> Mapping:
    """The tree of a file."""
    node = at(tree, path_of(name))
    assert isinstance(node, Mapping)
    return node


def texts_of(tree: Mapping, name: str) -> Iterator[tuple[str, SourceText]]:
    """The texts of a file with their keys."""
    for path, annotation, node in annotated(tree_of(tree, name), model_of(name)):
        kind = next((option for option in options(annotation) if isinstance(option, type) and issubclass(option, Text)), None)
        if kind:
            assert all(isinstance(step, str) for step in path), f"a text in a list has no key of its own: {path}"
            yield "/".join(map(str, path)), SourceText(node.value.strip(), kind, told(annotation), node)


@cache
def told(annotation: Any) -> tuple[Note, ...]:
    """What translators are told of texts with this annotation, each thing once."""
    return tuple(dict.fromkeys(notes(annotation)))


def place_of(tree: Mapping, name: str, key: str) -> Place:
    """Where the key of a text stands."""
    *steps, last = key.split("/")
    node: Any = tree_of(tree, name)
    for step in steps:
        node = node.items[step]
    place: Place = node.key_places[last]
    return place
