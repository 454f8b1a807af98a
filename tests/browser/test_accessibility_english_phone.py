"""No English page, and no page of a letter, breaks a rule of WCAG 2.2 A or AA, or of good practice, in light or dark, on a phone.

The pages of single sheets are all of one template; on a desk each is looked at, here every fourth.
"""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import violations_on


def test_no_violation_on_any_page(tab: Callable[..., Page], address: str, english_pages: list[str]) -> None:
    sheets = [path for path in english_pages if path.startswith("en/sheets/") and path != "en/sheets/"]
    assert len(sheets) > 50
    assert violations_on(tab(width=320), address, [path for path in english_pages if path not in sheets] + sheets[::4]) == []


def test_no_violation_on_a_letter(tab: Callable[..., Page], address: str, letter_pages: list[str]) -> None:
    assert violations_on(tab(width=320), address, letter_pages) == []
