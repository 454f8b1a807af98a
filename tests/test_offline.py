"""The zip of the site: what a page from a folder needs, the same bytes for the same site, and no trust in an older zip."""

import json
import zipfile
import zlib
from pathlib import Path

import pytest

from guide import offline
from guide.environment import TEMPLATES

DATE = 1_795_262_400  # 21 November 2026, noon
HEAD = """<link rel="canonical" href="https://guide.example/samtaler/">
  <link rel="alternate alternate" hreflang="en" href="https://guide.example/en/conversations/">
  <link rel="icon" type="image/svg+xml" href="../assets/favicon.svg">
  <link rel="preload" as="font" type="font/woff2" crossorigin href="../assets/fonts/latin-400.woff2">
  """
THEME = '<script src="../assets/javascripts/bundle.a5f9d56c.min.js"></script>'
DOCUMENTS = [{"location": "", "title": "Forside"}, {"location": "samtaler/", "title": "Samtaler"}, {"location": "samtaler/#top", "title": "Først"}]
FILES = {
    "404.html": "<a href='/'>Forside</a>",
    "assets/fonts/latin-400.woff2": "font",
    "assets/js/search.js": "addEventListener('message', () => postMessage(1));\n",
    "assets/sheets/noter.webp": "picture " * 9,
    "en/404.html": "<a href='/en/'>Front page</a>",
    "en/index.html": '<a href="../">Dansk</a> ' * 9,
    "guide.da.json": "{}",
    "index.html": '<a href="samtaler/">Samtaler</a> ' * 9,
    "print/da/noter.pdf": "sheet " * 9,
    "samtaler/index.html": HEAD + THEME,
    "search/search_index.json": json.dumps({"config": {"lang": ["da"]}, "docs": DOCUMENTS}),
    "sitemap.xml": "<urlset/>",
}
LEFT_OUT = ("404.html", "en/404.html", "guide.da.json", "sitemap.xml")


def site(folder: Path, files: dict[str, str] = FILES) -> Path:
    """A site that consists of these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def zipped(site: Path, old: Path | None = None, date: int = DATE) -> bytes:
    """The bytes of the zip of a site."""
    target = site.with_suffix(".zip")
    offline.write(site, target, old, "guide", date)
    return target.read_bytes()


def written(site: Path) -> dict[str, str]:
    """The texts in the zip of a site, by their names in the zip's folder."""
    zipped(site)
    with zipfile.ZipFile(site.with_suffix(".zip")) as archive:
        return {name.removeprefix("guide/"): archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("samtaler/", "samtaler/index.html"),
        ("../ark/", "../ark/index.html"),
        ("../../ark/noter/#top", "../../ark/noter/index.html#top"),
        ("ark/?kind=a/b#in-3", "ark/index.html?kind=a/b#in-3"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../..#top", "../../index.html#top"),
        ("#top", "#top"),
        ("", ""),
        ("../print/da/noter.pdf", "../print/da/noter.pdf"),
        ("../print/da/noter.pdf#page=2", "../print/da/noter.pdf#page=2"),
        ("../assets/favicon.svg", "../assets/favicon.svg"),
        ("noter.", "noter."),
        ("https://emu.dk/", "https://emu.dk/"),
        ("https://emu.dk/?a=b/#c/", "https://emu.dk/?a=b/#c/"),
        ("mailto:a@skole.example", "mailto:a@skole.example"),
    ],
)
def test_links_name_files(link: str, expected: str) -> None:
    assert offline.page(f'<a class="x" href="{link}">Å</a>'.encode()).decode() == f'<a class="x" href="{expected}">Å</a>'


def test_other_attributes_stay() -> None:
    text = b'<li data-href="ark/" title="ark/">Ark</li>'
    assert offline.page(text) == text


def test_what_is_in_it(tmp_path: Path) -> None:
    texts = written(site(tmp_path / "site"))
    assert list(texts) == [name.replace("index.json", "index.js") for name in FILES if name not in LEFT_OUT]
    for same in ("print/da/noter.pdf", "assets/sheets/noter.webp", "assets/fonts/latin-400.woff2"):
        assert texts[same] == FILES[same]


def test_a_page_asks_for_nothing_that_a_folder_lacks(tmp_path: Path) -> None:
    text = written(site(tmp_path / "site"))["samtaler/index.html"]
    assert text.split("<script")[0].strip() == '<link rel="icon" type="image/svg+xml" href="../assets/favicon.svg">'
    assert text.endswith(f'<script src="../assets/js/search.js"></script>\n      {THEME}')


def test_the_search_is_two_scripts(tmp_path: Path) -> None:
    texts = written(site(tmp_path / "site"))
    assert texts["assets/js/search.js"].startswith("const runSearch = (addEventListener, postMessage) => {\naddEventListener('message'")
    assert texts["assets/js/search.js"].endswith((TEMPLATES / "offline" / "worker.js").read_text(encoding="utf-8"))
    assert texts["search/search_index.js"].startswith("var __index = {")
    index = json.loads(texts["search/search_index.js"].removeprefix("var __index = "))
    assert [document["location"] for document in index["docs"]] == ["index.html", "samtaler/index.html", "samtaler/index.html#top"]
    assert index["config"] == {"lang": ["da"]}


def test_entries_are_of_no_machine_and_no_day(tmp_path: Path) -> None:
    (site(tmp_path / "site") / "index.html").chmod(0o600)
    zipped(tmp_path / "site")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        for entry in archive.infolist():
            packed = Path(entry.filename).suffix not in (".pdf", ".webp", ".woff2")
            assert entry.date_time == (2026, 11, 21, 12, 0, 0)
            assert (entry.create_system, entry.external_attr) == (3, 0o100644 << 16)
            assert entry.compress_type == (zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED), entry.filename
        assert archive.testzip() is None


def test_no_time_before_a_zip_knows_one(tmp_path: Path) -> None:
    zipped(site(tmp_path / "site"), date=0)
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    here = zipped(site(tmp_path / "here"))
    assert zipped(site(tmp_path / "over" / "there", dict(reversed(FILES.items())))) == here
    assert zipped(tmp_path / "here", tmp_path / "here.zip") == here
    assert zipped(tmp_path / "here", tmp_path / "none.zip") == here


def test_an_old_zip_gives_what_it_has_and_no_more(tmp_path: Path) -> None:
    zipped(site(tmp_path / "old"))
    changed = {name: text.replace("Samtaler", "Samtalen") for name, text in FILES.items() if name != "en/index.html"} | {"mere/index.html": "Mere"}
    assert zipped(site(tmp_path / "new", changed), tmp_path / "old.zip") == zipped(tmp_path / "new")
    assert zipped(tmp_path / "new", tmp_path / "old.zip", DATE + 86400) == zipped(tmp_path / "new", date=DATE + 86400)


def test_texts_are_taken_as_they_were_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(offline, "LEVEL", 0)
        loose = zipped(site(tmp_path / "old"))
    tight = zipped(site(tmp_path / "new"))
    assert len(tight) < len(loose)
    assert zipped(tmp_path / "new", tmp_path / "old.zip") == loose
    monkeypatch.setattr(offline, "PACKED_BY", b"another zlib")
    assert zipped(tmp_path / "new", tmp_path / "old.zip") == zipped(tmp_path / "new")


def test_a_damaged_old_zip_changes_nothing(tmp_path: Path) -> None:
    few = {name: FILES[name] for name in ("assets/sheets/noter.webp", "index.html")}
    good = zipped(site(tmp_path / "site", few))
    bad = tmp_path / "bad.zip"
    for place in range(len(good)):
        for damaged in (good[:place], good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :]):
            bad.write_bytes(damaged)
            assert zipped(tmp_path / "site", bad) == good, place


def test_a_packed_text_is_whole_and_nothing_else() -> None:
    for length in range(1, 40):
        text = bytes(range(65, 65 + length))
        packed = zlib.compress(text, 6, -zlib.MAX_WBITS)
        assert offline.unpacks_to(packed, text)
        for wrong in (packed[:-1], packed + b"x", b"", b"x" + packed):
            assert not offline.unpacks_to(wrong, text), (length, wrong)
        assert not offline.unpacks_to(packed, text[:-1])
        assert not offline.unpacks_to(packed, text + b"x")


def test_what_fails_leaves_the_old_zip(tmp_path: Path) -> None:
    good = zipped(site(tmp_path / "site"))
    (tmp_path / "site" / "search" / "search_index.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match="Expecting"):
        zipped(tmp_path / "site", tmp_path / "site.zip")
    assert (tmp_path / "site.zip").read_bytes() == good
    assert {path.name for path in tmp_path.iterdir()} == {"site", "site.zip"}
