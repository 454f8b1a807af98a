"""The page for whoever approves an edit: it says what is different and where, stands alone, and runs nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree

import pytest

from guide.cli import main
from guide.compare import compare
from guide.content import read_content
from guide.messages import speaking
from guide.proofs import Differing, Proof, bands
from guide.review import Review
from guide.review_page import html
from tests.projects import small_project
from tests.translated import edit

CONVERSATION = "conversations/conversation-1"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The content as it was; what is edited lies in `content` beside it."""
    return copytree(small_project(tmp_path), tmp_path / "before" / "content")


def page(old: Path, *proofs: Proof, label: str = "før") -> str:
    before, after = read_content(old), read_content(old.parent.parent / "content")
    return html(Review(before, after, compare(before, after, ["da"]), list(proofs)), label, ["da"])


def new(old: Path, file: str, before: str, after: str) -> None:
    edit(old.parent.parent / "content", file, before, after)


class Tags(HTMLParser):
    """The elements of a page, and what their attributes lead to. None may have a script in an attribute."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.leads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.leads += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data", "poster")]
        assert not [name for name, _ in attrs if name.startswith("on")]


def words(text: str) -> str:
    """What is read of HTML, on one line."""
    body = text.partition("<body>")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_a_text_is_shown_before_and_after_under_its_page_and_heading(old: Path) -> None:
    new(old, CONVERSATION, "note: Skriv elevens egne ord.", "note: Skriv elevens **egne** stikord.")
    said = page(old)
    assert "Samtalerne Første samtale Ændret Spørgsmål · ”Hvad håber du på?” · Til læreren Før Skriv elevens egne ord . Nu Skriv elevens egne stikord ." in words(said)
    assert "<del>egne ord</del>" in said and "<ins><strong>egne</strong> stikord</ins>" in said
    assert "1 tekst er ændret 1 side er berørt" in words(said)


def test_what_is_not_text_is_told_in_plain_words(old: Path) -> None:
    new(old, CONVERSATION, "traits: [perseverance, curiosity]", "traits: [curiosity]")
    new(old, "guide", "pages: [perseverance, curiosity]", "pages: [curiosity, perseverance]")
    new(old, "sheets/notes-1", "pages: 1", "pages: 1\npaper: landscape\nwho: false")
    said = words(page(old))
    assert "Karaktertræk: taget væk ”Vedholdenhed”." in said
    assert "Menuen · ”Karaktertræk” · Sider: ny rækkefølge: ”Nysgerrighed”, ”Vedholdenhed”." in said
    assert "Papir: før ”portrait”, nu ”landscape”." in said
    assert "4 ændringer, der ikke er tekst 2 sider er berørt" in said


def test_the_page_speaks_english_to_whoever_asks_for_it(old: Path) -> None:
    new(old, CONVERSATION, "note: Skriv elevens egne ord.", "note: Skriv elevens egne stikord.")
    new(old, CONVERSATION, "traits: [perseverance, curiosity]", "traits: [curiosity]")
    new(old, "glossary", "term: ", "term: Ny ")
    with speaking("en"):
        said = page(old)
    assert '<html lang="en-GB">' in said and '<span lang="da">Første samtale</span>' in said and '<h2 id="shared-glossary"><span>The glossary</span>' in said
    assert "Changed Questions · ‘Hvad håber du på?’ · For the teacher Before Skriv elevens egne ord . Now Skriv elevens egne stikord ." in words(said)
    assert "Traits: taken away ‘Vedholdenhed’." in words(said)
    assert re.search(r"(\d+) texts are changed 1 change that is not text 1 page is affected", words(said))


def test_what_moved_tells_where_it_stood_and_what_is_new_or_gone_says_so(old: Path) -> None:
    new(old, "pages/parachute", "      too-hard: ”Den er for svær.”\n", "")
    new(old, CONVERSATION, "begin:\n", "begin:\n  too-hard: ”Den er for svær.”\n  easy: Begynd let.\n")
    new(old, CONVERSATION, "    note: Skriv elevens egne ord.\n", "")
    said = words(page(old))
    assert "Flyttet Sådan begynder du ”Den er for svær.” Stod før her: Faldskærmsmodellen · ”Det holder os nede” · Punkter." in said
    assert "Ny Sådan begynder du Begynd let." in said and "Væk Spørgsmål · ”Hvad håber du på?” · Til læreren Skriv elevens egne ord." in said


def test_nothing_is_told_as_nothing(old: Path) -> None:
    said = page(old)
    assert "Intet er ændret for læserne." in words(said) and "<section" not in said


def test_the_page_stands_alone_and_what_was_written_stays_words(old: Path) -> None:
    evil = """"<script>alert('1')</script> <img src=https://x.example/a.png onerror=alert(1)> [her](https://x.example/)\""""
    new(old, CONVERSATION, "purpose: Her får I tid sammen.", f"purpose: {evil}")
    new(old, CONVERSATION, "short: Første samtale", "short: </h2><script>første</script>")
    new(old, CONVERSATION, "    text: Hvad håber du på?", "    text: <style>body{display:none}</style>")
    said = page(old, label="<script>før</script>")
    tags = Tags(said)
    assert not tags.names & {"script", "link", "iframe", "object", "embed", "form", "base", "img"}
    assert all(value.startswith(("#", "data:")) for value in tags.leads)
    assert not re.search(r"url\((?!data:)", said) and "@import" not in said and said.count("<style") == 1
    assert "&lt;script&gt;før&lt;/script&gt;" in said and "&lt;/h2&gt;&lt;script&gt;første" in said
    assert "default-src 'none'" in said


def test_a_sheet_that_differs_is_shown_as_it_was_and_as_it_is(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["diff", str(old), "--content", str(tmp_path / "content"), "--output", str(tmp_path / "output"), "--jobs", "1"]
    new(old, "sheets/notes-1", "text: Skriv her.", "text: Skriv dine egne ord her.")
    assert main([*call, "--file", str(tmp_path / "mail" / "review.html")]) == 0
    assert capsys.readouterr().out == f"Sætter 2 PDF’er …\nFærdig. Åbn {tmp_path / 'mail' / 'review.html'}\n"
    said = (tmp_path / "mail" / "review.html").read_text(encoding="utf-8")
    assert said.count('src="data:image/webp;base64,') == 2 and not (tmp_path / "output").exists()
    assert "1 tekst er ændret 1 side er berørt 1 ark ser anderledes ud" in words(said)
    assert 'alt="Før: Noter til første samtale, side 1"' in said and 'alt="Nu: Noter til første samtale, side 1"' in said


def test_problems_in_the_old_content_are_told_as_such(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(old, "sheets/notes-1", "kicker: ", "kickr: ")
    assert main(["diff", str(old), "--content", str(tmp_path / "content"), "--output", str(tmp_path / "output")]) == 1
    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first.startswith(f"Fejlene her er i det gamle indhold, {old}.") and second.startswith("content/sheets/notes-1.yaml:5:1: ")


def test_an_edition_that_is_new_is_held_against_the_common_guide(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "content" / "editions" / "solby"
    own.mkdir(parents=True)
    (own / "edition.yaml").write_text("name: Solby\nhide: [conversations/conversation-1/questions/contribute]\n", encoding="utf-8")
    call = ["diff", str(old), "--content", str(tmp_path / "content"), "--output", str(tmp_path / "output"), "--edition", "solby"]
    monkeypatch.setattr("guide.review_page.differing", lambda old, new, code: Differing(code, (), ()))  # the name in the foot of each sheet
    assert main(call) == 0
    said = words((tmp_path / "output" / "solby" / "diff.html").read_text(encoding="utf-8"))
    assert "Udgave Solby" in said and "Udgaven var der ikke før." in said and "Udgaven skjuler nu: ”Hvad kan du, som vi andre kan få glæde af?”." in said


def test_where_two_pages_differ_is_found_in_bands() -> None:
    from PIL import Image

    one = Image.new("RGB", (40, 100), "white")
    other = one.copy()
    for row in (10, 12, 80):
        other.putpixel((20, row), (0, 0, 0))
    assert bands(one, other) == [(10, 12), (80, 80)]
    assert bands(one, one) == []
