"""See a printed page as a reader does: its text and lines where they stand, how large they are, and how they stand out in grey.

Each page is drawn in grey without its text, coarsely: that is what its text is read against. How dark the text is, its colour says, as thin
strokes come out too pale in a drawing of dots. Where something is drawn over text, the page is drawn finely too, as it is and without its
text: how much the two differ is how much of the text comes through.
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from guide.drawn import Area, Reader, Text, Thing, hide

FINE = 4
"""Dots in a point, each way, where it is looked at what comes through."""
FAINT = 0.85
"""Even the thinnest sign shows this share of its ink in one of those, where nothing lies over it."""
PATCH = 0.15
"""The least share of the ground of a text that it has to stand out from."""
FOOT = 0.4
"""How far up in a text a line counts as one under its words."""
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


class Run(NamedTuple):
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
    contrast: float


class Rule(NamedTuple):
    """A level line. `room` is the free height above it in points, `contrast` its ratio to its surroundings, in grey (0 where that was not asked)."""

    area: Area
    room: float
    contrast: float


class Page(NamedTuple):
    """A page as it is seen."""

    width: float
    height: float
    runs: tuple[Run, ...]
    drawings: tuple[Area, ...]
    rules: tuple[Rule, ...]


def pages(pdf: bytes, room: float = 0.0) -> Iterator[Page]:
    """The pages of a PDF as they are seen, one after the other. Only of rules with this room above them is the contrast measured."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            yield seen(page, room)
            page.close()


def seen(page: pypdfium2.PdfPage, least: float) -> Page:
    """A page as it is seen. It is left without its text."""
    reader, (width, height) = Reader(page), page.get_size()
    signs: list[Thing] = []
    areas: list[Area] = []
    drawings, lines, covered = [], [], False
    for thing in reader.things():
        if thing.kind == pdfium.FPDF_PAGEOBJ_TEXT:
            signs.append(thing)
            areas.append(thing.area)
        elif thing.shown.size:
            drawings.append(thing.shown)
            if thing.shown.top - thing.shown.bottom >= THIN:
                covered = covered or thing.shown.covers(areas)
            elif thing.kind == pdfium.FPDF_PAGEOBJ_PATH:
                lines.append(thing.shown)
    texts = [(sign, text) for sign in signs if (text := reader.read(sign))]
    bare, ink = layers(page, signs, covered)
    runs = in_words(
        Run(area, text.words, text.size, text.marked, text.form, shown.size / (area.size or 1), contrast(area, height, text, bare, ink, lines))
        for (_, _, area, shown, _), text in texts
    )
    return Page(width, height, tuple(runs), tuple(drawings), tuple(rules(page, joined(lines), runs, least)))


def layers(page: pypdfium2.PdfPage, signs: list[Thing], covered: bool) -> tuple[Image.Image, Image.Image | None]:
    """The page without its text, and, where something is drawn over that, how much each fine dot is changed by it. It stays without."""
    width, height = map(math.ceil, page.get_size())
    fine = 0, 0, width * FINE, height * FINE
    whole = draw(page, fine, FINE, FINE) if covered else None
    hide(signs)
    return draw(page, (0, 0, width, height)), ImageChops.difference(whole, draw(page, fine, FINE, FINE)) if whole else None


def rules(page: pypdfium2.PdfPage, lines: list[Area], runs: list[Run], least: float) -> Iterator[Rule]:
    """The level lines of a page without its text."""
    height = page.get_height()
    rising = sorted(lines, key=lambda line: line.bottom), sorted(runs, key=lambda run: run.area.bottom)
    for line in lines:
        free = room(line, *rising, height)
        yield Rule(line, free, outlined(page, line) if free >= least else 0.0)


def draw(page: pypdfium2.PdfPage, box: tuple[int, int, int, int], tall: int = 1, wide: int = 1) -> Image.Image:
    """A part of a page in grey, as a school's printer shows it: a point is `wide` dots wide and `tall` dots high.

    `box` is in dots from the upper left corner: left, top, right, bottom.
    """
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    dots = bytearray(b"\xff") * (width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, (ctypes.c_char * len(dots)).from_buffer(dots), width)
    matrix, clip = pdfium.FS_MATRIX(wide, 0, 0, tall, -left, -top), pdfium.FS_RECTF(0, 0, width, height)
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page.raw, matrix, clip, pdfium.FPDF_GRAYSCALE)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer("L", (width, height), dots, "raw", "L", 0, 1)


def in_words(runs: Iterator[Run]) -> list[Run]:
    """The pieces of text, with those of one line in a script whose letters join as one: there, signs lie over each other by nature."""
    result: list[Run] = []
    for piece in runs:
        if result and JOINING.search(piece.words) and are_joined(result[-1], piece):
            last = result[-1]
            one, other = last.area, piece.area
            hull = Area(min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top))
            shown, stands_out = min(last.shown, piece.shown), min(last.contrast, piece.contrast)
            result[-1] = last._replace(area=hull, words=last.words + piece.words, shown=shown, contrast=stands_out)
        else:
            result.append(piece)
    return result


def are_joined(last: Run, piece: Run) -> bool:
    """Whether two pieces are of one marked piece and one line, in a script whose letters join; marks over letters are higher than their line."""
    common = min(last.area.top, piece.area.top) - max(last.area.bottom, piece.area.bottom)
    least = min(last.area.top - last.area.bottom, piece.area.top - piece.area.bottom)
    same = (last.form, last.marked) == (piece.form, piece.marked) and (common > 0.5 * least or all(map(unicodedata.combining, piece.words)))
    return same and bool(JOINING.search(last.words))


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
    """The free height above a rule: up to the next rule or text that stands over it. Both are given with the lowest first."""
    rule = next((other.bottom for other in lines if other.bottom > line.bottom + THIN and line.under(other) > 0.5), height)
    text = next((run.area.bottom for run in runs if run.area.top > line.top + THIN and line.under(run.area) > 0.1), height)
    return max(0.0, min(rule, text) - line.bottom)


def contrast(area: Area, height: float, text: Text, bare: Image.Image, ink: Image.Image | None, lines: list[Area]) -> float:
    """The ratio of a text to the worst of what lies under it; 1 where nothing of it is to be seen. `lines` may underline it."""
    left, top, right, bottom = area.left, height - area.top, area.right, height - area.bottom
    box = int(left), max(0, int(top)), int(right) + 1, int(bottom) + 1
    grounds = bare.crop(box).getextrema()
    if grounds[0] != grounds[1]:
        foot = height - max([area.bottom, *(line.top for line in lines if underlines(line, area))])
        inner = math.ceil(left), math.ceil(top), max(math.ceil(left) + 1, int(right)), max(math.ceil(top) + 1, int(foot))
        tones = bare.crop(inner).histogram()
        grounds = share(tones, PATCH), share(tones, 1 - PATCH)
    left, top, right, bottom = box
    strongest = ink.crop((left * FINE, top * FINE, right * FINE, bottom * FINE)).getextrema()[1] if ink else 255
    return min(stands_out(text, ground, strongest) for ground in grounds)


def underlines(line: Area, area: Area) -> bool:
    """Whether a line runs through the foot of a text, where it crosses no more than the tails of signs."""
    return line.left < area.right and line.right > area.left and area.bottom < line.top < area.bottom + (area.top - area.bottom) * FOOT


def stands_out(text: Text, ground: int, strongest: int) -> float:
    """The ratio of a text to a tone that it stands on. `strongest` is the most that a fine dot of the page is changed by it."""
    change = (text.ink - ground) * text.solid
    if strongest < FAINT * abs(change):
        change = math.copysign(strongest, change)
    return ratio(ground + round(change), ground)


def share(histogram: list[int], part: float) -> int:
    """The tone that this part of the dots is darker than or as dark as."""
    left = part * sum(histogram)
    return next(tone for tone, count in enumerate(accumulate(histogram)) if count >= left and histogram[tone])


def outlined(page: pypdfium2.PdfPage, line: Area) -> float:
    """The ratio of a rule to the ground above it. It is drawn tall, so that the thinnest is several dots high."""
    height, left = page.get_height(), int(line.left) + 1
    top, bottom = int((height - line.top) * TALL) - ABOVE, int((height - line.bottom) * TALL) + 1
    strip = draw(page, (left, top, max(left + 1, int(line.right)), bottom), TALL)
    column = strip.resize((1, strip.height), Image.Resampling.BOX).tobytes()
    return ratio(min(column[ABOVE:]), column[ABOVE // 2])


def ratio(one: int, other: int) -> float:
    """The contrast of two tones of grey as WCAG 2 counts it, from 1 to 21."""
    darker, lighter = sorted((LIGHT[one], LIGHT[other]))
    return (lighter + 0.05) / (darker + 0.05)


LIGHT = [tone / 255 / 12.92 if tone <= 10 else ((tone / 255 + 0.055) / 1.055) ** 2.4 for tone in range(256)]
"""How much light each tone of grey gives back, from 0 to 1 (the formula of sRGB)."""
