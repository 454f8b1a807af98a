"""No English page, and no page of a letter, breaks a rule of WCAG 2.2 A or AA, or of good practice, in light or dark, on a desk."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import violations_on


def test_no_violation_on_any_page(tab: Callable[..., Page], address: str, english_pages: list[str]) -> None:
    assert len(english_pages) > 90
    assert violations_on(tab(), address, english_pages) == []


def test_no_violation_on_a_letter(tab: Callable[..., Page], address: str, letter_pages: list[str]) -> None:
    assert letter_pages == ["ar/", "pl/", "tr/", "uk/"]
    assert violations_on(tab(), address, letter_pages) == []
