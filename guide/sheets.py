"""Turn a sheet into HTML for printing. What is left on its last page is given back as a layout: see guide/pdf.py.

Of a sheet that collects others it is what the sheet has of its own, if anything: see guide/collate.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from guide import components, exhibits, figures, text  # noqa: F401  exhibits adds its kinds of components
from guide.environment import TEMPLATES, environment, fill, once, render
from guide.fields import Fields, gaps, say
from guide.index import used_in
from guide.languages import counter_style, number, series
from guide.markup import Renderer
from guide.model.component import Collection, Component, Cornell, Drawing
from guide.model.guide import Guide
from guide.model.sheet import Sheet
from guide.tokens import colours

ASSETS = TEMPLATES / "assets"
STYLES = (ASSETS / "css" / "tokens.css", *(ASSETS / "print" / f"{name}.css" for name in ("page", "fields", "tables", "guide", "figures", "cards", "parts", "fillable")))
"""The style sheets of print, in order."""
LARGE = ASSETS / "print" / "large.css"
"""What the large variant changes."""
SHORT = 30
"""Texts with fewer signs than this stay on one line anyhow."""


MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True)
class Layout:
    """How a sheet uses the room that is left: more writing lines, higher rows, wider gaps and higher figures (mm each)."""

    lines: int = 0
    row: float = 0.0
    gap: float = 0.0
    figure: float = 0.0
    before: tuple[tuple[int, float, float], ...] = ()
    """Lines, row and gap of the pages before the last, where they have their own: see `parts`."""


@dataclass(frozen=True)
class Leaf:
    """What the template of a sheet needs. `overlong` are texts that have no room in its figures; `fields` names its places."""

    id: str
    sheet: Sheet
    components: list[dict[str, Any]]
    road: dict[str, Any]
    overlong: tuple[str, ...]
    fields: Fields


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


def heading(title: str) -> str:
    """A title whose last word never stands alone on a line, unless that would part it at an odd place."""
    before, space, last = title.rpartition(" ")
    return f"{before}\N{NO-BREAK SPACE}{last}" if space and " " in before and len(last) < SHORT / 2 else title


def html(guide: Guide, id: str, layout: Layout = Layout(), variant: str = "print") -> str:
    """The sheet as a whole HTML document, without its style sheets. Addresses in it are relative to `templates/assets`."""
    return whole(guide, id, layout, "fillable" if variant == "fillable" else "print")


@once
def whole(guide: Guide, id: str, layout: Layout, variant: str) -> str:
    """The same. `variant` is `print` or `fillable`: the others differ in style alone."""
    paper = PaperRenderer(guide, resolve=str)
    return render(
        shared_environment(),
        "base.html",
        guide=guide,
        **vars(leaf(guide, id, layout, variant)),
        variant=variant,
        inline=paper.inline,
        block=paper.block,
        span=paper.span,
        plain=paper.plain,
        heading=heading,
        say=say,
        gaps=gaps,
        colour=colours(),
        digits=counter_style(guide.locale),
        n=lambda value: number(value, guide.locale),
    )


def enlarges(sheet: Sheet, variant: str) -> bool:
    """Whether a variant is the printed page on A3. So is large print of what is drawn or ruled for the whole page, and cannot flow."""
    stays = sheet.paper == "landscape" or any(item.type in ("figure", "cornell", "progress", "matrix", "cards") for item in sheet.components.values())
    return variant == "a3" or (variant == "large" and stays)


def leaf(guide: Guide, id: str, layout: Layout, variant: str = "print") -> Leaf:
    """A sheet with the words of its components and the room they are given."""
    found = list(drawn(guide, guide.sheets[id], layout, rules=variant != "fillable"))
    overlong = [words for item in found if "figure" in item for words in figures.overlong(item["figure"])]
    return Leaf(id, guide.sheets[id], found, road(guide, id), tuple(overlong), Fields())


@cache
def shared_environment() -> Environment:
    """The environment of all sheets."""
    return environment("sheets")


Parts = Mapping[str, Component]
"""Components by their ids."""


def parts(sheet: Sheet) -> list[dict[str, Component]]:
    """The components of the sheet itself, parted where it begins a new page."""
    result: list[dict[str, Component]] = [{}]
    for id, component in sheet.components.items():
        if component.new_page and result[-1]:
            result.append({})
        if not isinstance(component, Collection):
            result[-1][id] = component
    return result


def drawn(guide: Guide, sheet: Sheet, layout: Layout, rules: bool) -> Iterator[dict[str, Any]]:
    """Each component with the words its template needs, the lines that are dealt out, and how its page uses its room."""
    pages: list[dict[str, Component]] = parts(sheet)
    if not layout.before:
        pages = [{id: component for page in pages for id, component in page.items()}]
    for page, (lines, row, gap) in zip(pages, [*layout.before, (layout.lines, layout.row, layout.gap)], strict=True):
        for values in placed(guide, page, lines, layout.figure, rules):
            yield {**values, "row": row, "gap": gap}


def placed(guide: Guide, page: Parts, extra: int, figure: float, rules: bool) -> Iterator[dict[str, Any]]:
    """The components of a page with their words; `extra` lines are dealt out between them, and a figure is `figure` mm higher.

    `rules` says whether it has rules to write on by hand.
    """
    more = dealt(growing(guide, page), extra)
    for id, component in page.items():
        words = components.words(component, guide)
        if isinstance(component, Drawing):
            words["figure"] = figures.draw(guide, component.figure, extra=figure * MM, write=component.write, rules=rules, aloud=True)
        if id in more:
            shares = more[id] if len(more[id]) == len(words["fields"]) else more[id] * len(words["fields"])
            words["fields"] = [replace(field, lines=lines) for field, lines in zip(words["fields"], shares, strict=True)]
        yield {"id": id, "component": component, **words}


def growing(guide: Guide, page: Parts) -> dict[str, list[int]]:
    """The lines of the places that get more where the page has room, by the id of their component.

    Sentences to finish have room of their own: they get more only where there is nothing else to write in.
    """
    found = {id: components.places(component, guide) for id, component in page.items() if not isinstance(component, Collection)}
    found = {id: lines for id, lines in found.items() if lines}
    return {id: lines for id, lines in found.items() if writes(page[id])} or found


def writes(component: Component) -> bool:
    """Whether a component has whole lines to write on."""
    return component.type in ("prompts", "columns", "cornell") or (component.type == "sentences" and component.lines > 0)


def rows_first(page: Parts) -> bool:
    """Whether what is left of the page goes to the rows of its tables before it goes to lines."""
    return not any(map(writes, page.values()))


def tables(page: Parts) -> frozenset[str]:
    """The kinds of tables on a page. Pages with the same kinds have rows of one height."""
    return frozenset(component.type for component in page.values()) & {"scale", "form", "matrix", "guide", "table", "progress"}


def stretches(guide: Guide, page: Parts) -> bool:
    """Whether what is left of the page goes to a figure: it can grow, and there are no lines to write on beside it."""
    drawings = [item for item in page.values() if isinstance(item, Drawing)]
    return any(figures.draw(guide, item.figure, write=item.write).grows for item in drawings) and not growing(guide, page)


def pitch(page: Parts) -> float:
    """From one writing line to the next, in mm."""
    return next((float(item.pitch) for item in page.values() if isinstance(item, Cornell)), 9.0)


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
    title = fill(words.road, n=series([number(stop, guide.locale) for stop in lit], guide.locale), total=number(len(order), guide.locale)) if lit else ""
    return {"total": len(order), "lit": lit, "title": title}
