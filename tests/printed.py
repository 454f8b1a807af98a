"""What can be seen in a printed sheet, and its tags: what the quality gate measures, in the form that tests ask for."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

import pikepdf
import pypdfium2

from guide import seen as measured
from guide.seen import Area

LINE = 9 / 25.4 * 72
"""The height of a writing line in points."""


class Words(NamedTuple):
    """A piece of a line of text, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    words: str

    def overlaps(self, other: "Words") -> bool:
        """Whether more of them than the meeting of two tight lines lies over each other."""
        return Area(*self[:4]).overlaps(Area(*other[:4]))


@dataclass(frozen=True)
class Page:
    """A page as it is seen: its size, its text, the lines to write on, and the size of each piece of text with its height on the page."""

    width: float
    height: float
    texts: tuple[Words, ...]
    lines: tuple[Area, ...]
    sizes: tuple[tuple[float, str, float], ...]


def seen(pdf: bytes) -> list[Page]:
    """The pages of a PDF as they are seen."""
    return [one_page(page) for page in measured.pages(pdf)]


def one_page(page: measured.Page) -> Page:
    texts = tuple(Words(*run.area, run.words) for run in page.runs)
    lines = tuple(rule.area for rule in page.rules if rule.room > LINE * 0.975)
    return Page(page.width, page.height, texts, lines, tuple((run.size, run.words, run.area.bottom) for run in page.runs))


def words(pdf: bytes) -> str:
    """The text of all pages, with a space for every gap."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(document[number].get_textpage().get_text_range().split()) for number in range(len(document)))


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The PDF's inner parts."""
    return pikepdf.open(io.BytesIO(pdf))


def tags(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree, outer before inner."""
    yield from below(pdf.Root.StructTreeRoot)


def below(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    for child in kids(element):
        yield child
        yield from below(child)


def kids(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """The elements right below an element."""
    found = element.get("/K", pikepdf.Array())
    listed = found if isinstance(found, pikepdf.Array) else [found]
    return [child for child in listed if isinstance(child, pikepdf.Dictionary) and "/S" in child]


class Reader(HTMLParser):
    """The words of a sheet's body, a line for each block."""

    BLOCKS = {"p", "h1", "h2", "h3", "li", "th", "td", "title"}

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.in_body = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.in_body = self.in_body or tag == "body"
        if self.in_body and tag in self.BLOCKS:
            self.lines.append("# " if tag == "h1" else "## " if tag in ("h2", "h3") else "")
        elif self.in_body and dict(attributes).get("class") in ("room", "line"):
            self.lines.append("___")
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.in_body and self.lines:
            self.lines[-1] += data


def plain(html: str) -> str:
    """The words of a sheet's body as plain text; `___` is a place to write."""
    reader = Reader()
    reader.feed(html)
    tidy = [" ".join(line.split()) for line in reader.lines]
    return "\n".join(line for line in tidy if line) + "\n"
