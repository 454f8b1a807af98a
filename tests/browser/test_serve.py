"""`build.py serve` in a browser: a page keeps in step with what is written, and says what is wrong until it is mended."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.served import IN_STEP, PATIENCE, Served, served, until

SHEET, PDF = "sheets/notes-1.yaml", "print/da/notes-1.pdf"
PATIENT = PATIENCE * 1000


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("serve")) as site:
        yield site


@pytest.fixture
def opened(begun: Served, tab: Callable[..., Page]) -> Iterator[Callable[[str], Page]]:
    """Opens a page of the site, which may be there only when the first build is done; it complains of nothing in the console."""
    pages: list[Page] = []
    wrong: list[str] = []

    def open_page(path: str) -> Page:
        page = tab()
        page.set_default_timeout(PATIENT)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: message.type == "error" and "404" not in message.text and wrong.append(message.text))
        page.goto(begun.address + path)
        pages.append(page)
        return page

    yield open_page
    assert wrong == []


def test_a_page_waits_for_the_first_build_and_is_there_when_it_is_done(begun: Served, opened: Callable[[str], Page]) -> None:
    page = opened("samtaler/foerste/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Første læringssamtale", timeout=PATIENT)
    until(lambda: IN_STEP in begun.lines)


def test_a_page_is_loaded_again_after_a_save_and_stays_where_it_was(begun: Served, opened: Callable[[str], Page]) -> None:
    page, other = opened("traek/nysgerrighed/"), opened("ark/")
    page.set_viewport_size({"width": 400, "height": 300})
    page.evaluate("scrollTo({top: 150, behavior: 'instant'})")
    other.evaluate("window.mine = true")
    begun.edit("traits/curiosity.yaml", "Alle går i stå.", "Alle zebraer går i stå.")
    expect(page.get_by_text("Alle zebraer går i stå.")).to_have_count(1, timeout=PATIENT)
    page.wait_for_function("scrollY == 150")
    assert other.evaluate("window.mine") is True  # what has not changed is left alone


def test_a_mistake_stands_on_every_page_until_it_is_mended_and_nothing_of_it_is_run(begun: Served, opened: Callable[[str], Page]) -> None:
    wrong = "<img src=x onerror=alert(1)>:"
    page = opened("samtaler/foerste/")
    begun.edit(SHEET, "kicker:", wrong)
    expect(page.get_by_role("alert")).to_contain_text("content/sheets/notes-1.yaml", timeout=PATIENT)
    pages = [page, opened("ark/")]  # one that is opened later hears of it too
    for each in pages:
        expect(each.get_by_role("alert")).to_contain_text(wrong.rstrip(":"), timeout=PATIENT)
        assert each.locator("[role=alert] *").count() == 0
    begun.edit(SHEET, wrong, "kicker:")
    for each in pages:
        expect(each.get_by_role("alert")).to_have_count(0, timeout=PATIENT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Første læringssamtale")


def test_a_pdf_that_is_open_is_renewed(begun: Served, opened: Callable[[str], Page]) -> None:
    page = opened(PDF)
    frame = page.locator("iframe")
    assert frame.get_attribute("src") == f"/{PDF}"
    with page.expect_response(lambda answer: f"/{PDF}?" in answer.url and answer.request.method == "GET") as renewed:
        begun.edit(SHEET, "hvad I talte om.", "hvad I talte om: Zebraer.")
    assert renewed.value.status == 200
    assert frame.get_attribute("src") == renewed.value.url
