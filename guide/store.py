"""What was printed before: PDFs under a hash of all that makes them, and what was measured of them."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from guide import booklet, sheets, shelf
from guide.fingerprint import libraries
from guide.index import is_book
from guide.model.guide import Guide
from guide.printables import Printable
from guide.quality import Report
from guide.sheets import ASSETS, Layout

DATE = "SOURCE_DATE_EPOCH"
"""The date, in seconds since 1970, that the engine gives what it makes."""


@dataclass(frozen=True)
class Pressed:
    """A PDF, how it uses its room, and what was measured of it; None where it has to be measured yet."""

    pdf: bytes
    layout: Layout
    report: Report | None


def key(guide: Guide, printable: Printable, known: Layout | None, parts: Iterable[bytes] = ()) -> str:
    """A hash of all that makes a PDF: its words, what draws it, and the date it carries.

    `known` is how the sheet uses its room as it is printed by hand, and a form as it does; `parts` are the PDFs that it is made of.
    """
    sheet, used = guide.sheets[printable.sheet], known if known and printable.variant == "fillable" else Layout()
    source = booklet.html(guide, printable.variant) if is_book(sheet) else sheets.html(guide, printable.sheet, used, printable.variant)
    return shelf.digest(source, printable.variant, str(sheet.pages), drawing(is_book(sheet)), os.environ[DATE], *parts)


@cache
def drawing(book: bool) -> str:
    """A hash of what all sheets share, or the book: styles, signs, fonts, the code that lays out, and the versions of what it uses."""
    print_styles = [path for path in sorted((ASSETS / "print").glob("*.css")) if path.name.startswith("booklet") == book]
    shared = [ASSETS / "css" / "tokens.css", *print_styles, *sorted((ASSETS / "icons").glob("*.svg")), *sorted((ASSETS / "fonts").glob("*.ttf"))]
    modules = ("sparing", "boxes", "written", "engine", "fetcher", *(("books", "impose") if book else ("fit", "forms", "pdf", "impose", "collate", "enlarge")))
    return digest(shared, modules, ("weasyprint", "pikepdf", "fonttools"), *libraries())


@cache
def gate() -> str:
    """A hash of what measures PDFs."""
    return digest([], ("expected", "drawn", "seen", "tagged", "quality"), ("pypdfium2", "pikepdf"))


def digest(files: Iterable[Path], modules: Iterable[str], packages: Iterable[str], *words: str) -> str:
    """A hash of files, modules of ours, versions of packages, and other words."""
    return shelf.digest(*map(version, packages), *words, *(path.read_bytes() for path in files), shelf.code(*modules))


def fetch(key: str) -> Pressed | None:
    """What is kept under this key; None where there is nothing whole."""
    found = shelf.fetch(key)
    if not found:
        return None
    facts = json.loads(found["facts"])
    return Pressed(found["pdf"], layout(facts["layout"]), Report.from_json(facts["report"]) if facts["gate"] == gate() else None)


def holds(guide: Guide, printable: Printable, key: str) -> bool:
    """Whether what is kept under this key would still use its room as it does."""
    found = shelf.fetch(key)
    if not found:
        return False
    facts = json.loads(found["facts"])
    return bool(facts["laid-out"] == laid_out(guide, printable, layout(facts["layout"])))


def layout(facts: dict[str, Any]) -> Layout:
    """A layout from its plain values, in which tuples have become lists."""
    return Layout(**{**facts, "before": tuple(map(tuple, facts["before"]))})


def laid_out(guide: Guide, printable: Printable, used: Layout) -> str:
    """A hash of the sheet as its room is used. A key cannot know it: how room is used is found by printing. '' where the key says it all."""
    if printable.variant != "print" or used == Layout():
        return ""
    return shelf.digest(sheets.html(guide, printable.sheet, used))


def keep(guide: Guide, printable: Printable, key: str, made: Pressed) -> None:
    """Keep a PDF that was measured."""
    assert made.report
    facts = {"layout": asdict(made.layout), "laid-out": laid_out(guide, printable, made.layout), "gate": gate(), "report": made.report.to_json()}
    shelf.keep(key, {"facts": json.dumps(facts).encode(), "pdf": made.pdf})
