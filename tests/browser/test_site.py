"""The site in a browser: it works by keyboard and without script, and what is chosen, folded and searched for is shown."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.walk import source_of


def test_policy_on_every_page(site: Path, every_page: list[str]) -> None:
    for path in every_page:
        text = source_of(site, path)
        policy = re.search(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy and "default-src 'none'" in policy[1] and "script-src 'self'" in policy[1] and "unsafe" not in policy[1], path
        assert not re.search(r"<script(?![^>]*(?: src=|application/json))", text), path
        assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)=", text), path


def test_ids_are_used_once_on_every_page(site: Path, every_page: list[str]) -> None:
    for path in every_page:
        ids = re.findall(r'<[^>]*\sid="([^"]*)"', source_of(site, path))
        assert len(ids) > 1 and len(ids) == len(set(ids)), path


def test_answers_of_the_search_have_room(tab: Callable[..., Page], address: str) -> None:
    """The field and the answers below it are of one width, from the first moment on."""
    widths = """() => ["__form", "__output", "__scrollwrap"].map((part) => document.querySelector(`.md-search${part}`).getBoundingClientRect().width)"""
    for width in (1024, 1280):
        page = tab(width=width)
        page.goto(address)
        page.click("[data-md-component=search-query]")
        assert len(set(page.evaluate(widths))) == 1, width


def test_menu_opens_and_closes_by_keyboard(tab: Callable[..., Page], address: str) -> None:
    page = tab(width=320)
    page.goto(f"{address}modeller/")
    page.locator("button.frame__menu").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-sidebar--primary :focus")
    assert page.locator("button.frame__menu").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    page.wait_for_selector("button.frame__menu:focus")
    assert page.locator("button.frame__menu").get_attribute("aria-expanded") == "false"


def test_copied_words_have_no_soft_hyphens(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}ark/karaktertraeksvurdering-1/")
    assert "\u00ad" in (page.text_content("h1") or "")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()").strip() == "Karaktertræksvurdering 1"


def test_no_shortcut_of_a_single_key(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    page.goto(f"{address}samtaler/foerste/")
    for key in ("n", "p", ".", ",", "s", "f", "/"):
        page.keyboard.press(key)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert page.url == f"{address}samtaler/foerste/"
    assert not page.is_checked("#__search")


def test_first_stop_skips_the_bar(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    for path in ("", "samtaler/foerste/", "404.html"):
        page.goto(address + path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.classList.contains('md-skip')")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#top"
        assert page.locator("#top").count() == 1


def test_every_stop_of_the_keyboard_is_seen(tab: Callable[..., Page], address: str) -> None:
    for width in (1280, 320):
        page = tab(width=width)
        page.goto(f"{address}samtaler/foerste/")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            seen = page.evaluate(
                """() => {
                  const element = document.activeElement, box = element.getBoundingClientRect();
                  const shown = element.matches("input") ? element.closest("label, form, .chip") || element : element;
                  return getComputedStyle(shown).visibility === "visible" && box.right > 0 && box.left < innerWidth;
                }"""
            )
            assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_works_without_script(tab: Callable[..., Page], address: str) -> None:
    page = tab(script=False)
    page.goto(address)
    assert page.locator(".stop a").count() == 7
    assert page.locator(".nextup:visible").count() == 1
    page.click(".nextup:visible .btn.main")
    page.wait_for_selector(".q:visible")
    assert page.url == f"{address}samtaler/foerste/"
    assert page.locator(".q:visible").count() >= 5
    page.click("label.chip:has(#band-middle)")
    page.goto(f"{address}ark/")
    all_sheets = page.locator(".sheet:visible").count()
    page.click("label:has(#in-2)")
    assert 0 < page.locator(".sheet:visible").count() < all_sheets


def test_where_in_the_year(tab: Callable[..., Page], address: str) -> None:
    expected = {
        "2026-08-10": ("now", "august", 1),
        "2026-10-01": ("now", "september", 2),
        "2026-12-01": ("next", "januar", 4),
        "2027-03-20": ("now", "februar", 5),
        "2027-05-02": ("next", "juni", 7),
        "2027-07-01": ("next", "august", 1),
    }
    for day, (style, month, number) in expected.items():
        page = tab()
        page.clock.set_fixed_time(f"{day}T12:00:00")
        page.goto(address)
        stop = page.locator(".stop.now, .stop.next")
        assert stop.count() == 1, day
        assert style in stop.get_attribute("class").split(), day
        assert stop.locator(".stop__no").inner_text() == str(number), day
        card = page.locator(".nextup:visible")
        assert card.count() == 1 and month in card.inner_text(), day
        card.locator(".btn.main").click()
        assert f"{number} af 7" in page.locator(".kicker").inner_text(), day


def test_questions_for_one_band(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    page.goto(f"{address}samtaler/foerste/")
    everyone = page.locator(".q:visible").count()
    page.click("label.chip:has(#band-lower-secondary)")
    assert page.locator(".q:visible").count() == everyone - 1
    assert page.locator("[data-band=lower-secondary]:visible").count() == 0
    assert str(everyone - 1) in page.locator("[data-count]").inner_text()
    page.goto(f"{address}samtaler/femte/")
    assert not page.is_checked("#band-lower-secondary"), "the choice stays from conversation to conversation"


def test_questions_on_the_eight_areas_are_folded(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    page.goto(f"{address}samtaler/tredje/")
    assert not page.locator("#upv-thoughts").is_visible()
    page.click(".talk .fold summary")
    assert page.locator("#upv-thoughts").is_visible()


def test_gallery_filters(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    page.goto(f"{address}ark/#in-3")
    assert page.is_checked("#in-3")
    assert page.locator(".sheet:visible").count() == page.locator(".sheet[data-in~='3']").count() > 0
    assert page.locator(".group:visible").count() < page.locator(".group").count()
    page.click("label.chip:has(#who-student)")
    assert page.locator(".sheet:visible").count() == page.locator(".sheet[data-in~='3'][data-for=student]").count()
    assert page.locator(".nothing").is_visible() == (page.locator(".sheet:visible").count() == 0)


def test_paper(tab: Callable[..., Page], address: str) -> None:
    page = tab(dark=True)
    page.goto(f"{address}samtaler/foerste/")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.q')).backgroundColor") == "rgb(255, 255, 255)"
    for unwanted in (".btn.main", ".crumbs", ".onward", ".cols__side"):
        assert not page.locator(unwanted).first.is_visible(), unwanted
