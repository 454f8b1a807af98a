"""Print a sheet: HTML to an accessible PDF, with what is left of the page given to lines, rows and gaps."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import BlockContainerBox, LineBox, TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from guide.model.guide import Guide
from guide.problem import BuildError, ContentError, Place, Problem, problem
from guide.sheets import ASSETS, STYLES, Layout, growing, html, leaf, pitch, rows_first, stretches

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}
MM = 96 / 25.4
"""Pixels of the engine in a millimetre."""
SLACK = 0.4
"""What is left over on a page whatever happens, in mm."""
MOST_GAP = 5.0
"""How far gaps may grow, in mm."""


class Printer:
    """Prints the sheets of a guide. What all sheets share, fonts and styles, is read once; forked processes may use it."""

    def __init__(self, content: str = "content") -> None:
        """`content` is the name of the content folder, as problems show it. Raises BuildError on a style sheet with a fault."""
        self.content = content
        self.fetcher = URLFetcher(allowed_protocols={"file", "data"})
        self.fonts = FontConfiguration()
        self.images: dict[str, Any] = {}
        with warnings() as heard:
            shared = {"font_config": self.fonts, "url_fetcher": self.fetcher}
            self.styles = [CSS(filename=path, **shared) for path in STYLES]
        if heard:
            raise BuildError(heard[0])
        gc.freeze()  # what is read by now lives to the end: the collector need not walk it again and again

    def write(self, guide: Guide, id: str) -> bytes:
        """The sheet as a PDF. Raises ContentError where it takes more or fewer pages than it says, or the engine warns."""
        place = Place(f"{self.content}/sheets/{id}.yaml")
        with warnings() as heard:
            document, found = self.fitted(guide, id, place)
            pdf: bytes = document.write_pdf(**OPTIONS)
        found += [problem(place, "engine", sheet=guide.sheets[id].title, reason=reason) for reason in dict.fromkeys(heard)]
        if found:
            raise ContentError(found)
        return pdf

    def fitted(self, guide: Guide, id: str, place: Place) -> tuple[Document, list[Problem]]:
        """The sheet laid out so that it fills its pages, and what is wrong with it."""
        sheet = guide.sheets[id]
        document = self.laid_out(html(guide, id))
        if len(document.pages) != sheet.pages:
            details = {"sheet": sheet.title, "pages": len(document.pages), "declared": sheet.pages}
            return document, [problem(place, "page-count", **details)]
        use = Use(bool(growing(guide, sheet)), rows_first(sheet), stretches(guide, sheet), pitch(sheet))
        for layout in layouts([Room(page) for page in document.pages], use):
            filled = self.laid_out(html(guide, id, layout))
            if len(filled.pages) == sheet.pages:
                document = filled
                break
        return document, [problem(place, "text-cut", sheet=sheet.title, text=words) for words in dict.fromkeys(too_wide(document))]

    def laid_out(self, source: str) -> Document:
        page = HTML(string=source, base_url=f"{ASSETS.as_uri()}/", url_fetcher=self.fetcher)
        return page.render(stylesheets=self.styles, font_config=self.fonts, cache=self.images, **OPTIONS)


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
                    yield "".join(inner.text for inner in line.descendants() if isinstance(inner, TextBox))


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
    """What the room that is left may go to: `lines` that are `pitch` mm high, `rows_first`, or a `figure`."""

    lines: bool
    rows_first: bool
    figure: bool
    pitch: float


def layouts(rooms: list[Room], use: Use) -> Iterator[Layout]:
    """Ways to use what is left, the fullest first.

    Rows are as high on all pages as the fullest page allows. On the last page lines come before rows, but not with `rows_first`.
    """
    *before, last = rooms
    if use.figure:
        yield Layout(figure=last.free)
        return
    limits = [min(room.free / room.rows, room.most) for room in before if room.rows]
    if last.rows and (limits or use.rows_first):
        limits.append(min(last.free / last.rows, last.most))
    row = max(0.0, min(limits, default=0.0))
    free = last.free - row * last.rows
    lines = max(0, int(free // use.pitch)) if use.lines else 0
    free -= lines * use.pitch
    if last.rows and not limits:
        row = max(0.0, min(free / last.rows, last.most))
        free -= row * last.rows
    spare = [(room.free - row * room.rows) / room.gaps for room in before if room.gaps] + [free / max(1, last.gaps)]
    yield Layout(lines, row, max(0.0, min(*spare, MOST_GAP)))
    for fewer in range(min(3, lines + 1)):
        yield Layout(lines - fewer)


@contextmanager
def warnings() -> Iterator[list[str]]:
    """The warnings and errors of the engine while it works."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    listener, logger = Listener(logging.WARNING), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
