"""What a page of a PDF draws: every piece of text and every drawing, where it stands, and what is left of it where it is clipped.

All places are in points from the lower left corner. A page has hundreds of things: pdfium is asked for each fact with one plain call, and
what it writes its answers to is made once.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium


def plain(function: Any) -> Callable[..., Any]:
    """A function of pdfium that takes and gives handles as numbers: without ctypes' objects for them a call takes half the time."""
    kinds = [ctypes.c_void_p if hasattr(kind, "contents") else kind for kind in (function.restype, *function.argtypes)]
    return ctypes.cast(function, ctypes.PYFUNCTYPE(*kinds))


count_things, count_inner = plain(pdfium.FPDFPage_CountObjects), plain(pdfium.FPDFFormObj_CountObjects)
thing_of, inner_of = plain(pdfium.FPDFPage_GetObject), plain(pdfium.FPDFFormObj_GetObject)
kind_of, marked_of = plain(pdfium.FPDFPageObj_GetType), plain(pdfium.FPDFPageObj_GetMarkedContentID)
bounds_of, matrix_of = plain(pdfium.FPDFPageObj_GetBounds), plain(pdfium.FPDFPageObj_GetMatrix)
clip_of, count_paths = plain(pdfium.FPDFPageObj_GetClipPath), plain(pdfium.FPDFClipPath_CountPaths)
count_steps, step_of = plain(pdfium.FPDFClipPath_CountPathSegments), plain(pdfium.FPDFClipPath_GetPathSegment)
point_of, colour_of = plain(pdfium.FPDFPathSegment_GetPoint), plain(pdfium.FPDFPageObj_GetFillColor)
text_of, size_of = plain(pdfium.FPDFTextObj_GetText), plain(pdfium.FPDFTextObj_GetFontSize)
set_mode = plain(pdfium.FPDFTextObj_SetTextRenderMode)

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

    raw: int
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
        self.said_on = address(self.text)
        self.forms = -1
        self.numbers = [ctypes.c_float() for _ in range(4)]
        self.places = [ctypes.addressof(number) for number in self.numbers]
        self.parts = (ctypes.c_uint * 4)()
        self.matrix = pdfium.FS_MATRIX()
        self.words = (ctypes.c_ushort * 1024)()

    def things(self) -> Iterator[Thing]:
        """All that the page draws, in order; not the forms, but what stands in them."""
        yield from self.below(address(self.page), count_things, thing_of, None)

    def below(self, holder: int, count: Callable[..., int], get: Callable[..., int], form: Form | None) -> Iterator[Thing]:
        """What the page or a form draws."""
        for number in range(count(holder)):
            raw = get(holder, number)
            kind = kind_of(raw)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                self.forms += form is None
                _, solid = self.ink(raw)
                inner = Form(self.forms, marked_of(raw), solid, self.matrix_of(raw), self.clip(raw), form)
                yield from self.below(raw, count_inner, inner_of, inner)
            else:
                yield Thing(raw, kind, *self.place(raw, form), form)

    def place(self, raw: int, form: Form | None) -> tuple[Area, Area]:
        """The area of a thing on its page, and the part of it that is not clipped."""
        bounds_of(raw, *self.places)
        left, bottom, right, top = self.numbers
        area = shown = Area(left.value, bottom.value, right.value, top.value)
        if clip := self.clip(raw):
            shown = area.within(clip)
        while form:
            area, shown = area.moved(form.matrix), shown.moved(form.matrix) if shown.size else shown
            shown = shown.within(form.clip) if form.clip else shown
            form = form.outer
        return area, shown

    def clip(self, raw: int) -> Area | None:
        """What the clip of a thing leaves; None where it has none."""
        path, left = clip_of(raw), None
        for number in range(count_paths(path)):
            area = self.clipped(path, number)
            left = left.within(area) if left else area
        return left

    def clipped(self, clip: int, number: int) -> Area:
        """The area that one path of a clip leaves."""
        (x, y, *_), (to_x, to_y, *_) = self.numbers, self.places
        across, down = [], []
        for step in range(count_steps(clip, number)):
            point_of(step_of(clip, number, step), to_x, to_y)
            across.append(x.value)
            down.append(y.value)
        return Area(min(across), min(down), max(across), max(down)) if across else Area(0, 0, 0, 0)

    def matrix_of(self, raw: int) -> Matrix:
        found = self.matrix
        matrix_of(raw, ctypes.byref(found))
        return found.a, found.b, found.c, found.d, found.e, found.f

    def ink(self, raw: int) -> tuple[int, float]:
        """The tone that a thing is filled with, weighed as pdfium weighs what it draws in grey, and how solid it is."""
        start = ctypes.addressof(self.parts)
        colour_of(raw, start, start + 4, start + 8, start + 12)
        red, green, blue, solid = self.parts
        return (30 * red + 59 * green + 11 * blue) // 100, solid / 255

    def said(self, raw: int) -> str:
        """The words of a piece of text."""
        length = text_of(raw, self.said_on, self.words, ctypes.sizeof(self.words))
        if length > ctypes.sizeof(self.words):
            self.words = (ctypes.c_ushort * length)()
            return self.said(raw)
        return ctypes.string_at(self.words, length - 2).decode("utf-16-le")

    def read(self, thing: Thing) -> Text | None:
        """What a piece of text says; None where it is spaces alone."""
        words = self.said(thing.raw)
        if not words.strip(" \N{NO-BREAK SPACE}\r\n"):
            return None
        form, marked = thing.form, marked_of(thing.raw)
        size_of(thing.raw, self.places[0])
        (a, b, c, d, _, _), (ink, solid) = self.matrix_of(thing.raw), self.ink(thing.raw)
        larger, holder = a * d - b * c, form
        while form:
            a, b, c, d, _, _ = form.matrix
            larger, solid = larger * (a * d - b * c), solid * form.solid
            if marked < 0:
                marked, holder = form.marked, form.outer
            form = form.outer
        return Text(words.strip(), self.numbers[0].value * abs(larger) ** 0.5, marked, holder.number if holder else -1, ink, solid)


def address(found: Any) -> int:
    """The handle of a page, or of its text, as a number."""
    return ctypes.cast(found.raw, ctypes.c_void_p).value or 0


def hide(things: Iterable[Thing]) -> None:
    """Let a page draw its text no more."""
    for thing in things:
        set_mode(thing.raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
