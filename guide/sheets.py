"""Turn a sheet into HTML for printing. What is left on its last page is given back as a layout: see guide/pdf.py."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from guide import components, text
from guide.environment import TEMPLATES, environment, fill, render
from guide.index import used_in
from guide.markup import Renderer
from guide.model.guide import Guide
from guide.model.sheet import Sheet
from guide.tokens import colours

ASSETS = TEMPLATES / "assets"
STYLES = (ASSETS / "css" / "tokens.css", *(ASSETS / "print" / f"{name}.css" for name in ("page", "fields", "tables", "guide")))
"""The style sheets of print, in order."""
SHORT = 30
"""Texts with fewer signs than this stay on one line anyhow."""


@dataclass(frozen=True)
class Layout:
    """How a sheet uses the room that is left: more writing lines (9 mm each), higher rows and wider gaps (mm each)."""

    lines: int = 0
    row: float = 0.0
    gap: float = 0.0


class PaperRenderer(Renderer):
    """Texts on paper: a link is its words, and the last word never stands alone on a line."""

    def inline(self, value: str) -> Markup:
        return super().inline("\n".join(tie(line) for line in value.split("\n")))

    def block(self, value: str) -> Markup:
        return super().block("\n".join(tie(line) for line in value.split("\n")))

    def span(self, span: text.Span) -> Markup:
        return self.spans(span.children) if span.kind == "link" else super().span(span)


def tie(line: str) -> str:
    """The line with a no-break space before its last word."""
    before, space, last = line.rpartition(" ")
    return f"{before}\N{NO-BREAK SPACE}{last}" if space and len(line) > SHORT and len(last) < SHORT / 2 else line


def html(guide: Guide, id: str, layout: Layout = Layout()) -> str:
    """The sheet as a whole HTML document, without its style sheets. Addresses in it are relative to `templates/assets`."""
    sheet = guide.sheets[id]
    paper = PaperRenderer(guide, resolve=str)
    return render(
        shared_environment(),
        "base.html",
        guide=guide,
        sheet=sheet,
        layout=layout,
        components=list(drawn(guide, sheet, layout)),
        inline=paper.inline,
        block=paper.block,
        span=paper.span,
        plain=paper.plain,
        colour=colours(),
        road=road(guide, id),
    )


@cache
def shared_environment() -> Environment:
    """The environment of all sheets."""
    return environment("sheets")


def drawn(guide: Guide, sheet: Sheet, layout: Layout) -> Iterator[dict[str, Any]]:
    """Each component with the words its template needs, and the lines that are dealt out."""
    more = dealt(growing(guide, sheet), layout.lines)
    for id, component in sheet.components.items():
        words = components.words(component, guide)
        if id in more:
            shares = more[id] if len(more[id]) == len(words["fields"]) else more[id] * len(words["fields"])
            words["fields"] = [replace(field, lines=lines) for field, lines in zip(words["fields"], shares, strict=True)]
        yield {"component": component, **words}


def growing(guide: Guide, sheet: Sheet) -> dict[str, list[int]]:
    """The lines of the places that get more where the page has room, by the id of their component.

    Sentences to finish have room of their own: they get more only where the sheet has nothing else to write in.
    """
    found = {id: components.places(component, guide) for id, component in sheet.components.items()}
    found = {id: lines for id, lines in found.items() if lines}
    return {id: lines for id, lines in found.items() if writes(sheet, id)} or found


def writes(sheet: Sheet, id: str) -> bool:
    """Whether a component has whole lines to write on."""
    component = sheet.components[id]
    return component.type in ("prompts", "columns") or (component.type == "sentences" and component.lines > 0)


def rows_first(sheet: Sheet) -> bool:
    """Whether what is left of the page goes to the rows of its tables before it goes to lines."""
    return not any(writes(sheet, id) for id in sheet.components)


def dealt(places: dict[str, list[int]], extra: int) -> dict[str, list[int]]:
    """The lines of each place after `extra` more are dealt out one by one, always to the first place with the fewest."""
    result = {id: list(lines) for id, lines in places.items()}
    for _ in range(extra if result else 0):
        fewest = min(result, key=lambda id: min(result[id]))
        result[fewest][result[fewest].index(min(result[fewest]))] += 1
    return result


def road(guide: Guide, id: str) -> dict[str, Any]:
    """The stops of the year's road: how many there are, which are lit, and the words for them."""
    words = guide.interface.sheet
    order = list(guide.conversations)
    lit = [order.index(conversation) + 1 for conversation in used_in(guide, id)]
    title = fill(words.road, n=series(lit, words.conjunction), total=len(order)) if lit else words.road_all
    return {"total": len(order), "lit": lit, "title": title}


def series(numbers: list[int], conjunction: str) -> str:
    """Numbers as they are read: `2, 5 og 7`."""
    *first, last = map(str, numbers)
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def key(guide: Guide, id: str) -> str:
    """A hash of all that makes the sheet's PDF: its words, what draws them, and the engine."""
    sheet = guide.sheets[id]
    return hashlib.sha256("\0".join((html(guide, id), str(sheet.pages), drawing())).encode()).hexdigest()


@cache
def drawing() -> str:
    """A hash of what all sheets share: styles, signs, fonts, the code that lays them out, and the engine's version."""
    result = hashlib.sha256(version("weasyprint").encode())
    shared = [*STYLES, *sorted((ASSETS / "icons").glob("*.svg")), *sorted((ASSETS / "fonts").glob("*.ttf"))]
    code = Path(__file__).with_name("pdf.py")
    for path in (*shared, code):
        result.update(path.read_bytes())
    return result.hexdigest()
