"""The quality gate lets a good PDF through, and tells every kind of failure that it is there to find."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from guide import quality, seen, tagged
from guide.expected import A3, Expected, Places
from guide.quality import Report, measure
from guide.sheets import ASSETS

STYLE = """
@font-face { font-family: Atkinson; src: url(fonts/atkinson-next-400.ttf) }
@page {
  size: A4;
  margin: 14mm 18mm 18mm 20mm;
  @bottom-left { content: "Fod"; font: 8.5pt Atkinson; color: #4a5763; vertical-align: top; padding-top: 4mm }
}
html { font: 12pt/1.4 Atkinson; color: #1f2933 }
body, h1, h2, h3, p, ul { margin: 0; padding: 0 }
h1 { font-size: 24pt }
.line { box-sizing: border-box; height: 9mm; border-bottom: 0.4pt solid #707b86 }
input { display: inline-block; width: 60mm; height: 9mm }
"""
LINES = 24
GOOD = f"<h1>Prøve</h1><p>Skriv her.</p>{'<div class=line></div>' * LINES}"
WANTED = Expected(title="Prøve", language="da", pages=1, lines=(9.0,) * LINES)


@cache
def shared() -> dict[str, Any]:
    fonts = FontConfiguration()
    return {"font_config": fonts, "stylesheets": [CSS(string=STYLE, base_url=f"{ASSETS.as_uri()}/", font_config=fonts)]}


def pdf(body: str, head: str = '<html lang="da"><title>Prøve</title>', **options: Any) -> bytes:
    """The body as a PDF; what the engine warns of is no matter here."""
    options = {"pdf_variant": "pdf/ua-1", **options}
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    try:
        result: bytes = HTML(string=f"{head}<body>{body}", base_url=f"{ASSETS.as_uri()}/").write_pdf(**shared(), **options)
    finally:
        logging.getLogger("weasyprint").setLevel(logging.NOTSET)
    return result


def codes(data: bytes, **wanted: Any) -> set[str]:
    expected = Expected(**{**{name: getattr(WANTED, name) for name in Expected.__dataclass_fields__}, **wanted})
    return {failure.code for failure in measure(data, expected).failures}


def test_a_good_pdf_passes_with_its_facts() -> None:
    report = measure(pdf(GOOD), WANTED)
    assert report == Report(pages=1, text=12.0, lines=LINES, line=9.0, contrast=7.5, line_contrast=4.4, fields=0, tagged=True)
    assert report.passed


def test_a_report_can_be_kept() -> None:
    report = measure(pdf(GOOD.replace("h1", "h2")), WANTED)
    assert not report.passed
    assert Report.from_json(report.to_json()) == report
    with pytest.raises((TypeError, KeyError)):
        Report.from_json({"pages": 1})


BODIES = {
    "text-outside": GOOD + '<p style="position: absolute; left: -10mm; top: 250mm">Ude</p>',
    "drawing-outside": GOOD + '<div style="position: absolute; right: -12mm; top: 100mm; width: 5mm; height: 5mm; background: #1f2933"></div>',
    "page-hole": "<h1>Prøve</h1><p>Skriv her.</p>" + "<div class=line></div>" * 8,
    "page-blank": GOOD + '<div style="break-before: page"></div>',
    "page-count": GOOD + '<p style="break-before: page">Mere</p>',
    "text-over-text": GOOD + '<p style="position: absolute; top: 1mm">Oven i en overskrift</p>',
    "text-hidden": GOOD + '<p style="color: #fff">Hvidt</p>',
    "text-pale": GOOD + '<p style="color: #8a949d">Bleg tekst</p>',
    "text-cut": GOOD + '<p style="width: 20mm; height: 3mm; overflow: hidden; line-height: 6mm">Klippet</p>',
    "text-small": GOOD + '<p style="font-size: 10.5pt">Småt</p>',
    "sign-missing": GOOD + "<p>Et tegn \U000f0000 mangler</p>",
    "lines-few": GOOD.replace("<div class=line></div>", "", 1),
    "lines-pale": GOOD.replace("class=line", 'class=line style="border-color: #c8cdd2"'),
    "heading-first": GOOD.replace("h1", "h2"),
    "heading-twice": GOOD + "<h1>Igen</h1>",
    "heading-skip": GOOD + "<h3>For langt ned</h3>",
    "table-header": GOOD + "<table><tr><td>a</td><td>b</td></tr></table>",
    "table-uneven": GOOD + "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table>",
    "cell-header": GOOD + "<table><tr><th colspan=2>a</th></tr><tr><td>b</td><td>c</td></tr></table>",
    "figure-alt": GOOD + '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="9" cy="9" r="8"/></svg>',
    "list-child": GOOD + '<ul style="margin-left: 8mm"><li><p>Punkt</p></li></ul>',
    "link-untagged": GOOD + '<p><a href="https://uvm.dk"><strong>Ministeriet</strong></a></p>',
}
"""Bodies that break one rule, by the code of it."""


@pytest.mark.parametrize("code", BODIES)
def test_a_fault_in_the_body_is_found(code: str) -> None:
    assert code in codes(pdf(BODIES[code]))


FORM = GOOD + "<form><p><input name=a title='Dit navn'></p><p><input name=b title='Din klasse'></p></form>"
FORMS = {
    "field-count": FORM,
    "field-silent": FORM.replace(" title='Dit navn'", ""),
    "field-name": FORM.replace("name=b", "name=a"),
    "field-over-text": FORM.replace("<p><input", "<p>Navn<input style='margin-left: -6mm'"),
    "field-over-field": FORM.replace("title='Din klasse'", "style='margin-top: -6mm' title='Din klasse'"),
    "field-outside": FORM.replace("title='Din klasse'", "style='margin-left: -9mm' title='Din klasse'"),
}


@pytest.mark.parametrize("code", FORMS)
def test_a_fault_in_a_form_is_found(code: str) -> None:
    data = pdf(FORMS[code].replace("name=a title", "name=a title"), pdf_forms=True)
    assert code in codes(data, fields=3 if code == "field-count" else 2)


def test_a_good_form_passes() -> None:
    report = measure(pdf(FORM, pdf_forms=True), Expected("Prøve", "da", 1, lines=WANTED.lines, fields=2))
    assert report.passed and report.fields == 2


def changed(change: Callable[[pikepdf.Pdf], None], data: bytes) -> bytes:
    document, result = pikepdf.open(io.BytesIO(data)), io.BytesIO()
    change(document)
    document.save(result)
    return result.getvalue()


def descriptors(document: pikepdf.Pdf) -> Iterator[Any]:
    return (item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor")


def without_font_file(document: pikepdf.Pdf) -> None:
    for found in descriptors(document):
        for name in ("/FontFile2", "/FontFile3"):
            if name in found:
                del found[name]


def with_whole_font(document: pikepdf.Pdf) -> None:
    for found in descriptors(document):
        found.FontName = pikepdf.Name("/Atkinson")


def walk(element: Any, inside: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """The kind of every tag below an element, the kinds it is in, and the tag itself."""
    held = element.get("/K", pikepdf.Array())
    for child in list(held) if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            kind = str(child.S).removeprefix("/")
            yield kind, inside, child
            yield from walk(child, (*inside, kind))


def without_form_tags(document: pikepdf.Pdf) -> None:
    for kind, _, tag in walk(document.Root.StructTreeRoot):
        if kind == "Form":
            tag.S = pikepdf.Name("/Div")


def without(name: str, holder: str = "") -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        del (document.Root[holder] if holder else document.Root)[name]

    return change


def without_text_tags(document: pikepdf.Pdf) -> None:
    for kind, inside, tag in walk(document.Root.StructTreeRoot):
        if kind == "Span" and "P" in inside:
            tag.K = pikepdf.Array()


def without_tab_order(document: pikepdf.Pdf) -> None:
    del document.pages[0].obj["/Tabs"]


CHANGES = {
    "font-missing": without_font_file,
    "font-whole": with_whole_font,
    "field-untagged": without_form_tags,
    "title-hidden": without("/DisplayDocTitle", "/ViewerPreferences"),
    "no-pdfua": without("/Metadata"),
    "tab-order": without_tab_order,
    "text-untagged": without_text_tags,
}


@pytest.mark.parametrize("code", CHANGES)
def test_a_fault_inside_the_file_is_found(code: str) -> None:
    data = pdf(FORM, pdf_forms=True)
    assert code not in codes(data, fields=2)
    assert code in codes(changed(CHANGES[code], data), fields=2)


HEADS = {
    "language": {"head": "<html><title>Prøve</title>"},
    "title": {"head": '<html lang="da"><title>Noget andet</title>'},
    "untagged": {"pdf_variant": None},
    "paper": {"head": '<html lang="da"><title>Prøve</title><style>@page { size: A5 }</style>'},
}


@pytest.mark.parametrize("code", HEADS)
def test_a_fault_of_the_whole_document_is_found(code: str) -> None:
    assert code in codes(pdf(GOOD, **HEADS[code]))


def test_every_code_has_a_case() -> None:
    source = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in (quality, tagged))
    there = set(re.findall(r'(?:yield|Failure\(|overlaps\(.*,) ?\(?"([a-z-]+)"', source)) | {"lines-few", "lines-pale"}
    cases = {*BODIES, *FORMS, *CHANGES, *HEADS}
    assert there == cases


def figure(size: float) -> str:
    return GOOD.replace(
        "<p>",
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 488 40" style="display: block"><title>Pil</title>'
        f'<text x="0" y="20" font-family="Atkinson" font-size="{size}" fill="#1f2933">Pilen</text></svg><p>',
        1,
    )


def test_text_in_a_figure_may_be_a_little_smaller() -> None:
    assert codes(pdf(figure(10))) == set()
    assert codes(pdf(figure(9.5))) == {"text-small"}


def test_what_is_printed_larger_is_held_against_what_was_laid_out() -> None:
    data = pdf(GOOD, zoom=2**0.5)
    report = measure(data, Expected("Prøve", "da", 1, paper=A3, scale=2**0.5, lines=WANTED.lines))
    assert report.passed
    assert (report.text, report.line) == (17.0, 12.7)
    assert codes(data) == {"paper"}


def test_lines_are_as_high_as_declared() -> None:
    low = GOOD.replace("class=line", "class=line style='height: 8.6mm'").replace("Skriv her.", "<br>Skriv<br>her<br>.")
    assert codes(pdf(low)) == {"lines-few"}
    assert codes(pdf(low), lines=(8.6,) * LINES) == set()


def test_a_set_of_sheets_may_have_blank_pages_and_several_titles() -> None:
    data = pdf(GOOD + f'<div style="break-before: page"></div><div style="break-before: page">{GOOD}</div>')
    assert codes(data, pages=3, lines=(9.0,) * 2 * LINES, several=True) == set()
    assert codes(data, pages=3, lines=(9.0,) * 2 * LINES) == {"page-blank", "heading-twice"}


def test_contrast_is_that_of_a_grey_print() -> None:
    """A red and a green that differ in colour alone are one grey."""
    strip = '<p style="background: #d45a5a; color: #2f9a3c; padding: 2mm">Rødt og grønt</p>'
    assert "text-pale" in codes(pdf(GOOD + strip))
    page = next(seen.pages(pdf(GOOD + '<p style="background: #0b6e69; color: #fff; padding: 2mm">Hvid på petrol</p>')))
    assert [round(run.contrast) for run in page.runs if run.words == "Hvid på petrol"] == [8]


def test_contrast_of_text_over_a_figure_counts_the_worst_ground() -> None:
    half = '<p style="background: linear-gradient(90deg, #fff 50%, #1f2933 50%); width: 40mm">Halvt mørkt, halvt lyst</p>'
    assert "text-pale" in codes(pdf(GOOD + half))


def over(colour: str) -> str:
    """The good body with a line of text over which something of this colour is drawn."""
    cover = f"position: absolute; inset: 0; background: {colour}"
    return f'{GOOD}<div style="position: relative">Under noget<div style="{cover}"></div></div>'


def contrast_of(words: str, body: str) -> float:
    """The contrast of the piece of text that says this."""
    (found,) = (run.contrast for page in seen.pages(pdf(body)) for run in page.runs if run.words == words)
    return found


def test_text_under_a_veil_is_as_pale_as_it_is_seen() -> None:
    plain = contrast_of("Under noget", GOOD + "<p>Under noget</p>")
    for solid, least, most in ((0.0, plain, plain), (0.1, plain - 0.1, plain), (0.3, 4.5, 8), (0.7, 1.5, 2.2), (0.95, 1, 1.2), (1.0, 1, 1)):
        assert least <= contrast_of("Under noget", over(f"rgba(255, 255, 255, {solid})")) <= most, solid
    assert codes(pdf(over("rgba(255, 255, 255, 0.7)"))) == {"text-pale"}
    assert codes(pdf(over("#fff"))) == {"text-pale", "text-hidden"}
    assert codes(pdf(over("rgba(255, 255, 255, 0.1)"))) == set()


@pytest.mark.parametrize("size", [10, 12, 17, 24])
@pytest.mark.parametrize("words", ["gyp", "en sag"])
def test_a_line_under_words_lowers_no_contrast(words: str, size: int) -> None:
    plain = f'{GOOD}<p style="font-size: {size}pt">{words}</p>'
    assert contrast_of(words, plain) == contrast_of(words, plain.replace(words, f"<u>{words}</u>"))


def test_places_that_the_html_declares() -> None:
    narrow, line = '<article style="--line-pitch: 8mm">', '<div class="line"></div>'
    fields = '<input name="a"><input name="a"><textarea name="b"></textarea>'
    places = Places(f'{narrow}{line}</article><article>{line}<span class="room"></span>{fields}</article>')
    assert sorted(places.lines) == [8.0, 8.0, 9.0] and places.names == {"a", "b"}


def test_ratio_is_that_of_wcag() -> None:
    assert round(seen.ratio(0, 255), 2) == 21 and seen.ratio(128, 128) == 1
    assert round(seen.ratio(118, 255), 1) == 4.5
