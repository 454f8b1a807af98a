"""What is slow or heavy on paper is not in the print styles. Measured with the engine, in what one sheet takes."""

import re
from pathlib import Path

import pytest

from tests.projects import ROOT

TRAPS = {
    r"\bdotted\b|\bdashed\b": "96 dashed writing lines take 2.7 times as long as solid ones, dotted ones 67 times, and 2.7 MB",
    r"box-shadow|text-shadow": "a shadow on 120 cells takes five times as long as a plain box",
    r"letter-spacing|word-spacing": "text that is spaced out takes 1.8 times as long",
    r"\bcolumns\s*:|column-count|column-width": "columns of running text take twice as long",
    r"leader\s*\(": "leaders take a quarter of the time of a list of contents",
    r"[\s{;]filter\s*:|backdrop-filter": "what is filtered becomes a picture",
    r"\.woff2?\b": "packed fonts are unpacked for every process: 59 ms against 11",
    r"@import|url\(\s*['\"]?https?:": "nothing is fetched while printing",
}
"""What is refused, by why."""
FAR = re.compile(r":has\(|:empty|:only-|-of-type|:nth-last|:nth-child\((?!even|odd)|\s~\s|\+[^,{}+]*\+")
"""What a rule may not ask of an element: it is looked for once for all that stand alike, see `sparing.Matches`."""
PRINT = [
    ROOT / "templates" / "assets" / "css" / "tokens.css",
    *sorted((ROOT / "templates" / "assets" / "print").glob("*.css")),
    *sorted(path for folder in ("sheets", "booklet", "figures") for path in (ROOT / "templates" / folder).rglob("*") if path.suffix in (".html", ".svg")),
]


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|\{#.*?#\}", "", text, flags=re.DOTALL)


def traps(text: str) -> list[str]:
    """The reasons why something in a style or template is refused."""
    return [why for pattern, why in TRAPS.items() if re.search(pattern, without_comments(text))]


@pytest.mark.parametrize("path", PRINT, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_no_trap_is_in_what_is_printed(path: Path) -> None:
    assert traps(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "hr { border-bottom: 1px dotted #000 }",
        "td { border: .5pt dashed }",
        "td { box-shadow: 0 0 1mm }",
        "p { letter-spacing: .1em }",
        "div { columns: 2 }",
        "a::after { content: leader('.') target-counter(attr(href), page) }",
        "svg { filter: blur(1px) }",
        "@font-face { src: url(a.woff2) }",
        "@import 'a.css';",
    ],
)
def test_every_trap_is_seen(text: str) -> None:
    assert len(traps(text)) == 1
    assert traps(f"/* {text} */") == []


@pytest.mark.parametrize("path", [path for path in PRINT if path.suffix == ".css"], ids=lambda path: path.name)
def test_rules_ask_only_for_what_makes_elements_alike(path: Path) -> None:
    selectors = re.findall(r"([^{};]+)\{", without_comments(path.read_text(encoding="utf-8")))
    assert [selector.strip() for selector in selectors if FAR.search(selector) or "#" in selector] == []


@pytest.mark.parametrize("selector", ["p:has(b)", "p:empty", "b:only-child", "b:first-of-type", "p:nth-last-child(2)", "li:nth-child(3)", "p ~ p", "p + p + p"])
def test_a_rule_that_asks_for_more_is_seen(selector: str) -> None:
    assert FAR.search(selector)
