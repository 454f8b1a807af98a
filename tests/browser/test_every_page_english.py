"""Every English page and every letter as in test_every_page.py; a file of its own, so that a second process can walk at the same time."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.test_every_page import (  # noqa: F401  (the promises are the same)
    test_no_violation_on_any_page,
    test_nothing_sticks_out_on_a_phone,
    test_only_our_own_host_and_a_silent_console,
)
from tests.browser.walk import PHONE, Walk, walk


@pytest.fixture(scope="module")
def walked(browser: Browser, address: str, english_pages: list[str], letter_pages: list[str], closely: set[str], sheet_pages: set[str]) -> Iterator[Walk]:
    """A walk through the letters and the English pages, which ends in the search on a phone.

    Their templates are those of the Danish pages, which are looked at on a desk too: of these, only those to look at closely are.
    """
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        found = walk(page, address, [*letter_pages, *english_pages], closely, sheet_pages | {*english_pages})
        page.set_viewport_size({"width": PHONE, "height": 800})
        page.click("button.frame__search")
        page.fill("[data-md-component=search-query]", "conversation")
        page.wait_for_selector(".md-search-result__item")
        yield found
