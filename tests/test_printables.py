"""Every PDF there is: the whole list of them is there in Danish, and each of them passes the quality gate."""

from collections.abc import Callable
from functools import cache

import pytest

from guide.expected import BLANK
from guide.index import collected, is_book
from guide.model.guide import Guide
from guide.printables import printables
from guide.quality import Report
from guide.read import read
from guide.store import Pressed
from tests.projects import ROOT

STUDENT = [
    *(f"{kind}-{number}" for kind in ("trait-assessment", "my-habits") for number in (1, 2, 3)),
    "good-and-bad-habits",
    *(f"trait-{id}" for id in ("self-control", "engagement", "perseverance", "social-intelligence", "gratitude", "optimism", "curiosity")),
    "traits-overview",
    "trait-progress",
    "parachute-reflection",
    "ready-to-learn-reflection",
    "behaviour-goals",
    *("vol", "work-plan", "folder-overview", "cornell-notes", "cornell-notes-wide", "costa-questions", "tutorial", "cooperation-structures"),
]
"""The sheets for students: assessments and habits, a sheet for each trait, and one for each tool of LOKUS."""
POSTERS = ["visible-learner", "ready-to-learn", "mindset", "parachute", "evaluation-arrow"]
CONVERSATIONS = [f"{kind}-{number}" for kind in ("notes", "conversation-guide", "pack-conversation") for number in range(1, 8)]
OTHERS = ["question-cards", "readiness-matrix", "course-checklist", "parent-letter", "booklet", "student-folder"]
SHEETS = [*STUDENT, *POSTERS, *CONVERSATIONS, *OTHERS]


@cache
def real_guide() -> Guide:
    return read(ROOT / "content")


def test_these_are_the_sheets() -> None:
    assert sorted(real_guide().sheets) == sorted(SHEETS)


@pytest.mark.parametrize("id", SHEETS)
def test_every_pdf_passes_the_gate(id: str, pressed: dict[str, Pressed], record_property: Callable[[str, object], None]) -> None:
    reports = {printable.name: pressed[printable.name].report for printable in printables(real_guide(), ids=(id,))}
    record_property("measured", [row(name, report) for name, report in reports.items()])
    assert reports
    assert {name: report.failures for name, report in reports.items() if not report.passed} == {}


def row(name: str, report: Report) -> list[str]:
    """A PDF in the table that ends the tests."""
    facts = (report.pages, report.text, report.lines, report.line, report.contrast, report.line_contrast)
    verdict = "passed" if report.passed else " ".join(sorted({failure.code for failure in report.failures}))
    return [name, *("–" if fact is None else str(fact) for fact in facts), "yes" if report.tagged else "no", str(report.fields), verdict]


def test_what_is_to_be_filled_in_has_fields(pressed: dict[str, Pressed]) -> None:
    for printable in printables(real_guide()):
        assert bool(pressed[printable.name].report.fields) == (printable.variant == "fillable"), printable


def test_what_is_written_on_by_hand_has_a_form_too() -> None:
    """A sheet with a line for a name is written on; but for cards, and for what goes home on paper."""
    guide = real_guide()
    forms = {printable.sheet for printable in printables(guide, ("fillable",))}
    written = {id for id, sheet in guide.sheets.items() if sheet.who and not collected(guide, id)}
    assert written - forms == set()


def test_large_print_is_large(pressed: dict[str, Pressed]) -> None:
    for printable in printables(real_guide(), ("large",)):
        large, plain = pressed[printable.name].report, pressed[printable.sheet].report
        assert (large.text or 0) >= 1.39 * (plain.text or 0), printable
        assert not plain.line or (large.line or 0) >= 1.39 * BLANK, printable


def test_sets_hold_their_sheets(pressed: dict[str, Pressed]) -> None:
    """A set has at least as many pages as the sheets in it together: each begins on a right-hand page."""
    guide = real_guide()
    for id in guide.sheets:
        held = collected(guide, id)
        assert not held or pressed[id].report.pages >= sum(pressed[other].report.pages for other in held), id


def test_the_book_has_no_form_and_is_for_the_screen_too(pressed: dict[str, Pressed]) -> None:
    books = [id for id, sheet in real_guide().sheets.items() if is_book(sheet)]
    assert books == ["booklet"]
    assert pressed["booklet"].report.tagged
    assert pressed["booklet"].report.pages >= 60
