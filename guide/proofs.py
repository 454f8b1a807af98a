"""The sheets that an edit changes on paper, with pictures of the pages that differ. What makes a sheet tells so: only those that do are printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from guide import pictures
from guide.content import Content
from guide.coverage import offered
from guide.index import collected, is_book
from guide.model.guide import Guide
from guide.press import press
from guide.printables import Printable
from guide.store import key

WIDTH = 840
"""Of a page in pixels: its words can be read."""
BAR, EDGE, NEAR = "#d9661f", 8, 12
"""The bar that shows where a page differs: its colour, its width, and how many rows it bridges, in pixels."""


@dataclass(frozen=True)
class Shot:
    """A page as it is seen: WebP, and its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Proof:
    """A sheet that differs in a language. `pages` are the pages that do, by number, before and after; None where there is no such page."""

    sheet: str
    language: str
    pages: Mapping[int, tuple[Shot | None, Shot | None]]


@dataclass(frozen=True)
class Differing:
    """The sheets of a language whose PDF is another than it was: those that were and those that are, as they are to be printed."""

    language: str
    before: tuple[Printable, ...]
    after: tuple[Printable, ...]

    @property
    def ids(self) -> list[str]:
        """The sheets, each once."""
        return list(dict.fromkeys(printable.sheet for printable in (*self.after, *self.before)))


def differing(old: Content, new: Content, language: str) -> Differing:
    """The sheets that differ, found without printing any. Sets and the book differ with what they hold: see `sets`."""
    before, after = keys(old, language), keys(new, language)
    return Differing(
        language,
        tuple(printable for printable, made in before.items() if after.get(printable) != made),
        tuple(printable for printable, made in after.items() if before.get(printable) != made),
    )


def keys(content: Content, language: str) -> dict[Printable, str]:
    """What makes each sheet of a language as it is printed to write on by hand."""
    guide = content.guides.get(language)
    if not guide:
        return {}
    ids = guide.sheets if content.is_whole(language) else offered(content.translations[language])
    alone = [Printable(id, language=language) for id in ids if not is_book(guide.sheets[id]) and not collected(guide, id)]
    return {printable: key(guide, printable, None) for printable in alone}


def sets(guide: Guide, sheets: list[str]) -> list[str]:
    """The sets that hold any of these sheets."""
    return [id for id in guide.sheets if set(collected(guide, id)) & set(sheets)]


def printed(content: Content, wanted: list[Printable], jobs: int) -> dict[Printable, bytes]:
    """The PDFs of these sheets. Raises ContentError with the problems of all."""
    return {printable: made.pdf for printable, made in press(content.guides, content.source.root.name, wanted, jobs).items()} if wanted else {}


def proofs(found: Differing, before: Mapping[Printable, bytes], after: Mapping[Printable, bytes]) -> Iterator[Proof]:
    """The sheets that differ, with their pages that are seen to."""
    for id in found.ids:
        printable = Printable(id, language=found.language)
        pages = zip_longest(*(images(pdfs.get(printable)) for pdfs in (before, after)))
        pairs = {number: pair for number, pair in enumerate(pages, 1) if not same(*pair)}
        yield Proof(id, found.language, {number: shots(*pair) for number, pair in pairs.items()})


def images(pdf: bytes | None) -> list[Any]:
    """Every page of a PDF as an image; none where there is no PDF."""
    import pypdfium2

    if pdf is None:
        return []
    with pypdfium2.PdfDocument(pdf) as document:
        return [pictures.seen(page, WIDTH) for page in document]


def same(one: Any, other: Any) -> bool:
    """Whether two pages look the same."""
    return one is not None and other is not None and one.size == other.size and one.tobytes() == other.tobytes()


def shots(before: Any, after: Any) -> tuple[Shot | None, Shot | None]:
    """A page before and after, with a bar at the edge where they differ."""
    found = bands(before, after) if before and after and before.size == after.size else []
    return shot(before, found), shot(after, found)


def bands(one: Any, other: Any) -> list[tuple[int, int]]:
    """From which row to which two pages of one size differ; rows that lie near each other are one band."""
    from PIL import ImageChops

    differences = ImageChops.difference(one, other).convert("L").tobytes()
    found: list[tuple[int, int]] = []
    for row in range(one.height):
        if differences[row * one.width : (row + 1) * one.width].strip(b"\0"):
            first = found.pop()[0] if found and row - found[-1][1] <= NEAR else row
            found.append((first, row))
    return found


def shot(image: Any, found: list[tuple[int, int]]) -> Shot | None:
    """A page as a picture with bars at its edge."""
    from PIL import ImageDraw

    if image is None:
        return None
    draw = ImageDraw.Draw(image)
    for top, bottom in found:
        draw.rectangle((0, top - EDGE // 2, EDGE, bottom + EDGE // 2), fill=BAR)
    return Shot(pictures.webp(image), image.width, image.height)
