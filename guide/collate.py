"""Collate sheets into one PDF: the pages of each as they were printed alone, with their tags and bookmarks.

Printing them anew would give the same pages in ten times the time. Sheets that are printed by hand have no links and no fields,
so that nothing in them leads to a place by a name.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from guide.impose import saved

SIGN = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]+)>$", re.MULTILINE)
"""A sign of a font, and what it says, in the list of a PDF."""
BEGIN, END = b"endcodespacerange\n", b"endcmap"
"""What that list stands between."""
MOST_SIGNS = 100
"""As many signs stand in one block of it."""


def collate(sheets: Sequence[bytes], title: str, description: str) -> bytes:
    """One PDF of several. Each begins on a right-hand page, so that what is printed on both sides can be taken apart."""
    with ExitStack() as opened:
        whole, *others = [opened.enter_context(pikepdf.open(io.BytesIO(pdf))) for pdf in sheets]
        tell_headings_apart(whole.Root.StructTreeRoot, 1)
        for number, other in enumerate(others, 2):
            tell_headings_apart(other.Root.StructTreeRoot, number)
            add(whole, other)
        share_fonts(whole)
        with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as facts:
            facts["dc:title"], facts["dc:description"] = title, description
        return saved(whole)


def tell_headings_apart(tags: Any, number: int) -> None:
    """Let the headings of tables, which cells name by their place in the PDF, begin with the number of the sheet."""
    waiting = [tags]
    while waiting:
        tag = waiting.pop()
        if "/ID" in tag:
            tag.ID = String(f"{number}-{tag.ID}")
        if "/A" in tag and "/Headers" in tag.A:
            tag.A.Headers = Array([String(f"{number}-{heading}") for heading in tag.A.Headers])
        kids = tag.get("/K", Array())
        waiting += [kid for kid in kids if isinstance(kid, Dictionary)] if isinstance(kids, Array) else []


def add(whole: Any, other: Any) -> None:
    """Add the pages of a PDF, their tags and their bookmarks."""
    if len(whole.pages) % 2:
        whole.pages.append(back_of(whole, whole.pages[-1]))
    start = len(whole.pages)
    whole.pages.extend(other.pages)
    add_tags(whole.Root.StructTreeRoot, whole.copy_foreign(other.Root.StructTreeRoot), [page.obj for page in whole.pages][start:])
    add_bookmarks(whole.Root.Outlines, whole.copy_foreign(other.Root.Outlines))


def back_of(whole: Any, page: Any) -> Any:
    """A bare page for the back of a sheet of paper."""
    return pikepdf.Page(whole.make_indirect(Dictionary(Type=Name.Page, MediaBox=page.obj.MediaBox, Tabs=Name.S, Resources=Dictionary(), Contents=whole.make_stream(b""))))


def add_tags(tree: Any, other: Any, pages: list[Any]) -> None:
    """Add the tags of some pages to those of the pages before. A page knows its tags by its number in a list."""
    document, numbers = tree.K[0], tree.ParentTree.Nums
    for tag in other.K[0].K:
        tag.P = document
        document.K.append(tag)
    first = 1 + int(numbers[-2])
    for number, tags in pairs(other.ParentTree.Nums):
        numbers.extend([first + int(number), tags])
    for page in pages:
        page.StructParents += first


def add_bookmarks(above: Any, others: Any) -> None:
    """Add bookmarks to those of the pages before."""
    item = others.First
    while item is not None:
        item.Parent = above
        item = item.get("/Next")
    others.First.Prev, above.Last.Next = above.Last, others.First
    above.Last = others.Last
    above.Count += others.Count


def share_fonts(whole: Any) -> None:
    """Let each font be there once, with all signs that any of the sheets has of it."""
    lists = [page.obj.Resources.Font for page in whole.pages if "/Font" in page.obj.Resources]
    for name in dict.fromkeys(name for fonts in lists for name in fonts.keys()):
        fonts = {font.objgen: font for listed in lists if (font := listed.get(name)) is not None}
        if len(fonts) > 1 and all(font.Subtype == Name.Type0 and "/FontFile2" in drawn(font).FontDescriptor for font in fonts.values()):
            joined = join(list(fonts.values()))
            for listed in lists:
                if name in listed:
                    listed[name] = joined


def join(fonts: list[Any]) -> Any:
    """The first of several parts of one font, with the signs of all. The number of a sign is the same in each."""
    first = drawn(fonts[0])
    data = joined_data(list({drawn(font).FontDescriptor.FontFile2.read_bytes(): None for font in fonts}))
    first.FontDescriptor.FontFile2.write(data)
    first.FontDescriptor.FontFile2.Length1 = len(data)
    boxes = [drawn(font).FontDescriptor.FontBBox for font in fonts]
    first.FontDescriptor.FontBBox = Array([pick(float(box[side]) for box in boxes) for side, pick in enumerate((min, min, max, max))])
    widths = dict(sorted(item for font in fonts for item in widths_of(drawn(font).W)))
    first.W = Array([part for sign, width in widths.items() for part in (sign, Array([width]))])
    fonts[0].ToUnicode.write(joined_list([font.ToUnicode.read_bytes() for font in fonts]))
    return fonts[0]


def drawn(font: Any) -> Any:
    """What draws the signs of a font."""
    return font.DescendantFonts[0]


def widths_of(widths: Any) -> Iterator[tuple[int, Any]]:
    """The number of each sign that widths are listed for, and its width."""
    for first, some in pairs(widths):
        yield from enumerate(some, int(first))


def pairs(items: Any) -> Iterator[tuple[Any, Any]]:
    """Items by twos."""
    one = iter(items)
    return zip(one, one, strict=True)


def joined_list(lists: list[bytes]) -> bytes:
    """The first of several lists of what the signs of a font say, with the signs of all."""
    head, foot = lists[0].partition(BEGIN)[0], lists[0].rpartition(END)[2]
    said = dict(sign for one in lists for sign in SIGN.findall(one.partition(BEGIN)[2]))
    signs = [b"<%s> <%s>\n" % sign for sign in said.items()]
    blocks = [signs[number : number + MOST_SIGNS] for number in range(0, len(signs), MOST_SIGNS)]
    return b"".join((head, BEGIN, *(b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks), END, foot))


def joined_data(parts: list[bytes]) -> bytes:
    """A font with the drawings of several parts of it (TrueType)."""
    whole, *others = sorted((TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False) for data in parts), key=lambda font: -font["maxp"].numGlyphs)
    names, drawings, widths = whole.getGlyphOrder(), whole["glyf"].glyphs, whole["hmtx"].metrics
    for other in others:
        theirs = other["glyf"].glyphs, other["hmtx"].metrics
        for ours, name in zip(names, other.getGlyphOrder(), strict=False):  # the longest is first: the others end before it
            if hasattr(theirs[0][name], "data"):
                drawings[ours] = theirs[0][name]
            if theirs[1][name][0]:
                widths[ours] = theirs[1][name]
    result = io.BytesIO()
    whole.save(result, reorderTables=None)
    return result.getvalue()
