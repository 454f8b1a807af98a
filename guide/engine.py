"""Mends of the engine, WeasyPrint 70: one of a fault, the others of needless work. Look at each when the engine changes.

The tests hold that a mend of needless work changes nothing of what is drawn, and that the fault is still there to be mended.
"""

import gc
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from math import inf
from pkgutil import resolve_name
from typing import Any
from xml.etree import ElementTree

import cssselect2
import pydyf
import weasyprint.document
import weasyprint.pdf
from weasyprint import HTML
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.svg.utils import color, size

from guide import sparing

REFERENCE, GUESS = re.compile(r"--to:url\(#(.+)\)"), re.compile(r"(?<!\d)0+(?!\d)")
"""Where the style of a reference says it leads, and what stands for a number until it is known."""

NUMBERS: dict[float, bytes] = {0.0: b"0"}
"""Numbers as a PDF has them."""
MOST_NUMBERS = 5_000
TIGHT = 7
"""How tightly streams are packed, of 9."""
DRAWS = {"font_config", "dictionaries"}
"""What drawing asks of the context of layout."""
NO_SIDES: frozenset[str] = frozenset()
to_bytes, paint, tag, layout = pydyf._to_bytes, Page.paint, weasyprint.pdf.add_tags, weasyprint.document.layout_document


def mend() -> None:
    """Mend the engine, for good. Doing it twice does no harm. Raises ImportError where it is no longer as these mends know it."""
    swap(MENDS)
    for name, value in vars(pydyf.Object()).items():  # see `bare`
        setattr(pydyf.Object, name, value)
    for path, ours in ALONE.items():
        owner, name = place(path)
        setattr(owner, name, ours)


def swap(mends: Mapping[str, Any]) -> None:
    """Put functions and classes in the places of those of the engine, wherever its modules know them."""
    ours = {id(getattr(*place(path))): new for path, new in mends.items()}
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint."):
            for known, value in list(vars(module).items()):
                if id(value) in ours:
                    setattr(module, known, ours[id(value)])


def place(path: str) -> tuple[Any, str]:
    """The module or class, and its name there, of what the engine uses. Raises ImportError where it is gone."""
    owner, _, name = path.rpartition(".")
    try:
        found = resolve_name(owner)
        vars(found)[name]
    except (ImportError, AttributeError, KeyError):
        raise ImportError(f"The engine has no {path} to mend: see guide/engine.py") from None
    return found, name


def split_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
    """Fit as much text as possible on a line; what comes back is the engine's: layout, length, where to go on, and measures.

    The fault: text that ends in a space, before bold words or a link, and fits but for that space is broken after its first
    word. Without its space it fits, and the line is broken at its end.
    """
    found = sparing.first_line(text, style, context, max_width, *rest, **more)
    goes_on = found[2]
    first_word = len(text.partition(" ")[0].encode()) + 1
    if goes_on is None or goes_on > first_word or max_width in (None, inf) or not text.endswith(" ") or style["white_space"] != "normal":
        return found
    whole = sparing.first_line(text.rstrip(" "), style, context, max_width, *rest, **more)
    return whole if whole[2] is None and whole[3] <= max_width else found


class Source(HTML):
    """A document whose HTML is XML too: it is read at once by a parser for XML."""

    def __init__(self, text: str, base_url: str, fetcher: Any) -> None:
        self.base_url, self.url_fetcher, self.media_type = base_url, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(ElementTree.fromstring(text), content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self.wrapper_element.query_all = next(self.wrapper_element.iter_children()).query_all  # title, styles and links are in the head


@contextmanager
def calm(images: Mapping[str, Any]) -> Iterator[None]:
    """Work at one document without collecting garbage, and let go of all of it at the end."""
    gc.disable()
    try:
        yield
    finally:
        for image in images.values():
            image._context = image._svg.context = image._svg.stream = None
        gc.collect(1)
        gc.enable()


def begin(box: Any, element_tag: str, style: Any, element: Any) -> None:
    """Begin a box. Few ever have sides without decoration."""
    box.element_tag, box.element, box.style = element_tag, element, style
    box.children, box.first_letter_style, box.first_line_style = (), None, None
    box.remove_decoration_sides = NO_SIDES


def bare_side(box: Any, side: str) -> None:
    """Take margin, padding and border from a side of a box."""
    box.remove_decoration_sides |= {side}
    setattr(box, f"margin_{side}", 0)
    setattr(box, f"padding_{side}", 0)
    setattr(box, f"border_{side}_width", 0)


def with_children(box: Any, children: Any) -> Any:
    """A new box like one, with other children."""
    new = box.copy()
    new.children, box.remove_decoration_sides = children, NO_SIDES
    return new


class PageTargets(TargetCollector):
    """Where the targets of references stand.

    The engine lays every page with a reference out once more, when it knows the number of pages and where the target stands. No
    reference of ours says how many pages there are, and a number with as many digits as the guess takes as much room.
    """

    def cache_target_page_counters(self, anchor: str, counters: dict[str, list[int]], place: int, pages: list[Any]) -> None:
        target, found = self.target_lookup_items.get(anchor), {"page": counters["page"]}
        if self.collecting or not target or target.state != "up-to-date":
            return
        target.page_maker_index = place
        if target.cached_page_counter_values == found:
            return
        target.cached_page_counter_values = found
        for (box, token), reference in self.counter_lookup_items.items():
            if token == "content" and anchor in reference.missing_target_counters:
                guess = length(box)
                reference.parse_again(reference.cached_page_counter_values)
                if length(box) != guess and reference.page_maker_index is None:
                    reference.pending = True
                elif length(box) != guess:
                    pages[reference.page_maker_index][-1]["content_changed"] = True

    def collect_missing_counters(self, box: Any, token: str, again: Any, missing: list[str], targets: dict[str, list[str]]) -> None:
        super().collect_missing_counters(box, token, again, [], targets)


def length(box: Any) -> int:
    """How many signs stand in a box."""
    return sum(len(inner.text) for inner in box.descendants() if isinstance(inner, TextBox))


def number(document: Document) -> None:
    """Put the numbers of pages in the place of guesses with as many digits, which are made of zeros."""
    pages = {anchor: str(page) for page in range(len(document.pages), 0, -1) for anchor in document.pages[page - 1].anchors}
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if isinstance(box, TextBox) and box.element_tag == "span::after" and (to := REFERENCE.match(box.element.get("style", ""))):
                box.text = box.pango_layout.text = GUESS.sub(pages[to[1]], box.text)


def lay_out(html: Any, root: Any, context: Any) -> Iterator[Any]:
    """Lay out the pages, and let go of what serves layout alone: the boxes know too much, and the drawings hold all to the end."""
    for page in layout(html, root, context):
        for box in page.descendants(placeholders=True):
            box.missing_link = None
        yield page
    for name in vars(context).keys() - DRAWS:
        delattr(context, name)


def svg_size(text: str | None, font_size: float | None = None, whole: float | None = None) -> float:
    """A length in a drawing: nearly all are plain numbers."""
    try:
        return float(text) if text else 0
    except ValueError:
        return size(text, font_size, whole)


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """The references to the pages of a PDF. The engine asks for all of them for every single tag: they are made once."""
    kids = pdf.pages["Kids"]
    if len(getattr(pdf, "known_references", ())) * 3 != len(kids):
        pdf.known_references = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
    known: tuple[bytes, ...] = pdf.known_references
    return known


def as_bytes(item: Any) -> bytes:
    """An item of a PDF as it is written. Many numbers are written again and again."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is float:
        if item not in NUMBERS:
            if len(NUMBERS) >= MOST_NUMBERS:
                NUMBERS.clear()
            NUMBERS[item] = to_bytes(item)
        return NUMBERS[item]
    return to_bytes(item)


def lines(items: list[Any]) -> bytes:
    """What a stream holds. Nearly always that is bytes already."""
    try:
        return b"\n".join(items)
    except TypeError:
        return b"\n".join(map(as_bytes, items))


def paint_page(page: Page, stream: Any, *rest: Any) -> None:
    """Paint a page, and pack what was written: in thousands of small pieces it takes four times the memory until the end, unpacked still more."""
    paint(page, stream, *rest)
    stream.packed = packed(stream)
    stream.stream.clear()


def bare(item: pydyf.Object) -> None:
    """Begin an item of a PDF. What it is until it has a number stands in its class: most are parts of others, and never get one."""


class Written:
    """An item of a PDF that has a number, as it is written."""

    __slots__ = ("data", "number")
    generation, free, compressible = 0, "n", True

    def __init__(self, item: Any) -> None:
        self.number, self.data = item.number, item.data


class Passed(list[Page]):
    """Pages that get their tags, of which we let go as soon as they are passed: but for what leads to and from a page, nobody looks at it again.

    Its tags are changed no more, and written at once.
    """

    def __init__(self, pages: list[Page], pdf: Any) -> None:
        super().__init__(pages)
        self.pdf = pdf

    def __iter__(self) -> Iterator[Page]:
        for page in super().__iter__():
            first = len(self.pdf.objects)
            yield page
            page._page_box = None
            self.pdf.objects[first:] = map(Written, self.pdf.objects[first:])


def add_tags(pdf: Any, document: Document, *rest: Any) -> None:
    """Add the tags of all pages, when they are painted."""
    document.pages = Passed(document.pages, pdf)
    tag(pdf, document, *rest)


def stream_data(stream: Any) -> bytes:
    """A stream of a PDF."""
    data = stream.packed if hasattr(stream, "packed") else packed(stream)
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
    extra["Length"] = len(data)
    return b"\n".join((extra.data, b"stream", data, b"endstream"))


def packed(stream: Any) -> bytes:
    """What a stream holds. The engine packs it as tightly as can be: this takes less than half the time, and a hundredth more room."""
    data = lines(stream.stream)
    return zlib.compress(data, TIGHT) if stream.compress else data


MENDS = {
    "weasyprint.css.ComputedStyle": sparing.Style,
    "weasyprint.css.StyleFor": sparing.Styles,
    "weasyprint.document.TargetCollector": PageTargets,
    "weasyprint.layout.inline.split_first_line": sparing.first_line,
    "weasyprint.layout.block.resolve_percentages": sparing.lengths,
    "weasyprint.layout.inline.strut": sparing.line_height,
    "weasyprint.layout.percent.resolve_radii_percentages": sparing.radii,
    "weasyprint.layout.background.layout_box_backgrounds": sparing.backgrounds,
    "weasyprint.layout.float.avoid_collisions": sparing.beside_floats,
    "weasyprint.svg.utils.size": svg_size,
    "weasyprint.svg.utils.color": cache(color),
}
"""What makes needless work, by a place where the engine uses it, and what does not."""
ALONE = {
    "weasyprint.layout.inline.split_first_line": split_line,
    "weasyprint.formatting_structure.boxes.Box.__init__": begin,
    "weasyprint.formatting_structure.boxes.ParentBox._reset_spacing": bare_side,
    "weasyprint.formatting_structure.boxes.ParentBox.copy_with_children": with_children,
    "weasyprint.formatting_structure.boxes.Box.is_in_normal_flow": sparing.in_flow,
    "weasyprint.document.layout_document": lay_out,
    "weasyprint.document.Page.paint": paint_page,
    "weasyprint.pdf.add_tags": add_tags,
    "pydyf.Object.__init__": bare,
    "pydyf.PDF.page_references": property(page_references),
    "pydyf.Stream.data": property(stream_data),
    "pydyf._to_bytes": as_bytes,
}
"""What is put in one place alone."""
