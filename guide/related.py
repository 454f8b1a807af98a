"""What belongs together on the site: the pages of a place, the sheets of a page, the conversations of a trait."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar, get_args

from guide import text
from guide.check import texts, walk
from guide.index import SHEETS, conversation_sheets, page_of
from guide.model.component import Collection, Progress, TraitStory
from guide.model.guide import Chapter, Guide
from guide.model.page import Article
from guide.model.sheet import Sheet
from guide.model.writing import ConversationGuide, Sentences, StatementScale, TraitMatrix

Kind = TypeVar("Kind")

GROUPS = get_args(Sheet.model_fields["group"].annotation)
"""The groups of the gallery, in order."""


def gallery(guide: Guide) -> dict[str, list[str]]:
    """The sheets of each group, in the order in which the conversations use them; groups without sheets are left out."""
    place = {id: number for number, id in enumerate(in_order_of_use(guide))}
    groups = {group: [id for id in sorted(guide.sheets, key=lambda id: place[id]) if guide.sheets[id].group == group] for group in GROUPS}
    return {group: sheets for group, sheets in groups.items() if sheets}


def in_order_of_use(guide: Guide) -> list[str]:
    """Every sheet once: first those of the first conversation; sheets that no conversation uses come last."""
    used = [id for conversation in guide.conversations.values() for id in conversation_sheets(conversation)]
    return list(dict.fromkeys([*used, *guide.sheets]))


def chapter_pages(guide: Guide, key: str) -> list[str]:
    """The pages of a place in the bar, its own page first; the sheets stand below the gallery."""
    chapter = guide.settings.chapters[key]
    below = [f"{SHEETS}/{id}" for ids in gallery(guide).values() for id in ids] if key == SHEETS else list(chapter.pages)
    return [chapter.index, *below]


def chapters(guide: Guide) -> Iterator[tuple[str, Chapter, list[str]]]:
    """Every place in the bar with its key and the ids of its pages."""
    for key, chapter in guide.settings.chapters.items():
        yield key, chapter, chapter_pages(guide, key)


def neighbours(guide: Guide) -> dict[str, tuple[str | None, str | None]]:
    """For each page the one before and the one after it in its place."""
    result = {}
    for _, _, ids in chapters(guide):
        padded = [None, *ids, None]
        for (before, id), (_, after) in zip(pairwise(padded), pairwise(padded[1:]), strict=False):
            result[str(id)] = (before, after)
    return result


def note_sheet(guide: Guide, conversation: str) -> str | None:
    """The sheet that teacher and student write on in this conversation."""
    return next((id for id in guide.conversations[conversation].sheets.during if guide.sheets[id].kind == "notes"), None)


def pack(guide: Guide, conversation: str) -> str | None:
    """The set that holds all that this conversation needs."""
    return next((id for id, sheet in guide.sheets.items() if any(part.take == (conversation,) for part in takes(sheet, Collection))), None)


def kinds(guide: Guide) -> list[str]:
    """The kinds of sheets there are, in the order of the model."""
    return [kind for kind in get_args(Sheet.model_fields["kind"].annotation) if any(sheet.kind == kind for sheet in guide.sheets.values())]


def guide_sheet(guide: Guide, conversation: str) -> str | None:
    """The sheet with the conversation on one page."""
    return next((id for id in guide.conversations[conversation].sheets.during if any(takes(guide.sheets[id], ConversationGuide))), None)


def extra_sheets(guide: Guide, conversation: str) -> list[str]:
    """The sheets of this conversation that are neither the note sheet nor the conversation on one page."""
    known = (note_sheet(guide, conversation), guide_sheet(guide, conversation))
    return [id for id in guide.conversations[conversation].sheets.during if id not in known]


def takes(sheet: Sheet, kind: type[Kind]) -> Iterator[Kind]:
    """The components of one kind on a sheet."""
    return (component for component in sheet.components.values() if isinstance(component, kind))


def trait_sheets(guide: Guide, trait: str) -> list[str]:
    """The trait's own sheet first, then those that hold statements of it."""
    own = [id for id, sheet in guide.sheets.items() if any(part.take == trait for part in takes(sheet, TraitStory))]
    return [*own, *(id for id in in_order_of_use(guide) if trait in stated(guide.sheets[id]))]


def stated(sheet: Sheet) -> list[str]:
    """Where the statements of a sheet come from: traits, habits or sections."""
    parts: list[StatementScale | Progress] = [*takes(sheet, StatementScale), *takes(sheet, Progress)]
    return [str(id) for part in parts for id in part.take]


def plan_sheets(guide: Guide, trait: str) -> list[str]:
    """The sheets of the trait on which a plan can be written."""
    return [id for id in trait_sheets(guide, trait) if any(box.look == "plan" for box in takes(guide.sheets[id], Sentences))]


def trait_conversations(guide: Guide, trait: str) -> list[str]:
    """The conversations that the trait suits."""
    return [id for id, conversation in guide.conversations.items() if trait in conversation.traits]


def sheets_of_articles(guide: Guide) -> dict[str, list[str]]:
    """For each article the sheets that it links to, or that take their words from it."""
    taken = {name: set(words_of(sheet)) for name, sheet in guide.sheets.items()}
    matrices = [name for name, sheet in guide.sheets.items() if any(takes(sheet, TraitMatrix))]
    result = {}
    for id, article in guide.pages.items():
        matrix = matrices if id == "readiness" else []
        takers = [name for name, words in taken.items() if words & {*article.sections}]
        result[str(id)] = list(dict.fromkeys([*linked_sheets(article), *matrix, *takers]))
    return result


def linked_sheets(article: Article) -> Iterator[str]:
    """The sheets that the texts of an article link to."""
    for _, value in texts(article):
        for span in text.walk(text.parse(value)) if SHEETS in value else ():
            if span.kind == "link" and span.value.startswith(f"{SHEETS}/"):
                yield span.value.removeprefix(f"{SHEETS}/")


def words_of(sheet: Sheet) -> Iterator[str]:
    """The ids that a sheet's components take their words from."""
    for _, part in walk(sheet.components):
        take = getattr(part, "take", None)
        yield from take if isinstance(take, tuple) else [take] if take else []


def title_of(guide: Guide, id: str) -> str:
    """The title of a page as menus use it."""
    page = page_of(guide, id)
    return str(page.title if isinstance(page, Sheet) else page.name)
