"""The mends of the engine: what saves work draws the same, what mends a fault finds the fault still there, and a name that is gone is told."""

import gc
import importlib.util
import re
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pydyf
import pytest
import weasyprint.document
import weasyprint.layout.inline
import weasyprint.pdf
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.boxes import BlockBox, Box, ParentBox, TextBox
from weasyprint.text.fonts import FontConfiguration

from guide import boxes, engine, sparing, written
from guide.fetcher import Fetcher
from guide.pdf import warnings
from guide.sheets import ASSETS
from tests import printed

BEFORE = {
    "weasyprint.css.ComputedStyle": sparing.ComputedStyle,
    "weasyprint.css.StyleFor": sparing.StyleFor,
    "weasyprint.document.TargetCollector": engine.PageTargets.__base__,
    "weasyprint.layout.inline.split_first_line": sparing.split_first_line,
    "weasyprint.layout.block.resolve_percentages": boxes.resolve_percentages,
    "weasyprint.layout.inline.strut": sparing.strut,
    "weasyprint.layout.percent.resolve_radii_percentages": boxes.resolve_radii_percentages,
    "weasyprint.layout.background.layout_box_backgrounds": boxes.layout_box_backgrounds,
    "weasyprint.layout.float.avoid_collisions": sparing.avoid_collisions,
}
"""What the engine has itself, by the names of what is mended."""
BASE = f"{ASSETS.as_uri()}/"
HEAD = '<html lang="da"><head><meta charset="utf-8"/><title>Prøve</title>'
STYLE = """
@font-face { font-family: Words; src: url(fonts/atkinson-next-400.ttf) }
@font-face { font-family: Words; font-weight: 700; src: url(fonts/atkinson-next-700.ttf) }
@page { size: 100mm 120mm; margin: 12mm 8% 15mm; @bottom-center { content: counter(page) ' af ' counter(pages); font-size: 8pt } }
@page :first { margin-top: 20mm; @top-left { content: string(name); color: #345 } }
@page wide { size: 160mm 80mm }
:root { font: 10pt/1.4 Words; --ink: #123; color: var(--ink) }
h1 { string-set: name content(); font-size: 2em; margin-block: 0.5em 1lh; padding-inline-start: 1em; bookmark-level: 1 }
p { margin: 0 0 0.5em; text-align: justify; hyphens: manual; orphans: 2 }
p.half, .half { width: 50%; padding: 2% 1em; min-width: 3cm; border: 1pt solid }
p:nth-child(odd) { color: #444 !important }
p::before { content: '» '; font-weight: 700 }
p.big::first-letter { font-size: 200% }
q::after { content: ' (' attr(cite) ')' }
em { letter-spacing: 0.1em; text-decoration: underline }
em em { text-decoration: line-through; font-size: smaller }
table { border-collapse: collapse; width: 100% } td { border: 0.5pt solid; padding: 1mm 5% }
table.apart { border-collapse: separate; border-spacing: 2px } td + td { padding: 3px; width: 30% }
ol { counter-reset: a; padding: 0 } li { counter-increment: a; display: block } li::before { content: counter(a, upper-roman) '. ' }
.row { display: flex; gap: 4mm } .row > * { flex: 1 } .grid { display: grid; grid-template-columns: 1fr 2fr }
.side { float: right; width: 30%; margin-left: 1em } .over { position: absolute; top: 1cm; right: 5%; width: 20% }
.wide { page: wide; break-before: page } .columns { columns: 2 } .rtl { direction: rtl; padding-inline-end: 2em }
@layer low, high; @layer high { .layer { color: #060 } } @layer low { .layer { color: #600; font-weight: 700 } }
@media print { .screen { display: none } }
"""
WORDS = "Sig, hvad du så, og spørg så, hvad der hjalp. Vent lidt: det er svært at svare hurtigt på noget, man ikke har tænkt over før. "
SAMPLE = f"""{HEAD}</head><body>
<h1 id="top">En prøve på det hele</h1>
<p>{WORDS * 3}<em>Et <em>ord</em> til</em>, og <a href="#end">et link</a> eller to.</p><p class="half" style="color: #036; width: 60%">{WORDS}</p>
<p class="big layer" lang="en">A word of another tongue, <strong>bold and </strong>plain.</p><q cite="nogen">Sagt</q><p class="screen">Ses ikke</p>
<div class="side half">{WORDS}</div><div class="over">Ovenpå</div><p>{WORDS * 2}</p>
<table><tbody><tr><td>Et</td><td>To</td></tr><tr><td colspan="2">Tre</td></tr></tbody></table>
<table class="apart"><tbody><tr><td>Et</td><td>To</td></tr></tbody></table>
<ol><li>Først</li><li>Så</li></ol><div class="row"><p>{WORDS}</p><p>Kort</p></div><div class="grid"><span>Et</span><span>{WORDS}</span></div>
<div class="columns">{WORDS * 4}</div><p class="rtl" dir="rtl">مرحبا {WORDS}</p>
<section class="wide"><h1 id="end">Til sidst</h1><p>{WORDS * 9}</p></section>
</body></html>"""


@pytest.fixture
def unmended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine without any of the mends, whatever was printed before; it is mended again afterwards."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    engine.mend()
    weasyprint.layout.inline.split_first_line = sparing.first_line
    engine.swap(BEFORE)
    pydyf.PDF.page_references, pydyf.Object.__init__ = own().PDF.page_references, own().Object.__init__
    weasyprint.pdf.add_tags, weasyprint.document.layout_document, Page.paint = written.tag, boxes.layout_document, written.paint
    theirs = own("weasyprint.formatting_structure.boxes")
    Box.__init__, ParentBox._reset_spacing, ParentBox.copy_with_children = theirs.Box.__init__, theirs.ParentBox._reset_spacing, theirs.ParentBox.copy_with_children
    for name in boxes.USUAL.keys() - vars(theirs.Box).keys():
        delattr(Box, name)
    yield
    engine.mend()


def own(name: str = "pydyf") -> Any:
    """What a module of the engine has itself: it is read once more, as the one in use may have been mended before."""
    spec = importlib.util.spec_from_file_location(f"{name}_again", sys.modules[name].__file__)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Printer:
    """Prints texts with what several of them share, as the printer of sheets does. The engine has nothing to warn of."""

    def __init__(self, *styles: str) -> None:
        self.fonts = FontConfiguration()
        self.shared: dict[str, Any] = {"font_config": self.fonts, "counter_style": CounterStyle()}
        self.styles = [CSS(string=style, base_url=BASE, url_fetcher=Fetcher(), **self.shared) for style in (STYLE, *styles)]

    def render(self, page: str | HTML) -> Document:
        source = page if isinstance(page, HTML) else HTML(string=page, base_url=BASE, url_fetcher=Fetcher())
        with warnings() as heard:
            document = source.render(stylesheets=self.styles, pdf_variant="pdf/ua-1", **self.shared)
        assert heard == []
        return document

    def write(self, page: str | HTML) -> bytes:
        found: bytes = self.render(page).write_pdf(pdf_variant="pdf/ua-1")
        return found


def test_with_all_mends_the_same_is_drawn(unmended: None) -> None:
    plain = Printer().write(SAMPLE)
    engine.mend()
    printer = Printer()
    found = [printer.write(text) for text in (SAMPLE, SAMPLE.replace("svært", "helt svært"), SAMPLE)]  # what is known of one is used for the next
    assert found[0] == found[2] == plain != found[1]
    known = vars(printer.fonts)
    assert all(known[name] for name in ("known_cascades", "known_styles", "known_pages", "known_shapes", "known_lines"))
    styles = [alike.style for alike in known["known_styles"].values()]
    assert all(any(getattr(style, name, None) for style in styles) for name in ("known_lengths", "known_strut"))


def test_html_that_is_xml_too_is_drawn_as_html(unmended: None) -> None:
    assert Printer().write(engine.Source(SAMPLE, BASE, Fetcher())) == Printer().write(SAMPLE)


def test_numbers_of_pages_are_those_that_the_engine_finds_by_doing_all_again(unmended: None) -> None:
    there = "".join(f'<h1 id="at-{number}" style="break-before: page">{number}</h1>' for number in range(2, 13))
    text = f"{HEAD}</head><body>{{}}{there}{{}}</body></html>"
    leads = ((3, "one"), (9, "one"), (12, "two"))
    places = "".join(f'<p>{WORDS} side <span class="{kind}" style="--to:url(#at-{number})"></span></p>' for number, kind in leads)
    plain = Printer(".one::after, .two::after { content: target-counter(var(--to), page) }").write(text.format(places, places))
    engine.mend()
    document = Printer(GUESSES).render(text.format(places, places))
    assert re.findall(r"side (\d+)", printed.words(document.write_pdf()))[:3] == ["0", "0", "00"]  # nothing was done again
    engine.number(document)
    found = printed.words(document.write_pdf())
    assert found == printed.words(plain) and len(set(re.findall(r"side (\d+)", found))) == 3


GUESSES = """
@counter-style zero { system: cyclic; symbols: "0" }
@counter-style zeros { system: cyclic; symbols: "00" }
@counter-style one { system: extends decimal; range: 1 infinite; fallback: zero }
@counter-style two { system: extends decimal; range: 1 infinite; fallback: zeros }
.one::after { content: target-counter(var(--to), page, one) }
.two::after { content: target-counter(var(--to), page, two) }
"""


def test_a_wider_line_never_holds_fewer_words(unmended: None) -> None:
    """Without the mend it does, where a text that ends in a space fits but for that space: else the mend can go."""
    blocks = "".join(f'<div style="break-inside: avoid; width: {40 + step / 2}pt">Vi talte om <b>det, der er svært</b></div>' for step in range(120))
    text = f"{HEAD}</head><body>{blocks}</body></html>"
    before = first_lines(Printer().render(text))
    engine.mend()
    after = first_lines(Printer().render(text))
    assert len(before) == len(after) == 120 and len(set(after)) > 3
    assert sorted(before, key=len) != before and sorted(after, key=len) == after
    assert all(old == new or old == "Vi" for old, new in zip(before, after, strict=True))


def first_lines(document: Document) -> list[str]:
    """The words of the first line of each block."""
    found = []
    for page in document.pages:
        blocks = [box for box in page._page_box.descendants() if isinstance(box, BlockBox) and box.element_tag == "div"]
        found += ["".join(text.text for text in block.children[0].descendants() if isinstance(text, TextBox)).strip() for block in blocks]
    return found


def test_references_to_pages_are_made_once_and_anew_when_there_are_more(unmended: None) -> None:
    pdf, plain = SimpleNamespace(pages={"Kids": []}), own().PDF.page_references
    for pages in (1, 1, 3, 3, 2):
        pdf.pages["Kids"] = [part for number in range(7, 7 + pages) for part in (number, 0, "R")]
        assert written.page_references(pdf) == plain.fget(pdf)
    assert written.page_references(pdf) is written.page_references(pdf)


def test_a_page_that_has_its_tags_is_let_go_of(unmended: None) -> None:
    pages = {}
    for mended in (False, True):
        document = Printer().render(SAMPLE)
        document.write_pdf(pdf_variant="pdf/ua-1")
        pages[mended] = [page._page_box is not None for page in document.pages]
        engine.mend()
    assert len(pages[True]) > 2 and all(pages[False]) and not any(pages[True])


def test_tags_are_written_page_by_page(unmended: None) -> None:
    engine.mend()
    kinds: dict[bytes, set[str]] = {}

    def look(document: Document, pdf: Any) -> None:
        for page in pdf.page_references:
            kinds[page] = {type(item).__name__ for item in pdf.objects[1:] if b"/StructElem" in item.data and b"/Pg " + page in item.data}

    Printer().render(SAMPLE).write_pdf(pdf_variant="pdf/ua-1", finisher=look)
    assert len(kinds) > 2 and all(found == {"Written"} for found in kinds.values())


def test_what_layout_alone_needs_goes_with_it(unmended: None) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><title>Prik</title><text y="8">.</text></svg>'
    held, taken = {}, {}
    for mended in (False, True):
        pages = Printer().render(SAMPLE.replace("<ol>", f"{svg}<ol>")).pages
        found = [box for page in pages for box in page._page_box.descendants(placeholders=True)]
        held[mended] = {name for box in found if hasattr(box, "replacement") for name in vars(box.replacement._context)}
        taken[mended] = sum(len(vars(box)) for box in found)
        engine.mend()
    assert held[True] == boxes.DRAWS < held[False]
    assert taken[True] < taken[False] * 0.75


def test_a_box_that_is_no_more_unusual_is_usual_again() -> None:
    style = SimpleNamespace(known_lengths=boxes.parted(tuple(9 if name == "width" else boxes.USUAL.get(name, 0) for name in boxes.WITH_BORDERS)))
    box = SimpleNamespace(style=style, margin_top=7, min_width=3, position_x=1)
    boxes.lengths(box, None)
    assert vars(box) == {"style": style, "position_x": 1, "width": 9, "height": 0, **{f"border_{side}_width": 0 for side in boxes.SIDES}}


def test_no_more_is_known_than_there_is_room_for(unmended: None, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.mend()
    printer, plain = Printer(), Printer().write(SAMPLE)
    for name in ("MOST_LINES", "MOST_MATCHES", "MOST_STYLES"):
        monkeypatch.setattr(sparing, name, 5)
    assert printer.write(SAMPLE) == plain
    assert len(vars(printer.fonts)["known_lines"]) <= 5 and not vars(printer.fonts)["known_matches"]
    sparing.forget_much(printer.fonts)
    assert not any(name.startswith("known_") for name in vars(printer.fonts))
    assert printer.write(SAMPLE) == plain


def test_what_is_learnt_of_one_document_apart_is_forgotten(unmended: None) -> None:
    engine.mend()
    printer = Printer()
    written, known = printer.write(SAMPLE), vars(printer.fonts)
    before = {name: value for name, value in known.items() if name.startswith("known_")}
    sizes = {name: len(value) for name, value in before.items()}
    with sparing.apart(printer.fonts):
        assert not any(name in known for name in before)
        assert printer.write(SAMPLE) == written
        assert known["known_styles"] and known["known_styles"] is not before["known_styles"]
    assert all(known[name] is value and len(value) == sizes[name] for name, value in before.items())
    with pytest.raises(ValueError), sparing.apart(printer.fonts):
        raise ValueError
    assert all(known[name] is value for name, value in before.items())


def test_parts_of_a_pdf_hold_nothing_that_all_hold(unmended: None) -> None:
    engine.mend()
    part, whole = pydyf.String("Ord"), pydyf.PDF()
    assert vars(part) == {"string": "Ord"}
    whole.add_object(part)
    assert (part.indirect, own().String("Ord").data) == (b"3 0 obj\n(Ord)\nendobj", part.data)
    assert {name: getattr(pydyf.Object, name) for name in vars(own().Object())} == vars(own().Object())


@pytest.mark.parametrize("path", [*engine.MENDS, *engine.ALONE])
def test_what_the_engine_no_longer_has_is_told(unmended: None, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    owner, name = engine.place(path)
    monkeypatch.delattr(owner, name)
    with pytest.raises(ImportError, match=f"no {re.escape(path)} to mend"):
        engine.mend()
    monkeypatch.undo()


@pytest.mark.parametrize("path", ["weasyprint.gone.strut", "weasyprint.layout.inline.gone", "pydyf.Gone.page_references", "gone.strut"])
def test_a_module_that_is_gone_is_told(path: str) -> None:
    with pytest.raises(ImportError, match="to mend: see guide/engine.py"):
        engine.swap({path: None})


def test_garbage_is_collected_again_whatever_happens() -> None:
    image = SimpleNamespace(_context=1, _svg=SimpleNamespace(context=1, stream=1))
    with pytest.raises(ValueError), engine.calm({"a": image}):
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()
    assert (image._context, image._svg.context, image._svg.stream) == (None, None, None)
