"""Mends of the engine, WeasyPrint 70: one of a fault, the others of needless work. Look at each when the engine changes.

The tests hold that a mend of needless work changes nothing of what is drawn, and that the fault is still there to be mended.
"""

import gc
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from math import inf
from pkgutil import resolve_name
from typing import Any
from xml.etree import ElementTree

import cssselect2
import pydyf
from weasyprint import HTML
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import Box, TextBox
from weasyprint.svg.utils import color, size

from guide import boxes, sparing, written

REFERENCE, GUESS = re.compile(r"--to:url\(#(.+)\)"), re.compile(r"(?<!\d)0+(?!\d)")
"""Where the style of a reference says it leads, and what stands for a number until it is known."""


def mend() -> None:
    """Mend the engine, for good. Doing it twice does no harm. Raises ImportError where it is no longer as these mends know it."""
    swap(MENDS)
    for name, value in vars(pydyf.Object()).items():  # see `written.bare`
        setattr(pydyf.Object, name, value)
    for name, value in boxes.USUAL.items():  # see `boxes.begin`
        setattr(Box, name, value)
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


def svg_size(text: str | None, font_size: float | None = None, whole: float | None = None) -> float:
    """A length in a drawing: nearly all are plain numbers."""
    try:
        return float(text) if text else 0
    except ValueError:
        return size(text, font_size, whole)


MENDS = {
    "weasyprint.css.ComputedStyle": sparing.Style,
    "weasyprint.css.StyleFor": sparing.Styles,
    "weasyprint.document.TargetCollector": PageTargets,
    "weasyprint.layout.inline.split_first_line": sparing.first_line,
    "weasyprint.layout.block.resolve_percentages": boxes.lengths,
    "weasyprint.layout.inline.strut": sparing.line_height,
    "weasyprint.layout.percent.resolve_radii_percentages": boxes.radii,
    "weasyprint.layout.background.layout_box_backgrounds": boxes.backgrounds,
    "weasyprint.layout.float.avoid_collisions": sparing.beside_floats,
    "weasyprint.svg.utils.size": svg_size,
    "weasyprint.svg.utils.color": cache(color),
}
"""What makes needless work, by a place where the engine uses it, and what does not."""
ALONE = {
    "weasyprint.layout.inline.split_first_line": split_line,
    "weasyprint.formatting_structure.boxes.Box.__init__": boxes.begin,
    "weasyprint.formatting_structure.boxes.ParentBox._reset_spacing": boxes.bare_side,
    "weasyprint.formatting_structure.boxes.ParentBox.copy_with_children": boxes.with_children,
    "weasyprint.formatting_structure.boxes.Box.is_in_normal_flow": boxes.in_flow,
    "weasyprint.document.layout_document": boxes.lay_out,
    "weasyprint.document.Page.paint": written.paint_page,
    "weasyprint.pdf.add_tags": written.add_tags,
    "pydyf.Object.__init__": written.bare,
    "pydyf.PDF.page_references": property(written.page_references),
    "pydyf.Stream.data": property(written.stream_data),
    "pydyf._to_bytes": written.as_bytes,
}
"""What is put in one place alone."""
