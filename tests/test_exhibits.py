"""Steps, boxes, tables, cards, traits, progress and Cornell notes: their words, and what happens when these are too many."""

from typing import Any

import pytest
from pydantic import BaseModel

from guide import components, fit, sheets, text
from guide.exhibits import Card
from guide.model.base import Label, Text
from guide.model.component import Cards, Progress, Table
from guide.model.conversation import Conversation
from guide.model.guide import Guide
from tests.test_sheets import changed, codes, printer, real_guide

DAYS = {"type": "table", "corner": "Dag", "rows": {"a": "Mandag", "b": "Tirsdag"}, "columns": {"task": "Opgave", "done": "Færdig"}, "tick": ["done"]}


def made(kind: type[BaseModel], fields: dict[str, Any]) -> Any:
    """A component as an editor writes it."""
    import json

    return kind.model_validate_json(json.dumps(fields))


def html_of(component: Any, guide: Guide | None = None) -> str:
    """A sheet with this component alone."""
    sheet = changed(components={"part": component}).sheets["changed"]
    return sheets.html((guide or real_guide()).model_copy(update={"sheets": {"changed": sheet}}), "changed")


def question_cards(per_page: int = 8) -> list[list[Card]]:
    component = made(Cards, {"type": "cards", "take": list(real_guide().conversations), "per-page": per_page})
    return list(components.words(component, real_guide())["pages"])


@pytest.mark.parametrize("per_page", [4, 6, 8])
def test_each_conversation_fills_whole_pages_of_cards(per_page: int) -> None:
    pages = question_cards(per_page)
    assert all(len(page) == per_page for page in pages)
    for number, conversation in enumerate(real_guide().conversations.values(), 1):
        own = [page for page in pages if any(card.number == number for card in page)]
        assert all({card.number for card in page} <= {number, None} for page in own)
        assert own[0][0].look == "name"
        asked = [card.text.text for page in own for card in page if card.look == "question" and card.text]
        assert sorted(asked) == sorted(question.text for question in conversation.questions.values())


def test_a_card_says_for_whom_its_question_is() -> None:
    site, marks = real_guide().interface.site.conversation, {}
    for page in question_cards():
        marks.update({card.text.text: card.mark for card in page if card.look == "question" and card.text})
    for conversation in real_guide().conversations.values():
        for question in conversation.questions.values():
            whom = site.readiness if question.condition else {(): "", ("middle",): site.only_middle}.get(question.grades, site.only_lower_secondary)
            assert marks[question.text] == whom


def longer(value: Any) -> Any:
    """The same with every text 40 % longer."""
    if isinstance(value, Text):
        words = text.plain(value).split()
        return type(value)(f"{value} {' '.join(words[-max(1, round(len(words) * 0.4)) :])}")
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: longer(getattr(value, name)) for name in ("text", "follow_ups") if hasattr(value, name)})
    return {key: longer(item) for key, item in value.items()} if isinstance(value, dict) else value


def test_question_cards_have_room_for_longer_words() -> None:
    def stretched(conversation: Conversation) -> Conversation:
        return conversation.model_copy(update={"questions": longer(conversation.questions)})

    guide = real_guide()
    guide = guide.model_copy(update={"conversations": {id: stretched(item) for id, item in guide.conversations.items()}})
    component = made(Cards, {"type": "cards", "take": list(guide.conversations)})
    assert not list(fit.too_high(printer().laid_out(html_of(component, guide))))


@pytest.mark.parametrize("foot", [{}, {"foot": "Alle var med."}])
def test_a_card_that_is_too_full_is_a_problem(foot: dict[str, str]) -> None:
    steps = {f"step-{number}": "Et langt skridt, som fylder mere end en enkelt linje på kortet." for number in range(20)}
    component = made(Cards, {"type": "cards", "per-page": 4, "cards": {"full": {"title": "Fuldt", "steps": steps, **foot}}})
    assert codes(changed(components={"part": component}, pages=1)) == ["text-cut"]


@pytest.mark.parametrize(("fields", "boxes"), [({}, 2), ({"lines": 2}, 4), ({"rows": {}, "take": "organise-checklist", "lines": 2}, 5)])
def test_a_box_to_tick_for_each_line_but_one_where_names_are_taken(fields: dict[str, Any], boxes: int) -> None:
    assert html_of(made(Table, {**DAYS, **fields})).count("<i></i>") == boxes


def test_every_row_and_column_of_a_table_has_its_heading() -> None:
    html = html_of(made(Table, DAYS))
    assert html.count('<th scope="col"') == 3 and html.count('<th scope="row"') == 2


def test_progress_has_every_answer_at_every_time() -> None:
    times = {"autumn": "Efterår", "summer": "Sommer"}
    component = made(Progress, {"type": "progress", "scale": "how-often", "take": ["curiosity", "optimism"], "most": 2, "times": times})
    html = html_of(component)
    steps = real_guide().scales["how-often"].steps.values()
    assert html.count("<i></i>") == 2 * 2 * len(times) * len(steps)
    assert all(f'alt="{time}: {step}"' in html for time in times.values() for step in steps)


def test_pages_that_the_sheet_begins_use_their_own_room() -> None:
    sheet = real_guide().sheets["trait-optimism"]
    first, second = sheets.parts(sheet)
    plain, filled = (sheets.html(real_guide(), "trait-optimism", sheets.Layout(1, 0.0, 1.0, before=((0, 0.0, gap),))) for gap in (1.0, 3.5))
    assert list(first) == ["trait"] and set(first) | set(second) == set(sheet.components)
    assert filled.count("--more-gap: 3.50mm") == 1 and plain.replace("--more-gap: 1.00mm", "", 1) == filled.replace("--more-gap: 3.50mm", "", 1)


def test_each_page_is_filled_for_itself() -> None:
    def room(free: float, rows: int = 0) -> Any:
        result = object.__new__(fit.Room)
        result.free, result.rows, result.gaps, result.most = free, rows, 2, 5.0
        return result

    writing, table, other = (fit.Use(lines, not lines, False, 9.0, frozenset(kinds)) for lines, kinds in ((True, ()), (False, ["form"]), (False, ["table"])))
    assert next(fit.layouts([room(20), room(12)], writing, [writing, writing])) == sheets.Layout(1, 0.0, 1.5, before=((2, 0.0, 1.0),))
    apart = next(fit.layouts([room(8, 4), room(4, 4)], table, [table, other]))
    assert (apart.row, apart.before[0][1]) == (1.0, 2.0)
    alike = next(fit.layouts([room(8, 4), room(4, 4)], table, [table, table]))
    assert (alike.row, alike.before[0][1]) == (1.0, 1.0)


def test_a_heading_on_a_card_may_come_from_its_section() -> None:
    component = made(Cards, {"type": "cards", "per-page": 4, "cards": {"a": {"take": "structure-round"}, "b": {"take": "structure-round", "title": "Rundt"}}})
    (page,) = components.words(component, real_guide())["pages"]
    assert [card.title for card in page] == ["Ordet rundt", Label("Rundt")]
