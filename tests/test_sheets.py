"""The sheets: the words of every real one, and what can go wrong with a sheet that an editor makes."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure.boxes import TableCellBox

from guide import components, pdf, pictures, sheets, tokens
from guide.build import dated
from guide.model.base import Label, Text
from guide.model.guide import Guide
from guide.model.sheet import Sheet
from guide.problem import ContentError
from tests import printed
from tests.projects import HERE, ROOT
from tests.real import printed_pdf, real_guide
from tests.test_printables import SHEETS

WRITTEN = [id for id in SHEETS if not id.startswith("pack-") and id not in ("student-folder", "booklet")]
"""The sheets with words of their own; the others hold whole sheets."""
GOLDEN = HERE / "golden" / "sheets"
PRINT_STYLES = sorted((sheets.ASSETS / "print").glob("*.css"))


@cache
def printer() -> pdf.Printer:
    return pdf.Printer()


def each(test: Any) -> Any:
    return pytest.mark.parametrize("id", WRITTEN)(test)


@each
def test_words_are_those_we_know(id: str, pytestconfig: pytest.Config) -> None:
    """The words of every sheet, as a reader meets them. After a wanted change: `--update`, and read the diff."""
    text, expected = printed.plain(sheets.html(real_guide(), id)), GOLDEN / f"{id}.txt"
    if pytestconfig.getoption("--update"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def test_golden_files_are_all_in_use() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(WRITTEN)


@each
def test_student_sheets_say_whose_they_are(id: str) -> None:
    words, html = real_guide().interface.sheet, sheets.html(real_guide(), id)
    student = real_guide().sheets[id].kind == "student"
    assert html.count(words.skip) == html.count(words.own) == (1 if student else 0)
    assert html.count(words.tick) + html.count(words.write) == (1 if student else 0)


@each
def test_every_page_to_write_on_has_a_name(id: str) -> None:
    sheet = real_guide().sheets[id]
    assert sheets.html(real_guide(), id).count(f">{real_guide().interface.sheet.name}<") == (sheet.pages if sheet.who else 0)


@pytest.mark.parametrize("path", PRINT_STYLES, ids=lambda path: path.name)
def test_print_styles_keep_away_from_the_traps(path: Path) -> None:
    """Dotted and dashed rules take seconds to draw, shadows too; opacity breaks the tags; children read upright small letters best."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"dotted|dashed|box-shadow|opacity|italic|uppercase|small-caps|underline|leader\(|::marker|gradient", css)
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", css), "colours come from tokens.css"


def test_icons_have_no_words_and_only_our_colours() -> None:
    ours = set(tokens.colours().values())
    for path in (sheets.ASSETS / "icons").glob("*.svg"):
        drawing = path.read_text(encoding="utf-8")
        assert not re.findall(r"<text|<title|<desc", drawing), path.name
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}", drawing)) <= ours, path.name


def with_sheet(sheet: Sheet) -> Guide:
    """The real guide with this sheet alone, under the id `changed`."""
    return real_guide().model_copy(update={"sheets": {"changed": sheet}})


def changed(**fields: Any) -> Guide:
    """The real guide with `behaviour-goals` alone, and some of its fields changed."""
    return with_sheet(real_guide().sheets["behaviour-goals"].model_copy(update=fields))


def codes(guide: Guide) -> list[str]:
    with pytest.raises(ContentError) as error:
        printer().write(guide, "changed")
    assert {item.place.path for item in error.value.problems} == {"content/sheets/changed.yaml"}
    return [item.code for item in error.value.problems]


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "&amp; <b>", "# %s"])
def test_signs_of_code_appear_as_typed(typed: str) -> None:
    result = printer().write(changed(title=Label(typed), lead=Text(typed)), "changed")
    assert printed.words(result).count(typed) >= 2
    assert str(printed.opened(result).docinfo.Title) == typed


def test_wrong_number_of_pages_is_a_problem() -> None:
    assert codes(changed(pages=2)) == ["page-count"]


def test_a_sign_that_no_font_has_is_a_problem() -> None:
    assert set(codes(changed(lead=Text("Det handler om \U000f0000.")))) == {"engine"}


def test_a_word_too_long_for_its_box_is_a_problem() -> None:
    guide = real_guide()
    traits = {id: trait.model_copy(update={"title": Label("Karaktertræksvurderinger")}) for id, trait in guide.traits.items()}
    matrix = {"changed": guide.sheets["readiness-matrix"]}
    assert set(codes(guide.model_copy(update={"traits": traits, "sheets": matrix}))) == {"text-cut"}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_answers_of_a_look_back_stand_under_the_circles_of_the_scale(direction: str) -> None:
    """So they do in either direction, and an answer on several lines has its circle at its middle, as those beside it have."""
    source = sheets.html(real_guide(), "trait-assessment-2").replace("<html", f'<html dir="{direction}"', 1)
    page = printer().laid_out(source.replace("det samme", "nogenlunde det samme som før")).pages[0]._page_box
    boxes = [box for box in page.descendants() if box.element is not None]
    scale = circles(next(box for box in boxes if box.element_tag == "tr" and circles(box)))
    look_back = next(box for box in boxes if box.element.get("class") == "look-back" and box.element_tag == "div")
    more, same, less = circles(look_back)
    columns = [column for column, _ in scale]
    assert [more[0], same[0], less[0]] == pytest.approx([columns[0], columns[2], columns[4]], abs=1)
    middle = look_back.content_box_y() + look_back.height / 2
    assert [more[1], same[1], less[1]] == pytest.approx([middle] * 3, abs=1)
    assert look_back.height > 50, "the answer is on several lines"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_number_of_a_statement_stands_before_its_words(direction: str) -> None:
    """It hangs in the margin of the statement, at the right in a language that runs from there."""
    id = next(id for id, sheet in real_guide().sheets.items() if any(item.type == "scale" and item.numbered for item in sheet.components.values()))
    page = printer().laid_out(sheets.html(real_guide(), id).replace("<html", f'<html dir="{direction}"', 1)).pages[0]._page_box
    counted = [box for box in page.descendants() if box.element_tag == "th" and box.element.get("class") == "counted" and isinstance(box, TableCellBox)]
    gaps = []
    for statement in counted:
        number = next(box for box in statement.descendants() if box.element_tag == "b")
        left = number.border_box_x() - statement.position_x
        gaps.append(left if direction == "ltr" else statement.width + statement.padding_left + statement.padding_right - left - number.border_width())
    assert gaps and gaps == pytest.approx([1.5 / 25.4 * 96] * len(gaps), abs=1)


def circles(box: Any) -> list[tuple[float, float]]:
    """The middles of the places to tick in a box, in pixels."""
    ticks = [inner for inner in box.descendants() if inner.element_tag == "i"]
    return [(tick.position_x + tick.margin_width() / 2 - (tick.margin_right - tick.margin_left) / 2, tick.position_y + tick.margin_height() / 2) for tick in ticks]


def test_every_component_can_be_used() -> None:
    """A sheet with one of each, as an editor would write it, prints clean."""
    components = json.loads((HERE / "every-component.json").read_text(encoding="utf-8"))
    real = real_guide().sheets["behaviour-goals"].model_dump(by_alias=True, mode="json")
    sheet = Sheet.model_validate_json(json.dumps({**real, "paper": "landscape", "components": components}))
    kinds = {component.type for component in sheet.components.values()}
    assert kinds == {path.stem for path in (sheets.TEMPLATES / "sheets" / "components").iterdir()}
    pages = len(printer().laid_out(sheets.html(with_sheet(sheet), "changed")).pages)
    result = printer().write(with_sheet(sheet.model_copy(update={"pages": pages})), "changed")
    for page in printed.seen(result):
        assert not [1 for number, area in enumerate(page.texts) for other in page.texts[number + 1 :] if area.overlaps(other)]


def test_every_blank_has_a_row_of_its_own() -> None:
    def shown(sentence: str) -> list[str]:
        return ["".join("___" if piece is None else piece.value for piece in row) for row in components.rows(Text(sentence))]

    assert shown("Når ___, så ___.") == ["Når ___,", "så ___."]
    assert shown("___ ___") == ["___", "___"]
    assert shown("Det hjælper.") == ["Det hjælper."]


def test_questions_with_a_condition_stand_last_without_a_number() -> None:
    found = components.asked(real_guide().conversations["conversation-3"], "Kun for nogle")
    numbers = [asked.number for asked in found]
    plain = [number for number in numbers if number]
    assert plain == list(range(1, len(plain) + 1)) and numbers == plain + [None] * (len(numbers) - len(plain))
    assert [bool(asked.question.condition) for asked in found] == [number is None for number in numbers]
    assert [asked.title for asked in found if asked.number is None][:2] == ["Kun for nogle", ""]


def test_lines_are_dealt_to_the_places_with_fewest() -> None:
    assert sheets.dealt({"a": [2, 3], "b": [2]}, 4) == {"a": [4, 4], "b": [3]}
    assert sheets.dealt({}, 4) == {}


def test_numbers_are_read_as_words_join_them() -> None:
    assert [sheets.series(numbers, "da") for numbers in (["2"], ["2", "5"], ["2", "5", "7"])] == ["2", "2 og 5", "2, 5 og 7"]


@pytest.mark.parametrize("layout", [sheets.Layout(lines=3), sheets.Layout(row=2.5), sheets.Layout(gap=1.0)])
def test_layout_changes_the_sheet(layout: sheets.Layout) -> None:
    assert sheets.html(real_guide(), "notes-1", layout) != sheets.html(real_guide(), "notes-1")


def test_same_sheet_gives_same_bytes() -> None:
    with dated(real_guide()):
        assert pdf.Printer().write(real_guide(), "trait-assessment-2") == printed_pdf("trait-assessment-2")


def test_html_is_made_without_the_engine() -> None:
    code = "import sys, guide.sheets; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_pictures_are_small_and_always_the_same() -> None:
    shown, files = pictures.of_sheet(printed_pdf("notes-1"), "notes-1")
    assert (shown.width, shown.height, shown.pages, shown.others) == (560, 793, 1, ())
    assert files[shown.path][8:12] == b"WEBP" and len(files[shown.path]) < 40_000
    assert pictures.of_sheet(printed_pdf("notes-1"), "notes-1") == (shown, files)
    assert len(pictures.of_sheet(printed_pdf("trait-assessment-1"), "trait-assessment-1")[0].others) == 1
