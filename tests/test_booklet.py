"""The guide as a book: everything is in it, every page number is right, and every page is well filled."""

import re
from itertools import pairwise
from typing import Any

import pytest

from guide import booklet, text
from guide.check import texts
from guide.markup import Renderer
from tests import printed
from tests.books import SIZES, Page, book, destinations, html, pages, parts, real_guide, references, words

MARGINS = {"print": (50, 50, 40, 40), "a5": (33, 33, 30, 24)}
"""The least that stays white at the left, right, top and bottom, in points; page number and running head stand in the margin."""
SILENT = {"search", "slug", "description", "teaser", "short", "statements", "alt", "label"}
"""Fields that a page of the site does not show as its text, and names that menus use."""


def each(test: Any) -> Any:
    return pytest.mark.parametrize("size", SIZES)(test)


def contents(size: str) -> range:
    """The pages with the list of contents."""
    return range(1, destinations(size)["introduction"] - 1)


def chapter_starts(size: str) -> dict[int, str]:
    """The first page of every chapter, from 1, and the chapter's id."""
    chapters = [id for level, id, _ in parts(size).headings if level == "h1" and id and id != "contents"]
    return {destinations(size)[id]: id for id in chapters}


@each
def test_every_page_of_the_guide_is_a_chapter(size: str) -> None:
    guide = real_guide()
    chapters = [id for level, id, _ in parts(size).headings if level == "h1" and id]
    assert sorted(chapters) == sorted(["contents", *(id for id, page in guide.pages.items() if page.book), *guide.conversations, *guide.traits])
    assert chapters[:2] == ["contents", "introduction"]


@each
def test_a_page_that_no_part_names_comes_last(size: str) -> None:
    guide = real_guide()
    pages = {**guide.pages, "another": guide.pages["about"]}
    assert booklet.parts(guide.model_copy(update={"pages": pages}))[-1][1][-1] == "another"


def test_a_link_to_a_page_that_is_not_in_the_book_is_its_words() -> None:
    guide = real_guide()
    sheet = guide.sheets["booklet"]
    last = [part.model_copy(update={"pages": tuple(page for page in part.pages if page not in ("parachute", "sheets"))}) for part in sheet.components["booklet"].parts.values()]
    shorter = sheet.components["booklet"].model_copy(update={"parts": {str(number): part for number, part in enumerate(last) if part.pages}})
    pages = {id: page.model_copy(update={"book": page.book and id not in ("parachute", "sheets")}) for id, page in guide.pages.items()}
    made = booklet.html(guide.model_copy(update={"pages": pages, "sheets": {**guide.sheets, "booklet": sheet.model_copy(update={"components": {"booklet": shorter}})}}))
    anchors = set(re.findall(r' id="([^"]+)"', made))
    leads = set(re.findall(r'(?:href="|url\()#([^")]+)', made))
    assert leads <= anchors and not any(target.startswith("sheets-") for target in anchors)
    assert guide.pages["parachute"].title in made and "#parachute" not in made


@each
def test_everything_a_page_says_is_in_the_book(size: str) -> None:
    guide, said = real_guide(), parts(size).text.replace("\N{NO-BREAK SPACE}", " ")
    plain = Renderer(guide, resolve=str)
    parted = re.sub(r" \((?!se side)[a-z0-9.-]+\.[a-z]+\)", "", said)  # the sites that links are followed by
    printed = {id: page for id, page in guide.pages.items() if page.book}
    for group in (printed, guide.conversations, guide.traits, guide.glossary, guide.sources, guide.areas):
        for path, value in texts(group):
            if SILENT & set(path.split("/")):
                continue
            for paragraph in text.parse(value):
                line = "".join(plain_words(plain, span) for span in paragraph.children)
                assert " ".join(line.split()) in parted or " ".join(line.split()) in said, path


def plain_words(renderer: Renderer, span: text.Span) -> str:
    if span.kind == "variable":
        return renderer.variables[span.value]
    return "" if span.kind == "blank" else span.value if span.kind == "text" else "".join(plain_words(renderer, child) for child in span.children)


@each
def test_every_reference_says_the_page_its_target_is_on(size: str) -> None:
    before = re.escape(real_guide().interface.booklet.see_page.partition("{n}")[0].strip("("))
    found = [(target, int(match[1])) for target, words in references(size) if (match := re.match(r"(?:\(|, )" + before + r"(\d+)\)", words))]
    assert len(found) == len(parts(size).see) > 500
    assert [(target, number) for target, number in found if number != destinations(size)[target]] == []


@each
def test_lists_say_the_page_of_each_place(size: str) -> None:
    """The list of contents, the list of figures, and the lists that open the parts."""
    starts = sorted(chapter_starts(size))
    listed = parts(size).rows
    assert len(listed) > 60
    for target, title in listed:
        number = destinations(size)[target]
        rows = [row for page in pages(size)[: starts[-1]] for row in page_rows(page) if row[0].startswith(title)]
        assert str(number) in {row[1] for row in rows}, title


def page_rows(page: Page) -> list[tuple[str, str]]:
    """The lines of text with a number to the right of them."""
    numbers = [area for area in page.texts if area.words.isdigit()]
    return [
        (area.words.replace("\r\n", " "), number.words)
        for area in page.texts
        for number in numbers
        if number.left > area.right and number.bottom < area.top and number.top > area.bottom
    ]


@each
def test_running_heads_and_page_numbers(size: str) -> None:
    guide, starts = real_guide(), chapter_starts(size)
    titles = {id: title for title, ids in booklet.parts(guide) for id in ids}
    chapter = ""
    for number, page in enumerate(pages(size), 1):
        chapter = starts.get(number, chapter)
        if not chapter:
            continue
        text = words(size)[number - 1]
        outer = [area for area in page.texts if area.words == str(number) and area.bottom < page.height * 0.07]
        assert len(outer) == 1 and (outer[0].left > page.width / 2) == (number % 2 == 1)
        head = max(page.texts, key=lambda area: area.top).words
        if text.replace(str(number), "").strip() == guide.interface.booklet.notes:
            continue
        if number % 2 == 0:
            assert head == titles[chapter]
        elif number not in starts:
            assert head == (booklet.related.title_of(guide, chapter))


@each
def test_outline_is_complete(size: str) -> None:
    headings = parts(size).headings
    first = next(place for place, (_, id, _) in enumerate(headings) if id == "introduction")
    wanted = ["contents", *(title for level, _, title in headings[first:] if level in ("h1", "h2"))]
    wanted[0] = real_guide().interface.booklet.contents
    with printed.opened(book(size)).open_outline() as outline:
        found = [item.title for top in outline.root for item in flat(top)]
    assert found == [" ".join(title.split()) for title in wanted]


def flat(item: Any) -> list[Any]:
    return [item, *(inner for child in item.children for inner in flat(child))]


@each
def test_figures_are_all_there(size: str) -> None:
    guide = real_guide()
    figures = [str(tag.Alt) for tag in printed.tags(printed.opened(book(size))) if tag.S == "/Figure"]
    for page in guide.pages.values():
        if page.figure:
            assert str(getattr(guide.figures, page.figure.replace("-", "_")).alt) in figures


@each
def test_nothing_stands_in_the_margins_or_over_another(size: str) -> None:
    left, right, top, bottom = MARGINS[size]
    for number, page in enumerate(pages(size), 1):
        for place, area in enumerate(page.texts):
            assert area.left >= left - 18 and area.right <= page.width - right + 18, (number, area)
            assert area.bottom >= bottom - 10 and area.top <= page.height - top + 10, (number, area)
            assert not [(number, area.words, other.words) for other in page.texts[place + 1 :] if area.overlaps(other)]


@each
def test_pages_are_well_filled(size: str) -> None:
    """Text, a figure or lines for notes reach below the middle of every page but the last."""
    for number, page in enumerate(pages(size)[:-1], 1):
        body = [area.bottom for area in (*page.texts, *page.drawings) if area.bottom > page.height * 0.07]
        assert min(body) < page.height * 0.45, number


@each
def test_no_heading_ends_a_page(size: str) -> None:
    headings = {" ".join(title.split()) for level, _, title in parts(size).headings if level in ("h1", "h2")}
    for number, page in enumerate(pages(size), 1):
        body = [area for area in page.texts if area.bottom > page.height * 0.075]
        lowest = min(body, key=lambda area: area.bottom, default=None)
        if lowest and lowest.top - lowest.bottom > 9.5 and lowest.words in headings:
            assert [area for area in page.drawings if area.bottom < lowest.bottom], (number, lowest.words)


@each
def test_book_is_tagged_soundly(size: str) -> None:
    document = printed.opened(book(size))
    found = list(printed.tags(document))
    headings = [int(str(tag.S)[2]) for tag in found if re.fullmatch("/H[1-6]", str(tag.S))]
    assert len(headings) >= len(parts(size).headings)
    assert headings[0] == 1 and all(after - before <= 1 for before, after in pairwise(headings))
    for tag in found:
        if tag.S == "/Figure":
            assert str(tag.Alt).strip()
        if tag.S == "/LI":
            assert {str(child.S) for child in printed.kids(tag)} <= {"/Lbl", "/LBody"}
    assert document.Root.Lang == "da" and str(document.docinfo.Title) == real_guide().sheets["booklet"].title


@each
def test_headings_stand_once_in_the_tags(size: str) -> None:
    """A heading that stands out of the flow is not read twice."""
    found = [tag for tag in printed.tags(printed.opened(book(size))) if str(tag.S) == "/H3"]
    assert len(found) == sum(level == "h3" for level, _, _ in parts(size).headings)


@each
def test_links_hold_nothing_but_text(size: str) -> None:
    assert not re.findall(r"<a [^>]*>[^<]*<(?!/a>)", html(size))
    assert set(parts(size).see) <= parts(size).ids


@each
def test_no_line_is_broken_too_early(size: str) -> None:
    """The engine's fault with a text that ends in a space (guide/engine.py) leaves its first word alone on a line."""
    for number, page in enumerate(pages(size), 1):
        for area in page.texts:
            alone = re.fullmatch("[A-ZÆØÅ][a-zæøå]{1,7}", area.words) and not [other for other in page.texts if other != area and other.shares(area, 2)]
            below = [other for other in page.texts if abs(other.left - area.left) < 0.5 and 0 < area.bottom - other.bottom < 16]
            long = below and below[0].right - below[0].left > 150
            assert not (alone and long and below[0].words[0].islower()), (number, area.words, below[0].words)
