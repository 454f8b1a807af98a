"""What axe finds on a page: the rules of WCAG 2.2 A and AA and of good practice, in light and in dark.

To measure how pale or small things are takes four times as long as all other rules. It hangs on what they look like, not on what
they say: so of words and controls that look alike, and lie in elements of one kind, those met first are measured.
"""

import json
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Page

NEW = "data-new-kind"
"""The mark of the words and controls to measure."""
LOOKS = {"color-contrast": f"[{NEW}]", "link-in-text-block": f"a[href][{NEW}]", "target-size": f"[{NEW}]"}
"""The rules of what things look like, and the elements that each is about."""
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8") + (
    f"; axe.configure({json.dumps({'rules': [{'id': id, 'selector': selector} for id, selector in LOOKS.items()]})});"
)
TAGS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
EVERY_RULE = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"], "preload": False}
RULES_OF_COLOUR = {**EVERY_RULE, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "rules": {}}
"""In the dark a page has the same elements in the same places; its colours alone are others."""
SCHEMES = {"light": "default", "dark": "slate"}
SHOWN = """
(name) => new Promise((done) => {
  const look = () => [name, undefined].includes(document.body.dataset.mdColorScheme) ? requestAnimationFrame(done) : requestAnimationFrame(look);
  requestAnimationFrame(look);
})
"""
"""The theme's script sets the colours of its pages, in the frame after the system's change; those of a letter follow at once."""
RUN = """
async (options) => {
  const result = await axe.run(options);
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
}
"""
MARK = """
([mark, known]) => {
  const states = ["aria-current", "dir", "fill", "open", "role", "stroke", "type"], controls = "a, button, input, select, summary, textarea, [role]";
  const seen = new Set(known), found = [];
  const number = (words, begin) => {  // two hashes of 26 bits side by side: a double holds 53
    let one = begin % 67108864, two = Math.floor(begin / 67108864);
    for (let at = 0; at < words.length; at++) {
      one = Math.imul(one ^ words.charCodeAt(at), 0x01000193) & 0x3ffffff;
      two = Math.imul(two + words.charCodeAt(at), 0x5bd1e995) & 0x3ffffff;
    }
    return two * 67108864 + one;
  };
  const visit = (element, around) => {
    const style = getComputedStyle(element), has = states.filter((name) => element.hasAttribute(name)).map((name) => `${name}=${element.getAttribute(name)}`);
    const lies = number([element.localName, ...[...element.classList].sort(), ...has, style.backgroundColor, style.opacity].join(" "), around);
    element.removeAttribute(mark);
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) || element.matches(controls);
    if (says && element.checkVisibility({ visibilityProperty: true })) {
      const kind = number([style.color, style.fontSize, style.fontWeight].join(" "), lies);
      if (!seen.has(kind)) {
        seen.add(kind);
        found.push(kind);
        element.setAttribute(mark, "");
      }
    }
    for (const child of element.children) visit(child, lies);
  };
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  visit(document.documentElement, 0);
  return found;
}
"""


def show(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Let the page stand in `light` or `dark` colours."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SHOWN, SCHEMES[scheme])


def mark_new(page: Page, seen: set[int]) -> bool:
    """Mark what is of no kind that is `seen`, to which theirs are added; whether there is any. All folded parts are opened.

    A kind is all that styles may tell an element by, its own and what it lies in, and how it looks on the page as it stands.
    """
    new = page.evaluate(MARK, [NEW, list(seen)])
    seen.update(new)
    return bool(new)


def violations(page: Page, seen: set[int] | None = None) -> list[str]:
    """What axe finds on the page in its light colours, with all folded parts open; and in the dark, if there is anything of a kind that is not `seen`."""
    new = mark_new(page, set() if seen is None else seen)
    found = run(page, EVERY_RULE)
    if new:
        show(page, "dark")
        found += [f"dark: {violation}" for violation in run(page, RULES_OF_COLOUR)]
        show(page, "light")
    return found


def run(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds with these options."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, options)
    return found
