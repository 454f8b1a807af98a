"""The finished site of a small project: head, policy, search index, links, and that a build repeats itself to the byte."""

import hashlib
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from guide import frames as stage
from guide import shelf
from guide.deadlinks import Ends, check_links, ends, leads_somewhere
from guide.disk import Tree
from guide.finish import move_scripts
from guide.handbook import documents
from guide.linebreaks import HYPHEN
from guide.manual import book_path
from guide.model.guide import Guide
from guide.pages import pages
from guide.printables import printables
from guide.problem import BuildError
from guide.read import read
from guide.site import write_site
from tests.projects import ROOT, small_project
from tests.test_pages import TYPED, pictures

SHOWN = TYPED.replace("\\*", "*")


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The small project, with signs in every place that the theme writes by itself."""
    content = small_project(tmp_path_factory.mktemp("project"))
    plain = TYPED.replace("'", "''")
    changes = {
        "pages/parachute.yaml": ("Faldskærmsmodellen", "Et billede af vejen fra spring til udsigt.", "Det holder os nede"),
        "guide.yaml": ("Prøveguide", "Mere", "Må bruges af alle"),
    }
    for name, values in changes.items():
        text = (content / name).read_text(encoding="utf-8")
        for value in values:
            text = text.replace(f": {value}\n", f": '{plain}'\n")
        (content / name).write_text(text, encoding="utf-8")
    return read(content)


def build_site(guide: Guide, written: dict[str, str], beside: dict[str, bytes], folder: Path) -> None:
    """The pages of one language with the files beside them, every link seen to."""
    tree = Tree(folder, folder.with_name("nothing"))
    found = write_site(guide, written, "", tree, folder.with_name(f"{folder.name}-workshop"))
    for name, data in beside.items():
        tree.write(name, data)
    check_links(found, tree.files())


def built(guide: Guide, folder: Path) -> Path:
    build_site(guide, written_pages(guide), files(guide), folder)
    return folder


def written_pages(guide: Guide) -> dict[str, str]:
    """The pages of the guide and of the handbook."""
    return pages(guide, pictures(guide)) | documents(guide, None)


def files(guide: Guide) -> dict[str, bytes]:
    """What stands for the pictures and PDFs of the sheets."""
    names = [book_path("da"), *(f"print/da/{printable.name}.pdf" for printable in printables(guide))]
    return {f"assets/sheets/{id}.webp": b"picture" for id in guide.sheets} | dict.fromkeys(names, b"sheet")


@pytest.fixture(scope="module")
def site(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(guide, tmp_path_factory.mktemp("site") / "site")


def read_page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_the_foot_of_every_page_leads_to_its_pages(site: Path) -> None:
    for address, ways in (("", ["mere/faldskaerm/", "redaktoer/"]), ("samtaler/foerste", ["../../mere/faldskaerm/", "../../redaktoer/"]), ("redaktoer/ret", ["../../mere/faldskaerm/", "../"])):
        foot = read_page(site, address).partition('<nav class="foot"')[2].partition("</nav>")[0]
        assert re.findall(r'href="([^"]*)"', foot) == ways and SHOWN in unescape(foot)


def test_head_of_a_page(site: Path) -> None:
    page = read_page(site, "samtaler/foerste")
    assert '<html lang="da"' in page
    assert re.search(r"<head>\s*<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'", page)
    assert '<link rel="canonical" href="https://guide.example/samtaler/foerste/">' in page
    assert '<meta name="description" content="Den første samtale.">' in page
    assert re.search(r"<title>Første læringssamtale · ", page)


def test_every_page_has_one_heading_of_its_own(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.count("<h1") == text.count('<h1 id="top"') == 1 and "<!-- the page" not in text, page


def test_what_is_typed_stands_as_typed_in_the_frame(site: Path) -> None:
    page = read_page(site, "mere/faldskaerm")
    assert SHOWN in unescape(re.search(r"<title>(.*?)</title>", page)[1])
    assert unescape(re.search(r'<meta name="description" content="(.*?)">', page)[1]) == SHOWN
    place = re.findall(r'md-tabs__link">\s*(.*?)\s*</a>', page)
    assert unescape(place[-1]) == SHOWN
    assert SHOWN in unescape(re.search(r'<div class="md-copyright__highlight">\s*(.*?)\s*</div>', page, re.DOTALL)[1])
    logo = re.search(r'<a [^>]*title="([^"]*)"[^>]*aria-label="([^"]*)" data-md-component="logo"', page)
    assert unescape(logo[1]) == unescape(logo[2]) == SHOWN
    assert "<script>alert" not in page and "49" not in re.sub(r"<script.*?</script>|\sd=\"[^\"]*\"", "", page, flags=re.DOTALL)


def test_search_index_has_what_is_typed_and_the_hidden_words(site: Path, guide: Guide) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    assert unescape(found["mere/faldskaerm/"]["title"]) == SHOWN
    assert unescape(found["mere/faldskaerm/#stays-down"]["title"]) == SHOWN
    assert found["samtaler/foerste/"]["place"] == "Samtalerne"
    assert found["samtaler/foerste/"]["rank"] < found["samtaler/"]["rank"]
    assert "Første samtale" in found["samtaler/foerste/"]["words"]
    assert not any(location.endswith("#top") for location in found)


def test_search_index_has_whole_words(site: Path) -> None:
    assert any(HYPHEN in page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert HYPHEN not in index and "\\u00ad" not in index


def test_no_inline_script_is_left(site: Path) -> None:
    for page in site.rglob("*.html"):
        for script in re.findall(r"<script([^>]*)>", page.read_text(encoding="utf-8")):
            assert "src=" in script or "application/json" in script, (page, script)


def test_nothing_lies_there_that_no_page_loads(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert not [name for name in names if name.endswith(".map") or "lunr" in name or "/workers/" in name]
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in (".html", ".css")]
    loaded = [name for name in names if Path(name).suffix in (".js", ".css", ".woff2")]
    assert [name for name in loaded if not any(Path(name).name in text for text in texts)] == []


def test_page_for_a_wrong_address(site: Path, guide: Guide) -> None:
    page = (site / "404.html").read_text(encoding="utf-8")
    assert guide.interface.site.reference.not_found in page
    assert re.findall(r'(?:src|href)="(?!/|https:|#)([^"]*)"', page) == []


def test_sitemap_names_every_page_and_no_day(site: Path) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert len(re.findall("<loc>", text)) == len(list(site.rglob("index.html")))
    assert "lastmod" not in text


def test_same_content_gives_the_same_bytes(guide: Guide, site: Path, tmp_path: Path) -> None:
    again = built(guide, tmp_path / "site")

    def digests(folder: Path) -> dict[str, str]:
        return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}

    assert digests(again) == digests(site)


def test_a_link_that_leads_nowhere_stops_the_build(guide: Guide, tmp_path: Path) -> None:
    written = written_pages(guide)
    written["mere/index.md"] = written["mere/index.md"].replace("</h1>", '</h1><a href="../nowhere/">x</a>')
    with pytest.raises(BuildError, match="nowhere.*mere/index.html"):
        build_site(guide, written, files(guide), tmp_path / "site")


def test_a_warning_of_mkdocs_stops_the_build(guide: Guide, tmp_path: Path) -> None:
    written = pages(guide, pictures(guide)) | {"stray.md": "---\nheading: \"x\"\ndescription: \"x\"\n---\n\n<p>x</p>\n"}
    with pytest.raises(BuildError, match=r"stray\.md"):
        build_site(guide, written, {}, tmp_path / "site")


def test_frames_are_kept_until_a_title_changes(guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "FOLDER", tmp_path / "shelf")
    made: list[int] = []
    really = stage.made
    monkeypatch.setattr(stage, "made", lambda *given: made.append(1) or really(*given))
    written = written_pages(guide)
    first = {path: path.read_bytes() for path in built(guide, tmp_path / "one").rglob("*.html")}
    words = {name: text.replace("Den første samtale.", "Andre ord.") for name, text in written.items()}
    assert words != written
    build_site(guide, words, files(guide), tmp_path / "two")
    assert len(made) == 1
    changed = [path for path, data in first.items() if (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes() != data]
    assert tmp_path / "one" / "samtaler" / "foerste" / "index.html" in changed and len(changed) < len(first)
    renamed = guide.model_copy(update={"settings": guide.settings.model_copy(update={"title": "Et andet navn"})})
    build_site(renamed, written_pages(renamed), files(renamed), tmp_path / "three")
    assert len(made) == 2


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("b/", True),
        ("b/#here", True),
        ("#there", True),
        ("/base/b/", True),
        ("https://example.org/", True),
        ("b/#gone", False),
        ("#gone", False),
        ("c/", False),
        ("c.pdf", False),
        ("http://example.org/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_links_are_followed(link: str, leads: bool) -> None:
    pages = {"index.html": Ends((link,), frozenset({"there"})), "b/index.html": Ends((), frozenset({"here"}))}
    assert leads_somewhere("index.html", link, pages, frozenset(pages), "/base/") == leads


def test_links_and_anchors_of_a_page() -> None:
    assert ends('<p id="a"><a href="b?x&amp;y">x</a><img src="c.png"><a href="b?x&amp;y">') == Ends(("b?x&y", "c.png"), frozenset({"a"}))


def test_an_inline_script_becomes_a_file() -> None:
    moved, scripts = move_scripts('<script>a = 1</script><script type="application/json">{}</script>', "a/index.html")
    script = re.fullmatch(r'<script src="\.\./(assets/js/inline/\w+\.js)"></script><script type="application/json">\{\}</script>', moved)
    assert script and scripts == {script[1]: b"a = 1"}


def test_rendering_pages_needs_no_mkdocs() -> None:
    code = "import sys; import guide.pages; sys.exit(any(name.startswith(('mkdocs', 'weasyprint')) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
