"""Every sheet to fill in: what its fields are called, what is said of them, where they stand, and that what is typed stays."""

import io
import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import pikepdf
import pypdf
import pytest

from guide import forms, pdf, sheets
from guide.build import dated
from guide.fields import Fields, gaps, say, slug
from guide.printables import printables
from tests import fields, printed
from tests.fields import Place
from tests.real import printed_pdf, real_guide

IDS = [printable.sheet for printable in printables(real_guide(), ("fillable",))]


@dataclass(frozen=True)
class Filled:
    """A sheet as it is printed by hand and as it is filled in, and its fields."""

    by_hand: bytes
    pdf: bytes
    document: pikepdf.Pdf
    places: list[Place]

    @cached_property
    def seen(self) -> list[printed.Page]:
        return printed.seen(self.pdf)

    @property
    def by_name(self) -> dict[str, list[Place]]:
        return {place.name: [other for other in self.places if other.name == place.name] for place in self.places}


@cache
def filled(id: str) -> Filled:
    result = printed_pdf(id, "fillable")
    document = fields.opened(result)
    return Filled(printed_pdf(id), result, document, fields.places(document))


def each(test: Any) -> Any:
    return pytest.mark.parametrize("id", IDS)(test)


def test_the_sheets_to_write_on_can_be_filled_in() -> None:
    to_write = {"prompts", "scale", "sentences", "form", "choice", "columns", "progress", "cornell"}
    apart = {"cards", "collection", "booklet"}
    kinds = {id: {item.type for item in sheet.components.values()} for id, sheet in real_guide().sheets.items() if sheet.kind != "parents"}
    assert {id for id, found in kinds.items() if found & to_write and not found & apart} <= set(IDS)


@each
def test_names(id: str) -> None:
    """A name is of small letters, figures and hyphens, and only answers to one question share it."""
    assert filled(id).places
    for name, places in filled(id).by_name.items():
        assert re.fullmatch("[a-z0-9-]+", name)
        assert len(places) == 1 or {place.kind for place in places} == {"answer"}
        states = [place.state for place in places]
        assert len(set(states)) == len(states) and all(re.fullmatch("[a-z0-9-]*", state) for state in states)


@each
def test_spoken_names_make_sense_alone(id: str) -> None:
    """What is said of a field is whole: no other field says the same, and its question is written on the sheet, without our markup."""
    spoken = [place.spoken for place in filled(id).places]
    assert len(set(spoken)) == len(spoken), sorted(words for words in spoken if spoken.count(words) > 1)
    seen = letters(printed.words(filled(id).by_hand) + str(real_guide().figures))
    for place in filled(id).places:
        assert len(letters(place.spoken)) > 2 and not re.search(r"[*_{}\[\]]|  |:$", place.spoken), place.spoken
        assert letters(place.spoken) != letters(place.name) or place.spoken[0].isupper()
        missing = [part for part in re.split(r"[:?!….]| (?=\d/\d)", place.spoken) if letters(part) not in seen and not known(part)]
        assert not missing, place.spoken


@each
def test_answers_say_their_question(id: str) -> None:
    for name, places in filled(id).by_name.items():
        if places[0].kind == "answer":
            assert len(places) > 1, name
            for place in places:
                assert place.question and place.spoken.startswith(place.question.rstrip(".:")) and len(place.spoken) > len(place.question) + 2


def letters(words: str) -> str:
    """Words as letters and figures alone: a line may break anywhere."""
    return re.sub(r"[\W_]+", "", words.lower())


def known(part: str) -> bool:
    """Whether these words are said, not written: which row or page it is."""
    words = real_guide().interface.sheet
    patterns = [letters(phrase.replace("{n}", "7")).replace("7", r"\d+") for phrase in (words.name_again, words.row, words.more_room)]
    return part.strip().replace("/", "").isdigit() or any(re.search(f"{pattern}$", letters(part)) for pattern in patterns)


@each
def test_places(id: str) -> None:
    """Fields lie on their page, large enough, and over no text and no other field."""
    for number, page in enumerate(filled(id).seen):
        here = [place for place in filled(id).places if place.page == number]
        for count, place in enumerate(here):
            area = place.area
            assert area.left > 30 and area.right < page.width - 30 and area.bottom > 40 and area.top < page.height - 30, place.name
            assert area.right - area.left >= 13 and area.top - area.bottom >= 13, place.name
            assert not [text.words for text in page.texts if area.overlaps(text)], place.name
            assert not [other.name for other in here[count + 1 :] if area.overlaps(other.area)], place.name


@each
def test_it_looks_like_the_sheet_on_paper(id: str) -> None:
    by_hand, on_screen = printed.seen(filled(id).by_hand), filled(id).seen
    assert len(by_hand) == len(on_screen) == real_guide().sheets[id].pages
    for one, other in zip(by_hand, on_screen, strict=True):
        assert [text.words for text in one.texts] == [text.words for text in other.texts]
        for here, there in zip(one.texts, other.texts, strict=True):
            assert abs(here.left - there.left) < 4 and abs(here.bottom - there.bottom) < 4, here.words


@each
def test_tab_order_is_the_order_of_the_tags(id: str) -> None:
    document = filled(id).document
    tagged = [tag.K[0].Obj.objgen for tag in printed.tags(document) if tag.S == "/Form"]
    assert tagged == [place.widget.objgen for place in filled(id).places]
    assert all(page.Tabs == "/S" for page in document.pages)
    names = list(dict.fromkeys(place.name for place in filled(id).places))
    assert [str(field.T) for field in document.Root.AcroForm.Fields] == names


@each
def test_fields_are_sound(id: str) -> None:
    """The form lists every field once; what is shown of it is drawn, and typed with a font that is embedded."""
    form = filled(id).document.Root.AcroForm
    assert "/NeedAppearances" not in form
    assert list(form.DR.Font) == ["/Atkinson"]
    font = form.DR.Font["/Atkinson"]
    assert font.Subtype == "/TrueType" and font.Encoding == "/WinAnsiEncoding" and "/FontFile2" in font.FontDescriptor
    assert len(font.Widths) == 224
    for place in filled(id).places:
        widget = place.widget
        assert widget.Rect[0] < widget.Rect[2] and widget.Rect[1] < widget.Rect[3]
        if place.kind in ("text", "lines"):
            size = re.fullmatch(r"[\d. ]+ rg /Atkinson ([\d.]+) Tf", str(widget.DA))
            assert size and 11 <= float(size[1]) <= 12, "typed letters are large, and never made smaller"
            assert "/V" not in widget and widget.AP.N.Resources.Font["/Atkinson"].objgen == font.objgen
        else:
            assert set(widget.AP.N.keys()) == {"/Off", f"/{place.state}"} and widget.AS == "/Off"
        if place.kind == "answer":
            assert "/T" not in widget and widget.Parent.V == "/Off" and "/Opt" not in widget.Parent
    assert len({field.objgen for field in form.Fields}) == len(form.Fields)


@each
def test_a_program_fills_in_every_field(id: str) -> None:
    values = fields.sample(filled(id).places)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(filled(id).pdf))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    result = io.BytesIO()
    writer.write(result)
    found = pypdf.PdfReader(io.BytesIO(result.getvalue())).get_fields() or {}
    assert {name: field.get("/V") for name, field in found.items()} == values


@each
def test_a_person_fills_in_every_field(id: str) -> None:
    """Clicks and keys in the viewer that Chromium has: all is seen where it was typed, and is there when it is opened again."""
    places = filled(id).places
    values = fields.sample(places)
    with fields.form(filled(id).pdf) as viewer:
        before = viewer.ink(places)
        viewer.fill(places, values)
        saved, after = viewer.saved(), viewer.ink(places)
    assert fields.stored(saved) == values
    seen = {place.spoken for place, ink, more in zip(places, before, after, strict=True) if more > ink + 20}
    assert seen == {place.spoken for place in places if not place.state or values[place.name] == f"/{place.state}"}
    with fields.form(saved) as viewer:
        assert [abs(one - other) < 0.2 * one + 20 for one, other in zip(after, viewer.ink(places), strict=True)] == [True] * len(places)


def test_a_second_click_takes_a_tick_back() -> None:
    place = next(place for place in filled("my-habits-1").places if place.kind == "tick")
    with fields.form(filled("my-habits-1").pdf) as viewer:
        viewer.fill([place, place], {place.name: f"/{place.state}"})
        assert fields.stored(viewer.saved())[place.name] in ("", "/Off")


def test_an_answer_may_be_taken_back() -> None:
    """Nothing must be answered: no group has the flag that keeps one answer chosen."""
    groups = [place.widget.Parent for place in filled("my-habits-1").places if place.kind == "answer"]
    assert groups and not any(int(group.Ff) & 1 << 14 for group in groups)


def test_same_sheet_gives_same_bytes() -> None:
    with dated(real_guide()):
        again = pdf.Printer().write(real_guide(), "my-habits-2", "fillable")
    assert again == filled("my-habits-2").pdf


def test_names_do_not_follow_the_room() -> None:
    def names(layout: sheets.Layout) -> list[str]:
        return re.findall(r'name="([^"]+)"', sheets.html(real_guide(), "my-habits-2", layout, "fillable"))

    assert names(sheets.Layout()) == names(sheets.Layout(lines=7, row=1.0)) and len(names(sheets.Layout())) > 50


def test_nothing_of_the_form_stands_in_print() -> None:
    assert not re.search(r"<(input|textarea|form)\b", "".join(sheets.html(real_guide(), id) for id in IDS))


def test_without_fields_nothing_is_repaired() -> None:
    plain = filled("notes-1").by_hand
    assert forms.repair(plain, {}) == plain


def test_fields_are_counted_by_component() -> None:
    counted = Fields()
    assert [counted.name("plan"), counted.name("steps"), counted.name("plan")] == ["plan-1", "steps-1", "plan-2"]
    assert [counted.group("plan", "Hvor tit?"), counted.group("plan", "Hvor?"), counted.group("plan", "Hvor tit?")] == ["plan-3", "plan-4", "plan-3"]


def test_answers_are_stored_as_their_own_words() -> None:
    counted = Fields()
    spoken = ["Hvor tit? nogle gange", "Hvor tit? på vej, ja", "Hvor tit? nogle gange", "Hvor tit? ☃"]
    assert [counted.answer("plan-1", "Hvor tit?", words) for words in spoken] == ["nogle-gange", "paa-vej-ja", "nogle-gange-2", "x"]
    assert slug("Ærø ÅBNER – smørrebrød, 1/2") == "aeroe-aabner-smoerrebroed-1-2"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["Min plan", "Når ___, så ___"], "Min plan: Når …, så …"),
        (["Jeg siger noget.", "ofte"], "Jeg siger noget: ofte"),
        (["Hvad hjalp?", "", "Skriv."], "Hvad hjalp? Skriv."),
        (["Det har flyttet sig: ___", "mere plads"], "Det har flyttet sig: mere plads"),
        (["", "Navn\u00a0her"], "Navn her"),
    ],
)
def test_parts_are_said_as_one(parts: list[str], words: str) -> None:
    assert say(*parts) == words


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("Når ___, så ___.", ["Plan: Når …", "Plan: Når …, så …"]),
        ("___ hjælper mig med ___", ["Plan: … hjælper mig med", "Plan: … hjælper mig med …"]),
        ("Intet at skrive", []),
    ],
)
def test_every_gap_has_its_own_words(sentence: str, spoken: list[str]) -> None:
    assert gaps(sentence, "Plan") == spoken
