"""The figures: their words have room, also where a language is longer; what is drawn on paper is where the words say it is."""

import re
from functools import cache
from itertools import combinations

import pytest
from weasyprint import CSS, HTML

from guide import figures, pdf, tokens
from guide.index import figure_ids
from guide.markup import Renderer
from guide.model.base import Label
from guide.model.guide import Guide
from guide.problem import ContentError
from guide.read import read
from tests import printed
from tests.longer import all_texts, longer, longer_words, more_words
from tests.projects import ROOT

IDS = figure_ids()
SMALL = [id for id in IDS if figures.has_small(id)]
LENGTHS = {"as it is": None, "longer words": longer_words, "more words": more_words}
EXTRA = (0.0, 87.0, 120.0)
"""Height that the page has left over, in units."""


@cache
def guide_of(length: str) -> Guide:
    guide = read(ROOT / "content")
    change = LENGTHS[length]
    return longer(guide, change) if change else guide


@cache
def drawn(id: str, length: str = "as it is", write: bool = True, extra: float = 0.0) -> figures.Drawn:
    return figures.draw(guide_of(length), id, write=write, extra=extra)


def every(test: object) -> object:
    for name, values in (("id", IDS), ("length", list(LENGTHS)), ("write", [True, False]), ("extra", EXTRA)):
        test = pytest.mark.parametrize(name, values)(test)
    return test


def lie_over(one: figures.Words | figures.Place, other: figures.Words | figures.Place) -> bool:
    """Whether more than the edges of two boxes lie over each other."""
    wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return wide > 0.5 and high > 0.5


def inside(box: figures.Words | figures.Place, figure: figures.Drawn) -> bool:
    return box.x >= -0.1 and box.y >= -0.1 and box.x + box.width <= figure.width + 0.1 and box.y + box.height <= figure.height + 0.1


@every
def test_words_have_room(id: str, length: str, write: bool, extra: float) -> None:
    figure = drawn(id, length, write, extra)
    assert figure.words
    assert not [words.text for words in figure.words if not words.fits]
    assert not [words.text for words in figure.words if not inside(words, figure)]
    assert not [(one.text, other.text) for one, other in combinations(figure.words, 2) if lie_over(one, other)]


@every
def test_places_are_free(id: str, length: str, write: bool, extra: float) -> None:
    figure = drawn(id, length, write, extra)
    if not write:
        assert not figure.places
    assert not [place for place in figure.places if not inside(place, figure)]
    assert not [(place.spoken, words.text) for place in figure.places for words in figure.words if lie_over(place, words)]
    assert not [(one.spoken, other.spoken) for one, other in combinations(figure.places, 2) if lie_over(one, other)]


@pytest.mark.parametrize("id", IDS)
def test_places_say_what_they_are_for(id: str) -> None:
    spoken = [place.spoken for place in drawn(id).places]
    assert len(set(spoken)) == len(spoken) and all(words.strip(" .:") for words in spoken)


@cache
def printer() -> pdf.Printer:
    return pdf.Printer()


def on_paper(figure: figures.Drawn) -> printed.Page:
    """The figure alone on a page of its own size, a point for every unit."""
    shared = printer()
    page = f"@page {{ size: {figure.width}pt {figure.height}pt; margin: 0; @bottom-left {{ content: none }} @bottom-right {{ content: none }} }}"
    sheet = CSS(string=f"{page} svg {{ display: block; width: {figure.width}pt; height: {figure.height}pt }}", font_config=shared.fonts)
    source = f'<html lang="da"><head><title>-</title></head><body>{figure.svg}</body></html>'
    document = HTML(string=source, base_url="file:///").render(stylesheets=[*shared.styles, sheet], font_config=shared.fonts, **pdf.OPTIONS)
    pages = printed.seen(document.write_pdf(**pdf.OPTIONS))
    assert len(pages) == 1
    return pages[0]


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("length", list(LENGTHS))
@pytest.mark.parametrize("id", IDS)
def test_paper_shows_it_so(id: str, length: str, write: bool) -> None:
    with pdf.warnings() as heard:
        page = on_paper(drawn(id, length, write))
    assert not heard
    assert min(size for size, _, _ in page.sizes) >= 9.95
    assert not [(one.words, other.words) for one, other in combinations(page.texts, 2) if one.overlaps(other)]
    assert not [
        area for area in page.texts if area.left < -0.5 or area.right > page.width + 0.5 or area.bottom < -0.5 or area.top > page.height + 0.5
    ]
    seen = "".join(sign for _, sign, _ in page.sizes)
    assert sorted(seen) == sorted("".join("".join(words.text.split()) for words in drawn(id, length, write).words))


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("id", IDS)
def test_drawing_is_sound(id: str, small: bool) -> None:
    if small and id not in SMALL:
        pytest.skip("has no drawing for phones")
    svg = str(figures.draw(guide_of("as it is"), id, small=small).svg)
    alt = getattr(guide_of("as it is").figures, id.replace("-", "_")).alt
    assert re.match(r"<svg [^>]*><title>([^<]*)</title>", svg) and svg.count("<title>") == 1
    assert Renderer(guide_of("as it is"), str).plain(alt) in svg.replace("&#34;", '"').replace("&#39;", "'")
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"url\(#[^)]*\)", "", svg))) <= set(tokens.colours().values())
    assert not re.search(r"var\(|rgb|currentColor|opacity|style=|<use|gradient|pattern", svg)
    ids = re.findall(r'\bid="([^"]*)"', svg)
    assert len(set(ids)) == len(ids) and all(found.startswith(f"{id}-") for found in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)


@pytest.mark.parametrize("id", SMALL)
def test_small_and_whole_can_stand_on_one_page(id: str) -> None:
    small, whole = (figures.draw(guide_of("as it is"), id, small=small, write=False) for small in (True, False))
    ids = re.findall(r'\bid="([^"]*)"', str(small.svg)), re.findall(r'\bid="([^"]*)"', str(whole.svg))
    assert not set(ids[0]) & set(ids[1])
    assert all(text.isdigit() for text in re.findall(r"<text[^>]*>([^<]*)</text>", str(small.svg)))


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("id", IDS)
def test_every_word_stands_in_the_content(id: str, write: bool) -> None:
    guide = guide_of("as it is")
    plain = Renderer(guide, str).plain
    known = {word for text in all_texts(guide) for word in re.findall(r"\w+", plain(text))}
    said = [*(words.text for words in drawn(id, write=write).words), *(place.spoken for place in drawn(id, write=write).places)]
    assert not {word for text in said for word in re.findall(r"\w+", text) if not word.isdigit()} - known


def test_text_without_room_stops_the_build() -> None:
    guide = guide_of("as it is")
    long = guide.figures.parachute.view.model_copy(update={"title": Label("Udsigtspunktsforestilling")})
    changed = guide.figures.model_copy(update={"parachute": guide.figures.parachute.model_copy(update={"view": long})})
    with pytest.raises(ContentError) as error:
        printer().write(guide.model_copy(update={"figures": changed}), "parachute-reflection")
    assert [(item.code, dict(item.details)["text"]) for item in error.value.problems] == [("text-cut", "Udsigtspunktsforestilling")]


def test_lines_are_of_whole_words() -> None:
    assert figures.wrap("en to tre", 10, 400, figures.measure("en to", 10)) == ["en to", "tre"]
    assert figures.wrap("en\N{NO-BREAK SPACE}to tre", 10, 400, 1) == ["en\N{NO-BREAK SPACE}to", "tre"]


def test_words_are_made_smaller_before_they_are_too_long() -> None:
    pen = figures.Pen()
    for width in (200, 90, 20):
        pen.block(0, 20, "Karaktertrækkene", 12, width=width, height=20)
    assert [words.fits for words in pen.words] == [True, True, False]
    assert pen.words[1].width <= 90.1 < figures.measure("Karaktertrækkene", 12)
    assert pen.words[2].width == pytest.approx(figures.measure("Karaktertrækkene", 10))


def test_a_path_is_made_higher() -> None:
    assert figures.stretch("M1,-2C3,4 5,6 7,-8Z", 1.5) == "M1,-3.0C3,6.0 5,9.0 7,-12.0Z"
