"""The languages of the site: the way from a page to its counterparts, and the pages that offer the letter to parents alone."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.layout import misfits
from tests.browser.walk import source_of

BUTTON, MENU, LINKS = ".languages button", ".languages__menu", ".languages__menu a"
COUNTERPARTS = [
    ("", "en/"),
    ("samtaler/tredje/", "en/conversations/third/"),
    ("karaktertraek/vedholdenhed/", "en/traits/perseverance/"),
    ("modeller/faldskaermsmodellen/", "en/models/parachute-model/"),
    ("ark/noter-tredje/", "en/sheets/notes-third/"),
    ("mere/elevplan/", "en/more/student-plan/"),
]
FONTS = {"ar": "Noto Sans Arabic", "pl": "Atkinson Hyperlegible Next", "tr": "Atkinson Hyperlegible Next", "uk": "Noto Sans Cyrillic"}
FAMILIES = {*FONTS.values()}
SCRIPTS = {"ar": r"[\u0600-\u06ff]", "pl": "[a-ząćęłńóśźż]", "tr": "[a-zçğıöşü]", "uk": r"[\u0400-\u04ff]"}
IN_WINDOW = """
(element) => {
  const box = element.getBoundingClientRect();
  return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
}
"""
GAPS_AT_START = """
() => [...document.querySelectorAll(".letter :is(p, h3)")].map((element) => {
  const range = document.createRange(), text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  range.setStart(text, 0);
  range.setEnd(text, 1);
  const letter = range.getBoundingClientRect(), box = element.getBoundingClientRect();
  return getComputedStyle(element).direction === "rtl" ? box.right - letter.right : letter.left - box.left;
})
"""


def tab_to(page: Page, selector: str) -> list[str]:
    """Press Tab until the part has the focus; what had it on the way."""
    passed = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return passed
        passed.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    raise AssertionError(passed)


def choose(page: Page, code: str) -> None:
    """Open the list of languages with the mouse, and take one."""
    page.click(BUTTON)
    page.click(f"{LINKS}[hreflang={code}]")


def links_to_pdfs(text: str, path: str) -> set[tuple[str, str]]:
    """Where the PDFs are that a page links to, below the site's root, each with its language where the link tells one."""
    found = set()
    for tag, href in re.findall(r'<a\b([^>]*href="([^"]*\.pdf)"[^>]*)>', text):
        language = re.search(r'hreflang="([^"]*)"', tag)
        found.add((urljoin(f"/{path}", href).removeprefix("/"), language[1] if language else ""))
    return found


def told(page: Page, selector: str, domain: str, question: str) -> Any:
    """What Chromium itself tells of a part of the page."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    answer = session.send(f"{domain}.{question}", {"nodeId": node})
    session.detach()
    return answer


def fonts_used(page: Page, selector: str) -> dict[str, bool]:
    """The fonts that the words of a part are really drawn with, each with whether it is a file of ours."""
    return {font["familyName"]: font["isCustomFont"] for font in told(page, selector, "CSS", "getPlatformFontsForNode")["fonts"]}


def is_expanded(page: Page, selector: str) -> bool:
    """Whether a screen reader is told that what the button opens is open."""
    properties = told(page, selector, "Accessibility", "queryAXTree")["nodes"][0]["properties"]
    return {property["name"]: property["value"]["value"] for property in properties}["expanded"] is True


@pytest.mark.parametrize(("danish", "english"), COUNTERPARTS)
def test_leads_to_the_counterpart_and_back(tab: Callable[..., Page], address: str, danish: str, english: str) -> None:
    page = tab()
    page.goto(address + danish)
    choose(page, "en")
    expect(page).to_have_url(address + english)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    choose(page, "da")
    expect(page).to_have_url(address + danish)
    expect(page.locator("html")).to_have_attribute("lang", "da")


def test_every_page_leads_to_its_very_counterpart(site: Path) -> None:
    guides = {code: json.loads((site / f"guide.{code}.json").read_text(encoding="utf-8")) for code in ("da", "en")}
    pairs = 0
    for group in ("pages", "conversations", "traits", "sheets"):
        for id, page in guides["da"][group].items():
            here, there = page["address"], guides["en"][group][id]["address"]
            for path, code, wanted in ((here, "en", there), (there, "da", here)):
                hrefs = re.findall(rf'<li><a href="([^"]*)" hreflang="{code}"', source_of(site, path))
                assert [urljoin(f"/{path}", href) for href in hrefs] == [f"/{wanted}"], path
            pairs += 1
    assert pairs > 90


def test_leads_to_each_letter_and_from_there_to_all(tab: Callable[..., Page], address: str, letter_pages: list[str]) -> None:
    page = tab(width=320)
    for path in letter_pages:
        page.goto(f"{address}en/sheets/letter-to-parents/")
        choose(page, path.strip("/"))
        expect(page).to_have_url(address + path)
        languages = page.locator(".languages a").evaluate_all("(links) => links.map((link) => link.href)")
        assert languages == [address + other for other in ("", "en/", *letter_pages)]


def test_menu_by_keyboard_alone(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}en/conversations/third/")
        tab_to(page, BUTTON)
        page.keyboard.press("Enter")
        expect(page.locator(MENU)).to_be_visible()
        links = page.locator(LINKS)
        assert links.count() == 6
        for number in range(links.count()):
            page.keyboard.press("Tab")
            expect(links.nth(number)).to_be_focused()
            assert links.nth(number).evaluate(IN_WINDOW)
        page.keyboard.press("Escape")
        expect(page.locator(MENU)).to_be_hidden()
        expect(page.locator(BUTTON)).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}samtaler/tredje/")


def test_closed_menu_has_no_stop_of_the_keyboard(tab: Callable[..., Page], address: str) -> None:
    for width in (1280, 320):
        page = tab(width=width)
        page.goto(f"{address}en/conversations/third/")
        passed = [*tab_to(page, BUTTON), *tab_to(page, "main .page a")]
        assert not [stop for stop in passed if "hreflang" in stop]
        assert not page.locator(LINKS).first.is_visible()


def test_menu_lies_on_nothing_that_has_the_focus(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    page.goto(f"{address}en/conversations/third/")
    page.focus(BUTTON)
    page.keyboard.press("Enter")
    tab_to(page, f"{LINKS}[hreflang=uk]")
    page.keyboard.press("Tab")
    expect(page.locator(MENU)).to_be_hidden()


def test_way_back_from_the_search_is_seen(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    page.goto(f"{address}en/")
    page.focus("[data-md-component=search-query]")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(BUTTON)).to_be_focused()
    expect(page.locator(".languages")).to_have_css("opacity", "1")


def test_menu_by_mouse(tab: Callable[..., Page], address: str) -> None:
    for width in (1280, 1000, 320):
        page = tab(width=width)
        page.goto(f"{address}en/conversations/third/")
        page.click(BUTTON)
        links = page.locator(LINKS)
        assert all(links.nth(number).evaluate(IN_WINDOW) for number in range(links.count())), width
        page.mouse.click(20, 700)
        expect(page.locator(MENU)).to_be_hidden()


def test_menu_as_it_is_read_aloud(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    page.goto(f"{address}en/")
    button = page.get_by_role("button", name="Language", exact=True)
    assert not is_expanded(page, BUTTON)
    button.click()
    assert is_expanded(page, BUTTON)
    menu = page.get_by_role("navigation", name="Language", exact=True)
    assert menu.get_by_role("link").all_inner_texts() == ["Dansk", "English", "العربية", "Polski", "Türkçe", "Українська"]
    assert menu.locator("[aria-current]").all_inner_texts() == ["English"]
    assert menu.get_by_role("list").count() == 2


def test_no_violation_with_the_menu_open(tab: Callable[..., Page], address: str) -> None:
    for width in (1280, 320):
        page = tab(width=width)
        for path in ("", "en/conversations/third/"):
            page.goto(address + path)
            page.click(BUTTON)
            assert violations(page) == []
            assert page.locator(MENU).is_visible()
            assert misfits(page, width) == []


def test_present_language_on_every_page(site: Path, every_page: list[str], english_pages: list[str], letter_pages: list[str]) -> None:
    for path in every_page:
        text = source_of(site, path)
        code = path.split("/")[0] if path in english_pages or path in letter_pages else "da"
        assert f'<html lang="{code}"' in text, path
        if not path.endswith("404.html"):
            assert re.findall(r'hreflang="(\w+)" lang="\w+"[^>]* aria-current="page"', text) == [code], path


def test_counterparts_told_to_search_engines(site: Path, every_page: list[str]) -> None:
    """Of Danish and English, in full; and written so that the theme, which asks for a list of pages at each `rel=alternate`, finds none."""
    for path in every_page:
        links = re.findall(r'<link rel="alternate alternate" hreflang="(\w+)" href="(https://[^"]*/)">', source_of(site, path))
        assert [code for code, _ in links] == ([] if path.endswith("404.html") else ["da", "en"]), path
        assert 'rel="alternate"' not in source_of(site, path), path
        for _, href in links:
            assert (site / urlsplit(href).path.strip("/") / "index.html").exists(), href


def test_every_pdf_is_of_the_language_that_is_told(
    tab: Callable[..., Page], address: str, site: Path, english_pages: list[str], letter_pages: list[str]
) -> None:
    found: set[tuple[str, str]] = set()
    for path in [*english_pages, *letter_pages]:
        links = links_to_pdfs(source_of(site, path), path)
        assert links or path not in letter_pages, path
        found |= {(file, told or path.split("/")[0]) for file, told in links}
    assert len([code for _, code in found if code == "en"]) > 100
    page = tab()
    for file, code in sorted(found):
        assert file.startswith(f"print/{code}/")
        assert page.request.head(address + file).status == 200, file
        with pikepdf.open(site / file) as pdf:
            assert pdf.Root.Lang == code, file


def test_letter_runs_as_its_language_does(tab: Callable[..., Page], address: str, letter_pages: list[str]) -> None:
    for width in (1280, 320):
        page = tab(width=width)
        for path in letter_pages:
            page.goto(address + path)
            assert page.get_attribute("html", "dir") == ("rtl" if path == "ar/" else "ltr")
            gaps = page.evaluate(GAPS_AT_START)
            assert len(gaps) > 8 and all(-1 < gap < 4 for gap in gaps), (path, gaps)
            text, box = page.locator(".letter p").first.bounding_box(), page.locator(".letter").bounding_box()
            assert text and box
            left, right = text["x"] - box["x"], box["x"] + box["width"] - text["x"] - text["width"]
            assert right <= left if path == "ar/" else left <= right, path


def test_letter_is_set_in_our_own_fonts(tab: Callable[..., Page], address: str, letter_pages: list[str]) -> None:
    page = tab()
    for path in letter_pages:
        page.goto(address + path)
        page.evaluate("document.fonts.ready.then(() => true)")
        loaded = set(page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family.replaceAll('\"', ''))"))
        assert FONTS[path.strip("/")] in loaded <= FAMILIES, path
        used = fonts_used(page, "body")
        assert any(FONTS[path.strip("/")].startswith(name) for name in used) and all(used.values()), (path, used)


def test_letter_needs_no_script(tab: Callable[..., Page], address: str, site: Path, letter_pages: list[str]) -> None:
    page = tab(width=320, script=False)
    for path in letter_pages:
        page.goto(address + path)
        assert page.locator("script").count() == 0
        expect(page.locator(".letter")).to_be_visible()
        expect(page.locator(".files a")).to_have_count(len(list((site / "print" / path).iterdir())))
        notice = page.locator("main .review")
        expect(notice).to_be_visible()
        assert len(re.findall(SCRIPTS[path.strip("/")], notice.inner_text())) > 30, "nobody has read the translation through, and it says so"
        page.click(".languages a[hreflang=en]")
        expect(page).to_have_url(f"{address}en/")


def test_menu_needs_no_script(tab: Callable[..., Page], address: str) -> None:
    page = tab(script=False)
    page.goto(f"{address}samtaler/tredje/")
    choose(page, "en")
    expect(page).to_have_url(f"{address}en/conversations/third/")


def test_english_pages_tell_that_nobody_has_reviewed_them(tab: Callable[..., Page], address: str) -> None:
    page = tab()
    for path in ("en/", "en/conversations/third/", "en/sheets/notes-third/"):
        page.goto(address + path)
        expect(page.locator("footer .review")).to_contain_text("only the translator has reviewed the translation")


def test_letter_on_paper(tab: Callable[..., Page], address: str) -> None:
    page = tab(dark=True)
    page.goto(f"{address}ar/")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(31, 41, 51)"
    assert page.locator(".letter").is_visible() and page.locator(".review").is_visible()
    for unwanted in (".bar nav", ".files", ".skip", "footer"):
        assert not page.locator(unwanted).is_visible(), unwanted
