"""What teachers ask the search for, and the page that must be among the first three answers."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

QUESTIONS = [
    # forms of a word, and the same word spelt without æ, ø and å
    ("lære", "ready-to-learn overview visible-learner conversation-1 lokus read organise"),
    ("samtaler", "overview"),
    ("samtale", "overview conversation-1 conversation-2 conversation-3 conversation-4 conversation-5 conversation-6 conversation-7"),
    ("karaktertrækkene", "traits"),
    ("kilderne", "sources"),
    ("faldskærm", "parachute"),
    ("faldskaerm", "parachute"),
    ("vedholdende", "perseverance"),
    ("nysgerrig", "curiosity"),
    ("undersøge", "inquire"),
    ("undersoege", "inquire"),
    ("maal for adfaerd", "behaviour-goals sheets/behaviour-goals"),
    ("VANER", "sheets/my-habits-1 sheets/good-and-bad-habits sheets/my-habits-2"),
    # part of a compound, and a compound that stands nowhere
    ("vurdering", "sheets/trait-assessment-1"),
    ("bog", "student-plan"),
    ("søvnvaner", "ready-to-learn sheets/my-habits-1"),
    ("vanesamtale", "conversation-2 conversation-6 sheets/my-habits-1"),
    # things by their name
    ("elevplan", "student-plan"),
    ("meddelelsesbog", "student-plan"),
    ("UPV", "readiness"),
    ("cornell", "write"),
    ("VØL", "read"),
    ("costa", "inquire"),
    ("tutorial", "collaborate"),
    ("evalueringspil", "evaluation-arrow"),
    ("turboforløb", "effective-interventions"),
    ("ordbog", "glossary"),
    ("ordliste", "glossary"),
    # things by other names than ours
    ("growth mindset", "mindset"),
    ("learning pit", "parachute"),
    ("hattie", "visible-learner"),
    ("visible learning", "visible-learner"),
    ("uddannelsesparat", "readiness"),
    ("årsplan", "overview"),
    ("grit", "perseverance"),
    ("AVID", "lokus"),
    ("UVM", "readiness student-plan sources"),
    # what a teacher is looking for
    ("søvn", "ready-to-learn sheets/my-habits-1"),
    ("noter", "sheets/notes-1 sheets/cornell-notes write"),
    ("notater til tredje samtale", "sheets/notes-3 conversation-3"),
    ("spørgsmål til anden samtale", "conversation-2 sheets/conversation-guide-2"),
    ("første samtale", "conversation-1"),
    ("hvordan begynder jeg en samtale", "conversation-1 overview introduction"),
    ("matrix", "readiness sheets/readiness-matrix"),
    ("mobil", "ready-to-learn self-control sheets/my-habits-1"),
    ("gode vaner", "sheets/good-and-bad-habits"),
    ("tavshedspligt", "introduction"),
    ("lektier", "organise ready-to-learn sheets/my-habits-1"),
    ("komme for sent", "readiness ready-to-learn behaviour-goals"),
    ("gruppearbejde", "collaborate social-intelligence"),
]


@pytest.fixture(scope="module")
def addresses(site: Path) -> dict[str, str]:
    """The address of each page by its id, from the guide's own data."""
    return addresses_in(site / "guide.da.json")


def addresses_in(data: Path) -> dict[str, str]:
    """The address of each page by its id, in the data of one language."""
    guide = json.loads(data.read_text(encoding="utf-8"))
    groups = [*guide["pages"].items(), *guide["conversations"].items(), *guide["traits"].items()]
    return {id: page["address"] for id, page in groups} | {f"sheets/{id}": sheet["address"] for id, sheet in guide["sheets"].items()}


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The front page with the search open."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def first_answers(page: Page, address: str, question: str, count: int = 3) -> list[str]:
    """The addresses of the first pages that the search shows for the question."""
    field = page.locator("[data-md-component=search-query]")
    field.fill("")
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    field.fill(question)
    page.wait_for_selector(".md-search-result__item")
    links = page.locator(".md-search-result__item > a:first-child").evaluate_all("(links) => links.map((link) => link.href)")
    return [link.removeprefix(address).split("#")[0] for link in links[:count]]


@pytest.mark.parametrize(("question", "wanted"), QUESTIONS)
def test_right_page_among_the_first_three(page: Page, address: str, addresses: dict[str, str], question: str, wanted: str) -> None:
    found = first_answers(page, address, question)
    assert {addresses[id] for id in wanted.split()} & set(found), found


def test_nothing_found(page: Page) -> None:
    page.fill("[data-md-component=search-query]", "xyzzyxyzzy")
    expect(page.locator(".md-search-result__meta")).to_contain_text("ikke")
    assert page.locator(".md-search-result__item").count() == 0


def test_hidden_words_find_but_are_never_shown(tab: Callable[..., Page], address: str, site: Path) -> None:
    guide = json.loads((site / "guide.da.json").read_text(encoding="utf-8"))
    assert "grit" in guide["traits"]["perseverance"]["search"].lower()
    page = tab()
    page.goto(address + guide["traits"]["perseverance"]["address"])
    assert "grit" not in page.content().lower()
    page.fill("[data-md-component=search-query]", "grit")
    page.wait_for_selector(".md-search-result__item")
    for answer in page.locator(".md-search-result__item").all():
        shown = answer.inner_text().lower()
        assert "grit" not in shown or "redaktoer/" in str(answer.locator("a").first.get_attribute("href"))  # the handbook tells of such words
