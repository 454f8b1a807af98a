"""No English page, and no page of a letter, breaks a rule of WCAG 2.2 A or AA, or of good practice, in light or dark, on a desk.

The pages of single sheets are of one template, of which each Danish page is looked at: here every fourth.
"""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import violations_on


def test_no_violation_on_any_page(tab: Callable[..., Page], address: str, english_pages: list[str]) -> None:
    sheets = [path for path in english_pages if path.startswith("en/sheets/") and path != "en/sheets/"]
    assert len(sheets) > 50
    assert violations_on(tab(), address, [path for path in english_pages if path not in sheets] + sheets[::4]) == []


def test_no_violation_on_a_letter(tab: Callable[..., Page], address: str, letter_pages: list[str]) -> None:
    assert letter_pages == ["ar/", "pl/", "tr/", "uk/"]
    assert violations_on(tab(), address, letter_pages) == []
