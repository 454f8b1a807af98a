"""Print the whole guide as a book: HTML to an accessible PDF on A4, or on A5."""

import gc
from typing import TYPE_CHECKING, Any

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle

from guide import engine, sparing
from guide.booklet import html
from guide.forking import give_back
from guide.model.guide import Guide
from guide.sheets import ASSETS

if TYPE_CHECKING:
    from guide.pdf import Printer

STYLES = {
    "print": ("css/tokens.css", "print/booklet.css"),
    "a5": ("css/tokens.css", "print/booklet.css", "print/booklet-a5.css"),
}
"""The style sheets of each size, in order. The fonts are those the printer has read."""
OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}


def write_booklet(printer: "Printer", guide: Guide, variant: str) -> bytes:
    """The book as a PDF; `variant` is `print` for A4 or `a5`. The engine logs what it warns of; the caller listens."""
    counters = CounterStyle()
    shared = {"font_config": printer.fonts, "url_fetcher": printer.fetcher, "counter_style": counters}
    styles = [CSS(filename=ASSETS / path, **shared) for path in STYLES[variant]]
    with engine.calm(printer.images), sparing.apart(printer.fonts):
        page = engine.Source(html(guide, variant), f"{ASSETS.as_uri()}/", printer.fetcher)
        document = page.render(stylesheets=styles, font_config=printer.fonts, counter_style=counters, cache=printer.images, **OPTIONS)
        engine.number(document)
        sparing.forget_text(printer.fonts)
        gc.collect(0)
        give_back()
        pdf: bytes = document.write_pdf(**OPTIONS)
        del document, page
    return pdf
