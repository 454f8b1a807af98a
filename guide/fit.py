"""What a laid-out page has left, and how a sheet uses it: more lines, higher rows, wider gaps, a higher figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import BlockContainerBox, LineBox, TextBox

from guide.sheets import Layout

MM = 96 / 25.4
"""Pixels of the engine in a millimetre."""
SLACK = 0.4
"""What is left over on a page whatever happens, in mm."""
MOST_GAP = 5.0
"""How far gaps may grow, in mm."""


class Room:
    """What is left of a laid-out page: free height in mm, how many rows and gaps there are, and how far the rows may grow, in mm."""

    def __init__(self, page: Any) -> None:
        box = page._page_box
        elements = [child for child in box.descendants() if child.element is not None]
        bottom = max(child.position_y + child.border_height() for child in drawn(box))
        self.free = (box.content_box_y() + box.height - bottom) / MM - SLACK
        self.rows = count(elements, "data-row")
        self.gaps = count(elements, "data-gap")
        self.most = min((float(child.element.get("data-row")) for child in elements if child.element.get("data-row")), default=0.0)


def too_wide(document: Document) -> Iterator[str]:
    """The lines of text that are wider than the box they stand in."""
    for page in document.pages:
        for box in page._page_box.descendants():
            for line in getattr(box, "children", ()) if isinstance(box, BlockContainerBox) else ():
                if isinstance(line, LineBox) and line.position_x + line.width > box.content_box_x() + box.width + 1:
                    yield said(line)


def too_high(document: Document) -> Iterator[str]:
    """The first line of text, on every card of a fixed size, that reaches below the card or into what stands at its foot."""
    for page in document.pages:
        for card in page._page_box.descendants():
            if isinstance(card, BlockContainerBox) and card.element is not None and card.element.get("data-fits") is not None:
                feet = [child for child in card.children if child.style["position"] == "absolute"]
                bottom = min([card.position_y + card.border_height(), *(foot.position_y for foot in feet)])
                inner = (line for child in card.children if child not in feet for line in (child, *child.descendants()) if isinstance(line, LineBox))
                yield from (said(line) for line in islice((line for line in inner if line.position_y + line.height > bottom), 1))


def said(line: LineBox) -> str:
    """The words of a line."""
    return "".join(inner.text for inner in line.descendants() if isinstance(inner, TextBox))


def drawn(page_box: Any) -> Iterator[Any]:
    """The boxes of a page that are really there, not what only holds them: that reaches to the foot of the page where it goes on."""
    for child in page_box.children:
        if child.element_tag == "html":
            for inner in child.descendants():
                holds = inner.element_tag in ("html", "body") or (inner.element is not None and inner.element.get("data-flow") is not None)
                if not holds and isinstance(getattr(inner, "height", None), (int, float)):
                    yield inner


def count(boxes: list[Any], attribute: str) -> int:
    """How many elements with this attribute the boxes belong to."""
    return len({id(box.element) for box in boxes if box.element.get(attribute) is not None})


@dataclass(frozen=True)
class Use:
    """What the room that is left may go to: `lines` that are `pitch` mm high, `rows_first`, or a `figure`; `tables` are the kinds of tables."""

    lines: bool
    rows_first: bool
    figure: bool
    pitch: float
    tables: frozenset[str] = frozenset()


def layouts(rooms: list[Room], use: Use, parts: list[Use]) -> Iterator[Layout]:
    """Ways to use what is left, the fullest first. `use` is that of the whole sheet, `parts` those between the page breaks it sets."""
    if use.figure:
        yield Layout(figure=rooms[-1].free)
        return
    if len(parts) == len(rooms) > 1:
        rows = even_rows(rooms, parts)
        *before, last = [share(room, part, row) for room, part, row in zip(rooms, parts, rows, strict=True)]
        yield Layout(*last, before=tuple(before))
    yield from flowing(rooms, use)


def even_rows(rooms: list[Room], parts: list[Use]) -> list[float | None]:
    """How much higher the rows of each page are, where several pages have the same kinds of tables: as the fullest of them allows."""
    alike = [[room for room, other in zip(rooms, parts, strict=True) if other.tables == part.tables and room.rows] for part in parts]
    return [min(grown(room) for room in pages) if len(pages) > 1 else None for pages in alike]


def grown(room: Room) -> float:
    """How much higher each row may be, in mm."""
    return max(0.0, min(room.free / room.rows, room.most)) if room.rows else 0.0


def share(room: Room, use: Use, row: float | None = None) -> tuple[int, float, float]:
    """The lines, row and gap that a page gets. Lines come before rows, but not with `rows_first` or where `row` is given."""
    first = row if row is not None else grown(room) if use.rows_first else 0.0
    free = room.free - first * room.rows
    lines = max(0, int(free // use.pitch)) if use.lines else 0
    free -= lines * use.pitch
    if row is None and not use.rows_first and room.rows:
        first = max(0.0, min(free / room.rows, room.most))
        free -= first * room.rows
    return lines, first, max(0.0, min(free / max(1, room.gaps), MOST_GAP))


def flowing(rooms: list[Room], use: Use) -> Iterator[Layout]:
    """Ways for a sheet whose pages break where they are full.

    Rows are as high on all pages as the fullest page allows, and gaps as wide. Lines are dealt out on the last page.
    """
    *before, last = rooms
    heights = [grown(room) for room in before if room.rows]
    row = min([*heights, grown(last)] if last.rows else heights) if heights else None
    lines, row, gap = share(last, use, row)
    spare = [(room.free - row * room.rows) / room.gaps for room in before if room.gaps]
    yield Layout(lines, row, max(0.0, min([*spare, gap])))
    for fewer in range(min(3, lines + 1)):
        yield Layout(lines - fewer)
