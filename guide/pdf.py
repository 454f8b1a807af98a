"""Print a sheet: HTML to an accessible PDF, with what is left of the page given to lines, rows, gaps and figures."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from guide import engine, forms, sparing
from guide.fetcher import Fetcher
from guide.fit import Room, Use, layouts, too_high, too_wide
from guide.model.guide import SOURCE, Guide
from guide.printables import sheet_file
from guide.problem import BuildError, ContentError, Place, Problem, problem
from guide.sheets import ASSETS, LARGE, STYLES, Layout, Parts, growing, html, leaf, parts, pitch, rows_first, stretches, tables

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}
FORM = {**OPTIONS, "pdf_forms": True}
"""Options of a PDF to fill in on a screen."""
ZOOM = 1.4
"""How much larger all is in large print."""


@dataclass(frozen=True)
class Printed:
    """A PDF and how it uses its room."""

    pdf: bytes
    layout: Layout


class Printer:
    """Prints the sheets of a guide. What all sheets share, fonts and styles, is read once; forked processes may use it."""

    def __init__(self, content: str = "content") -> None:
        """`content` is the name of the content folder, as problems show it. Raises BuildError on a style sheet with a fault."""
        engine.mend()
        self.content = content
        self.fetcher = Fetcher()
        self.fonts = FontConfiguration()
        self.images: dict[str, Any] = {}
        with warnings() as heard:
            self.styles = [self.style(path) for path in STYLES]
            self.large = [*self.styles, self.style(LARGE)]
        if heard:
            raise BuildError(heard[0])
        gc.freeze()  # what is read by now lives to the end: the collector need not walk it again and again
        gc.enable()  # a laid-out page is large, and refers to itself

    def style(self, path: Any) -> CSS:
        return CSS(filename=path, font_config=self.fonts, url_fetcher=self.fetcher)

    def write(self, guide: Guide, id: str, variant: str = "print") -> bytes:
        """The sheet as a PDF. Raises ContentError where it takes more or fewer pages than it says, or the engine warns."""
        return self.print(guide, id, variant).pdf

    def print(self, guide: Guide, id: str, variant: str, known: Layout | None = None) -> Printed:
        """The sheet as a PDF: `print`, `fillable`, or as `large` print that flows anew. `known` is how it uses its room, where that was found before.

        Of a sheet that collects others it is what the sheet has of its own.
        """
        place = Place(sheet_file(guide, self.content, id))
        with warnings() as heard, engine.calm(self.images):
            document, layout, found = self.document(guide, id, variant, known, place)
            pdf: bytes = document.write_pdf(**(FORM if variant == "fillable" else OPTIONS), zoom=ZOOM if variant == "large" else 1.0)
            asked = forms.questions(document)
            del document
            sparing.forget_much(self.fonts)
        found += [problem(place, "engine", sheet=guide.sheets[id].title, reason=reason) for reason in dict.fromkeys(heard)]
        if found:
            raise ContentError(found)
        return Printed(forms.repair(pdf, asked) if variant == "fillable" else pdf, layout)

    def document(self, guide: Guide, id: str, variant: str, known: Layout | None, place: Place) -> tuple[Document, Layout, list[Problem]]:
        """The sheet laid out, how it uses its room, and what is wrong with it."""
        if variant != "fillable":
            return self.fitted(guide, id, place, large=variant == "large")
        layout, found = (known, []) if known else self.fitted(guide, id, place)[1:]
        document = self.laid_out(html(guide, id, layout, variant), fillable=True)
        forms.stretch(document)
        return document, layout, found

    def fitted(self, guide: Guide, id: str, place: Place, large: bool = False) -> tuple[Document, Layout, list[Problem]]:
        """The sheet laid out so that it fills its pages, and what is wrong with it. In large print it takes the pages it needs."""
        sheet = guide.sheets[id]
        source, used = html(guide, id), Layout()
        document = self.laid_out(source, large)
        pages = len(document.pages)
        if sheet.pages and not large and pages != sheet.pages:
            details = {"sheet": sheet.title, "pages": pages, "declared": sheet.pages, "id": id}
            return document, used, [problem(place, "page-count" if guide.language == SOURCE else "page-count-translated", **details)]
        use, own = uses(guide, sheet.components), [] if large else [uses(guide, part) for part in parts(sheet)]
        for layout in islice(layouts([Room(page) for page in document.pages], use, own), 1 if large else None):
            fuller = html(guide, id, layout)
            filled = document if fuller == source else self.laid_out(fuller, large)
            if len(filled.pages) == pages:
                document, used = filled, layout
                break
        cut = dict.fromkeys([*too_wide(document), *too_high(document), *leaf(guide, id, used).overlong])
        return document, used, [problem(place, "text-cut", sheet=sheet.title, text=words) for words in cut]

    def laid_out(self, source: str, large: bool = False, fillable: bool = False) -> Document:
        page = engine.Source(source, f"{ASSETS.as_uri()}/", self.fetcher)
        return page.render(stylesheets=self.large if large else self.styles, font_config=self.fonts, cache=self.images, **(FORM if fillable else OPTIONS))


def uses(guide: Guide, page: Parts) -> Use:
    """What the room may go to that these components leave."""
    return Use(bool(growing(guide, page)), rows_first(page), stretches(guide, page), pitch(page), tables(page))


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
