"""Sets of sheets are put together from the PDFs of their sheets, and large sheets made of those on A4: nothing of them is lost or mixed up."""

import io
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from guide.collate import SIGN, collate
from guide.enlarge import enlarge
from guide.index import held
from guide.printables import Printable, printables
from guide.sheets import enlarges
from tests import printed
from tests.real import printed_pdf, real_guide

SOME = ("behaviour-goals", "cornell-notes-wide", "trait-progress", "notes-1")
"""Sheets with tables, one that lies, and one of two pages."""


@cache
def of_some() -> bytes:
    return collate([printed_pdf(id) for id in SOME], "Et sæt & mere", "Om <sættet>")


def content(page: Any) -> bytes:
    parts = page.obj.Contents if isinstance(page.obj.Contents, pikepdf.Array) else [page.obj.Contents]
    return b"\n".join(part.read_bytes() for part in parts)


def seen(pdf: bytes) -> list[bytes]:
    """The pages as pictures."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [bytes(page.render(scale=1).to_pil().tobytes()) for page in document]


def places(ids: tuple[str, ...]) -> list[int]:
    """The page, from 0, that each of these sheets begins on: always a right-hand one."""
    found = [0]
    for id in ids[:-1]:
        pages = len(printed.seen(printed_pdf(id)))
        found.append(found[-1] + pages + pages % 2)
    return found


def test_every_page_is_the_same_as_alone() -> None:
    whole, pictures = printed.opened(of_some()), seen(of_some())
    for id, first in zip(SOME, places(SOME), strict=True):
        alone = printed.opened(printed_pdf(id))
        assert [content(page) for page in alone.pages] == [content(page) for page in list(whole.pages)[first : first + len(alone.pages)]]
        assert seen(printed_pdf(id)) == pictures[first : first + len(alone.pages)], "its fonts draw every sign as before"


def test_signs_of_every_script_are_drawn_as_alone(everything_pressed: dict[Printable, Any]) -> None:
    letters = [everything_pressed[Printable("parent-letter", language=code)].pdf for code in ("ar", "uk", "pl", "ar")]
    together = seen(collate(letters, "Breve", "Til hjemmet"))
    assert all(len(seen(letter)) == 1 for letter in letters), "each has a bare back"
    assert together[::2] == [seen(letter)[0] for letter in letters]


def test_the_back_of_a_sheet_is_bare_and_as_large_as_its_front() -> None:
    whole = printed.opened(of_some())
    bare = [number for number, page in enumerate(whole.pages) if not content(page)]
    assert len(bare) >= 2 and all(number % 2 and number + 1 in places(SOME) for number in bare)
    assert all(list(whole.pages[number].obj.MediaBox) == list(whole.pages[number - 1].obj.MediaBox) for number in bare)


def test_every_tag_is_found_from_its_page_and_stands_on_it() -> None:
    whole = printed.opened(of_some())
    numbers = list(whole.Root.StructTreeRoot.ParentTree.Nums)
    listed = {int(number): tags for number, tags in zip(numbers[::2], numbers[1::2], strict=True)}
    assert list(listed) == sorted(listed), "a reader looks for a number by halving"
    for page in whole.pages:
        for number, tag in enumerate(listed[int(page.obj.StructParents)] if "/StructParents" in page.obj else []):
            assert tag.Pg.objgen == page.objgen and number in [int(kid) for kid in tag.K]
    assert all(tag.P.objgen == whole.Root.StructTreeRoot.K[0].objgen for tag in whole.Root.StructTreeRoot.K[0].K)
    alone = [tag.S for id in SOME for tag in printed.tags(printed.opened(printed_pdf(id))) if tag.S != "/Document"]
    assert [tag.S for tag in printed.tags(whole) if tag.S != "/Document"] == alone


def test_a_cell_is_led_to_the_headings_of_its_own_table() -> None:
    for pdf in (of_some(), printed_pdf("student-folder")):
        headings: dict[str, Any] = {}
        for table in (tag for tag in printed.tags(printed.opened(pdf)) if tag.S == "/Table"):
            own = [str(tag.ID) for tag in printed.below(table) if tag.S == "/TH"]
            assert not headings.keys() & own and len(set(own)) == len(own), "no heading has the name of another"
            headings |= dict.fromkeys(own)
            led = [str(name) for tag in printed.below(table) if tag.S == "/TD" and "/A" in tag for name in tag.A.Headers]
            assert led and set(led) <= set(own)
        assert len(headings) > 10


def test_bookmarks_lead_to_the_pages_of_their_sheets() -> None:
    whole = printed.opened(of_some())
    pages = {page.objgen: number for number, page in enumerate(whole.pages)}
    items, item, count = [], whole.Root.Outlines.First, 0
    while item is not None:
        assert item.Parent.objgen == whole.Root.Outlines.objgen
        items.append(item)
        count += 1 + int(item.Count)
        item = item.get("/Next")
    assert [str(item.Title) for item in items] == [real_guide().sheets[id].title for id in SOME]
    assert [pages[item.Dest[0].objgen] for item in items] == places(SOME)
    assert all(after.Prev.objgen == before.objgen for before, after in pairwise(items)) and whole.Root.Outlines.Last.objgen == items[-1].objgen
    assert whole.Root.Outlines.Count == count


def test_the_bookmark_of_a_step_has_its_number_apart() -> None:
    with printed.opened(printed_pdf("notes-1")).open_outline() as outline:
        titles = [step.title for step in outline.root[0].children]
    assert titles[0] == "1 Vi talte om"


def test_a_set_has_its_own_title_and_description() -> None:
    whole = printed.opened(of_some())
    assert (str(whole.docinfo.Title), str(whole.docinfo.Subject)) == ("Et sæt & mere", "Om <sættet>")
    with whole.open_metadata() as facts:
        assert (facts["dc:title"], facts["dc:description"], facts["pdfuaid:part"]) == ("Et sæt & mere", "Om <sættet>", "1")


def test_each_font_is_there_once_and_as_wide_as_it_says() -> None:
    whole = printed.opened(of_some())
    fonts = {font.objgen: font for page in whole.pages for font in page.obj.Resources.get("/Font", {}).values()}
    assert len({str(font.BaseFont) for font in fonts.values()}) == len(fonts) == 3
    for font in fonts.values():
        listed, described = list(font.DescendantFonts[0].W), font.DescendantFonts[0].FontDescriptor
        widths = {int(first) + place: float(width) for first, some in zip(listed[::2], listed[1::2], strict=True) for place, width in enumerate(some)}
        file = TTFont(io.BytesIO(described.FontFile2.read_bytes()))
        names, scale = file.getGlyphOrder(), 1000 / file["head"].unitsPerEm
        assert all(width == pytest.approx(file["hmtx"][names[sign]][0] * scale, abs=1) for sign, width in widths.items())
        said = font.ToUnicode.read_bytes()
        assert len(widths) == len(set(signs(said))) and max(map(int, blocks(said))) <= 100
    assert len(of_some()) < sum(len(printed_pdf(id)) for id in SOME)


def signs(said: bytes) -> list[bytes]:
    """The signs that it lists."""
    return [sign for sign, _ in SIGN.findall(said.partition(b"endcodespacerange")[2])]


def blocks(said: bytes) -> list[bytes]:
    """How many signs each block says that it lists."""
    return [line.split()[0] for line in said.splitlines() if line.endswith(b"beginbfchar")]


def test_a_set_that_has_nothing_of_its_own_begins_with_its_first_sheet() -> None:
    guide = real_guide()
    assert held(guide, "pack-conversation-1")[0] == "conversation-guide-1" and held(guide, "student-folder")[0] == "student-folder"
    assert held(guide, "notes-1") == ["notes-1"]


def test_what_is_enlarged_keeps_all_it_had() -> None:
    plain, large = printed.opened(printed_pdf("trait-progress")), printed.opened(enlarge(printed_pdf("trait-progress"), 2))
    assert [tag.S for tag in printed.tags(plain)] == [tag.S for tag in printed.tags(large)]
    for before, after in zip(plain.pages, large.pages, strict=True):
        for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
            assert [float(value) for value in after.obj[name]] == pytest.approx([2 * float(value) for value in before.obj[name]])
    one, other = plain.Root.Outlines.First, large.Root.Outlines.First
    while one is not None:
        assert [float(other.Dest[2]), float(other.Dest[3])] == pytest.approx([2 * float(one.Dest[2]), 2 * float(one.Dest[3])])
        assert str(one.Title) == str(other.Title)
        one, other = one.get("/First") or one.get("/Next"), other.get("/First") or other.get("/Next")


def test_no_sheet_that_is_enlarged_has_a_pattern() -> None:
    """A pattern is measured on its page, and would stay as large as it was."""
    guide = real_guide()
    found = [item for item in printables(guide) if enlarges(guide.sheets[item.sheet], item.variant)]
    assert len(found) > 10
    for item in found:
        for page in printed.opened(printed_pdf(item.sheet)).pages:
            assert not page.obj.Resources.Pattern.keys() and not page.obj.Resources.Shading.keys()
