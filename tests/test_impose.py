"""The book on sheets to fold: pages in the right order, and tags, links and outline led to where they now are."""

import io
from collections import Counter
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML

from guide.impose import booklets, fold, impose
from tests import printed
from tests.books import book

STYLE = """@page { size: A5; margin: 15mm } h1 { break-before: page; bookmark-level: 1 } svg { width: 40mm }
@font-face { font-family: A; src: url(templates/assets/fonts/atkinson-next-400.ttf) } html { font-family: A }"""
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>En prik</title><circle cx="5" cy="5" r="4"/></svg>'


@cache
def small(count: int) -> bytes:
    """A document of so many A5 pages, each with a heading, a link to the last, a list and a figure."""
    body = "".join(
        f'<h1 id="p{n}">Side {n}</h1><p>Se <a href="#p{count}">den sidste</a>.</p><ul style="list-style: none"><li>Punkt {n}</li></ul>{FIGURE}'
        for n in range(1, count + 1)
    )
    source = f'<html lang="da"><head><title>Et hæfte</title><style>{STYLE}</style></head><body>{body}</body></html>'
    result: bytes = HTML(string=source, base_url=".").write_pdf(pdf_variant="pdf/ua-1")
    return result


@cache
def folded(name: str) -> tuple[bytes, bytes]:
    """A document before and after: `small` with so many pages, or the book."""
    source = book("a5") if name == "book" else small(int(name))
    return source, impose(source)


def each(test: Any) -> Any:
    return pytest.mark.parametrize("name", ["4", "10", "book"])(test)


def halves(pdf: bytes) -> list[tuple[str, str]]:
    """The text of the left and the right half of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            found.append(tuple(" ".join(text.get_text_bounded(left, 0, left + width / 2, height).split()) for left in (0, width / 2)))
        return found  # type: ignore[return-value]


def test_order_of_the_pages() -> None:
    def shown(count: int) -> list[tuple[int | None, int | None]]:
        return [(left if left is None else left + 1, right if right is None else right + 1) for left, right in fold(range(count))]

    assert shown(4) == [(4, 1), (2, 3)]
    assert shown(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert shown(10) == [(None, 1), (2, None), (10, 3), (4, 9), (8, 5), (6, 7)]
    assert shown(1) == [(None, 1), (None, None)]


def test_thick_books_become_several_booklets() -> None:
    assert booklets(40, [0, 10, 30], 64) == [range(40)]
    assert booklets(100, [4, 30, 70], 64) == [range(30), range(30, 70), range(70, 100)]
    assert booklets(100, [], 64) == [range(64), range(64, 100)]
    assert booklets(175, [1, 4, 8, 46, 68, 96, 126, 144, 154], 64) == [range(46), range(46, 96), range(96, 154), range(154, 175)]


@pytest.mark.parametrize("count", [4, 8, 10])
def test_sides_hold_the_pages_in_order(count: int) -> None:
    expected = [tuple("" if page is None else f"Side {page + 1}" for page in side) for side in fold(range(count))]
    found = halves(impose(small(count)))
    assert len(found) == len(expected)
    for side, wanted in zip(found, expected, strict=True):
        assert [text.partition(" Se")[0] for text in side] == list(wanted)


@each
def test_pages_lie_and_say_how_to_turn_the_paper(name: str) -> None:
    document = printed.opened(folded(name)[1])
    assert len(document.pages) % 2 == 0
    for page in document.pages:
        assert [round(float(value)) for value in page.MediaBox] == [0, 0, 842, 595] and page.Tabs == "/S"
    assert document.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


@each
def test_what_makes_it_accessible_is_kept(name: str) -> None:
    before, after = map(printed.opened, folded(name))
    assert after.Root.MarkInfo.Marked and after.Root.Lang == before.Root.Lang
    assert after.Root.ViewerPreferences.DisplayDocTitle
    assert after.docinfo.Title == before.docinfo.Title
    assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
    assert [str(tag.S) for tag in printed.tags(after)] == [str(tag.S) for tag in printed.tags(before)]


@each
def test_all_text_is_there(name: str) -> None:
    def signs(pdf: bytes) -> Counter[str]:
        with pypdfium2.PdfDocument(pdf) as document:
            return Counter(sign for page in document for sign in page.get_textpage().get_text_range() if sign.isprintable() and sign != " ")

    before, after = folded(name)
    assert signs(before) == signs(after)


@each
def test_every_piece_of_content_is_in_the_tree(name: str) -> None:
    """Each tag's pieces are found in the drawing it names, and the drawing finds the tag again."""
    document = printed.opened(folded(name)[1])
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    tree = {int(key): value for key, value in zip(list(numbers)[::2], list(numbers)[1::2], strict=True)}
    drawings = {drawing.objgen: drawing for page in document.pages for drawing in page.Resources.XObject.values()}
    marked = {objgen: marks(drawing) for objgen, drawing in drawings.items()}
    reached: set[tuple[Any, int]] = set()
    for tag in printed.tags(document):
        for kid in [kid for kid in tag.get("/K", []) if kid.get("/Type") == "/MCR"]:
            drawing = drawings[kid.Stm.objgen]
            assert kid.MCID in marked[kid.Stm.objgen]
            assert drawing.objgen in {other.objgen for other in kid.Pg.Resources.XObject.values()}
            assert tree[int(drawing.StructParents)][int(kid.MCID)].objgen == tag.objgen
            reached.add((drawing.objgen, int(kid.MCID)))
    before = printed.opened(folded(name)[0])
    assert len(reached) == sum(not isinstance(kid, pikepdf.Dictionary) for tag in printed.tags(before) for kid in tag.get("/K", []))


def marks(drawing: pikepdf.Stream) -> set[int]:
    """The numbers of the marked pieces of a drawing."""
    found = set()
    for operands, operator in pikepdf.parse_content_stream(drawing):
        if str(operator) == "BDC" and "/MCID" in operands[1]:
            found.add(int(operands[1].MCID))
    return found


@each
def test_links_lie_over_their_words_and_lead_on(name: str) -> None:
    before, after = map(printed.opened, folded(name))
    in_tree = {kid.Obj.objgen for tag in printed.tags(after) for kid in tag.get("/K", []) if kid.get("/Type") == "/OBJR"}
    links = [(page, link) for page in after.pages for link in page.get("/Annots", [])]
    assert len(links) == sum(len(page.get("/Annots", [])) for page in before.pages)
    for page, link in links:
        assert link.objgen in in_tree
        assert 0 < min(float(link.Rect[0]), float(link.Rect[2])) and max(float(link.Rect[0]), float(link.Rect[2])) < float(page.MediaBox[2])
    for tag in printed.tags(after):
        for kid in [kid for kid in tag.get("/K", []) if kid.get("/Type") == "/OBJR"]:
            assert kid.Obj.objgen in {link.objgen for link in kid.Pg.Annots}


@each
def test_targets_and_outline_stand_at_their_headings(name: str) -> None:
    source, result = folded(name)
    before, after = printed.opened(source), printed.opened(result)
    sides = {page.obj.objgen: page for page in after.pages}
    assert [item.title for item in before.open_outline().root] == [item.title for item in after.open_outline().root]
    targets = list(after.Root.Names.Dests.Names)[1::2]
    old = list(before.Root.Names.Dests.Names)[1::2]
    assert len(targets) == len(old)
    for target, was in zip(targets, old, strict=True):
        assert target[0].objgen in sides
        moved = float(target[2]) - float(was[2])
        assert moved == pytest.approx(148.5 / 25.4 * 72, abs=0.2) or moved == pytest.approx(0.5 / 25.4 * 72, abs=0.2)
        assert float(target[3]) == float(was[3])


@each
def test_fonts_are_embedded(name: str) -> None:
    document = printed.opened(folded(name)[1])
    found = [font for font in document.objects if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor"]
    assert found and all("/FontFile2" in font or "/FontFile3" in font for font in found)


def test_figures_have_their_place_on_the_sheet() -> None:
    for tag in printed.tags(printed.opened(folded("4")[1])):
        if tag.S == "/Figure":
            left, bottom, right, top = map(float, tag.A.BBox)
            assert 0 < left < right < 842 and 0 < bottom < top < 595
            assert right - left == pytest.approx(40 / 25.4 * 72, abs=0.5)


def test_same_book_gives_same_bytes() -> None:
    assert impose(small(4)) == folded("4")[1]


def test_sheets_that_belong_together_have_the_same_marks() -> None:
    document = printed.opened(impose(small(10), most=4))
    counts = [page.Contents.read_bytes().count(b" l") for page in document.pages]
    assert counts == [1, 0, 2, 0, 3, 0]
    assert not any(b" l" in page.Contents.read_bytes() for page in printed.opened(folded("4")[1]).pages)


def test_result_is_read_again(tmp_path: Any) -> None:
    assert not pikepdf.open(io.BytesIO(folded("10")[1])).check_pdf_syntax()
