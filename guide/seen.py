"""See a printed page as a reader does: its text and lines where they stand, how large they are, and how they stand out in grey.

All places are in points from the lower left corner. Each page is drawn in grey as it is, with its text in black, in white,
and without it: where black and white differ there is ink, and what lies under that ink is what it is read against.
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

DPI = 200
"""How finely a page is drawn: the thinnest stem of the smallest text is two dots wide."""
DOTS = DPI / 72
"""Dots in a point."""
TALL = 8
"""Dots in the height of a point where rules are looked at."""
ABOVE = 2 * TALL
"""How many dots are looked at above a rule."""
THIN = 2.0
"""A drawing that is no higher than this is a rule, in points."""
SHORTEST = 28.0
"""A rule is at least as long as this, in points: 10 mm."""
JOINING = re.compile("[\u0600-\u06ff\u0750-\u077f]")
"""Signs of a script whose letters join."""
FORMS = 4
"""How deep drawings stand in each other at most."""


@dataclass(frozen=True)
class Area:
    """Something on a page."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Area") -> bool:
        """Whether more of them than the meeting of two tight lines lies over each other."""
        common = self.within(other)
        return common.right - common.left > 1 and common.top - common.bottom > 2

    def within(self, other: "Area") -> "Area":
        """What the two have in common."""
        return Area(max(self.left, other.left), max(self.bottom, other.bottom), min(self.right, other.right), min(self.top, other.top))

    def under(self, other: "Area") -> float:
        """How much of this area's width lies under or over the other, from 0 to 1."""
        return max(0.0, min(self.right, other.right) - max(self.left, other.left)) / (self.right - self.left)

    def times(self, scale: float) -> "Area":
        return Area(self.left * scale, self.bottom * scale, self.right * scale, self.top * scale)


@dataclass(frozen=True)
class Run:
    """A piece of a line of text. `size` is in points, `marked` its number among the marked pieces (-1 where it has none) of the page itself
    (`form` is -1) or of one of the forms that the page draws, counted from 0.

    `shown` is the part of it that is not clipped, from 0 to 1; `contrast` the ratio of its ink to what is under it, in grey.
    """

    area: Area
    words: str
    size: float
    marked: int
    form: int
    shown: float
    contrast: float = 0.0


@dataclass(frozen=True)
class Rule:
    """A level line. `room` is the free height above it in points, `contrast` its ratio to its surroundings, in grey."""

    area: Area
    room: float = 0.0
    contrast: float = 0.0


@dataclass(frozen=True)
class Page:
    """A page as it is seen."""

    width: float
    height: float
    runs: tuple[Run, ...]
    drawings: tuple[Area, ...]
    rules: tuple[Rule, ...]


def pages(pdf: bytes) -> Iterator[Page]:
    """The pages of a PDF as they are seen, one after the other."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            yield seen(document[number])


def seen(page: pypdfium2.PdfPage) -> Page:
    """A page as it is seen."""
    text = page.get_textpage()
    width, height = page.get_size()
    runs: list[Run] = []
    drawings, lines, signs = [], [], []
    form = -1
    for found in page.get_objects(max_depth=FORMS, textpage=text):
        if found.type == pdfium.FPDF_PAGEOBJ_FORM:
            form += found.level == 0
            continue
        area, shown = place(found)
        if found.type == pdfium.FPDF_PAGEOBJ_TEXT:
            runs += run(found, area, shown, form)
            signs.append(found)
        elif shown.right > shown.left and shown.top > shown.bottom:
            drawings.append(shown)
            if found.type == pdfium.FPDF_PAGEOBJ_PATH and shown.top - shown.bottom < THIN:
                lines.append(shown)
    whole, ink, bare = layers(page, signs)
    runs = [replace(run, contrast=contrast(run.area, height, whole, ink, bare)) for run in in_words(runs)]
    lines = joined(lines)
    tall = draw_tall(page) if lines else bare
    rules = [Rule(line, room(line, lines, runs, height), stands_out(line, height, tall)) for line in lines]
    return Page(width, height, tuple(runs), tuple(drawings), tuple(rules))


def layers(page: pypdfium2.PdfPage, signs: list[pypdfium2.PdfObject]) -> tuple[Image.Image, Image.Image, Image.Image]:
    """The page as it is, the ink of its text alone (255 where there is most of it), and the page without its text. It stays without."""
    whole = draw(page)
    tinted = []
    for tone in (0, 255):
        for sign in signs:
            pdfium.FPDFPageObj_SetFillColor(sign.raw, tone, tone, tone, 255)
        tinted.append(draw(page))
    for sign in signs:
        pdfium.FPDFTextObj_SetTextRenderMode(sign.raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    return whole, ImageChops.difference(*tinted), draw(page)


def draw(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in grey, as a school's printer shows it."""
    result: Image.Image = page.render(scale=DOTS, grayscale=True, may_draw_forms=False).to_pil()
    return result


def draw_tall(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in grey, one dot wide and many high for each point, so that the thinnest rule is several dots high."""
    width, height = page.get_size()
    across, down = math.ceil(width), math.ceil(height * TALL)
    bitmap = pypdfium2.PdfBitmap.new_native(across, down, pdfium.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, down)
    matrix, clip = pdfium.FS_MATRIX(1, 0, 0, TALL, 0, 0), pdfium.FS_RECTF(0, 0, across, down)
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, page.raw, matrix, clip, pdfium.FPDF_GRAYSCALE)
    result: Image.Image = bitmap.to_pil()
    return result


def place(found: pypdfium2.PdfObject) -> tuple[Area, Area]:
    """The area of an object on its page, and the part of it that is not clipped."""
    area = Area(*found.get_bounds())
    shown = unclipped(area, found)
    outer = found.container
    while outer is not None:
        area, shown = moved(area, outer), unclipped(moved(shown, outer), outer)
        outer = outer.container
    return area, shown


def unclipped(area: Area, found: pypdfium2.PdfObject) -> Area:
    """What an object's own clip leaves of an area."""
    clip = pdfium.FPDFPageObj_GetClipPath(found.raw)
    for number in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        area = area.within(clipped(clip, number))
    return area


def clipped(clip: pdfium.FPDF_CLIPPATH, number: int) -> Area:
    """The area that one path of a clip leaves."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for step in range(pdfium.FPDFClipPath_CountPathSegments(clip, number)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, number, step), x, y)
        points.append((x.value, y.value))
    if not points:
        return Area(0, 0, 0, 0)
    return Area(min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))


def moved(area: Area, form: pypdfium2.PdfObject) -> Area:
    """An area within a form as it stands outside of it."""
    matrix = form.get_matrix()
    corners = [matrix.on_point(x, y) for x in (area.left, area.right) for y in (area.bottom, area.top)]
    return Area(min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners))


def run(found: pypdfium2.PdfTextObj, area: Area, shown: Area, form: int) -> list[Run]:
    """The piece of text that an object draws, in the form that was begun last if in any; none where it draws spaces alone."""
    words = found.extract()
    if not words.strip(" \N{NO-BREAK SPACE}\r\n"):
        return []
    matrix, marked, outer = found.get_matrix(), pdfium.FPDFPageObj_GetMarkedContentID(found.raw), found.container
    holder = outer
    while outer is not None:
        matrix = matrix.multiply(outer.get_matrix())
        if marked < 0:
            marked, holder = pdfium.FPDFPageObj_GetMarkedContentID(outer.raw), outer.container
        outer = outer.container
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    part = max(0.0, shown.right - shown.left) * max(0.0, shown.top - shown.bottom) / ((area.right - area.left) * (area.top - area.bottom) or 1)
    return [Run(area, words.strip(), found.get_font_size() * scale, marked, -1 if holder is None else form, part)]


def in_words(runs: list[Run]) -> list[Run]:
    """The pieces of text, with those of one line in a script whose letters join as one: there, signs lie over each other by nature."""
    result: list[Run] = []
    for piece in runs:
        if result and are_joined(result[-1], piece):
            last = result[-1]
            one, other = last.area, piece.area
            hull = Area(min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top))
            result[-1] = replace(last, area=hull, words=last.words + piece.words, shown=min(last.shown, piece.shown))
        else:
            result.append(piece)
    return result


def are_joined(last: Run, piece: Run) -> bool:
    """Whether two pieces are of one marked piece and one line, in a script whose letters join; marks over letters are higher than their line."""
    common = min(last.area.top, piece.area.top) - max(last.area.bottom, piece.area.bottom)
    least = min(last.area.top - last.area.bottom, piece.area.top - piece.area.bottom)
    same = (last.form, last.marked) == (piece.form, piece.marked) and (common > 0.5 * least or all(map(unicodedata.combining, piece.words)))
    return same and bool(JOINING.search(last.words) and JOINING.search(piece.words))


def joined(lines: list[Area]) -> list[Area]:
    """Rules that touch on one height as one, without those that are too short."""
    result: list[Area] = []
    heights: list[list[Area]] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        if heights and line.bottom - heights[-1][0].bottom < 0.5:
            heights[-1].append(line)
        else:
            heights.append([line])
    for level in heights:
        for start, line in enumerate(sorted(level, key=lambda line: line.left)):
            last = result[-1] if start else None
            if last and line.left - last.right < 0.5:
                result[-1] = Area(last.left, last.bottom, max(last.right, line.right), max(last.top, line.top))
            else:
                result.append(line)
    return [line for line in result if line.right - line.left >= SHORTEST]


def room(line: Area, lines: list[Area], runs: list[Run], height: float) -> float:
    """The free height above a rule: up to the next rule or text that stands over it."""
    above = [other.bottom for other in lines if other.bottom > line.bottom + THIN and line.under(other) > 0.5]
    above += [run.area.bottom for run in runs if run.area.top > line.top + THIN and line.under(run.area) > 0.1]
    return max(0.0, min(above, default=height) - line.bottom)


def dots(area: Area, height: float) -> tuple[int, int, int, int]:
    """An area in dots from the upper left corner of the drawn page."""
    left, top = int(area.left * DOTS), int((height - area.top) * DOTS)
    return left, max(0, top), max(left + 1, int(area.right * DOTS) + 1), int((height - area.bottom) * DOTS) + 1


def contrast(area: Area, height: float, whole: Image.Image, ink: Image.Image, bare: Image.Image) -> float:
    """The ratio of the ink in an area to the worst of what lies under it; 1 where there is none to be seen."""
    box = dots(area, height)
    own = ink.crop(box)
    strongest = own.getextrema()[1]
    if not isinstance(strongest, int) or strongest < 8:
        return 1.0
    mask = own.point(STENCILS[strongest])
    drawn, under = whole.crop(box).histogram(mask), bare.crop(box).histogram(mask)
    dark = share(drawn, 0.5) <= share(under, 0.5)
    return min(ratio(share(drawn, 0.1 if dark else 0.9), share(under, part)) for part in (0.1, 0.9))


def share(histogram: list[int], part: float) -> int:
    """The tone that this part of the dots is darker than or as dark as."""
    left = part * sum(histogram)
    for tone, count in enumerate(histogram):
        left -= count
        if left <= 0 and count:
            return tone
    return 255


def stands_out(line: Area, height: float, tall: Image.Image) -> float:
    """The ratio of a rule to the ground above it, on the page drawn tall."""
    left, top = int(line.left) + 1, int((height - line.top) * TALL) - ABOVE
    strip = tall.crop((left, top, max(left + 1, int(line.right)), int((height - line.bottom) * TALL) + 1))
    column = strip.resize((1, strip.height), Image.Resampling.BOX).tobytes()
    return ratio(min(column[ABOVE:]), column[ABOVE // 2])


def ratio(one: int, other: int) -> float:
    """The contrast of two tones of grey as WCAG 2 counts it, from 1 to 21."""
    darker, lighter = sorted((LIGHT[one], LIGHT[other]))
    return (lighter + 0.05) / (darker + 0.05)


LIGHT = [tone / 255 / 12.92 if tone <= 10 else ((tone / 255 + 0.055) / 1.055) ** 2.4 for tone in range(256)]
"""How much light each tone of grey gives back, from 0 to 1 (the formula of sRGB)."""
STENCILS = [[255 if tone >= 0.6 * strongest and tone else 0 for tone in range(256)] for strongest in range(256)]
"""For the strongest ink of an area: which dots are ink, not the pale edge of it."""
