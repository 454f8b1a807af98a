"""The finished site (the fixture `site`), served to a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from guide import setup
from tests.browser.server import served


@pytest.fixture(scope="session")
def every_page(site: Path) -> list[str]:
    """The address of every page of every language below the site's root, and the pages for a wrong one; not `/was`, which leads on at once."""
    found = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html") if path.parent.name != "was")
    lost = sorted(path.relative_to(site).as_posix() for path in site.rglob("404.html"))
    return ["" if address == "./" else address for address in found] + lost


@pytest.fixture(scope="session")
def letter_pages(site: Path, every_page: list[str]) -> list[str]:
    """The address of each page that offers the letter alone: those of the languages that are not there as a whole."""
    whole = {path.name.split(".")[1] for path in site.glob("guide.*.json")}
    return [f"{path.name}/" for path in sorted((site / "print").iterdir()) if path.name not in whole and f"{path.name}/" in every_page]


@pytest.fixture(scope="session")
def english_pages(every_page: list[str]) -> list[str]:
    """The address of every English page, and the page for a wrong one."""
    return [path for path in every_page if path.startswith("en/")]


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=setup.browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens tabs: `tab(width=320, dark=True, script=False)`. They are closed when the test is over."""
    contexts = []

    def open_tab(width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        contexts.append(context)
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()
