"""What axe finds on a page: the rules of WCAG 2.2 A and AA and of good practice, in light and in dark."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
EVERY_RULE = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
RULES_OF_MEANING = {**EVERY_RULE, "rules": {"target-size": {"enabled": False}, "color-contrast": {"enabled": False}}}
"""All but the two rules of what elements look like, whatever they say: these take four times as long as all the others."""
RULES_OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
"""In the dark a page has the same elements in the same places; its colours alone are others."""
RUN = """
async (options) => {
  const result = await axe.run(options);
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
}
"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, with all folded parts open; the page is left in light colours."""
    found = run(page, EVERY_RULE)
    for scheme, name, options in (("dark", "slate", RULES_OF_COLOUR), ("light", "default", None)):
        page.emulate_media(color_scheme=scheme)
        # the theme's script sets the colours of its pages; those of a letter follow the system at once
        page.wait_for_selector(f"body[data-md-color-scheme={name}], body:not([data-md-color-scheme])")
        found += [f"{scheme}: {violation}" for violation in run(page, options)] if options else []
    return found


def violations_of_meaning(page: Page) -> list[str]:
    """What axe finds on the page as it stands, with all folded parts open, but for what is too pale or too small."""
    return run(page, RULES_OF_MEANING)


def run(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds with these options, with all folded parts open."""
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, options)
    return found
