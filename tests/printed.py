"""What can be seen in a printed sheet: its text and lines where they stand, its fonts, and its tags."""

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

LINE = 9 / 25.4 * 72
"""The height of a writing line in points."""
ROW = 12 / 25.4 * 72
"""The least height of a row to write in, in points."""


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
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > 1 and high > 2


@dataclass(frozen=True)
class Page:
    """A page as it is seen: its size, its lines of text, what is drawn, and the sizes of its signs in points."""

    width: float
    height: float
    texts: tuple[Area, ...]
    drawings: tuple[Area, ...]
    sizes: tuple[tuple[float, str, float], ...]

    @property
    def lines(self) -> list[Area]:
        """The lines to write on: boxes 9 mm high and at least 2 cm wide."""
        return [area for area in self.drawings if abs(area.top - area.bottom - LINE) < 0.2 and area.right - area.left > 57]

    @property
    def rows(self) -> int:
        """How many rules of tables have 12 mm or more free above them."""
        rules = sorted({area.bottom for area in self.drawings if area.top - area.bottom < 2 and area.right - area.left > 57})
        return sum(above - below > ROW - 0.6 for below, above in zip(rules, [*rules[1:], self.height], strict=False))


def seen(pdf: bytes) -> list[Page]:
    """The pages of a PDF as they are seen."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [one_page(document[number]) for number in range(len(document))]


def one_page(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    areas = [text.get_rect(number) for number in range(text.count_rects())]
    drawings = [Area(*found.get_bounds()) for found in page.get_objects(max_depth=1) if found.type != pdfium.FPDF_PAGEOBJ_TEXT]
    texts = [Area(*area, words) for area in areas if (words := text.get_text_bounded(*area).strip())]
    return Page(*page.get_size(), tuple(texts), tuple(drawings), tuple(signs(text)))


def signs(text: pypdfium2.PdfTextPage) -> Iterator[tuple[float, str, float]]:
    """Every sign with its size and its height above the foot of the page, both in points."""
    for number in range(text.count_chars()):
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text.raw, number, ctypes.byref(matrix))
        sign = chr(pdfium.FPDFText_GetUnicode(text.raw, number))
        if sign.strip() and sign != "\N{NO-BREAK SPACE}" and matrix.d > 0:
            yield pdfium.FPDFText_GetFontSize(text.raw, number) * matrix.d, sign, matrix.f


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


def fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every font's description."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
            yield found


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
