"""Read the translations: where each text stands, and the guide in every language, with the source's words where there are no others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from guide import marks, text
from guide.check import check_chapters, check_text
from guide.decode import decode
from guide.index import targets
from guide.languages import direction
from guide.load import Mapping, Node, Scalar
from guide.marks import Kind
from guide.model.base import Slug
from guide.model.guide import FOLDERS, Guide
from guide.model.language import Language
from guide.overlay import overlay
from guide.problem import ContentError, Problem
from guide.source import SourceText, SourceTexts, model_of, path_of, tree_of
from guide.table import Entry, Table

FOLDER = "translations"
State = Literal["current", "outdated", "missing", "orphan"]


@dataclass(frozen=True)
class Translated:
    """A text and where its translation stands. An orphan has no `source`, a text that is in no table no `entry`."""

    file: str
    key: str
    source: SourceText | None
    entry: Entry | None

    @cached_property
    def state(self) -> State:
        """Whether the translation belongs to the source of today."""
        if self.source is None:
            return "orphan"
        if self.entry is None or not self.entry.text.strip():
            return "missing"
        same = self.entry.source.strip() == self.source.value and self.entry.before is None
        return "current" if same else "outdated"

    @property
    def before(self) -> str:
        """The source that the translation was made from, as far as it is known."""
        entry = self.entry or Entry(self.key)
        return (entry.source if entry.before is None else entry.before).strip()


class Translation:
    """One language's tables, laid over a source."""

    def __init__(self, sources: SourceTexts, code: str, settings: Language, tables: dict[str, Table]) -> None:
        self.sources, self.code, self.settings, self.tables = sources, code, settings, tables
        self.source = sources.source

    @property
    def folder(self) -> Path:
        """Where its tables lie."""
        return self.source.root / FOLDER / self.code

    @property
    def whole(self) -> bool:
        """Whether the translation is of the whole guide."""
        return not self.settings.sheets

    @property
    def locale(self) -> str:
        """Whose dates, numbers and hyphens it uses."""
        return self.settings.locale or self.code

    @cached_property
    def texts(self) -> list[Translated]:
        """Every text of the source in its order, then the translations that have lost their text."""
        return [item for texts in self.by_file.values() for item in texts] + self.orphans

    @cached_property
    def by_file(self) -> dict[str, list[Translated]]:
        """Every text of the source in its order, by its file."""
        files = self.sources.files.items()
        return {file: [Translated(file, key, source, self.entries(file).get(key)) for key, source in texts.items()] for file, texts in files}

    @cached_property
    def orphans(self) -> list[Translated]:
        """The translations whose key is not in the source."""
        known = self.sources.files
        return [
            Translated(file, key, None, entry)
            for file, table in self.tables.items()
            for key, entry in table.entries.items()
            if key not in known.get(file, {}) and (entry.text.strip() or entry.source.strip())
        ]

    def entries(self, file: str) -> dict[str, Entry]:
        """The entries of a file's table; none where it has no table."""
        return self.tables[file].entries if file in self.tables else {}

    @cached_property
    def guide(self) -> Guide:
        """The guide in this language. Raises ContentError with the problems at the translator's own lines."""
        return self.laid_over(marked=False)

    @cached_property
    def marked(self) -> Guide:
        """The same with marks round each text that is not translated, or whose source has changed: see guide/marks.py."""
        return self.laid_over(marked=True)

    def laid_over(self, marked: bool) -> Guide:
        """The source with this language's texts laid over it."""
        known = {target.id for target in targets(self.source.guide)}
        problems = [] if marked else list(self.text_problems(known))
        laid = lay(self.sources, lambda file: dict(self.changes(file, known, marked)))
        if problems or laid.problems:
            raise ContentError([*problems, *laid.problems])
        guide = self.with_settings(laid.values)
        if self.whole and not marked and (found := list(check_chapters(guide, whole_tree(self.source.tree, laid.nodes)))):
            raise ContentError(found)
        return guide

    def changes(self, file: str, known: set[str], marked: bool) -> Iterator[tuple[str, Scalar]]:
        """The texts of a file that differ from the source, by key."""
        for item in self.by_file[file]:
            assert item.source
            node = item.entry.node if item.entry and is_usable(item, known) else None
            kind: Kind | None = "missing" if node is None else "outdated" if item.state == "outdated" else None
            node = node or item.source.node
            if marked and kind and not issubclass(item.source.kind, Slug):
                yield item.key, replace(node, value=marks.mark(node.value.strip(), kind))
            elif node is not item.source.node:
                yield item.key, node

    def with_settings(self, values: dict[str, Any]) -> Guide:
        """The guide with what the language's settings say."""
        base = values["settings"].address
        terms = sorted(values["glossary"].items(), key=lambda item: marks.strip(item[1].term).casefold())
        sheets = {id: sheet.model_copy(update={"pages": self.settings.pages.get(id, sheet.pages)}) for id, sheet in values["sheets"].items()}
        values |= {
            "language": self.code,
            "locale": self.locale,
            "direction": direction(self.locale),
            "settings": values["settings"].model_copy(update={"address": f"{base}{self.code}/"}),
            "glossary": dict(terms),
            "sheets": sheets,
        }
        return Guide.model_construct(**values)

    def text_problems(self, known: set[str]) -> Iterator[Problem]:
        """What is wrong with single texts of this language: their links, variables and signs."""
        found = {target.id: target for target in targets(self.source.guide)}
        variables = list(type(self.source.guide.settings.variables).model_fields)
        for item in self.texts:
            if item.source and item.entry and item.entry.node and is_usable(item, known):
                yield from check_text(item.source.kind, item.entry.node, found, variables)


@dataclass(frozen=True)
class Laid:
    """The parts of a guide with changed texts in them: their values, their nodes, and what is wrong with those that changed."""

    values: dict[str, Any]
    nodes: dict[str, Any]
    problems: list[Problem]


def lay(sources: SourceTexts, changes: Callable[[str], dict[str, Scalar]]) -> Laid:
    """The source with changed texts laid over it; `changes` are those of a file, by key. Files without any are not decoded again."""
    tree = sources.source.tree
    values: dict[str, Any] = {name: getattr(sources.source.guide, name) for name in Guide.model_fields}
    values |= {folder: dict(values[folder]) for folder in FOLDERS}
    nodes: dict[str, Any] = {**tree.items, **{folder: dict(tree_of(tree, folder).items) for folder in FOLDERS}}
    problems: list[Problem] = []
    for file in sources.files:
        found = changes(file)
        if not found:
            continue
        node, _ = overlay(tree_of(tree, file), found)
        group, *id = path_of(file)
        try:
            value = decode(node, model_of(file))
        except ContentError as error:
            problems += error.problems
            continue
        if id:
            values[group][id[0]], nodes[group][id[0]] = value, node
        else:
            values[group], nodes[group] = value, node
    return Laid(values, nodes, problems)


def whole_tree(tree: Mapping, nodes: dict[str, Any]) -> Mapping:
    """The tree of all files with some of its parts exchanged."""
    parts = {name: part if isinstance(part, Node) else replace(tree_of(tree, name), items=part) for name, part in nodes.items()}
    return replace(tree, items=parts)


def is_usable(item: Translated, known: set[str]) -> bool:
    """Whether readers can be given this translation: one that is outdated must not lead to what is gone."""
    if item.state == "missing" or item.state == "orphan":
        return False
    if item.state == "current":
        return True
    assert item.entry
    try:
        spans = [span for paragraph in text.parse(item.entry.text) for span in text.walk(paragraph.children)]
    except text.MarkupError:
        return False
    return all(span.value.startswith("https://") or span.value in known for span in spans if span.kind == "link")
