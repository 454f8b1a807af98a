"""No page breaks a rule of WCAG 2.2 A or AA, or of good practice, in light or dark, on a phone.

The pages of single sheets are all of one template; on a desk each is looked at, here every fourth.
"""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import violations, violations_on


def test_no_violation_on_any_page(tab: Callable[..., Page], address: str, pages: list[str]) -> None:
    sheets = [path for path in pages if path.startswith("ark/") and path != "ark/"]
    assert len(sheets) > 50
    assert violations_on(tab(width=320), address, [path for path in pages if path not in sheets] + sheets[::4]) == []


def test_no_violation_in_the_search(tab: Callable[..., Page], address: str) -> None:
    page = tab(width=320)
    page.goto(address)
    page.click("button.frame__search")
    page.fill("[data-md-component=search-query]", "samtale")
    page.wait_for_selector(".md-search-result__item")
    assert violations(page) == []


def test_no_violation_in_the_menu(tab: Callable[..., Page], address: str) -> None:
    page = tab(width=320)
    page.goto(f"{address}samtaler/foerste/")
    page.click("button.frame__menu")
    page.wait_for_selector(".md-sidebar--primary :focus")
    assert violations(page) == []
