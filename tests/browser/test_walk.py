"""A walk finds what is wrong with a page, in each way in which it looks at one; what an element looks like is looked at once of every kind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser.axe import mark_new
from tests.browser.walk import Walk, source_of, walk

ARTICLE, SHEET, OTHER = "mere/elevplan/", "ark/noter-tredje/", "ark/noter-foerste/"
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
    """Walks to some pages, of which the last has every fault there is."""

    def walk_to(*paths: str) -> Walk:
        page, faulty = tab(), with_faults(source_of(site, paths[-1]))
        styles = (site / "assets/css/mends.css").read_text(encoding="utf-8") + ".wide { width: 900px }" + "".join(style for _, style in OF_LOOKS.values())
        page.route(address + paths[-1], lambda route: answer(route, faulty, "text/html"))
        page.route("**/assets/css/mends.css", lambda route: answer(route, styles, "text/css"))
        return walk(page, address, paths)

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


@pytest.mark.parametrize("paths", [(ARTICLE,), (OTHER, SHEET)])
def test_a_page_is_looked_at_on_both_in_both_schemes(walked: Callable[..., Walk], paths: tuple[str, ...]) -> None:
    """What is new on it is, after another page like it too."""
    found = walked(*paths)
    assert met(found, "phone", "desk") == {*OF_MEANING, *FRAME}
    assert {fault for fault in OF_LOOKS if not any(f" {fault}: " in line for line in found.violations)} == set()


def test_what_does_not_fit_and_what_is_asked_for_elsewhere_is_told(walked: Callable[..., Walk]) -> None:
    found = walked(SHEET)
    assert any("P.wide" in misfit for misfit in found.misfits)
    assert any(said.startswith("404 ") and said.endswith("gone.webp") for said in found.heard.said)
    assert any("Content Security Policy" in said for said in found.heard.said)


def test_most_pages_have_nothing_of_a_new_kind(tab: Callable[..., Page], address: str) -> None:
    page, seen = tab(), set[int]()
    page.goto(address + OTHER)
    assert mark_new(page, seen) and len(seen) > 40 and not mark_new(page, seen)
    page.goto(address + SHEET)
    assert not mark_new(page, seen)


@pytest.mark.parametrize(
    ("new", "count"),
    [
        ('<p class="a b">others<p class="c">y<p class="c">z', 0),
        ('<p class="b a">x<p class="c d">y', 1),
        ('<p class="b a"><b>x</b><p class="c">y', 1),
        ('<p class="b a new" hidden>x<p class="c">y', 0),
        ('<p class="b a new"><p class="c">y', 0),
        ('<p class="b a">x<p class="c" dir="rtl">y', 1),
        ('<style>p:first-of-type { color: red }</style><p class="b a">x<p class="c">y', 1),
        ('<style>p:first-of-type { background: red }</style><p class="b a">x<p class="c">y', 1),
        ('<style>body { background: red }</style><p class="b a">x<p class="c">y', 2),
        ('<div><p class="b a">x<p class="c">y</div>', 2),
        ('<details><p class="b a">x<p class="c">y</details>', 2),
        ('<p class="b a">x<p class="c">y<button></button>', 1),
    ],
)
def test_a_kind_is_what_styles_tell_an_element_by_and_how_it_looks(new: str, count: int, tab: Callable[..., Page]) -> None:
    """Only what is seen, and has words of its own or is a control, is of any kind."""
    page, seen = tab(), set[int]()
    page.set_content('<p class="a b">x<p class="c">y')
    mark_new(page, seen)
    assert len(seen) == 2
    page.set_content(new)
    assert mark_new(page, seen) == bool(count)
    assert page.locator("[data-new-kind]").count() == count == len(seen) - 2
