"""No page breaks a rule of WCAG 2.2 A or AA, or of good practice, in light or dark, on a desk or a phone."""

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """
async () => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const result = await axe.run({ runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true } } });
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
}
"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, with all folded parts open."""
    page.evaluate(AXE)
    return page.evaluate(RUN)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True])
def test_no_violation_on_any_page(tab: Callable[..., Page], address: str, pages: list[str], width: int, dark: bool) -> None:
    page = tab(width=width, dark=dark)
    found = []
    for path in pages:
        page.goto(address + path)
        found += [f"{path} {violation}" for violation in violations(page)]
    assert found == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True])
def test_no_violation_in_the_search(tab: Callable[..., Page], address: str, width: int, dark: bool) -> None:
    page = tab(width=width, dark=dark)
    page.goto(address)
    if width < 960:
        page.click("button.frame__search")
    page.fill("[data-md-component=search-query]", "samtale")
    page.wait_for_selector(".md-search-result__item")
    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_no_violation_in_the_menu(tab: Callable[..., Page], address: str, dark: bool) -> None:
    page = tab(width=320, dark=dark)
    page.goto(f"{address}samtaler/foerste/")
    page.click("button.frame__menu")
    page.wait_for_timeout(400)
    assert violations(page) == []
