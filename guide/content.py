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
from guide.edition import laid, translated
from guide.index import SHEETS, is_book
from guide.languages import locale_of
from guide.layer import Layer, read_layer
from guide.load import Mapping, Scalar, Sequence, leads_out
from guide.model.base import Text
from guide.model.guide import SOURCE, Guide
from guide.model.language import Language
from guide.parsed import load
from guide.problem import ContentError, Place, Problem, problem, shown
from guide.read import Source, is_left_behind, read_source
from guide.source import SourceTexts, files
from guide.table import read_tables
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
    layer: Layer | None = None
    """The edition that lies over the source; None for the guide that all share."""

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


def read_content(root: Path, edition: str = "", wanted: Callable[[Translation], bool] = lambda _: True) -> Content:
    """The source and every translation, in an edition where one is named. Raises ContentError with all their problems.

    The texts of a language that is not `wanted` are not checked.
    """
    source, layer = read_laid(root, edition)
    sources = SourceTexts(source)
    translations: dict[str, Translation] = {}
    problems: list[Problem] = []
    for code in offered(layer, codes(root, problems), problems):
        try:
            translation = translations[code] = read_translation(sources, code, layer)
            if wanted(translation):
                problems += check_translated(translation)
            problems += check_root(source, code)
        except ContentError as error:
            problems += error.problems
    parsed.keep()
    if problems:
        raise ContentError(problems)
    return Content(source, translations, layer)


def read_laid(root: Path, edition: str) -> tuple[Source, Layer | None]:
    """The source with an edition laid over it, and the edition, where one is named. Raises ContentError, or BuildError where there is no such edition."""
    source = read_source(root)
    if not edition:
        return source, None
    layer = read_layer(source, edition)
    return laid(layer), layer


def offered(layer: Layer | None, known: list[str], problems: list[Problem]) -> list[str]:
    """Those of the languages that an edition has: all with a sheet that is there, or those it names."""
    if layer is None:
        return known
    names = layer.tree.items.get("languages")
    for node in names.items if isinstance(names, Sequence) else ():
        assert isinstance(node, Scalar)
        if node.value not in (SOURCE, *known):
            problems.append(problem(node.place, "edition-language", value=node.value, suggestion=suggest(node.value, known)))
    wanted = layer.settings.languages
    return [code for code in known if (wanted is None or code in wanted) and not is_left_out(layer, code)]


def is_left_out(layer: Layer, code: str) -> bool:
    """Whether a language has a few sheets alone, and the edition leaves all of them out."""
    try:
        sheets = read_settings(layer.common, layer.common.root / FOLDER / code / SETTINGS).sheets
    except ContentError:
        return False  # told where the language is read
    return bool(sheets) and all(f"{SHEETS}/{id}" in layer.lost for id in sheets)


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


def read_translation(sources: SourceTexts, code: str, layer: Layer | None = None) -> Translation:
    """A language's settings and tables, as they fit an edition where there is one. Raises ContentError with every problem of their form."""
    root = sources.source.root
    folder = root / FOLDER / code
    problems: list[Problem] = []
    settings = None
    try:
        settings = read_settings(layer.common if layer else sources.source, folder / SETTINGS)
    except ContentError as error:
        problems += error.problems
    tables, found = read_tables(folder, root, code, OTHERS)
    problems += found
    if layer:
        tables, found = translated(layer, code, tables)
        problems += found
    if problems or settings is None:
        raise ContentError(problems)
    if layer:
        settings = settings.model_copy(update={"sheets": tuple(id for id in settings.sheets if f"{SHEETS}/{id}" not in layer.lost)})
    known = files(sources.source.tree)
    in_order = [*(name for name in known if name in tables), *(name for name in tables if name not in known)]
    return Translation(sources, code, settings, {name: tables[name] for name in in_order})


def read_settings(source: Source, path: Path) -> Language:
    """What `language.yaml` says. Raises ContentError."""
    if not path.exists():
        raise ContentError([problem(Place(shown(path, source.root)), "no-settings")])
    node = load(path, source.root)
    settings: Language = decode(node, Language)
    problems = [found for _, kind, text in typed(node, Language) if kind and issubclass(kind, Text) for found in check_text(kind, text, {}, [])]
    assert isinstance(node, Mapping)
    if settings.locale and not is_language(settings.locale):
        problems.append(problem(node.items["locale"].place, "locale", value=settings.locale))
    sheets = source.guide.sheets
    pages, listed = node.items.get("pages"), node.items.get("sheets")
    covered = [(item.value, item.place) for item in (listed.items if isinstance(listed, Sequence) else ()) if isinstance(item, Scalar)]
    problems += [problem(place, "book-alone", value=id) for id, place in covered if id in sheets and is_book(sheets[id])]
    named = [*covered, *(pages.key_places.items() if isinstance(pages, Mapping) else ())]
    problems += [problem(place, "unknown-sheet", value=id, suggestion=suggest(id, list(sheets))) for id, place in named if id not in sheets]
    if problems:
        raise ContentError(problems)
    return settings
