"""What a component of a sheet takes its words from has such words, and its fields fit them."""

from collections.abc import Iterable, Iterator
from typing import Any

from guide.decode import Path, follow, key_place, suggest
from guide.index import sections
from guide.load import Node
from guide.model.component import Booklet, Boxes, Cards, Collection, Progress, Steps, Table
from guide.model.guide import Guide
from guide.model.sheet import Sheet
from guide.model.writing import FormTable, Prompts, StatementScale
from guide.problem import Problem, problem
from guide.variants import OTHERS

STEPS = 5
"""How many answers have a sign of their own: `step-1` and so on in `templates/assets/icons`."""


def check_component(component: Any, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """Every problem of one component. A reference that leads nowhere is not told again here."""
    if isinstance(component, Prompts):
        yield from check_prompts(component, path, tree, guide)
    elif isinstance(component, StatementScale | Boxes):
        yield from check_points(component.take, path, tree, guide)
    elif isinstance(component, Steps):
        yield from check_source(component.steps, component.take, "steps", "no-steps", path, tree, guide)
    elif isinstance(component, FormTable):
        yield from check_columns(component.columns, {"wide": component.wide}, path, tree)
    elif isinstance(component, Table):
        yield from check_source(component.rows, component.take, "rows", "no-rows", path, tree, guide)
        yield from check_columns(component.columns, {"wide": component.wide, "tick": component.tick}, path, tree)
    elif isinstance(component, Progress):
        yield from check_steps(component, path, tree, guide)
    elif isinstance(component, Cards):
        yield from check_cards(component, path, tree, guide)


def check_sheet(sheet: Sheet, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """A book stands alone, a collection last and holds no other collection, all but these say how many pages they take, and no two have one PDF."""
    base, _, variant = str(path[-1]).rpartition("-")
    if variant in OTHERS and base in guide.sheets:
        yield problem(follow(tree, path).place, "sheet-taken", value=path[-1], other=base)
    for number, (id, component) in enumerate(sheet.components.items(), 1):
        place = key_place(tree, (*path, "components", id))
        if isinstance(component, Booklet) and len(sheet.components) > 1:
            yield problem(place, "booklet-alone")
        elif isinstance(component, Booklet):
            yield from check_book(component, (*path, "components", id), tree)
        elif isinstance(component, Collection):
            if number < len(sheet.components):
                yield problem(place, "collection-last")
            for item, other in enumerate(component.take):
                if other in guide.sheets and gathers(guide.sheets[str(other)]):
                    yield problem(follow(tree, (*path, "components", id, "take", item)).place, "collection-inside", value=other)
    if sheet.pages is None and not gathers(sheet):
        yield problem(follow(tree, path).place, "no-pages")


def check_book(component: Booklet, path: Path, tree: Node) -> Iterator[Problem]:
    """No page stands twice in a book."""
    seen: set[str] = set()
    for part, content in component.parts.items():
        for number, id in enumerate(content.pages):
            if id in seen:
                yield problem(follow(tree, (*path, "parts", part, "pages", number)).place, "page-twice-in-book", value=id)
            seen.add(id)


def gathers(sheet: Sheet) -> bool:
    """Whether a sheet holds whole sheets, or is the whole guide as a book."""
    return any(isinstance(component, Collection | Booklet) for component in sheet.components.values())


def check_columns(columns: Iterable[str], named: dict[str, tuple[str, ...]], path: Path, tree: Node) -> Iterator[Problem]:
    """The columns that are named under a field are among those there are."""
    for field, ids in named.items():
        for number, id in enumerate(ids):
            if id not in columns:
                place = follow(tree, (*path, field, number)).place
                yield problem(place, "unknown-column", value=id, suggestion=suggest(id, list(columns)))


def check_source(own: Any, take: Any, field: str, code: str, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """There are words of one's own under `field`, or the section they are taken from has such words."""
    if take is None:
        if not own:
            yield problem(follow(tree, path).place, "nothing-to-show", field=field)
        return
    section = sections(guide).get(str(take))
    if section and not (section.steps or (field == "rows" and (section.points or section.cards))):
        yield problem(follow(tree, (*path, "take")).place, code, value=take)


def check_cards(component: Cards, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """There are cards, each has a heading, and a section that a card takes its steps from has steps."""
    if not component.take and not component.cards:
        yield problem(follow(tree, path).place, "nothing-to-show", field="cards")
    for id, card in component.cards.items():
        here = (*path, "cards", id)
        section = sections(guide).get(str(card.take)) if card.take else None
        if not card.title and (card.take is None or (section and not section.title)):
            yield problem(key_place(tree, here), "no-heading")
        if section and not section.steps:
            yield problem(follow(tree, (*here, "take")).place, "no-steps", value=card.take)


def check_prompts(component: Prompts, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """There is something to write about, and a field that stands in for a card or question has its id."""
    if component.take is None:
        if not component.fields:
            yield problem(follow(tree, path).place, "nothing-to-write")
        return
    known = sections(guide)
    if component.take in known:
        section = known[str(component.take)]
        words = list(section.cards or section.questions)
        if not words:
            yield problem(follow(tree, (*path, "take")).place, "no-cards", value=component.take)
    elif component.take in guide.conversations:
        words = list(guide.conversations[str(component.take)].questions)
    else:
        words = []
    for id in component.fields if words else ():
        if id not in words:
            yield problem(key_place(tree, (*path, "fields", id)), "unknown-field", value=id, suggestion=suggest(id, words))


def check_steps(component: Progress, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """Every answer has a sign to stand for it."""
    scale = guide.scales.get(component.scale)
    if scale and len(scale.steps) > STEPS:
        place = follow(tree, (*path, "scale")).place
        yield problem(place, "too-many-steps", value=component.scale, count=len(scale.steps), limit=STEPS)


def check_points(take: tuple[Any, ...], path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """A section that points or statements are taken from has points."""
    known = sections(guide)
    for number, id in enumerate(take):
        if id in known and not known[id].points:
            yield problem(follow(tree, (*path, "take", number)).place, "no-points", value=id)
