"""The words of the components that are read, looked at, cut out or kept for a year: see guide/components.py for the others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from guide import text
from guide.components import Block, Writing, asked, rows, words
from guide.figures import wrap
from guide.index import find_section
from guide.model.base import Text
from guide.model.component import Boxes, Cards, CardWords, Cornell, Progress, Steps, Table, TraitStory
from guide.model.conversation import Band
from guide.model.guide import Guide
from guide.text import Span

MM = 72 / 25.4
"""Points in a millimetre."""
DISC = 19 * MM
"""How high the number on a conversation's own card stands, in points."""
ROOM = {8: 45.0, 6: 66.0, 4: 108.0}
"""What a card has for its question, follow-ups and mark, in mm, by how many cards stand on a page."""
TICK, PLAIN, WIDE = 0.55, 1.0, 2.0
"""How much room the columns of a table get, measured by one to write in."""


@dataclass(frozen=True)
class Column:
    """An empty column: its heading, how its width compares to others, and whether it is ticked."""

    title: str
    share: float
    tick: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence on a card: its words, or, where there is something to write in it, the rows it takes."""

    text: str
    rows: tuple[list[Span | None], ...] = ()


@dataclass(frozen=True)
class Card:
    """A card to cut out. `look` says what kind it is: `name`, `question`, `own` or `words`. What it does not have is '' or empty.

    `number` is the conversation's, from 1; `mark` tells for whom a question is, if it is not for all; what is `long` is set smaller.
    """

    look: str
    title: str
    number: int | None = None
    text: Sentence | None = None
    points: tuple[Sentence, ...] = ()
    steps: tuple[Sentence, ...] = ()
    foot: Sentence | None = None
    mark: str = ""
    long: bool = False


@words.register
def steps(component: Steps, guide: Guide) -> dict[str, Any]:
    taken = find_section(guide, component.take).steps if component.take else component.steps
    return {"steps": list(taken.values())}


@words.register
def boxes(component: Boxes, guide: Guide) -> dict[str, Any]:
    return {"sections": [find_section(guide, id) for id in component.take]}


@words.register
def table(component: Table, guide: Guide) -> dict[str, Any]:
    """The rows' names and the empty columns; `mixed` tells that names are more than a few bold words."""
    names = row_names(component, guide)
    shares = {id: TICK if id in component.tick else WIDE if id in component.wide else PLAIN for id in component.columns}
    return {
        "rows": names,
        "mixed": any(span.kind == "strong" for name in names for span in text.walk(text.parse(name))),
        "longest": max((len(text.plain(name)) for name in names), default=0),
        "boxes": 1 if component.take else component.lines,
        "columns": [Column(title, shares[id], id in component.tick) for id, title in component.columns.items()],
    }


def row_names(component: Table, guide: Guide) -> list[str]:
    """The names of a table's rows: its own, or the points, steps or cards of a section."""
    if not component.take:
        return list(component.rows.values())
    section = find_section(guide, component.take)
    return list((section.points or section.steps or {id: card.title for id, card in section.cards.items()}).values())


@words.register
def cards(component: Cards, guide: Guide) -> dict[str, Any]:
    """The cards page by page; each conversation begins a new page and fills it up with cards for own questions."""
    pages: list[list[Card]] = []
    for id in component.take:
        found = [replace(card, long=height(card) > ROOM[component.per_page]) for card in conversation_cards(id, guide)]
        own = Card("own", guide.interface.sheet.own_question)
        pages += paged([*found, *[own] * (-len(found) % component.per_page)], component.per_page)
    pages += paged([own_card(card, guide) for card in component.cards.values()], component.per_page)
    return {"pages": pages}


def paged(found: list[Card], per_page: int) -> list[list[Card]]:
    """The cards in heaps of a page each."""
    return [found[start : start + per_page] for start in range(0, len(found), per_page)]


def conversation_cards(id: str, guide: Guide) -> Iterator[Card]:
    """A card with the conversation's name, then one for every question."""
    conversation, number = guide.conversations[id], list(guide.conversations).index(id) + 1
    yield Card("name", conversation.title, number, Sentence(conversation.teaser), mark=conversation.when.label)
    site = guide.interface.site.conversation
    bands: dict[tuple[Band, ...], str] = {("middle",): site.only_middle, ("lower-secondary",): site.only_lower_secondary}
    for question in (found.question for found in asked(conversation, "")):
        mark = site.readiness if question.condition else bands.get(question.grades, "")
        points = tuple(Sentence(follow_up) for follow_up in question.follow_ups.values())
        yield Card("question", conversation.name, number, Sentence(question.text), points, mark=mark)


def height(card: Card) -> float:
    """About how high a card's words stand, a question with its follow-ups, in mm. Sizes and widths as in the style sheet."""
    said = card.text.text if card.text else ""
    parts = [(said, 12.0, 400, 1.4) if card.look == "name" else (said, 15.0, 600, 1.2), *((point.text, 11.0, 400, 1.3) for point in card.points)]
    if card.look == "name":
        parts += [(card.title, 18.0, 700, 1.2), ("", DISC, 400, 1.0)]
    if card.mark:
        parts.append((card.mark, 11.0, 600, 2.2))
    return sum(len(wrap(text.plain(words), size, weight, 74 * MM)) * size * lead / MM for words, size, weight, lead in parts)


def own_card(card: CardWords, guide: Guide) -> Card:
    """A card with the words that stand in the sheet, or in the section it takes them from."""
    section = find_section(guide, card.take) if card.take else None
    title = card.title or (section.title if section else None) or ""
    taken = {**(section.steps if section else {}), **card.steps}
    return Card(
        "words",
        title,
        text=sentence(card.text) if card.text else None,
        points=tuple(map(sentence, card.facts.values())),
        steps=tuple(map(sentence, taken.values())),
        foot=sentence(card.foot) if card.foot else None,
    )


def sentence(value: Text) -> Sentence:
    """A sentence with its rows, if there is something to write in it."""
    return Sentence(value, tuple(rows(value)) if any(span.kind == "blank" for span in text.walk(text.parse(value))) else ())


@words.register
def trait_story(component: TraitStory, guide: Guide) -> dict[str, Any]:
    return {"trait": guide.traits[component.take]}


@words.register
def progress(component: Progress, guide: Guide) -> dict[str, Any]:
    blocks = [(guide.traits[id].title, id, tuple(guide.traits[id].statements.values())[: component.most]) for id in component.take]
    return {"blocks": [Block(*block) for block in blocks], "steps": list(guide.scales[component.scale].steps.values())}


@words.register
def cornell(component: Cornell, guide: Guide) -> dict[str, Any]:
    """The notes are what lines are dealt out to; cues and summary are as large as they are."""
    notes = component.notes
    return {"fields": [Writing(notes.title, notes.text or "", notes.lines)]}
