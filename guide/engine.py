"""Mends of the engine, WeasyPrint 70: one of a fault, three of needless work. Look at each when the engine changes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

import pydyf
import weasyprint.document
import weasyprint.layout.inline
from weasyprint.css.targets import TargetCollector
from weasyprint.text.line_break import split_first_line


def mend() -> None:
    """Mend the fault, for good. Doing it twice does no harm."""
    weasyprint.layout.inline.split_first_line = split_line


def split_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
    """Fit as much text as possible on a line; what comes back is the engine's: layout, length, where to go on, and measures.

    The fault: text that ends in a space, before bold words or a link, and fits but for that space is broken after its first
    word. Without its space it fits, and the line is broken at its end.
    """
    found = split_first_line(text, style, context, max_width, *rest, **more)
    goes_on = found[2]
    first_word = len(text.partition(" ")[0].encode()) + 1
    if goes_on is None or goes_on > first_word or max_width in (None, inf) or not text.endswith(" ") or style["white_space"] != "normal":
        return found
    whole = split_first_line(text.rstrip(" "), style, context, max_width, *rest, **more)
    return whole if whole[2] is None and whole[3] <= max_width else found


@contextmanager
def quick() -> Iterator[None]:
    """Lay out and write a long document with references to pages in less than half the time, and a little more memory."""
    collector, references = weasyprint.document.TargetCollector, pydyf.PDF.page_references
    weasyprint.document.TargetCollector, pydyf.PDF.page_references = PageTargets, property(page_references)
    gc.disable()  # a document is made of boxes that all live to its end
    try:
        yield
    finally:
        gc.enable()
        weasyprint.document.TargetCollector, pydyf.PDF.page_references = collector, references


class PageTargets(TargetCollector):
    """Where the targets of references stand.

    The engine lays every page with a reference out once more when it knows how many pages there are. No reference of ours
    says how many, so that is kept from it.
    """

    def cache_target_page_counters(self, anchor: str, counters: dict[str, list[int]], place: int, pages: list[Any]) -> None:
        super().cache_target_page_counters(anchor, {"page": counters["page"]}, place, pages)

    def collect_missing_counters(self, box: Any, token: str, again: Any, missing: list[str], targets: dict[str, list[str]]) -> None:
        super().collect_missing_counters(box, token, again, [], targets)


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """The references to the pages of a PDF. The engine asks for all of them for every single tag: they are made once."""
    kids = pdf.pages["Kids"]
    if len(getattr(pdf, "known_references", ())) * 3 != len(kids):
        pdf.known_references = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
    known: tuple[bytes, ...] = pdf.known_references
    return known
