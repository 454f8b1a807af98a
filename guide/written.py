"""What the engine makes of laid-out pages, a PDF, written with less work, and with less in memory at once."""

import zlib
from collections.abc import Iterator
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.document import Document, Page

NUMBERS: dict[float, bytes] = {0.0: b"0"}
"""Numbers as a PDF has them."""
MOST_NUMBERS = 5_000
TIGHT = 7
"""How tightly streams are packed, of 9."""
AT_ONCE = 4_000
"""As many lines of a stream are packed at once."""
to_bytes, paint, tag = pydyf._to_bytes, Page.paint, weasyprint.pdf.add_tags


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
    items = stream.stream
    if not stream.compress:
        return lines(items)
    packer = zlib.compressobj(TIGHT)
    pieces = (lines(items[start : start + AT_ONCE]) + (b"\n" if start + AT_ONCE < len(items) else b"") for start in range(0, len(items), AT_ONCE))
    return b"".join((*map(packer.compress, pieces), packer.flush()))
