"""What a PDF has to be: what its sheet declares, and what its HTML draws. The quality gate holds the PDF against it."""

import math
from dataclasses import dataclass
from html.parser import HTMLParser

from guide import sheets
from guide.index import collected
from guide.markup import Renderer
from guide.model.guide import Guide
from guide.model.sheet import Sheet
from guide.printables import Printable, is_book
from guide.sheets import Layout

TEXT = {"student": 11.0, "notes": 11.0, "parents": 11.0, "teacher": 9.0, "school": 9.0}
"""The smallest text on each kind of sheet, in points."""
LINE, BLANK = 9.0, 8.0
"""How high a writing line and a blank in a sentence are, in mm."""
END = {"print": 0.2, "large": 0.75, "book": 0.95}
"""How high above the foot of a page what stands on it may end: a share of the page's height."""


@dataclass(frozen=True)
class Expected:
    """What a PDF has to be. `lines` are the heights of the lines to write on, in mm; `scale` is how much larger than laid out it is printed."""

    title: str
    language: str
    pages: int | None = None
    scale: float = 1.0
    text: float = 11.0
    lines: tuple[float, ...] = ()
    fields: int = 0
    several: bool = False
    end: float = END["print"]


def expected(guide: Guide, printable: Printable, layout: Layout) -> Expected:
    """What this PDF has to be: what its sheet declares, and what its HTML draws."""
    sheet, variant = guide.sheets[printable.sheet], printable.variant
    places = Places(source(guide, printable, layout))
    flows = variant == "large" and not sheets.enlarges(sheet)
    return Expected(
        title=Renderer(guide, resolve=str).plain(sheet.title),
        language=guide.language,
        pages=None if flows else sheet.pages,
        scale=scale(sheet, variant),
        text=min(TEXT[guide.sheets[id].kind] for id in (printable.sheet, *collected(guide, printable.sheet))),
        lines=tuple(sorted(places.lines, reverse=True)),
        fields=len(places.names),
        several=is_book(sheet) or bool(collected(guide, printable.sheet)),
        end=END["book" if is_book(sheet) else "large" if flows else "print"],
    )


def source(guide: Guide, printable: Printable, layout: Layout) -> str:
    """The HTML that the PDF is made of."""
    if is_book(guide.sheets[printable.sheet]):
        from guide import booklet

        return booklet.html(guide, printable.variant)
    return sheets.html(guide, printable.sheet, layout, printable.variant)


def scale(sheet: Sheet, variant: str) -> float:
    """How much larger than laid out the sheet is printed."""
    if variant == "a3" or (variant == "large" and sheets.enlarges(sheet)):
        return math.sqrt(2)
    return {"large": 1.4, "a5": math.sqrt(0.5)}.get(variant, 1.0)


class Places(HTMLParser):
    """The places to write that a sheet's HTML draws: the heights of its lines in mm, and the names of its fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[float] = []
        self.names: set[str] = set()
        self.pitch = LINE
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "article":
            _, there, value = found.get("style", "").partition("--line-pitch: ")
            self.pitch = float(value.partition("mm")[0]) if there else LINE
        elif found.get("class") in ("line", "room"):
            self.lines.append(self.pitch if found["class"] == "line" else BLANK)
        elif tag in ("input", "textarea", "select"):
            self.names.add(found.get("name", ""))
