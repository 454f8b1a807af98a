"""What axe finds on a page: the rules of WCAG 2.2 A and AA and of good practice, in light and in dark."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
EVERY_RULE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
}
RULES_OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""In the dark a page has the same elements in the same places; its colours alone are others."""
RUN = """
async (options) => {
  const result = await axe.run(options);
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
}
"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, with all folded parts open; the page is left in light colours."""
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    page.evaluate(AXE)
    found = page.evaluate(RUN, EVERY_RULE)
    for scheme, name, options in (("dark", "slate", RULES_OF_COLOUR), ("light", "default", None)):
        page.emulate_media(color_scheme=scheme)
        # the theme's script sets the colours of its pages; those of a letter follow the system at once
        page.wait_for_selector(f"body[data-md-color-scheme={name}], body:not([data-md-color-scheme])")
        found += [f"{scheme}: {violation}" for violation in page.evaluate(RUN, options)] if options else []
    return found


def violations_on(page: Page, address: str, paths: list[str]) -> list[str]:
    """What axe finds on these pages of the site."""
    found = []
    for path in paths:
        page.goto(address + path)
        found += [f"{path} {violation}" for violation in violations(page)]
    return found
