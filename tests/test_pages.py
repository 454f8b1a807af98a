"""The pages of the site as text: what an author types is what stands there, every link leads somewhere, no word is ours."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from markupsafe import escape

from guide import related
from guide.check_sheets import STEPS
from guide.environment import TEMPLATES, fill
from guide.index import addresses, targets, traits
from guide.linebreaks import HYPHEN
from guide.links import Links, relative
from guide.model.guide import Guide
from guide.model.site_words import SiteWords
from guide.model.trait import DRAWN
from guide.pages import Picture, Surroundings, document, pages, spread
from guide.printables import Printable
from guide.quality import Failure, Report
from guide.read import read
from guide.sprite import USE, sprite, symbols
from tests.projects import ROOT, small_project

TYPED = """<script>alert(1)</script> & "a" 'b' {{ 7*7 }} {% raw %} # ikke_en_overskrift \\* `kode` &amp; <!-- x -->"""
"""What an author may type, as it stands in YAML within single quotes."""


def pictures(guide: Guide) -> dict[str, Picture]:
    return {id: Picture(f"assets/sheets/{id}.webp", 560, 792, sheet.pages or 1) for id, sheet in guide.sheets.items()}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return read(ROOT / "content")


@pytest.fixture(scope="module")
def rendered(guide: Guide) -> dict[str, str]:
    return pages(guide, pictures(guide))


@pytest.mark.parametrize(
    ("here", "there", "way"),
    [
        ("", "", "./"),
        ("", "ark/", "ark/"),
        ("ark/noter/", "", "../../"),
        ("ark/noter/", "ark/noter/", "./"),
        ("ark/noter/", "ark/", "../"),
        ("ark/noter/", "samtaler/foerste/", "../../samtaler/foerste/"),
    ],
)
def test_ways_between_addresses(here: str, there: str, way: str) -> None:
    assert relative(here, there) == way


def test_what_fills_a_gap_has_no_gaps_itself() -> None:
    """A title with `{n}` in it was filled a second time."""
    assert fill("{title}: {n} {other}", title="{n} og {title}", n=3) == "{n} og {title}: 3 {other}"


def test_links_to_pages_anchors_and_other_sites(guide: Guide) -> None:
    links = Links(guide)
    here = links.addresses["conversation-1"]
    assert links.href(here, "parachute") == "../../" + links.addresses["parachute"]
    assert links.href(here, "dream-year") == "#dream-year"
    assert links.href(here, "zigzag") == f"../../{links.addresses['parachute']}#zigzag"
    assert links.href(here, "sheets/notes-1") == "../../" + links.addresses["sheets/notes-1"]
    assert links.href(here, "https://uvm.dk/a") == "https://uvm.dk/a"
    with pytest.raises(KeyError):
        links.href(here, "nowhere")


def test_a_page_for_every_address(guide: Guide, rendered: dict[str, str]) -> None:
    chapters = {chapter.index for chapter in guide.settings.chapters.values()}
    assert set(rendered) == {"index.md"} | {document(address, id in chapters) for id, address in addresses(guide).items()}


def test_every_target_of_a_link_is_on_its_page(guide: Guide, rendered: dict[str, str]) -> None:
    chapters = {chapter.index for chapter in guide.settings.chapters.values()}
    places = addresses(guide)
    for target in targets(guide):
        page = rendered[document(places[target.page], target.page in chapters)]
        assert not target.anchor or f'id="{target.anchor}"' in page, target


def test_ids_are_used_once_on_a_page(rendered: dict[str, str]) -> None:
    for name, page in rendered.items():
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert sorted(ids) == sorted(set(ids)), name


def test_headings_go_down_one_step_at_a_time(rendered: dict[str, str]) -> None:
    for name, page in rendered.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
        assert levels.count(1) == 1 and levels[0] == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), (name, levels)


def test_only_the_drawings_that_a_page_uses(rendered: dict[str, str]) -> None:
    for name, page in rendered.items():
        assert set(USE.findall(page)) == set(re.findall(r'<symbol id="([^"]+)"', page)), name
    with pytest.raises(KeyError):
        sprite('<use href="#no-such-drawing"/>')


def test_every_trait_and_answer_that_the_checker_lets_in_is_drawn() -> None:
    signs = {path.stem for path in (TEMPLATES / "assets" / "icons").glob("*.svg")}
    assert set(DRAWN) <= signs and {f"{kind}-{id}" for kind in "ip" for id in DRAWN} <= set(symbols())
    assert {f"step-{number}" for number in range(1, STEPS + 1)} <= signs


def test_an_area_can_be_linked_to_where_the_matrix_stands(guide: Guide, tmp_path: Path) -> None:
    assert {target.page for target in targets(guide) if target.kind == "area"} == {"readiness"}
    assert not [target for target in targets(read(small_project(tmp_path))) if target.kind == "area"]


def test_every_drawing_is_used(rendered: dict[str, str]) -> None:
    used = {id for page in rendered.values() for id in USE.findall(page)}
    assert set(symbols()) == used


def test_hidden_search_words_are_never_shown(guide: Guide, rendered: dict[str, str]) -> None:
    words = guide.traits["perseverance"].search
    assert words and all(words not in page for page in rendered.values())


def test_front_page_leads_to_the_seven_and_to_every_place(guide: Guide, rendered: dict[str, str]) -> None:
    front, places = rendered["index.md"], addresses(guide)
    for id in [*guide.conversations, *(chapter.index for chapter in guide.settings.chapters.values())]:
        assert f'href="{places[id]}"' in front
    assert front.count('class="nextup"') == len(guide.conversations) + 1


def test_questions_for_the_eight_areas_are_folded(rendered: dict[str, str]) -> None:
    page = rendered["samtaler/tredje.md"]
    folded = page[page.index('<details class="fold">') : page.index("</details>\n<ol")]
    assert 'id="upv-thoughts"' in folded and 'id="success"' not in folded


def test_neighbours_follow_the_year(guide: Guide) -> None:
    around = related.neighbours(guide)
    assert around["conversation-1"] == ("overview", "conversation-2")
    assert around["conversation-7"] == ("conversation-6", None)
    assert around["overview"] == (None, "conversation-1")


def test_gallery_holds_every_sheet_once_in_the_order_of_use(guide: Guide) -> None:
    groups = related.gallery(guide)
    assert sorted(id for ids in groups.values() for id in ids) == sorted(guide.sheets)
    during = groups["during"]
    assert [id for id in during if id.startswith("notes-")] == [f"notes-{number}" for number in range(1, 8)]
    assert list(groups) == [group for group in related.GROUPS if group in groups]


def test_traits_stand_in_the_order_of_the_bar(guide: Guide) -> None:
    assert tuple(traits(guide)) == guide.settings.chapters["traits"].pages


def test_sheets_of_an_article(guide: Guide) -> None:
    assert "readiness-matrix" in related.sheets_of_articles(guide)["readiness"]
    assert "behaviour-goals" in related.sheets_of_articles(guide)["behaviour-goals"]
    assert "trait-assessment-1" in related.trait_sheets(guide, "optimism")


def test_a_sheet_names_the_articles_it_belongs_to(guide: Guide, rendered: dict[str, str]) -> None:
    assert [id for id, sheets in related.sheets_of_articles(guide).items() if "behaviour-goals" in sheets] == ["behaviour-goals"]
    assert 'href="../../mere/upv/"' in rendered["ark/otte-omraader.md"]


def test_sheets_used_in_a_conversation(guide: Guide) -> None:
    assert related.extra_sheets(guide, "conversation-6") == ["good-and-bad-habits"]
    assert related.extra_sheets(guide, "conversation-1") == []


def test_every_page_of_a_sheet_is_shown(guide: Guide) -> None:
    shown = pictures(guide)
    id = "my-habits-1"
    shown[id] = replace(shown[id], others=("assets/sheets/second.webp",))
    page = pages(guide, shown)[f"ark/{guide.sheets[id].slug}.md"]
    assert page.index(shown[id].path) < page.index("assets/sheets/second.webp")
    assert guide.interface.site.sheet.both_sides in page


def test_no_page_is_named_twice_beside_the_text(rendered: dict[str, str]) -> None:
    for name, page in rendered.items():
        side = page.partition('<aside class="cols__side"')[2].partition("</aside>")[0]
        links = re.findall(r'class="pagelist">(.*?)</ul>', side, re.DOTALL)
        found = [link for part in links for link in re.findall(r'href="([^"]*)"', part)]
        assert len(found) == len(set(found)), name


def test_soft_hyphens_stand_in_the_text_alone(rendered: dict[str, str]) -> None:
    for name, page in rendered.items():
        assert HYPHEN not in page.partition("<div")[0], name
        assert not re.search(rf'"[^"<>]*{HYPHEN}[^"<>]*"', "".join(re.findall(r"<[^>]*>", page))), name
    assert any(HYPHEN in page for page in rendered.values())


def test_matrix_marks_the_traits_of_each_area(guide: Guide, rendered: dict[str, str]) -> None:
    page = rendered["mere/upv.md"]
    assert page.count('class="matrix__mark"') == sum(len(area.traits) for area in guide.areas.values())
    assert page.index('id="readiness-matrix"') < page.index('<table class="matrix"')


def test_what_was_measured_is_shown(guide: Guide) -> None:
    good = Report(pages=2, text=15.4, lines=14, line=12.6, contrast=7.5, line_contrast=4.4, fields=0, tagged=True)
    bad = replace(good, lines=0, line=None, line_contrast=None, fields=9, failures=(Failure("text-small", 1, "x"),))
    reports = {Printable("notes-1", "large"): good, Printable("mindset"): good, Printable("notes-1", "fillable"): bad}
    page = pages(guide, pictures(guide), Surroundings(reports))["mere/tilgaengelighed.md"]
    words = guide.interface.site.measure
    assert fill(words.summary, total=3, n=2) in page
    assert page.index('id="measured-during"') < page.index(fill(words.line, n=14, text="12,6")) < page.index('id="measured-posters"')
    assert page.count('role="rowheader"') == 3 and page.count(f">{words.passed}<") == 2 and page.count(f">{words.failed}<") == 1
    assert 'href="../../ark/noter-foerste/"' in page


def test_the_page_on_accessibility_stands_without_measures(rendered: dict[str, str]) -> None:
    assert "<table" not in rendered["mere/tilgaengelighed.md"]


def test_the_figure_says_what_it_shows(guide: Guide, rendered: dict[str, str]) -> None:
    """Once for wide screens and once for phones, of which a reader gets just one."""
    page = rendered["modeller/faldskaermsmodellen.md"]
    assert page.count(f"<title>{escape(guide.figures.parachute.alt)}</title>") == 2
    assert all(f'<div class="{name}"><svg class="figure ' in page for name in ("plate__whole", "plate__small"))


def test_spread_takes_items_far_from_each_other() -> None:
    assert spread(list("abcdefghi"), 3) == ["a", "d", "g"]
    assert spread(["a", "b"], 3) == ["a", "b"]


def test_what_is_typed_stands_as_typed(tmp_path: Path) -> None:
    content = small_project(tmp_path)
    page, plain = content / "pages" / "parachute.yaml", TYPED.replace("'", "''")
    text = page.read_text(encoding="utf-8")
    values = ("Faldskærmsmodellen", "Et billede af vejen fra spring til udsigt.", "Det holder os nede", "”Det lærer jeg aldrig.”", "Vælg en opgave.")
    for value in values:
        assert value in text
        text = text.replace(f": {value}\n", f": '{plain}'\n")
    page.write_text(text, encoding="utf-8")
    guide = read(content)
    written = pages(guide, pictures(guide))["mere/faldskaerm.md"]
    shown = TYPED.replace("\\*", "*")
    assert unescape(re.search(r"<h1[^>]*>(.*?)</h1>", written)[1]) == shown
    assert unescape(re.search(r'<h2 id="stays-down">(.*?)</h2>', written)[1]) == shown
    assert json.loads(re.search(r"(?m)^description: (.*)$", written)[1]) == shown
    assert written.count(str(escape(shown))) >= 5
    assert "<script>alert" not in written.partition("<div")[2]


def test_no_word_stands_in_a_template() -> None:
    """Whatever a reader sees comes from the content: between tags and Jinja there are no letters but the name of a format."""
    for path in [*(TEMPLATES / "pages").rglob("*.html"), *(TEMPLATES / "site").rglob("*.html"), *(TEMPLATES / "letters").rglob("*.html")]:
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r'(?:alt|title|aria-label|placeholder)="[^"]*\w', text), path
        words = re.sub(r"<[^>]*>", "", text)
        assert not re.findall(r"\w+", words.replace("(PDF)", "").replace("PDF,", "")), path


def test_every_word_of_the_interface_is_used() -> None:
    folders = (TEMPLATES / "pages", TEMPLATES / "site", TEMPLATES / "letters")
    modules = [ROOT / "guide" / f"{name}.py" for name in ("pages", "settings", "trees", "imprint")]
    files = [*(path for folder in folders for path in folder.rglob("*.html")), *modules]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    names = re.findall(r"toggle: .*name: (\w+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    words = [word for group in SiteWords.model_fields.values() for word in group.annotation.model_fields]
    assert [word for word in words if not re.search(rf"\.{word}\b", code) and word not in names] == []
