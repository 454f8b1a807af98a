"""A site full of attacks in a real browser: nothing runs, nothing is fetched, with the policy of the pages, without it, and under a host's."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from tests import hosting
from tests.attacks.audited import SITE, Built, build_audited, strange
from tests.attacks.corpus import STRINGS, shown
from tests.browser.heard import Heard
from tests.browser.server import served

QUERIES = ["script", "onerror", "hit", "javascript attack example"]
QUERIES += ["<img src=x onerror=__hit()>", '"><script>__hit()</script>', "{{7*7}}", "(", "[a-", "\\", "*"]
"""What is searched for: words of attacks, so that the answers hold them, and attacks themselves."""
HOOKS = """
window.__hit = (what = "hit") => { window.__hits = [...(window.__hits || []), what]; };
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.__hit(name);
"""
HARMFUL = """() => [...document.querySelectorAll("*")].flatMap((element) => [
  ...(element.matches("iframe, frame, object, embed, applet, base, style, template, noscript, video, audio, marquee")
      || element.matches("foreignObject, animate, set, math, portal")
      || (element.matches("form") && element.action && !element.action.startsWith(location.origin))
      || (element.matches("meta[http-equiv]") && element.httpEquiv !== "Content-Security-Policy")
      || (element.matches("script:not([src]):not([type='application/json'])")) ? [element.outerHTML.slice(0, 200)] : []),
  ...[...element.attributes].filter(({ name, value }) => /^on|srcdoc|formaction|^ping$|^xlink/.test(name)
      || (/^(href|src|action|data|poster|srcset)$/.test(name) && /^\\s*[a-z+.-]+:/i.test(value) && !/^https:/.test(value)
        && !value.startsWith(`${location.origin}/`))
      || (/^(src|action|data|poster|srcset)$/.test(name) && /^\\s*(https?:)?\\/\\//i.test(value)))
    .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
])"""
"""What no page of ours has: parts and attributes that run or bring something, or addresses of other kinds."""
TEXTS = """(selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent.replaceAll("\\u00ad", "").trim())"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_audited(tmp_path_factory.mktemp("attacked").resolve(), SITE)


@pytest.fixture(scope="module")
def site(built: Built) -> Path:
    return built.folder / "output" / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """Every page but `/was`, which leads on at once, and most of the handbook, of which nothing comes from the content."""
    found = [path.relative_to(site).as_posix().removesuffix("index.html") for path in sorted(site.rglob("*.html")) if path.parent.name != "was"]
    return [path for path in found if not re.fullmatch("(redaktoer|en/editor)/.+", path)]


@pytest.fixture(scope="module", params=["no policy", "policy", "host"])
def visit(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator["Visit"]:
    """The site, open in a tab whose traps tell what runs: without any policy, with that of its pages, or with the headers of a host as well."""
    with opened(browser, site, request.param) as found:
        yield found


@pytest.fixture(scope="module")
def bare(browser: Browser, site: Path) -> Iterator["Visit"]:
    """The same without any policy alone: what holds here holds by what the pages are."""
    with opened(browser, site, "no policy") as found:
        yield found


@contextmanager
def opened(browser: Browser, site: Path, policy: str) -> Iterator["Visit"]:
    with served(site, hosting.headers("nginx") if policy == "host" else {}) as address:
        context = browser.new_context(bypass_csp=policy == "no policy", reduced_motion="reduce")
        context.add_init_script(HOOKS)
        yield Visit(context, address)
        context.close()


class Visit:
    """A tab on the site. `heard` is what it asks for and complains of, `hits` what has run that should not."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address, self.heard = address, Heard(self.page)
        self.hits: list[str] = []
        self.page.on("dialog", self.asked)
        context.on("page", self.opened)

    def asked(self, dialog: Dialog) -> None:
        self.hits.append(dialog.message)
        dialog.dismiss()

    def opened(self, page: Page) -> None:
        self.hits.append(page.url)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def trouble(self) -> list[str]:
        """All that ran, was fetched elsewhere, or was complained of."""
        ran = self.page.evaluate("window.__hits || []")
        elsewhere = [url for url in self.heard.urls if urlsplit(url).netloc != urlsplit(self.address).netloc]
        return [*self.hits, *ran, *elsewhere, *self.heard.said]


def test_building_reads_nothing_from_outside_and_runs_nothing(built: Built) -> None:
    assert strange(built) == []


def test_no_page_holds_anything_that_runs_or_fetches(bare: Visit, pages: list[str]) -> None:
    assert len(pages) > 30
    for path in pages:
        page = bare.go(path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        assert page.evaluate(HARMFUL) == [] and bare.trouble() == [], path


def test_no_page_has_a_style_or_a_handler_of_its_own(site: Path, pages: list[str]) -> None:
    """Read by another parser than the browser's, before any script."""
    for path in pages:
        tree = html.fromstring((site / path / "index.html" if path.endswith("/") or not path else site / path).read_bytes())
        parts = [part for part in tree.iter() if isinstance(part.tag, str)]
        assert not [name for part in parts for name in part.attrib if name == "style" or name.startswith("on")], path
        inline = [part for part in parts if part.tag == "style" or (part.tag == "script" and not {"src", "type"} & set(part.attrib))]
        assert not inline, path


def test_texts_stand_as_typed(visit: Visit, built: Built) -> None:
    page = visit.go("mere/angreb/")
    for names, selector in ((built.texts, "section.part > ul:not(.think, .cards) > li"), (built.labels, ".card h3")):
        found = page.evaluate(TEXTS, selector)
        assert [spaced(words) for words in found] == [spaced(shown(name)) for name in names]
    page = visit.go("mere/glossary/")
    assert [spaced(words) for words in page.evaluate(TEXTS, ".terms dt")] == [spaced(shown(name)) for name in built.labels[::2]]
    page = visit.go("mere/translations/")
    assert len([words for words in page.evaluate(TEXTS, ".waits dd") if words.count("```") == 2]) > 5


def spaced(words: str) -> str:
    """Words with one space for every gap; paragraphs have none between them here."""
    return " ".join(words.replace("\n", "").replace("\u00ad", "").split())


def test_the_name_of_a_language_is_a_name(visit: Visit) -> None:
    """It stood in the menu of every page as HTML."""
    page = visit.go("")
    page.click(".languages button")
    page.wait_for_selector(".languages__menu a")
    assert "<img src=x onerror=__hit()>" in page.evaluate(TEXTS, ".languages__menu bdi")
    page.click(".languages__menu a[hreflang=en]")
    page.wait_for_url("**/en/")
    assert visit.trouble() == []


def test_search_shows_words_and_runs_none(visit: Visit) -> None:
    page = visit.go("mere/angreb/")
    for query in QUERIES:
        page.fill("[data-md-component=search-query]", query)
        if query.isalpha():
            page.wait_for_selector(".md-search-result__item")
            assert any("<" in words for words in page.evaluate(TEXTS, ".md-search-result__item"))
        page.evaluate("new Promise((done) => setTimeout(done, 150))")
        assert page.evaluate(HARMFUL) == [] and visit.trouble() == [], query


@pytest.mark.parametrize("form", ["?q={}", "?h={}", "#{}", "samtaler/foerste/#{}", "ark/#{}"])
def test_addresses_run_nothing(bare: Visit, form: str) -> None:
    """What stands behind an address comes from whoever wrote the link."""
    for name in ("elements-image-error", "attributes-double-tag", "links-script", "templates-sum"):
        page = bare.go(form.replace("{}", quote(STRINGS[name])))
        page.evaluate("new Promise((done) => setTimeout(done, 50))")
        assert page.evaluate(HARMFUL) == [] and bare.trouble() == [], name


def test_everything_works(visit: Visit) -> None:
    """Colours, filters, search and menus do what they do, and nothing is complained of."""
    page = visit.go("")
    page.locator("label.md-header__button[for^=__palette]:visible").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
    page.locator("label.md-header__button[for^=__palette]:visible").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    fonts = page.evaluate("document.fonts.ready.then((fonts) => [...fonts].filter((font) => font.status === 'loaded').length)")
    assert fonts > 0 and page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    for path in ("ark/", "samtaler/foerste/", "traek/vedholdenhed/", "mere/translations/", "404.html", "en/", "pl/"):
        visit.go(path)
    assert visit.trouble() == []


def test_data_has_texts_as_typed(built: Built, site: Path) -> None:
    data = json.loads((site / "guide.da.json").read_text(encoding="utf-8"))
    page = data["pages"]["attack"]["sections"]
    assert page["attack-section"]["points"] == {name: STRINGS[name].strip() for name in built.texts}
    titles = {id.removeprefix("c-"): card["title"] for id, card in page["attack-cards"]["cards"].items()}
    assert titles == {name: STRINGS[name].strip() for name in built.labels}
    english = json.loads((site / "guide.en.json").read_text(encoding="utf-8"))["pages"]["attack"]["sections"]
    assert all(value.startswith(STRINGS[name].strip()) for name, value in english["attack-section"]["points"].items())


def test_a_host_may_forbid_frames(browser: Browser, site: Path, tmp_path: Path) -> None:
    """What only a header can say: no other site shows this one in a frame."""
    with served(site, hosting.headers("nginx")) as address:
        (tmp_path / "index.html").write_text(f'<iframe src="{address}"></iframe>', encoding="utf-8")
        with served(tmp_path) as other:
            page = browser.new_page()
            heard = Heard(page)
            page.goto(other.replace("127.0.0.1", "localhost"))
            page.wait_for_function("() => true")
            assert any("frame-ancestors" in said for said in heard.said)
            page.close()
