"""No part that opens over a page breaks a rule of WCAG 2.2 A or AA, or of good practice, in light or dark. The pages: test_every_page.py."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.walk import DESK, PHONE


def test_no_violation_in_the_search(tab: Callable[..., Page], address: str) -> None:
    for width in (DESK, PHONE):
        page = tab(width=width)
        page.goto(address)
        if width == PHONE:
            page.click("button.frame__search")
        page.fill("[data-md-component=search-query]", "samtale")
        page.wait_for_selector(".md-search-result__item")
        assert violations(page) == []


def test_no_violation_in_the_menu(tab: Callable[..., Page], address: str) -> None:
    page = tab(width=PHONE)
    page.goto(f"{address}samtaler/foerste/")
    page.click("button.frame__menu")
    page.wait_for_selector(".md-sidebar--primary :focus")
    assert violations(page) == []
