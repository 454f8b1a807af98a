"""Lay the A5 pages of a book two by two on sheets of A4, in the order in which they are folded.

The pages become drawings on the sheets (form XObjects) and keep their tags: the tree of tags, the links, the targets of links
and the outline are led to the sheets. So the booklet is read aloud in the order of the book, not of the paper.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from guide.tokens import colours

MM = 72 / 25.4
"""Points in a millimetre."""
SHEET = (297 * MM, 210 * MM)
"""A4, lying."""
MOST = 64
"""How many pages are folded into each other at most: 16 sheets of paper are what an office stapler takes."""
PIXEL = 0.75
"""Points in a pixel of the engine."""


@dataclass(frozen=True)
class Place:
    """Where a page of the book has come to stand: on which sheet's side, as which drawing, how far from its left, and its height."""

    side: Any
    drawing: Any
    left: float
    height: float


def impose(pdf: bytes, most: int = MOST) -> bytes:
    """The book as sheets to print on both sides, turned on the short edge, and to fold.

    A book of more than `most` pages becomes several booklets. Each begins where a part of the book begins, on a right-hand page.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = [page.obj for page in document.pages]
        numbers = {page.objgen: number for number, page in enumerate(pages)}
        places: dict[tuple[int, int], Place] = {}
        sides = []
        folded = booklets(len(pages), [numbers[item.Dest[0].objgen] for item in siblings(document.Root.get("/Outlines"))], most)
        for number, booklet in enumerate(folded, 1):
            for place, (left, right) in enumerate(fold(booklet)):
                marks = number if len(folded) > 1 and place % 2 == 0 else 0
                sides.append(side(document, (pages[left] if left is not None else None, pages[right] if right is not None else None), marks, places))
        lead_tags(document, places)
        lead_targets(document, places)
        del document.pages[:]
        for new in sides:
            document.pages.append(pikepdf.Page(new))
        document.Root.ViewerPreferences.Duplex = Name.DuplexFlipShortEdge
        return saved(document)


def saved(document: pikepdf.Pdf) -> bytes:
    """A PDF that was changed: the same bytes each time, and few."""
    result = io.BytesIO()
    document.save(result, deterministic_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()


def booklets(count: int, starts: list[int], most: int) -> list[range]:
    """The pages (from 0) of each booklet: as many parts of the book as go into `most` pages; a part that is longer is cut."""
    cuts = sorted({0, count, *starts})
    result: list[range] = []
    for start, stop in pairwise(cuts):
        if result and stop - result[-1].start <= most:
            result[-1] = range(result[-1].start, stop)
        else:
            result += [range(cut, min(cut + most, stop)) for cut in range(start, stop, most)]
    return result


def fold(pages: range) -> Iterator[tuple[int | None, int | None]]:
    """The two pages of every side of paper, front and back in turn, from the outermost sheet; None where paper stays empty."""
    order: list[int | None] = [*pages]
    order += [None] * (-len(order) % 4)
    while order:
        first, second, *order, last_but_one, last = order
        yield last, first
        yield second, last_but_one


def side(document: pikepdf.Pdf, pages: tuple[Any, Any], marks: int, places: dict[tuple[int, int], Place]) -> Any:
    """A side of paper with a page of the book on its left and right half. Where they have come to stand is put into `places`."""
    new = document.make_indirect(Dictionary(Type=Name.Page, MediaBox=[0, 0, *SHEET], Tabs=Name.S, Annots=Array(), Resources=Dictionary(XObject=Dictionary())))
    content = tally(marks)
    for half, page in zip(("Left", "Right"), pages, strict=True):
        if page is None:
            continue
        width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
        left = SHEET[0] / 2 - (width if half == "Left" else 0)  # the inner edges of both pages meet where the paper is folded
        drawing = drawing_of(document, page)
        places[page.objgen] = Place(new, drawing, left, height)
        new.Resources.XObject[f"/{half}"] = drawing
        content += f"q 1 0 0 1 {left:.3f} 0 cm /{half} Do Q\n"
        for link in page.get("/Annots", Array()):
            link.Rect = Array([float(value) + (left if number % 2 == 0 else 0) for number, value in enumerate(link.Rect)])
            new.Annots.append(link)
    new.Contents = document.make_stream(content.encode())
    return new


def drawing_of(document: pikepdf.Pdf, page: Any) -> Any:
    """A page as a drawing that can stand on another. Its tags find it by the number that the page had."""
    parts = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
    drawing = document.make_stream(b"\n".join(part.read_bytes() for part in parts))
    drawing.Type, drawing.Subtype, drawing.BBox, drawing.Resources = Name.XObject, Name.Form, page.MediaBox, page.Resources
    if "/StructParents" in page:
        drawing.StructParents = page.StructParents
    return drawing


def tally(count: int) -> str:
    """As many short strokes across the fold, at its foot, as the number of the booklet: they say which sheets belong together."""
    if not count:
        return ""
    red, green, blue = (int(colours()["rule"][place : place + 2], 16) / 255 for place in (1, 3, 5))
    strokes = " ".join(f"{SHEET[0] / 2 - 1.2 * MM:.2f} {(4 + number) * MM:.2f} m {SHEET[0] / 2 + 1.2 * MM:.2f} {(4 + number) * MM:.2f} l" for number in range(count))
    return f"/Artifact BMC q 0.6 w {red:.3f} {green:.3f} {blue:.3f} RG {strokes} S Q EMC\n"


def lead_tags(document: pikepdf.Pdf, places: dict[tuple[int, int], Place]) -> None:
    """Lead every tag to the drawing that its content is in, and to the sheet."""
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        tag = waiting.pop()
        kids = tag.get("/K", Array())
        place = places[tag.Pg.objgen] if "/Pg" in tag else None
        new: list[Any] = []
        for kid in kids if isinstance(kids, Array) else [kids]:
            if not isinstance(kid, Dictionary):
                assert place
                new.append(Dictionary(Type=Name.MCR, Pg=place.side, Stm=place.drawing, MCID=int(kid)))
                continue
            new.append(kid)
            if kid.get("/Type") == Name.OBJR:
                kid.Pg = places[kid.Pg.objgen].side
            else:
                waiting.append(kid)
        if new:
            tag.K = Array(new)
        if place:
            tag.Pg = place.side
            if "/A" in tag and "/BBox" in tag.A:
                tag.A.BBox = box(tag.A.BBox, place)


def box(pixels: Any, place: Place) -> Array:
    """Where a figure stands on its sheet, in points from the lower left corner; the engine says it in pixels from the upper left one."""
    left, top, right, bottom = (float(value) * PIXEL for value in pixels)
    return Array([place.left + left, place.height - bottom, place.left + right, place.height - top])


def lead_targets(document: pikepdf.Pdf, places: dict[tuple[int, int], Place]) -> None:
    """Lead the targets of links and the outline to the sheets."""
    names = document.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    for target in names[1::2]:
        lead(target, places)
    waiting = [document.Root.get("/Outlines")]
    while waiting:
        for item in siblings(waiting.pop()):
            lead(item.Dest, places)
            waiting.append(item)


def lead(target: Any, places: dict[tuple[int, int], Place]) -> None:
    """Lead a target, a page and a point on it, to the sheet."""
    place = places[target[0].objgen]
    target[0], target[2] = place.side, float(target[2]) + place.left


def siblings(above: Any) -> Iterator[Any]:
    """The items of an outline right below an item, or below the outline itself; none where there is none."""
    item = above.get("/First") if above is not None else None
    while item is not None:
        yield item
        item = item.get("/Next")
