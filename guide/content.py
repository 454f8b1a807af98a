"""Read everything a content folder holds: the source, and its translations, each checked at its translator's own lines."""

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from pathlib import Path

from guide import parsed
from guide.check import check_text
from guide.check_translation import problems as translation_problems
from guide.decode import decode, follow, suggest, typed
from guide.index import is_book
from guide.languages import locale_of
from guide.load import Mapping, Scalar, Sequence, leads_out, read_text
from guide.model.base import Text
from guide.model.guide import SOURCE, Guide
from guide.model.language import Language
from guide.parsed import load
from guide.problem import ContentError, Place, Problem, problem, shown
from guide.read import Source, is_left_behind, read_source
from guide.source import SourceTexts, files
from guide.table import KEY, read_table
from guide.translation import FOLDER, Translation

SETTINGS = "language.yaml"
OTHERS = (SETTINGS, "words.txt")
"""What may lie beside the tables of a language."""
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


@dataclass(frozen=True)
class Content:
    """All that a content folder holds: the source, and the languages it is translated into, by their codes."""

    source: Source
    translations: Dict[str, Translation]

    @property
    def guides(self) -> "Guides":
        """The guide in every language, the source first."""
        return Guides(self.source.guide, self.translations)

    def is_whole(self, code: str) -> bool:
        """Whether a language has the whole guide, and not a few sheets alone."""
        return code not in self.translations or self.translations[code].whole


class Guides(Dict[str, Guide]):
    """The guide in every language by its code, the source first. A translation is laid over the source when it is asked for."""

    def __init__(self, source: Guide, translations: Dict[str, Translation]) -> None:
        self.source, self.translations = source, translations

    def __getitem__(self, code: str) -> Guide:
        """Raises ContentError where the language was not checked and has problems."""
        return self.source if code == self.source.language else self.translations[code].guide

    def __iter__(self) -> Iterator[str]:
        return iter((self.source.language, *self.translations))

    def __len__(self) -> int:
        return 1 + len(self.translations)


def read_content(root: Path, wanted: Callable[[Translation], bool] = lambda _: True) -> Content:
    """The source and every translation. Raises ContentError with all their problems; the texts of a language that is not `wanted` are not checked."""
    source = read_source(root)
    sources = SourceTexts(source)
    translations: dict[str, Translation] = {}
    problems: list[Problem] = []
    for code in codes(root, problems):
        try:
            translation = translations[code] = read_translation(sources, code)
            problems += check_root(source, code)
            if wanted(translation):
                problems += check_translated(translation)
        except ContentError as error:
            problems += error.problems
    parsed.keep()
    if problems:
        raise ContentError(problems)
    return Content(source, translations)


def check_root(source: Source, code: str) -> list[Problem]:
    """A chapter whose pages would lie where those of a language do."""
    chapters = [name for name, chapter in source.guide.settings.chapters.items() if chapter.slug == code]
    places = [follow(source.tree, ("settings", "chapters", name, "slug")).place for name in chapters]
    return [problem(place, "slug-twice", value=code, other=f"{source.root.name}/{FOLDER}/{code}") for place in places]


def check_translated(translation: Translation) -> list[Problem]:
    """Every problem of a language's texts."""
    found = list(translation_problems(translation))
    try:
        translation.guide  # noqa: B018  decodes and checks every text
    except ContentError as error:
        found += error.problems
    return found


def codes(root: Path, problems: list[Problem]) -> list[str]:
    """The languages there are tables for; what else lies among them is a problem."""
    folder = root / FOLDER
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if is_left_behind(path):
            continue
        if path.is_dir() and leads_out(path, root):
            problems.append(problem(Place(shown(path, root)), "outside"))
        elif path.is_dir() and path.name == SOURCE:
            problems.append(problem(Place(shown(path, root)), "own-language", value=path.name))
        elif path.is_dir() and is_language(path.name):
            found.append(path.name)
        else:
            problems.append(problem(Place(shown(path, root)), "language-folder", value=path.name))
    return found


def is_language(code: str) -> bool:
    """Whether a code names a language."""
    if not CODE.fullmatch(code):
        return False
    try:
        return bool(locale_of(code))
    except ValueError:
        return False


def read_translation(sources: SourceTexts, code: str) -> Translation:
    """A language's settings and tables. Raises ContentError with every problem of their form."""
    root = sources.source.root
    folder = root / FOLDER / code
    problems: list[Problem] = []
    settings, tables = None, {}
    try:
        settings = read_settings(sources, folder / SETTINGS)
    except ContentError as error:
        problems += error.problems
    known = files(sources.source.tree)
    for path in sorted(path for path in folder.rglob("*") if (path.is_symlink() or path.suffix or not path.is_dir()) and not is_left_behind(path)):
        name = path.relative_to(folder).as_posix()
        if name in OTHERS:
            continue
        if path.suffix != ".yaml":
            problems.append(problem(Place(shown(path, root)), "table-file", name=path.name))
            continue
        if not KEY.fullmatch(name.removesuffix(".yaml")):
            problems.append(problem(Place(shown(path, root)), "file-name", name=path.stem))
            continue
        try:
            tables[name.removesuffix(".yaml")] = read_table(read_text(path, root), shown(path, root), code)
        except ContentError as error:
            problems += error.problems
    if problems or settings is None:
        raise ContentError(problems)
    in_order = [*(name for name in known if name in tables), *(name for name in tables if name not in known)]
    return Translation(sources, code, settings, {name: tables[name] for name in in_order})


def read_settings(sources: SourceTexts, path: Path) -> Language:
    """What `language.yaml` says. Raises ContentError."""
    if not path.exists():
        raise ContentError([problem(Place(shown(path, sources.source.root)), "no-settings")])
    node = load(path, sources.source.root)
    settings: Language = decode(node, Language)
    problems = [found for _, kind, text in typed(node, Language) if kind and issubclass(kind, Text) for found in check_text(kind, text, {}, [])]
    assert isinstance(node, Mapping)
    if settings.locale and not is_language(settings.locale):
        problems.append(problem(node.items["locale"].place, "locale", value=settings.locale))
    sheets = sources.source.guide.sheets
    pages, listed = node.items.get("pages"), node.items.get("sheets")
    covered = [(item.value, item.place) for item in (listed.items if isinstance(listed, Sequence) else ()) if isinstance(item, Scalar)]
    problems += [problem(place, "book-alone", value=id) for id, place in covered if id in sheets and is_book(sheets[id])]
    named = [*covered, *(pages.key_places.items() if isinstance(pages, Mapping) else ())]
    problems += [problem(place, "unknown-sheet", value=id, suggestion=suggest(id, list(sheets))) for id, place in named if id not in sheets]
    if problems:
        raise ContentError(problems)
    return settings
