"""A walk finds what is wrong with a page, in each way in which it looks at one; pages with a new kind of element are looked at closely."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser.kinds import few_with_every_kind
from tests.browser.walk import Walk, source_of, walk

ARTICLE, SHEET = "mere/elevplan/", "ark/noter-tredje/"
OF_MEANING = {
    "image-alt": '<img src="../../assets/favicon.svg">',
    "heading-order": "<h6>For langt ned</h6>",
    "button-name": "<button></button>",
    "link-name": '<a href="../../"></a>',
    "label": '<input type="text">',
    "list": "<ul><div>Intet punkt</div></ul>",
    "aria-required-attr": '<p role="checkbox">Felt</p>',
    "landmark-no-duplicate-main": "<main>Endnu en</main>",
}
OF_LOOKS = {
    "on a phone color-contrast": ('<p class="pale-phone">Bleg</p>', "@media (width < 600px) { .pale-phone { color: #ccc; background: #fff } }"),
    "on a desk color-contrast": ('<p class="pale-desk">Bleg</p>', "@media (width > 600px) { .pale-desk { color: #ccc; background: #fff } }"),
    "on a phone dark: color-contrast": (
        '<p class="dim-phone">Bleg</p>',
        "@media (width < 600px) { [data-md-color-scheme=slate] .dim-phone { color: #333; background: #000 } }",
    ),
    "on a desk dark: color-contrast": (
        '<p class="dim-desk">Bleg</p>',
        "@media (width > 600px) { [data-md-color-scheme=slate] .dim-desk { color: #333; background: #000 } }",
    ),
    "on a phone target-size": ('<p class="tiny"><button>a</button><button>b</button></p>', ".tiny button { all: unset; width: 9px; height: 9px; cursor: pointer }"),
}
"""What is wrong with the looks of an element, each in one place alone: the element, and its style."""
FRAME = {"html-has-lang": ('<html lang="da"', "<html"), "document-title": ("<title>", "<title></title><title>")}
OTHERS = '<p class="wide">Bred</p><img alt="Væk" src="../../assets/gone.webp"><img alt="Andre" src="https://guide.example/picture.webp">'


@pytest.fixture
def walked(tab: Callable[..., Page], address: str, site: Path) -> Callable[..., Walk]:
    """Walks to one page with every fault there is."""

    def walk_to(path: str, **looked_at: set[str]) -> Walk:
        page, faulty = tab(), with_faults(source_of(site, path))
        styles = (site / "assets/css/mends.css").read_text(encoding="utf-8") + ".wide { width: 900px }" + "".join(style for _, style in OF_LOOKS.values())
        page.route(address + path, lambda route: answer(route, faulty, "text/html"))
        page.route("**/assets/css/mends.css", lambda route: answer(route, styles, "text/css"))
        return walk(page, address, [path], **looked_at)

    return walk_to


def answer(route: Route, text: str, kind: str) -> None:
    route.fulfill(body=text, content_type=f"{kind}; charset=utf-8")


def with_faults(page: str) -> str:
    """The page with every fault in its article and its frame."""
    assert "</article>" in page
    faults = "".join([*OF_MEANING.values(), *(element for element, _ in OF_LOOKS.values()), OTHERS])
    page = page.replace("</article>", f"{faults}</article>", 1)
    for right, wrong in FRAME.values():
        assert right in page
        page = page.replace(right, wrong, 1)
    return page


def met(found: Walk, *places: str) -> set[str]:
    """Those of the rules of meaning that a page was found to break in all of these places."""
    return {rule for rule in (*OF_MEANING, *FRAME) if all(any(f" on a {place} {rule}:" in line for line in found.violations) for place in places)}


def test_every_page_is_looked_at_on_both_for_what_it_says(walked: Callable[..., Walk]) -> None:
    found = walked(ARTICLE, closely=set(), on_phone={SHEET})
    assert met(found, "phone", "desk") == {*OF_MEANING, *FRAME}


def test_a_page_of_a_sheet_is_looked_at_on_a_phone(walked: Callable[..., Walk]) -> None:
    assert met(walked(SHEET, closely=set(), on_phone={SHEET}), "phone") == {*OF_MEANING, *FRAME}


@pytest.mark.parametrize("path", [ARTICLE, SHEET])
def test_a_page_that_is_looked_at_closely_is_so_for_what_it_looks_like(walked: Callable[..., Walk], path: str) -> None:
    found = walked(path, closely={path}, on_phone={SHEET})
    assert met(found, "phone", "desk") == {*OF_MEANING, *FRAME}
    assert {fault for fault in OF_LOOKS if not any(f" {fault}: " in line for line in found.violations)} == set()


def test_what_does_not_fit_and_what_is_asked_for_elsewhere_is_told(walked: Callable[..., Walk]) -> None:
    found = walked(SHEET, closely=set(), on_phone={SHEET})
    assert any("P.wide" in misfit for misfit in found.misfits)
    assert any(said.startswith("404 ") and said.endswith("gone.webp") for said in found.heard.said)
    assert any("Content Security Policy" in said for said in found.heard.said)


def test_an_element_of_a_new_kind_brings_its_page_among_the_few(site: Path, sheet_pages: set[str], closely: set[str]) -> None:
    pages = {path: source_of(site, path) for path in sorted(sheet_pages)[::4]}
    few = set(few_with_every_kind(pages))
    assert 0 < len(few) < len(pages) / 2 and 20 < len(closely) < 60
    ordinary = next(path for path in pages if path not in few)
    for new in ('<p class="faint">', '<p hidden="">', '<table><tr><th scope="col">'):
        assert ordinary in set(few_with_every_kind({**pages, ordinary: pages[ordinary].replace("</h1>", f"</h1>{new}", 1)})), new


def test_more_of_the_same_is_no_new_kind() -> None:
    one, more = "<p class='a b'>x<p>y", "<p class='b a'>z<p class='a b'>z<p>w"
    assert list(few_with_every_kind({"one": one, "more": more})) == ["one"]
    assert list(few_with_every_kind({"one": one, "other": "<p><b>y</b>"})) == ["one", "other"]
