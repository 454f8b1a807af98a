"""The whole guide as a book, printed once for all tests, and what can be seen in it."""

import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

import pypdfium2
import pypdfium2.raw as pdfium

from guide import booklet, books, pdf, shelf, store
from guide.build import dated
from guide.printables import Printable
from tests import printed
from tests.real import printed_pdf, real_guide

SIZES = ("print", "a5")


@cache
def html(size: str) -> str:
    return booklet.html(real_guide(), size)


@cache
def book(size: str) -> bytes:
    """The book on A4 (`print`), or on A5 as it is before its pages are put on the sheets they are folded from."""
    return printed_pdf("booklet") if size == "print" else unfolded()


def unfolded() -> bytes:
    """The book on A5. It takes long to print, and the build keeps it folded alone; so it is kept for the next test. The engine has nothing to warn of."""
    with dated(real_guide()):
        key = shelf.digest("unfolded", store.key(real_guide(), Printable("booklet", "a5"), None))
        found = shelf.fetch(key)
        if not found:
            with pdf.warnings() as heard:
                found = {"pdf": books.write_booklet(pdf.Printer(), real_guide(), "a5")}
            assert not heard
            shelf.keep(key, found)
    return found["pdf"]


@dataclass(frozen=True)
class Area:
    """Something on a page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    words: str = ""

    def overlaps(self, other: "Area") -> bool:
        """Whether more of them than the meeting of two tight lines lies over each other."""
        return min(self.right, other.right) - max(self.left, other.left) > 1 and self.shares(other, 2)

    def shares(self, other: "Area", least: float) -> bool:
        """Whether both stand on one line: so many points of their heights are the same."""
        return min(self.top, other.top) - max(self.bottom, other.bottom) > least


@dataclass(frozen=True)
class Page:
    """A page as it is seen: its size, its pieces of text, and what is drawn."""

    width: float
    height: float
    texts: tuple[Area, ...]
    drawings: tuple[Area, ...]


@cache
def pages(size: str) -> list[Page]:
    with pypdfium2.PdfDocument(book(size)) as document:
        return [seen(document[number]) for number in range(len(document))]


def seen(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    areas = [text.get_rect(number) for number in range(text.count_rects())]
    texts = tuple(Area(*area, " ".join(words.split())) for area in areas if (words := text.get_text_bounded(*area)).strip())
    drawings = tuple(Area(*found.get_bounds()) for found in page.get_objects(max_depth=1) if found.type != pdfium.FPDF_PAGEOBJ_TEXT)
    return Page(*page.get_size(), texts, drawings)


@cache
def words(size: str) -> list[str]:
    """The text of every page, with a space for every gap."""
    with pypdfium2.PdfDocument(book(size)) as document:
        return [" ".join(document[number].get_textpage().get_text_range().split()) for number in range(len(document))]


@cache
def destinations(size: str) -> dict[str, int]:
    """The page, from 1, of every place that is linked to."""
    document = printed.opened(book(size))
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    names = list(document.Root.Names.Dests.Names)
    return {str(name): numbers[target[0].objgen] for name, target in zip(names[::2], names[1::2], strict=True)}


@cache
def references(size: str) -> list[tuple[str, str]]:
    """The target of every link within the book, line by line, and the words that come after."""
    found = []
    with pypdfium2.PdfDocument(book(size)) as seen:
        for page, text in zip(printed.opened(book(size)).pages, map(pypdfium2.PdfPage.get_textpage, seen), strict=True):
            for link in page.get("/Annots", []):
                if "/Dest" in link:
                    _, top, right, bottom = map(float, link.Rect)
                    last = text.get_index(right - 1, (top + bottom) / 2, 3, 3)
                    found.append((str(link.Dest), " ".join(text.get_text_range(last + 1, 20).split()) if last is not None else ""))
    return found


class Parts(HTMLParser):
    """What a book's HTML holds, in order: headings, targets of references, rows of lists with a page number, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[str, str, str]] = []
        self.see: list[str] = []
        self.rows: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.text = ""
        self.open = ""
        self.link = ("", "")
        self.feed(html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.ids |= {found["id"] or ""} if "id" in found else set()
        if re.fullmatch("h[1-4]", tag):
            self.headings.append((tag, found.get("id") or "", ""))
            self.open = tag
        elif tag == "span" and (found.get("class") or "").startswith("see"):
            self.see.append((found["style"] or "").removeprefix("--to:url(#").removesuffix(")"))
        elif tag == "span" and found.get("class") == "folio":
            self.rows.append(self.link)
        elif tag == "a":
            self.link = (found["href"] or "").removeprefix("#"), ""
            self.open = tag
        self.text += " " if tag in ("p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "br", "div", "caption") else ""

    def handle_endtag(self, tag: str) -> None:
        self.open = "" if tag == self.open else self.open

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open == "a":
            self.link = self.link[0], self.link[1] + data
        elif self.open:
            level, id, before = self.headings[-1]
            self.headings[-1] = (level, id, before + data)


@cache
def parts(size: str) -> Parts:
    return Parts(html(size))
