"""What can be linked to: every id of the guide, what it is, and the address of its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guide.model.component import Booklet, Collection
from guide.model.conversation import Conversation
from guide.model.figure import Figures
from guide.model.guide import Guide
from guide.model.page import Article, Section
from guide.model.sheet import Sheet
from guide.model.trait import Trait

SHEETS = "sheets"
"""The chapter that every sheet belongs to, and the prefix of a link to a sheet: `sheets/notes-1`."""

MATRIX = "readiness-matrix"
"""The section below which the areas stand: where an article has none, nothing can lead to them."""


@dataclass(frozen=True)
class Target:
    """Something with an id. `page` is the id of the page it is on, `anchor` its place there ('' for the page itself)."""

    id: str
    kind: str
    title: str
    page: str
    anchor: str
    path: tuple[str, ...]


def targets(guide: Guide) -> Iterator[Target]:
    """Every id that is used once in the whole guide, in reading order; an id used twice comes twice."""
    for article in guide.pages.items():
        yield from article_targets(*article)
    for id, conversation in guide.conversations.items():
        yield from conversation_targets(id, conversation)
    for id, trait in guide.traits.items():
        path = ("traits", id)
        yield Target(id, "trait", trait.title, id, "", path)
        for question in trait.questions:
            yield Target(question, "question", trait.title, id, "think", (*path, "questions", question))
    matrix = next((id for id, article in guide.pages.items() if MATRIX in article.sections), "")
    for id, area in guide.areas.items() if matrix else ():
        yield Target(id, "area", area.title, matrix, MATRIX, ("areas", id))
    for id, sheet in guide.sheets.items():
        yield Target(f"{SHEETS}/{id}", "sheet", sheet.title, f"{SHEETS}/{id}", "", (SHEETS, id))


def article_targets(id: str, article: Article) -> Iterator[Target]:
    """An article, its sections, and their cards and questions."""
    path = ("pages", id)
    yield Target(id, "page", article.title, id, "", path)
    yield from section_targets(id, article.sections, path)


def section_targets(page: str, sections: dict[str, Any], path: tuple[str, ...]) -> Iterator[Target]:
    for id, section in sections.items():
        here = (*path, "sections", id)
        yield Target(id, "section", section.title or "", page, id, here)
        for card, content in section.cards.items():
            yield Target(card, "card", content.title, page, card, (*here, "cards", card))
        for question in section.questions:
            yield Target(question, "question", section.title or "", page, question, (*here, "questions", question))


def conversation_targets(id: str, conversation: Conversation) -> Iterator[Target]:
    """A conversation with its parts, questions, follow-ups and sections."""
    path = ("conversations", id)
    yield Target(id, "conversation", conversation.title, id, "", path)
    for name, part in conversation.parts.items():
        yield Target(name, "part", part.title, id, name, (*path, "parts", name))
    for name, question in conversation.questions.items():
        here = (*path, "questions", name)
        yield Target(name, "question", question.text, id, name, here)
        for follow_up, text in question.follow_ups.items():
            yield Target(follow_up, "question", text, id, name, (*here, "follow-ups", follow_up))
    yield from section_targets(id, conversation.sections, path)


def page_of(guide: Guide, id: str) -> Any:
    """The page with this id: an article, a conversation, a trait or a sheet. Raises KeyError."""
    if id.startswith(f"{SHEETS}/"):
        return guide.sheets[id.partition("/")[2]]
    for group in (guide.pages, guide.conversations, guide.traits):
        if id in group:
            return group[id]
    raise KeyError(id)


def addresses(guide: Guide) -> dict[str, str]:
    """The address of every page below the site's root, with a slash at the end: `samtaler/foerste/`."""
    result: dict[str, str] = {}
    for chapter in guide.settings.chapters.values():
        result[chapter.index] = f"{chapter.slug}/"
        for page in chapter.pages:
            result[page] = f"{chapter.slug}/{page_of(guide, page).slug}/"
    for name, sheet in guide.sheets.items():
        result[f"{SHEETS}/{name}"] = f"{guide.settings.chapters[SHEETS].slug}/{sheet.slug}/"
    return result


def traits(guide: Guide) -> dict[str, Trait]:
    """The traits in the order in which they stand in the bar; their files lie in alphabetical order."""
    order = [id for chapter in guide.settings.chapters.values() for id in chapter.pages if id in guide.traits]
    return {id: guide.traits[id] for id in dict.fromkeys([*order, *guide.traits])}


def used_in(guide: Guide, sheet: str) -> list[str]:
    """The conversations that use the sheet, in order; a set that holds a conversation's sheets belongs to it."""
    held = [str(id) for part in guide.sheets[sheet].components.values() if isinstance(part, Collection) for id in part.take]
    return [
        id
        for id, conversation in guide.conversations.items()
        if sheet in conversation_sheets(conversation) or id in held
    ]


def figure_ids() -> list[str]:
    """The ids of the figures, as a reference writes them."""
    return [str(field.alias) for field in Figures.model_fields.values()]


def is_book(sheet: Sheet) -> bool:
    """Whether it is the whole guide as a book."""
    return any(isinstance(part, Booklet) for part in sheet.components.values())


def collected(guide: Guide, sheet: str) -> list[str]:
    """The sheets that a sheet collects, in order; a conversation stands for all its sheets."""
    found: list[str] = []
    for component in guide.sheets[sheet].components.values():
        for id in component.take if isinstance(component, Collection) else ():
            found += conversation_sheets(guide.conversations[str(id)]) if id in guide.conversations else [str(id)]
    return list(dict.fromkeys(found))


def held(guide: Guide, sheet: str) -> list[str]:
    """The sheets whose pages it consists of: itself, unless it has nothing of its own, and those that it collects."""
    others, parts = collected(guide, sheet), guide.sheets[sheet].components.values()
    return others if others and all(isinstance(part, Collection) for part in parts) else [sheet, *others]


def conversation_sheets(conversation: Conversation) -> tuple[str, ...]:
    """The ids of a conversation's sheets, in the order of use."""
    sheets = conversation.sheets
    return (*sheets.before, *sheets.during, *sheets.after)


def sections(guide: Guide) -> dict[str, Section]:
    """Every section of an article by its id."""
    return {id: section for article in guide.pages.values() for id, section in article.sections.items()}


def find_section(guide: Guide, id: str) -> Section:
    """The section of an article with this id. The checker has seen that it is there."""
    return sections(guide)[id]
