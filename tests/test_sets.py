"""Sets of sheets, and the variants of a sheet: large print and posters."""

import pytest

from guide import pdf, sheets
from guide.index import collected
from guide.printables import of_sheet, printables
from tests import printed
from tests.real import printed_pdf, real_guide

A4, A3 = (595, 842), (842, 1191)


def size(page: printed.Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def heading(page: printed.Page) -> str:
    return " ".join(area.words for area in page.texts)


@pytest.mark.parametrize("number", range(1, 8))
def test_a_pack_holds_what_the_conversation_needs_in_the_order_of_use(number: int) -> None:
    """Every sheet begins on a right-hand page, so that the pack can be printed on both sides and taken apart."""
    guide, pages = real_guide(), printed.seen(printed_pdf(f"pack-conversation-{number}"))
    used = guide.conversations[f"conversation-{number}"].sheets
    wanted = [*used.before, *used.during, *used.after]
    assert collected(guide, f"pack-conversation-{number}") == wanted
    first = 0
    for id in wanted:
        assert first % 2 == 0 and guide.sheets[id].title in heading(pages[first])
        first += guide.sheets[id].pages or 0
        if first % 2 and id != wanted[-1]:
            assert not pages[first].texts, "the back of a sheet is bare"
            first += 1
    assert first == len(pages)


def test_the_folder_begins_with_its_cover_and_holds_the_students_year() -> None:
    guide, pages = real_guide(), printed.seen(printed_pdf("student-folder"))
    assert guide.sheets["student-folder"].title in heading(pages[0])
    titles = [guide.sheets[id].title for id in collected(guide, "student-folder")]
    assert {f"notes-{n}" for n in range(1, 8)} <= set(collected(guide, "student-folder"))
    assert not [id for id in collected(guide, "student-folder") if guide.sheets[id].kind not in ("student", "notes")]
    found = [number for title in titles for number, page in enumerate(pages) if title in heading(page) and number % 2 == 0]
    assert len(found) >= len(titles)


def test_a_set_has_a_bookmark_and_one_heading_for_each_sheet() -> None:
    document = printed.opened(printed_pdf("pack-conversation-2"))
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [real_guide().sheets[id].title for id in collected(real_guide(), "pack-conversation-2")]


def test_every_sheet_looks_the_same_in_a_set_as_alone() -> None:
    alone, within = printed.seen(printed_pdf("notes-3"))[0], printed.seen(printed_pdf("pack-conversation-3"))[-1]
    assert len(alone.lines) == len(within.lines)
    assert [area.words for area in alone.texts][:-1] == [area.words for area in within.texts][:-1]


@pytest.mark.parametrize("id", ["notes-3", "my-habits-2", "trait-perseverance", "tutorial", "behaviour-goals"])
def test_large_print_is_40_percent_larger(id: str) -> None:
    """Text for low vision: 140 % on a lying A4, with lines 12.6 mm apart, and no word lost."""
    plain, large = printed.seen(printed_pdf(id)), printed.seen(printed_pdf(id, "large"))
    assert {size(page) for page in large} == {A4[::-1]}
    foot = 0.09
    smallest = min(s for page in plain for s, sign, height in page.sizes if height > page.height * foot)
    assert min(s for page in large for s, sign, height in page.sizes if height > page.height * foot) == pytest.approx(smallest * pdf.ZOOM, rel=0.01)
    assert set(printed.words(printed_pdf(id)).split()) - set(printed.words(printed_pdf(id, "large")).split()) <= {"1", "/", "2"}


@pytest.mark.parametrize("id", ["readiness-matrix", "parachute-reflection", "cornell-notes", "evaluation-arrow"])
def test_what_cannot_flow_is_enlarged_on_a3(id: str) -> None:
    variant = "large" if "large" in of_sheet(real_guide().sheets[id]) else "a3"
    plain, large = printed.seen(printed_pdf(id)), printed.seen(printed_pdf(id, variant))
    assert len(plain) == len(large)
    turned = [A3 if page.height > page.width else A3[::-1] for page in plain]
    assert [size(page) for page in large] == turned
    assert printed.words(printed_pdf(id)) == printed.words(printed_pdf(id, variant))


def test_every_poster_comes_in_a3() -> None:
    posters = {id for id, sheet in real_guide().sheets.items() if sheet.group == "posters"}
    assert posters == {printable.sheet for printable in printables(real_guide(), ("a3",))}
    assert {"visible-learner", "ready-to-learn", "mindset", "parachute", "evaluation-arrow", "traits-overview"} <= posters


def test_a_sheet_to_write_on_comes_as_a_form_and_in_large_print() -> None:
    for id, sheet in real_guide().sheets.items():
        if sheet.kind in ("student", "notes") and sheet.group not in ("posters", "sets") and "cards" not in {part.type for part in sheet.components.values()}:
            assert of_sheet(sheet) == ("print", "fillable", "large"), id


def test_the_style_sheet_of_large_print_is_the_only_one_that_differs() -> None:
    assert sheets.LARGE not in sheets.STYLES and sheets.LARGE.exists()
