"""What a PDF has to be: what its sheet declares, and what its HTML draws. The quality gate holds the PDF against it."""

import re
from dataclasses import dataclass

from guide import sheets
from guide.index import held, is_book
from guide.markup import Renderer
from guide.model.component import Cards
from guide.model.guide import Guide
from guide.model.sheet import Sheet
from guide.printables import Printable
from guide.sheets import Layout
from guide.variants import A3_TO_A4

TEXT = {"student": 11.0, "notes": 11.0, "parents": 11.0, "teacher": 9.0, "school": 9.0}
"""The smallest text on each kind of sheet, in points."""
LINE, BLANK = 9.0, 8.0
"""How high a writing line and a blank in a sentence are, in mm."""
IN_FIGURE, IN_FOOT = 10.0, 8.5
"""The smallest text in a figure, and in the head and foot of a page, in points."""
BOOK_FIGURE = 6.5
"""In a book figures may be smaller than on their sheets: their words stand beside them."""
FOLDED_TEXT, FOLDED_FOOT = 8.0, 7.5
"""The smallest text in a book to fold: whoever needs larger text has the book on A4."""
END = {"print": 0.2, "large": 0.75, "book": 0.95}
"""How high above the foot of a page what stands on it may end: a share of the page's height."""
Margins = tuple[float, float, float, float]
"""What stays white at top, right, bottom and left, in mm as laid out."""
PORTRAIT, LANDSCAPE, TEACHER, DECK = (14.0, 18.0, 18.0, 20.0), (13.0, 14.0, 16.0, 16.0), (12.0, 18.0, 16.0, 20.0), (9.0, 16.0, 17.0, 16.0)
LARGE, BOOK, FOLDED = (9.0, 12.0, 13.0, 13.0), (22.0, 18.0, 18.0, 18.0), (14.0, 12.0, 10.0, 12.0)
"""The margins of the styles of print: `page.css`, `guide.css`, `cards.css`, `large.css`, `booklet.css` and `booklet-a5.css`."""
A4, A3 = (210, 297), (297, 420)


@dataclass(frozen=True)
class Expected:
    """What a PDF has to be.

    `lines` are the heights of the lines to write on, in mm; `scale` is how much larger than laid out it is printed. `text`, `figure` and
    `foot` are the smallest sizes of text, in points as laid out; `upright` and `lying` the margins of pages of either way.
    """

    title: str
    language: str
    pages: int | None = None
    paper: tuple[int, int] = A4
    upright: Margins = PORTRAIT
    lying: Margins = LANDSCAPE
    scale: float = 1.0
    text: float = 11.0
    figure: float = IN_FIGURE
    foot: float = IN_FOOT
    lines: tuple[float, ...] = ()
    fields: int = 0
    several: bool = False
    end: float = END["print"]


def expected(guide: Guide, printable: Printable, layout: Layout) -> Expected:
    """What this PDF has to be: what its sheet declares, and what its HTML draws."""
    sheet, folded = guide.sheets[printable.sheet], printable.variant == "a5"
    parts = held(guide, printable.sheet)
    kinds = {guide.sheets[id].kind for id in parts}
    drawn = [] if is_book(sheet) else [sheets.html(guide, id, layout if id == printable.sheet else Layout(), printable.variant) for id in parts]
    places = Places("".join(drawn))
    upright, lying = (mirrored(guide, found) for found in margins(sheet, kinds, printable.variant))
    return Expected(
        title=Renderer(guide, resolve=str).plain(sheet.title),
        language=guide.language,
        pages=None if flows(sheet, printable.variant) else sheet.pages,
        paper=A3 if sheets.enlarges(sheet, printable.variant) else A4,
        upright=upright,
        lying=lying,
        scale=scale(sheet, printable.variant),
        text=FOLDED_TEXT if folded else min(TEXT[kind] for kind in kinds),
        figure=BOOK_FIGURE if is_book(sheet) else IN_FIGURE,
        foot=FOLDED_FOOT if folded else IN_FOOT,
        lines=(LINE,) if is_book(sheet) else tuple(sorted(places.lines, reverse=True)),
        fields=len(places.names),
        several=is_book(sheet) or len(parts) > 1,
        end=END["book" if is_book(sheet) else "large" if flows(sheet, printable.variant) else "print"],
    )


def flows(sheet: Sheet, variant: str) -> bool:
    """Whether the text flows anew over as many pages as it takes."""
    return variant == "large" and not sheets.enlarges(sheet, variant)


def margins(sheet: Sheet, kinds: set[str], variant: str) -> tuple[Margins, Margins]:
    """The margins of upright and of lying pages; a set has those of the sheet in it that has the least. `kinds` are the kinds of its sheets."""
    if is_book(sheet):
        return (FOLDED, FOLDED) if variant == "a5" else (BOOK, BOOK)
    if flows(sheet, variant):
        return LARGE, LARGE
    if any(isinstance(part, Cards) for part in sheet.components.values()):
        return DECK, DECK
    return TEACHER if kinds & {"teacher", "school"} else PORTRAIT, LANDSCAPE


def mirrored(guide: Guide, margins: Margins) -> Margins:
    """The margins as the guide's language turns them: the binding side is where a line begins."""
    top, right, bottom, left = margins
    return (top, left, bottom, right) if guide.direction == "rtl" else margins


def scale(sheet: Sheet, variant: str) -> float:
    """How much larger than laid out the sheet is printed."""
    if sheets.enlarges(sheet, variant):
        return A3_TO_A4
    return 1.4 if variant == "large" else 1.0


PLACE = re.compile(r'<(article|input|textarea|select)\b([^>]*)>|\sclass="(line|room)"')
"""Where the templates, which write attributes in double quotes, begin an article, a field, a line to write on or a gap in a sentence."""
PITCH = re.compile(r"--line-pitch: ([\d.]+)mm")
NAME = re.compile(r'\sname="([^"]*)"')


class Places:
    """The places to write that a sheet's HTML draws: the heights of its lines in mm, and the names of its fields."""

    def __init__(self, html: str) -> None:
        self.lines: list[float] = []
        self.names: set[str] = set()
        pitch = LINE
        for tag, attributes, drawn in PLACE.findall(html):
            if drawn:
                self.lines.append(pitch if drawn == "line" else BLANK)
            elif tag == "article":
                found = PITCH.search(attributes)
                pitch = float(found[1]) if found else LINE
            else:
                self.names.update(NAME.findall(attributes))
