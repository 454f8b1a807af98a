"""What does not fit on a page as wide as a phone: parts that stick out, text cut off, words broken where they have no soft hyphen."""

from playwright.sync_api import Page

OUTSIDE = """
(width) => [...document.querySelectorAll("body *")]
  .filter((element) => {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest(".vh, .md-sidebar, .md-search, svg, [hidden]")) return false;
    for (let around = element; around; around = around.parentElement) {
      // what a part with a fixed edge cuts off on purpose: the drawings in the bands of the doors
      if (around.matches(".doors__pic, .yearpath, .trait__head")) return around === element && box.right > width + 0.5;
    }
    return box.right > width + 0.5 || box.left < -0.5;
  })
  .map((element) => `${element.tagName}.${element.className} ${Math.round(element.getBoundingClientRect().right)}`)
"""
BROKEN = """
() => {
  const found = [], range = document.createRange();
  const walker = document.createTreeWalker(document.querySelector(".page") || document.body, NodeFilter.SHOW_TEXT);
  const bottom = (node, at) => { range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect().bottom; };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("svg, script, .vh, .table thead")) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\u00ad]{9,}/gu)) {
      if (Math.abs(bottom(node, index) - bottom(node, index + word.length - 1)) < 3) continue;
      const broken = [...word].some((letter, at) => at && ![letter, word[at - 1]].includes("\\u00ad")
        && bottom(node, index + at) - bottom(node, index + at - 1) > 3);
      if (broken) found.push(word.replaceAll("\\u00ad", ""));
    }
  }
  return found;
}
"""
CUT = """
() => [...document.querySelectorAll("h1, h2, h3, p, li, dd, dt, td, th, .btn, .chip")]
  .filter((element) => !element.closest(".vh, .table thead, .md-sidebar, .md-search, [hidden]"))
  .filter((element) => element.scrollWidth > element.clientWidth + 1)
  .filter((element) => !["inline", "contents", "none", "table-row"].includes(getComputedStyle(element).display))
  .map((element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 60)}`)
"""


def misfits(page: Page, width: int) -> list[str]:
    """What does not fit on the page in a window of this width, with all folded parts open."""
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    found = [*page.evaluate(OUTSIDE, width), *page.evaluate(CUT), *page.evaluate(BROKEN)]
    return found + (["scrolls sideways"] if page.evaluate("document.documentElement.scrollWidth") > width else [])
