"""Every page, in light and dark, on phone and desk: it breaks no rule of WCAG 2.2 A or AA or of good practice, fits, and asks nobody else."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.walk import DESK, PHONE, Walk, walk


@pytest.fixture(scope="module")
def walked(browser: Browser, address: str, every_page: list[str]) -> Iterator[Walk]:
    """A walk through all pages, which ends in the searches."""
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        found = walk(page, address, every_page)
        search(page, f"{address}en/", PHONE, "conversation")
        search(page, address, DESK, "samtale")
        yield found


def search(page: Page, address: str, width: int, words: str) -> None:
    """Search for words until there are answers."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    if width == PHONE:
        page.click("button.frame__search")
    page.fill("[data-md-component=search-query]", words)
    page.wait_for_selector(".md-search-result__item")


def test_no_violation_on_any_page(walked: Walk) -> None:
    assert walked.violations == []


def test_nothing_sticks_out_on_a_phone(walked: Walk) -> None:
    assert walked.misfits == []


def test_only_our_own_host_and_a_silent_console(walked: Walk, address: str) -> None:
    assert len(walked.heard.urls) > 200
    assert walked.heard.hosts == {urlsplit(address).netloc}
    assert [url for url in walked.heard.urls if "sitemap" in url] == []
    assert walked.heard.said == []
