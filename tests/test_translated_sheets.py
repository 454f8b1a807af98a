"""Every PDF in every other language passes the same gate as the Danish ones; Arabic runs from right to left, and its letters join."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from guide.build import Order, build
from guide.printables import Printable
from guide.problem import ContentError
from tests.translated import edit, everything, project

LETTERS = ("ar", "pl", "tr", "uk")


def row(printable: Printable, made: Any) -> tuple[str, ...]:
    """What was measured of a PDF, for the table of all."""
    found = made.report
    facts = (found.pages, found.text, found.lines, found.line or "–", found.contrast, found.line_contrast or "–", "yes" if found.tagged else "no", found.fields)
    return (f"{printable.language}/{printable.name}", *map(str, facts), "passed" if found.passed else "failed")


def test_every_pdf_passes_the_gate(everything_pressed: dict[Printable, Any], record_property: Any) -> None:
    others = {printable: made for printable, made in everything_pressed.items() if printable.language != "da"}
    record_property("measured", [row(printable, made) for printable, made in others.items()])
    assert [(item.language, item.name, made.report.failures) for item, made in others.items() if not made.report.passed] == []


def test_english_has_every_sheet_in_every_variant(everything_pressed: dict[Printable, Any]) -> None:
    names: dict[str, set[str]] = {}
    for printable in everything_pressed:
        names.setdefault(printable.language, set()).add(printable.name)
    assert names["en"] == names["da"] and len(names["en"]) > 150
    assert {code: sorted(names[code]) for code in LETTERS} == {
        "ar": ["parent-letter", "parent-letter-large"],
        "pl": ["parent-letter", "parent-letter-fillable", "parent-letter-large"],
        "tr": ["parent-letter", "parent-letter-fillable", "parent-letter-large"],
        "uk": ["parent-letter", "parent-letter-large"],
    }


@pytest.mark.parametrize("code", LETTERS)
def test_a_letter_says_its_language_and_is_one_page(everything_pressed: dict[Printable, Any], code: str) -> None:
    with pikepdf.open(io.BytesIO(everything_pressed[Printable("parent-letter", language=code)].pdf)) as document:
        assert str(document.Root.Lang) == code and len(document.pages) == 1


def lines(pdf: bytes) -> list[tuple[float, float, str]]:
    """The lines of the first page: where each begins and ends, as shares of the page's width, and its words."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text, width = page.get_textpage(), page.get_width()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        return [(box[0] / width, box[2] / width, text.get_text_bounded(*box)) for box in boxes]


def test_arabic_begins_at_the_right(everything_pressed: dict[Printable, Any]) -> None:
    for pdf, rtl in ((everything_pressed[Printable("parent-letter", language="ar")].pdf, True), (everything_pressed[Printable("parent-letter")].pdf, False)):
        words = [item for item in lines(pdf) if len(item[2]) > 3]
        edge = max(end for _, end, _ in words) if rtl else min(start for start, _, _ in words)
        at_edge = [item for item in words if abs((item[1] if rtl else item[0]) - edge) < 0.03]
        assert len(at_edge) > 10, "most lines begin at the edge where reading begins"


def test_arabic_letters_join(everything_pressed: dict[Printable, Any]) -> None:
    """The letters of a word take the forms they have beside others: the font that is embedded has more shapes than there are letters."""
    with pikepdf.open(io.BytesIO(everything_pressed[Printable("parent-letter", language="ar")].pdf)) as document:
        fonts = [font for font in document.pages[0].Resources.Font.values() if "Arabic" in str(font.BaseFont)]
        assert fonts
        shapes = sum(glyphs(font) for font in fonts)
    with pypdfium2.PdfDocument(everything_pressed[Printable("parent-letter", language="ar")].pdf) as opened:
        letters = {sign for sign in opened[0].get_textpage().get_text_bounded() if "\u0621" <= sign <= "\u064a"}
    assert shapes > 1.5 * len(letters) > 30


def glyphs(font: Any) -> int:
    """How many drawn shapes an embedded font has."""
    data = bytes(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
    with TTFont(io.BytesIO(data)) as opened:
        return sum(opened["glyf"][name].numberOfContours != 0 for name in opened.getGlyphOrder())


def test_arabic_has_its_own_digits(everything_pressed: dict[Printable, Any]) -> None:
    with pypdfium2.PdfDocument(everything_pressed[Printable("parent-letter", language="ar")].pdf) as opened:
        words = opened[0].get_textpage().get_text_bounded()
    assert "١" in words and "1 / 1" not in words


def test_a_translation_that_is_too_long_is_told_in_the_translators_file_and_may_take_more_pages(tmp_path: Path) -> None:
    content = project(tmp_path)
    everything(content)
    path = content / "translations" / "en" / "sheets" / "notes-1.yaml"
    long = "EN " + "word " * 900
    text = path.read_text(encoding="utf-8")
    lead = next(line for line in text.splitlines() if line.startswith("  en: EN ") and "Skriv her" in line)
    path.write_text(text.replace(lead, f"  en: {long.strip()}"), encoding="utf-8")
    order = Order("sheets", ("notes-1",), ("print",), ("en",), 1)
    with pytest.raises(ContentError) as caught:
        build(content, tmp_path / "output", order, lambda *_, **__: None)
    (found,) = caught.value.problems
    assert (found.code, found.place.path) == ("page-count-translated", "content/translations/en/sheets/notes-1.yaml")
    pages = dict(found.details)["pages"]
    edit(content, "translations/en/language", "name: English\n", f"name: English\npages:\n  notes-1: {pages}\n")
    build(content, tmp_path / "output", order, lambda *_, **__: None)
    with pikepdf.open(tmp_path / "output/print/en/notes-1.pdf") as document:
        assert str(len(document.pages)) == pages


@pytest.mark.parametrize("sheet", ["trait-assessment-1", "trait-assessment-2", "my-habits-1"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_word_of_an_answer_is_parted(everything_pressed: dict[Printable, Any], sheet: str, language: str) -> None:
    """The columns of a scale are as wide as the longest word over them: `sometimes` is no `sometim-es`."""
    answers = {"da": {"aldrig", "sjældent", "nogle", "gange", "ofte", "altid"}, "en": {"never", "rarely", "sometimes", "often", "always"}}[language]
    seen = {words.strip() for _, _, words in lines(everything_pressed[Printable(sheet, language=language)].pdf)}
    assert answers <= {word for line in seen for word in line.split()}
