"""What teachers ask the search for in English, and the page that must be among the first three answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_search import addresses_in, first_answers

QUESTIONS = [
    # forms of a word, British and American spelling
    ("conversation", "overview conversation-1 conversation-2 conversation-3 conversation-4 conversation-5 conversation-6 conversation-7"),
    ("traits", "traits"),
    ("curious", "curiosity"),
    ("persevering", "perseverance"),
    ("inquiry", "inquire"),
    ("inquiring", "inquire"),
    ("organizing", "organise"),
    ("organisation", "organise sheets/folder-overview"),
    ("collaboration", "collaborate"),
    ("cooperate", "collaborate sheets/cooperation-structures"),
    ("grateful", "gratitude sheets/trait-gratitude"),
    ("behavior goals", "behaviour-goals sheets/behaviour-goals"),
    ("HABITS", "sheets/my-habits-1 sheets/my-habits-2 sheets/good-and-bad-habits"),
    ("assessments", "sheets/trait-assessment-1 sheets/trait-assessment-2 sheets/trait-assessment-3"),
    ("studying", "lokus readiness write"),
    ("readiness", "ready-to-learn readiness"),
    ("worried", "social-intelligence ready-to-learn"),
    ("families", "sheets/parent-letter"),
    # things by their name, also the Danish one
    ("parachute", "parachute sheets/parachute"),
    ("evaluation arrow", "evaluation-arrow sheets/evaluation-arrow"),
    ("cornell", "write sheets/cornell-notes"),
    ("costa", "inquire sheets/costa-questions"),
    ("UPV", "readiness"),
    ("elevplan", "student-plan"),
    ("VØL", "read sheets/vol"),
    ("dictionary", "glossary"),
    # things by other names than ours
    ("growth mindset", "mindset sheets/mindset"),
    ("learning pit", "parachute sheets/parachute"),
    ("hattie", "visible-learner"),
    ("KWL chart", "read sheets/vol"),
    ("grit", "perseverance sheets/trait-perseverance"),
    ("empathy", "social-intelligence sheets/trait-social-intelligence"),
    ("GDPR", "about student-plan introduction"),
    # what a teacher is looking for
    ("how do I start a conversation", "conversation-1 overview introduction"),
    ("first conversation", "conversation-1"),
    ("notes for the third conversation", "sheets/notes-3 conversation-3"),
    ("questions for the second talk", "conversation-2 sheets/conversation-guide-2"),
    ("sleep", "ready-to-learn sheets/ready-to-learn sheets/my-habits-1"),
    ("mobile phones", "ready-to-learn self-control sheets/my-habits-1"),
    ("homework", "organise ready-to-learn collaborate sheets/my-habits-1 sheets/tutorial sheets/work-plan"),
    ("group work", "collaborate sheets/cooperation-structures"),
    ("letter to parents", "sheets/parent-letter"),
    ("student gives up", "perseverance sheets/trait-perseverance"),
    ("coming late", "ready-to-learn readiness behaviour-goals"),
    ("screen reader", "accessibility"),
    ("large print", "accessibility sheets"),
    ("translated into Arabic", "translations sheets/parent-letter"),
]


@pytest.fixture(scope="module")
def addresses(site: Path) -> dict[str, str]:
    """The address of each English page by its id, from the guide's own data."""
    return addresses_in(site / "guide.en.json")


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The English front page with the search open."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}en/")
    yield page
    context.close()


@pytest.mark.parametrize(("question", "wanted"), QUESTIONS)
def test_right_page_among_the_first_three(page: Page, address: str, addresses: dict[str, str], question: str, wanted: str) -> None:
    found = first_answers(page, address, question)
    assert {addresses[id] for id in wanted.split()} & set(found), found


def test_answers_are_english_pages(page: Page, address: str) -> None:
    first_answers(page, address, "goals")
    links = page.locator(".md-search-result__item > a:first-child").evaluate_all("(links) => links.map((link) => link.href)")
    assert len(links) > 5
    assert all(link.startswith(f"{address}en/") for link in links)


def test_nothing_found(page: Page) -> None:
    page.fill("[data-md-component=search-query]", "xyzzyxyzzy")
    expect(page.locator(".md-search-result__meta")).to_contain_text("nothing")
    assert page.locator(".md-search-result__item").count() == 0
