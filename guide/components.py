"""What each component of a sheet says: its words, gathered from the guide. The templates decide how it looks."""

from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from guide import text
from guide.figures import measure
from guide.index import find_section, traits
from guide.model.base import Text
from guide.model.component import Component, Drawing
from guide.model.conversation import Conversation, Question
from guide.model.guide import Guide
from guide.model.writing import (
    Choice,
    Columns,
    ConversationGuide,
    FormTable,
    Prompts,
    RunningText,
    Sentences,
    StatementScale,
    TraitChoice,
    TraitMatrix,
)

STOPS = ",.;:!?"
"""The signs that stand close to the word or blank before them."""


@dataclass(frozen=True)
class Writing:
    """A heading, a hint ('' where there is none) and `lines` writing lines."""

    title: str
    hint: str
    lines: int


@dataclass(frozen=True)
class Block:
    """Statements under one heading; `icon` names a trait's sign ('' where there is none)."""

    title: str
    icon: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """An area of the matrix: its words, and for every trait whether it comes into play."""

    title: str
    text: str
    marks: tuple[bool, ...]


@dataclass(frozen=True)
class Asked:
    """A question of a conversation with its number, None where it has none; `title` opens a new group ('' goes on with the last)."""

    number: int | None
    question: Question
    title: str


@singledispatch
def words(component: Component, guide: Guide) -> dict[str, Any]:
    """What the component's template needs besides the component itself."""
    raise TypeError(type(component))


def places(component: Component, guide: Guide) -> list[int]:
    """The lines of every place to write in a component, in order; boxes side by side are one place."""
    lines = [field.lines for field in words(component, guide).get("fields", [])]
    return [max(lines)] if isinstance(component, Columns) else lines


@words.register
def running_text(component: RunningText, guide: Guide) -> dict[str, Any]:
    return {}


@words.register
def figure(component: Drawing, guide: Guide) -> dict[str, Any]:
    return {}


@words.register
def prompts(component: Prompts, guide: Guide) -> dict[str, Any]:
    """Own fields and those whose words are taken, in the order of the place they are taken from."""
    found = taken(component, guide) if component.take else {}
    own = {id: Writing(field.title, field.text or "", field.lines) for id, field in component.fields.items()}
    return {"fields": list({**found, **own}.values())}


def taken(component: Prompts, guide: Guide) -> dict[str, Writing]:
    """The fields whose words stand elsewhere in the guide, by id."""
    source = guide.conversations.get(str(component.take)) or find_section(guide, str(component.take))
    if isinstance(source, Conversation):
        return {id: Writing(question.text, "", component.lines) for id, question in source.questions.items()}
    if source.cards:
        return {id: Writing(card.title, card.text, component.lines) for id, card in source.cards.items()}
    return {id: Writing(question, "", component.lines) for id, question in source.questions.items()}


@words.register
def statement_scale(component: StatementScale, guide: Guide) -> dict[str, Any]:
    back, scale = component.look_back, guide.scales[component.scale]
    base = min(82 / len(scale.steps), 22)
    return {
        "widths": [max(base, widest_word(step)) for step in scale.steps.values()],
        "aside_width": max(base, 18, widest_word(scale.aside or "")),
        "blocks": [block(id, component, guide) for id in component.take],
        "scale": scale,
        "back": guide.scales[back.scale] if back else None,
    }


def widest_word(label: str) -> float:
    """What a column needs so that no word of its heading is parted, in mm; sizes as in the style sheet."""
    return max((measure(word, 11, 600) * 25.4 / 72 + 0.4 for word in label.split()), default=0.0)


def block(id: str, component: StatementScale, guide: Guide) -> Block:
    """The statements of a trait, a group of habits or a section with points."""
    icon = ""
    if id in guide.traits:
        title, icon, statements = guide.traits[id].title, id, guide.traits[id].statements
    elif id in guide.habits:
        title, statements = guide.habits[id].title, guide.habits[id].statements
    else:
        section = find_section(guide, id)
        title, statements = section.title or "", section.points
    return Block(component.heading or title, icon, tuple(statements.values())[: component.most])


@words.register
def sentences(component: Sentences, guide: Guide) -> dict[str, Any]:
    """The sentences, each as the rows it takes."""
    return {
        "sentences": [rows(sentence) for sentence in component.sentences.values()],
        "fields": [Writing(sentence, "", component.lines) for sentence in component.sentences.values()],
    }


def pieces(sentence: Text) -> list[text.Span | None]:
    """The spans of a sentence, with None for every blank."""
    return [None if span.kind == "blank" else span for paragraph in text.parse(sentence) for span in paragraph.children]


def rows(sentence: Text) -> list[list[text.Span | None]]:
    """The pieces of a sentence, parted after every blank: a child's hand needs a row for each. A comma stays with the blank before it."""
    result: list[list[text.Span | None]] = [[]]
    for piece in pieces(sentence):
        if None in result[-1] and piece and piece.kind == "text":
            after = piece.value.lstrip(STOPS)
            result[-1].append(text.Span("text", piece.value.removesuffix(after)))
            piece = text.Span("text", after.lstrip())
        if piece != text.Span("text", ""):
            if None in result[-1]:
                result.append([])
            result[-1].append(piece)
    return result


@words.register
def form(component: FormTable, guide: Guide) -> dict[str, Any]:
    shares = {id: 2 if id in component.wide else 1 for id in component.columns}
    return {"widths": [100 * share / sum(shares.values()) for share in shares.values()]}


@words.register
def choice(component: Choice, guide: Guide) -> dict[str, Any]:
    return {"options": [pieces(option) for option in component.options.values()]}


@words.register
def trait_choice(component: TraitChoice, guide: Guide) -> dict[str, Any]:
    return {"traits": {id: guide.traits[id].title for id in component.traits or traits(guide)}}


@words.register
def columns(component: Columns, guide: Guide) -> dict[str, Any]:
    return {"fields": [Writing(field.title, field.text or "", field.lines) for field in component.fields.values()]}


@words.register
def matrix(component: TraitMatrix, guide: Guide) -> dict[str, Any]:
    groups: dict[str, list[Row]] = {component.personal: [], component.social: []}
    for area in guide.areas.values():
        marks = tuple(trait in area.traits for trait in traits(guide))
        groups[component.personal if area.kind == "personal" else component.social].append(Row(area.title, area.text, marks))
    return {"groups": groups, "traits": {id: guide.traits[id].title for id in traits(guide)}}


@words.register
def conversation_guide(component: ConversationGuide, guide: Guide) -> dict[str, Any]:
    conversation = guide.conversations[component.take]
    return {"conversation": conversation, "asked": asked(conversation, guide.interface.site.conversation.readiness)}


def asked(conversation: Conversation, readiness: str) -> list[Asked]:
    """The questions with the numbers they have on the site. The first of a part carries the part's title.

    Those with a condition stand last, without a number, under the words `readiness`.
    """
    result: list[Asked] = []
    before = ""
    for number, question in enumerate((question for question in conversation.questions.values() if not question.condition), 1):
        part = conversation.parts[question.part].title if question.part else ""
        result.append(Asked(number, question, part if part != before else ""))
        before = part
    apart = [question for question in conversation.questions.values() if question.condition]
    return [*result, *(Asked(None, question, "" if place else readiness) for place, question in enumerate(apart))]
