"""What a page of a PDF draws: every piece of text and every drawing, where it stands, and what is left of it where it is clipped.

All places are in points from the lower left corner. A page has hundreds of things: pdfium is asked for each fact with one plain call, and
what it writes its answers to is made once.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Matrix = tuple[float, float, float, float, float, float]


class Area(NamedTuple):
    """Something on a page."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Area") -> bool:
        """Whether more of them than the meeting of two tight lines lies over each other."""
        if other.left >= self.right or other.right <= self.left:
            return False
        common = self.within(other)
        return common.right - common.left > 1 and common.top - common.bottom > 2

    def covers(self, others: Iterable["Area"]) -> bool:
        """Whether it lies over one of the others, however little."""
        left, bottom, right, top = self
        return any(one[1] < top and one[3] > bottom and one[0] < right and one[2] > left for one in others)

    def within(self, other: "Area") -> "Area":
        """What the two have in common."""
        return Area(max(self.left, other.left), max(self.bottom, other.bottom), min(self.right, other.right), min(self.top, other.top))

    def under(self, other: "Area") -> float:
        """How much of this area's width lies under or over the other, from 0 to 1."""
        return max(0.0, min(self.right, other.right) - max(self.left, other.left)) / (self.right - self.left)

    def moved(self, matrix: Matrix) -> "Area":
        """The area of what stands in a form, outside of that."""
        a, b, c, d, e, f = matrix
        across = [a * x + c * y + e for x in (self.left, self.right) for y in (self.bottom, self.top)]
        down = [b * x + d * y + f for x in (self.left, self.right) for y in (self.bottom, self.top)]
        return Area(min(across), min(down), max(across), max(down))

    @property
    def size(self) -> float:
        """In square points; 0 where nothing is left of it."""
        return (self.right - self.left) * (self.top - self.bottom) if self.right > self.left and self.top > self.bottom else 0.0


class Form(NamedTuple):
    """A drawing that others stand in: its number among the forms that the page draws itself, and what it does to all that stands in it."""

    number: int
    marked: int
    solid: float
    matrix: Matrix
    clip: Area | None
    outer: "Form | None"


class Thing(NamedTuple):
    """Something that a page draws: pdfium's handle, its kind (`FPDF_PAGEOBJ_…`), where it stands, the part of that which is not clipped, its form."""

    raw: Any
    kind: int
    area: Area
    shown: Area
    form: Form | None


class Text(NamedTuple):
    """What a piece of text says, how large it is in points, its number among the marked pieces (-1 where it has none) of the page itself
    (`form` is -1) or of one of its forms, the tone of grey of its colour, and how solid that is, from 0 to 1."""

    words: str
    size: float
    marked: int
    form: int
    ink: int
    solid: float


class Reader:
    """Reads what a page draws."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page, self.text = page, page.get_textpage()
        self.forms = -1
        self.numbers = [ctypes.c_float() for _ in range(4)]
        self.colour = [ctypes.c_uint(255) for _ in range(4)]
        self.matrix = pdfium.FS_MATRIX()
        self.words = (ctypes.c_ushort * 1024)()

    def things(self) -> Iterator[Thing]:
        """All that the page draws, in order; not the forms, but what stands in them."""
        yield from self.below(self.page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, None)

    def below(self, holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], form: Form | None) -> Iterator[Thing]:
        """What the page or a form draws."""
        for number in range(count(holder)):
            raw = get(holder, number)
            kind = pdfium.FPDFPageObj_GetType(raw)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                self.forms += form is None
                _, solid = self.ink(raw)
                inner = Form(self.forms, pdfium.FPDFPageObj_GetMarkedContentID(raw), solid, self.matrix_of(raw), self.clip(raw), form)
                yield from self.below(raw, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner)
            else:
                yield Thing(raw, kind, *self.place(raw, form), form)

    def place(self, raw: Any, form: Form | None) -> tuple[Area, Area]:
        """The area of a thing on its page, and the part of it that is not clipped."""
        left, bottom, right, top = self.numbers
        pdfium.FPDFPageObj_GetBounds(raw, left, bottom, right, top)
        area = shown = Area(left.value, bottom.value, right.value, top.value)
        if clip := self.clip(raw):
            shown = area.within(clip)
        while form:
            area, shown = area.moved(form.matrix), shown.moved(form.matrix)
            shown = shown.within(form.clip) if form.clip else shown
            form = form.outer
        return area, shown

    def clip(self, raw: Any) -> Area | None:
        """What the clip of a thing leaves; None where it has none."""
        path, left = pdfium.FPDFPageObj_GetClipPath(raw), None
        for number in range(pdfium.FPDFClipPath_CountPaths(path)):
            area = self.clipped(path, number)
            left = left.within(area) if left else area
        return left

    def clipped(self, clip: Any, number: int) -> Area:
        """The area that one path of a clip leaves."""
        x, y, *_ = self.numbers
        across, down = [], []
        for step in range(pdfium.FPDFClipPath_CountPathSegments(clip, number)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, number, step), x, y)
            across.append(x.value)
            down.append(y.value)
        return Area(min(across), min(down), max(across), max(down)) if across else Area(0, 0, 0, 0)

    def matrix_of(self, raw: Any) -> Matrix:
        found = self.matrix
        pdfium.FPDFPageObj_GetMatrix(raw, found)
        return found.a, found.b, found.c, found.d, found.e, found.f

    def ink(self, raw: Any) -> tuple[int, float]:
        """The tone that a thing is filled with, weighed as pdfium weighs what it draws in grey, and how solid it is."""
        red, green, blue, solid = self.colour
        pdfium.FPDFPageObj_GetFillColor(raw, red, green, blue, solid)
        return (30 * red.value + 59 * green.value + 11 * blue.value) // 100, solid.value / 255

    def said(self, raw: Any) -> str:
        """The words of a piece of text."""
        length = pdfium.FPDFTextObj_GetText(raw, self.text.raw, self.words, ctypes.sizeof(self.words))
        if length > ctypes.sizeof(self.words):
            self.words = (ctypes.c_ushort * length)()
            return self.said(raw)
        return ctypes.string_at(self.words, length - 2).decode("utf-16-le")

    def read(self, thing: Thing) -> Text | None:
        """What a piece of text says; None where it is spaces alone."""
        words = self.said(thing.raw)
        if not words.strip(" \N{NO-BREAK SPACE}\r\n"):
            return None
        size, form, marked = self.numbers[0], thing.form, pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
        pdfium.FPDFTextObj_GetFontSize(thing.raw, size)
        (a, b, c, d, _, _), (ink, solid) = self.matrix_of(thing.raw), self.ink(thing.raw)
        larger, holder = a * d - b * c, form
        while form:
            a, b, c, d, _, _ = form.matrix
            larger, solid = larger * (a * d - b * c), solid * form.solid
            if marked < 0:
                marked, holder = form.marked, form.outer
            form = form.outer
        return Text(words.strip(), size.value * abs(larger) ** 0.5, marked, holder.number if holder else -1, ink, solid)
