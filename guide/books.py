"""Print the whole guide as a book: HTML to an accessible PDF on A4, or on A5."""

from typing import TYPE_CHECKING

from weasyprint import HTML

from guide.booklet import html
from guide.model.guide import Guide
from guide.sheets import ASSETS

if TYPE_CHECKING:
    from guide.pdf import Printer

STYLES = {
    "print": ("css/tokens.css", "print/booklet.css"),
    "a5": ("css/tokens.css", "print/booklet.css", "print/booklet-a5.css"),
}
"""The style sheets of each size, in order. The fonts are those the printer has read."""


def write_booklet(printer: "Printer", guide: Guide, variant: str) -> bytes:
    """The book as a PDF; `variant` is `print` for A4 or `a5`. What the engine warns of is left to the printer to hear."""
    styles = [printer.style(ASSETS / path) for path in STYLES[variant]]
    page = HTML(string=html(guide, variant), base_url=f"{ASSETS.as_uri()}/", url_fetcher=printer.fetcher)
    document = page.render(stylesheets=styles, font_config=printer.fonts, cache=printer.images, pdf_variant="pdf/ua-1")
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf
