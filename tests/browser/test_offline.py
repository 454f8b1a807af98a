"""The zip of the site, unpacked and opened without a server."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from guide import offline
from guide.deadlinks import LINK, broken_links, ends
from tests.browser.heard import Heard

PAGES = ("index.html", "samtaler/index.html", "samtaler/foerste/index.html", "karaktertraek/index.html", "ark/index.html", "mere/kilder/index.html")
QUERY, ANSWER = "[data-md-component=search-query]", ".md-search-result__link"
FACES = "document.fonts.ready.then(() => [...document.fonts].filter((face) => face.status !== 'unloaded').map((face) => face.status))"
PICTURES = """
() => [...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().then(() => image.naturalWidth);
}).reduce(async (all, one) => [...await all, await one], [])
"""


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked folder, in one with a name that an address cannot have as it stands."""
    stick = tmp_path_factory.mktemp("stick") / "Æbler & ø på 100 % #1"
    offline.write(site, stick / "guide.zip", None, "læringssamtaler", 1_795_262_400)
    with zipfile.ZipFile(stick / "guide.zip") as archive:
        archive.extractall(stick)
    return stick / "læringssamtaler"


@pytest.fixture
def heard(tab: Callable[..., Page]) -> Iterator[Heard]:
    """A tab in which nothing may be asked for but files, and nothing complain."""
    heard = Heard(tab())
    yield heard
    assert {urlsplit(url).scheme for url in heard.urls} == {"file"}
    assert heard.said == []


def opened(heard: Heard, folder: Path, name: str = "index.html") -> Page:
    """The tab with a page of the folder."""
    heard.page.goto((folder / name).as_uri())
    return heard.page


def test_pages_are_whole(heard: Heard, folder: Path) -> None:
    letters = [path.relative_to(folder).as_posix() for path in folder.glob("*/index.html") if len(path.parent.name) == 2]
    assert len(letters) >= 5
    for name in (*PAGES, *letters):
        page = opened(heard, folder, name)
        faces = page.evaluate(FACES)
        assert len(faces) >= 2 and set(faces) == {"loaded"}, name
        assert 0 not in page.evaluate(PICTURES), name


def test_every_link_leads_to_a_file(folder: Path) -> None:
    pages = {path.relative_to(folder).as_posix(): ends(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    assert list(broken_links(pages, frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))) == []
    for page in folder.rglob("*.html"):
        for link in set(LINK.findall(page.read_text(encoding="utf-8"))):
            path = urlsplit(urljoin(page.as_uri(), link))
            assert path.scheme != "file" or Path(unquote(path.path)).is_file(), (page, link)


def test_the_search_knows_files_alone(folder: Path) -> None:
    indexes = sorted(folder.rglob("search_index.js"))
    assert len(indexes) == 2
    for index in indexes:
        documents = json.loads(index.read_text(encoding="utf-8").removeprefix("var __index = "))["docs"]
        assert len(documents) > 100
        assert [document["location"] for document in documents if not (index.parents[1] / document["location"].split("#")[0]).is_file()] == []


def test_from_page_to_page(heard: Heard, folder: Path) -> None:
    page = opened(heard, folder)
    page.click(".nextup:visible .btn.main")
    page.click(".md-tabs__link >> text=Modeller")
    page.wait_for_url("**/modeller/index.html")
    page.get_by_role("article").get_by_role("link", name="Faldskærmsmodellen").first.click()
    page.wait_for_url("**/modeller/faldskaermsmodellen/index.html")
    page.click(".languages button")
    page.click(".languages__menu a[hreflang=en]")
    page.wait_for_url("**/en/models/parachute-model/index.html")
    page.click(".md-logo")
    page.wait_for_url("**/en/index.html")
    assert Path(unquote(urlsplit(page.url).path)) == folder / "en" / "index.html"


@pytest.mark.parametrize(
    ("start", "query", "found"),
    [("ark/noter-tredje/", "faldskaerm", "modeller/faldskaermsmodellen/"), ("en/", "parachute", "en/models/parachute-model/")],
)
def test_the_search_finds_a_page_and_opens_it(heard: Heard, folder: Path, start: str, query: str, found: str) -> None:
    page = opened(heard, folder, f"{start}index.html")
    page.click(QUERY)
    page.keyboard.type(query)
    page.click(f"{ANSWER} >> nth=0")
    page.wait_for_url(f"**/{found}index.html")
    expect(page.locator("h1")).to_be_visible()


def test_a_theme_is_remembered(heard: Heard, folder: Path) -> None:
    page = opened(heard, folder)
    scheme = "document.body.dataset.mdColorScheme"
    while page.evaluate(scheme) != "slate":
        page.click("[data-md-component=palette] label:visible")
    opened(heard, folder, "samtaler/foerste/index.html")
    assert page.evaluate(scheme) == "slate"


def test_sheets_are_at_hand(heard: Heard, folder: Path) -> None:
    page = opened(heard, folder, "samtaler/tredje/index.html")
    links = page.eval_on_selector_all("a[href$='.pdf']", "(all) => all.map((link) => link.href)")
    assert links
    for link in links:
        assert Path(unquote(urlsplit(link).path)).read_bytes().startswith(b"%PDF-")
