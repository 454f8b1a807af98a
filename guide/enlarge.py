"""Enlarge a PDF that was printed: all of it as many times as high and wide, with its tags as they are.

Printing it anew would give the same pages in several times the time. What repeats as a pattern would not grow with its page: a test
holds that no sheet to be enlarged has any.
"""

import io
from typing import Any

import pikepdf
from pikepdf import Array

from guide.impose import saved, siblings

BOXES = ("/MediaBox", "/BleedBox", "/TrimBox")


def enlarge(pdf: bytes, times: float) -> bytes:
    """The PDF, so many times as high and wide."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_add(f"q {times:.6f} 0 0 {times:.6f} 0 0 cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            for name in BOXES:
                page.obj[name] = larger(page.obj[name], times)
        waiting = [document.Root.get("/Outlines")]
        while waiting:
            for item in siblings(waiting.pop()):
                target, how, left, top, zoom = item.Dest
                item.Dest = Array([target, how, *larger((left, top), times), zoom])
                waiting.append(item)
        return saved(document)


def larger(lengths: Any, times: float) -> Array:
    """Lengths that are so many times as large."""
    return Array([round(float(length) * times, 6) for length in lengths])
