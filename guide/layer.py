"""Read a school's or municipality's own edition: a thin layer over the guide that all share.

    content/editions/<id>/
      edition.yaml     name, contact, colour, platform, languages, what is left out
      logo.svg         the logo, if there is one
      texts/           texts that are changed: text tables, each with the common text it stands in for
      add/             what is added: new files, and parts of files there are
      translations/    tables for the edition's own texts, a folder for each language
"""

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guide.decode import decode, suggest
from guide.index import targets
from guide.load import Mapping, Scalar, Sequence, read_text
from guide.logo import check_logo
from guide.messages import COMMANDS
from guide.model.base import Label
from guide.model.edition import Edition
from guide.model.guide import FILES, FOLDERS
from guide.model.language import Language
from guide.nodes import ancestor, at
from guide.omissions import conditional, gone
from guide.parsed import load
from guide.problem import BuildError, ContentError, Place, Problem, problem, shown
from guide.read import ID, Source, is_left_behind
from guide.source import SourceTexts, path_of
from guide.table import Table, read_tables
from guide.translation import Translation

FOLDER, SETTINGS, LOGO, TEXTS, ADD, TRANSLATIONS = "editions", "edition.yaml", "logo.svg", "texts", "add", "translations"
PARTS = (SETTINGS, LOGO, TEXTS, ADD, TRANSLATIONS)
OWN = "own"
"""The field of a table that holds the edition's text."""
RESERVED = ("site", "print", "guide")
"""Names in the output that are no editions."""


class Own(Translation):
    """Tables of an edition: its texts beside the common ones they stand in for, or what they are in another language."""

    def __init__(self, sources: SourceTexts, folder: Path, code: str, settings: Language, tables: dict[str, Table]) -> None:
        super().__init__(sources, code, settings, tables)
        self.place = folder

    @property
    def folder(self) -> Path:
        """Where the tables lie."""
        return self.place


@dataclass(frozen=True)
class Layer:
    """An edition as its editors wrote it, over the source of all."""

    id: str
    common: Source
    settings: Edition
    tree: Mapping
    """Of `edition.yaml`."""
    texts: Own
    additions: Dict[str, Mapping]
    """By the file they add to, without its ending."""
    logo: str

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.common.root / FOLDER / self.id

    @cached_property
    def omitted(self) -> list[tuple[str, ...]]:
        """The paths of all that is left out, in the tree of all files."""
        paths = [tree_path(part) for part in self.settings.hide]
        return paths if self.settings.readiness else [*paths, *conditional(self.common.tree)]

    @cached_property
    def lost(self) -> dict[str, str]:
        """The ids that are gone with what is left out, each with its kind."""
        return gone(targets(self.common.guide), self.omitted)


def tree_path(part: str) -> tuple[str, ...]:
    """The path in the tree of all files of something that is named by file and key."""
    first, *rest = part.split("/")
    return (*path_of(first), *rest)


def editions(root: Path) -> list[str]:
    """The ids of the editions there are."""
    folder = root / FOLDER
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and not is_left_behind(path)) if folder.is_dir() else []


def folder_of(root: Path, id: str) -> Path:
    """The folder of an edition. Raises BuildError where there is none."""
    known = editions(root)
    if id not in known:
        raise BuildError(COMMANDS["unknown-edition"].format(id=id, suggestion=suggest(id, known) if known else COMMANDS["no-editions"]))
    return root / FOLDER / id


def read_layer(source: Source, id: str) -> Layer:
    """An edition. Raises BuildError where there is none, ContentError with every problem of its form."""
    root, folder = source.root, folder_of(source.root, id)
    if not ID.fullmatch(id) or id in RESERVED:
        raise ContentError([problem(Place(shown(folder, root)), "edition-name", name=id)])
    problems = strays(folder, root)
    tables, found = read_tables(folder / TEXTS, root, OWN)
    problems += found
    additions = read_additions(folder / ADD, root, problems)
    logo = read_logo(folder, root, problems)
    try:
        tree = load(folder / SETTINGS, root)
        settings = decode(tree, Edition)
    except ContentError as error:
        raise ContentError(problems + error.problems) from None
    assert isinstance(tree, Mapping)
    layer = Layer(id, source, settings, tree, Own(SourceTexts(source), folder / TEXTS, OWN, Language(name=Label(settings.name)), tables), additions, logo)
    problems += [*check_omitted(layer), *check_keys(layer.texts)]
    if problems:
        raise ContentError(problems)
    return layer


def strays(folder: Path, root: Path) -> list[Problem]:
    """What lies in an edition's folder and is no part of it."""
    left = [path for path in sorted(folder.iterdir()) if path.name not in PARTS and not is_left_behind(path)]
    return [problem(Place(shown(path, root)), "edition-file", name=path.name, parts=", ".join(PARTS)) for path in left]


def read_logo(folder: Path, root: Path, problems: list[Problem]) -> str:
    """The logo in a folder; '' where there is none."""
    if not (folder / LOGO).exists():
        return ""
    try:
        text = read_text(folder / LOGO, root)
    except ContentError as error:
        problems += error.problems
        return ""
    problems += check_logo(text, shown(folder / LOGO, root))
    return text


def read_additions(folder: Path, root: Path, problems: list[Problem]) -> dict[str, Mapping]:
    """The trees of all files of additions, by the file they add to."""
    found: dict[str, Mapping] = {}
    for path in sorted(path for path in folder.rglob("*") if not path.is_dir() and not is_left_behind(path)):
        name, place = path.relative_to(folder).as_posix().removesuffix(".yaml"), Place(shown(path, root))
        group, _, id = name.partition("/")
        if path.suffix != ".yaml" or (f"{name}.yaml" not in FILES and (group not in FOLDERS or not ID.fullmatch(id))):
            problems.append(problem(place, "addition-file", name=path.name))
            continue
        try:
            tree = load(path, root)
        except ContentError as error:
            problems += error.problems
            continue
        if isinstance(tree, Mapping):
            found[name] = tree
        else:
            problems.append(problem(tree.place, "text-not-fields"))
    return found


def check_omitted(layer: Layer) -> list[Problem]:
    """What is to be left out and is not there."""
    nodes = layer.tree.items.get("hide")
    found, tree = [], layer.common.tree
    for node in nodes.items if isinstance(nodes, Sequence) else ():
        assert isinstance(node, Scalar)
        path = tree_path(node.value)
        if at(tree, path) is None:
            there = ancestor(tree, path)
            choices = ["/".join((*node.value.split("/")[: len(there)], key)) for key in getattr(at(tree, there), "items", {})]
            found.append(problem(node.place, "hidden-unknown", value=node.value, suggestion=suggest(node.value, choices)))
    return found


def check_keys(texts: Own) -> list[Problem]:
    """Own texts that have never had a common one: their file or key is misspelt."""
    found = []
    for item in texts.orphans:
        if item.entry and not item.before:
            known = list(texts.sources.files.get(item.file, {}))
            found.append(problem(item.entry.place, "own-unknown", value=item.key, suggestion=suggest(item.key, known)))
    return found
