"""What was printed before: PDFs under a hash of all that makes them, and what was measured of them. It may be deleted at any time."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from guide import booklet, sheets
from guide.disk import write_whole
from guide.environment import ROOT
from guide.index import collected
from guide.model.guide import Guide
from guide.printables import Printable, is_book
from guide.quality import Report
from guide.sheets import ASSETS, Layout

CACHE = ROOT / ".cache" / "print"
DATE = "SOURCE_DATE_EPOCH"
"""The date, in seconds since 1970, that the engine gives what it makes."""


@dataclass(frozen=True)
class Pressed:
    """A PDF, how it uses its room, and what was measured of it; None where it has to be measured yet."""

    pdf: bytes
    layout: Layout
    report: Report | None


def key(guide: Guide, printable: Printable, known: Mapping[str, Layout]) -> str:
    """A hash of all that makes a PDF: its words, what draws it, and the date it carries. `known` are the layouts it builds on."""
    sheet = guide.sheets[printable.sheet]
    if is_book(sheet):
        source = booklet.html(guide, printable.variant)
    else:
        others = {id: known[id] for id in collected(guide, printable.sheet)}
        source = sheets.html(guide, printable.sheet, known.get(printable.sheet, Layout()), printable.variant, others)
    parts = (source, printable.variant, str(sheet.pages), drawing(is_book(sheet)), os.environ[DATE])
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def drawing(book: bool) -> str:
    """A hash of what all sheets share, or the book: styles, signs, fonts, the code that lays out, and the versions of what it uses."""
    print_styles = [path for path in sorted((ASSETS / "print").glob("*.css")) if path.name.startswith("booklet") == book]
    shared = [ASSETS / "css" / "tokens.css", *print_styles, *sorted((ASSETS / "icons").glob("*.svg")), *sorted((ASSETS / "fonts").glob("*.ttf"))]
    return digest(shared, ("engine", "books", "impose") if book else ("engine", "fit", "forms", "pdf"), ("weasyprint", "pikepdf", "fonttools"))


@cache
def gate() -> str:
    """A hash of what measures PDFs."""
    return digest([], ("expected", "seen", "tagged", "quality"), ("pypdfium2", "pikepdf"))


def digest(files: Iterable[Path], modules: Iterable[str], packages: Iterable[str]) -> str:
    """A hash of files, modules of ours, and versions of packages."""
    result = hashlib.sha256("".join(map(version, packages)).encode())
    for path in (*files, *(Path(__file__).with_name(f"{name}.py") for name in modules)):
        result.update(path.read_bytes())
    return result.hexdigest()


def fetch(key: str) -> Pressed | None:
    """What is kept under this key; None where there is nothing, or an entry that is damaged."""
    try:
        facts = json.loads((CACHE / f"{key}.json").read_text(encoding="utf-8"))
        pdf = (CACHE / f"{key}.pdf").read_bytes()
        if hashlib.sha256(pdf).hexdigest() != facts["hash"]:
            return None
        report = Report.from_json(facts["report"]) if facts["gate"] == gate() else None
        return Pressed(pdf, layout(facts["layout"]), report)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def layout(facts: dict[str, Any]) -> Layout:
    """A layout from its plain values, in which tuples have become lists. Raises TypeError where it is none."""
    return Layout(**{**facts, "before": tuple(map(tuple, facts["before"]))})


def keep(key: str, made: Pressed) -> None:
    """Keep a PDF that was measured; its facts come last, so that an entry is whole or not there."""
    assert made.report
    facts = {"hash": hashlib.sha256(made.pdf).hexdigest(), "layout": asdict(made.layout), "gate": gate(), "report": made.report.to_json()}
    write_whole(CACHE / f"{key}.pdf", made.pdf)
    write_whole(CACHE / f"{key}.json", json.dumps(facts).encode())
