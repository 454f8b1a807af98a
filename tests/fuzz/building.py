"""What a build makes of a guide before it is put on paper: every page, every sheet as HTML, the book, the data; and that links lead somewhere."""

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape

from guide import booklet, coverage, pages, related, sheets
from guide.data import json_text
from guide.deadlinks import ANCHOR, LINK
from guide.index import addresses, is_book
from guide.model.guide import Guide
from guide.pages import Surroundings
from guide.pictures import Picture
from guide.printables import printables
from guide.sheets import ASSETS
from guide.source import SourceTexts
from guide.switcher import root

DRAWN = re.compile(r"url\((?!#|'data:|data:)([^)]*)\)|<img src=\"([^\"]*)\"")
INSIDE = re.compile(r"(?:href=\"|url\()#([^\")]*)")

Documents = dict[str, Callable[[], str]]
"""What is made of a guide, by its name, yet to be made."""


def documents(guide: Guide, marked: Guide | None = None, around: Surroundings = Surroundings()) -> Documents:
    """Everything that is made of a guide. `marked` is the same with marks round what is not translated."""
    pictures = {id: Picture(f"assets/sheets/{id}.webp", 560, 792, sheet.pages or 1) for id, sheet in guide.sheets.items()}
    writer = pages.Writer(marked or guide, pictures, around)
    result: Documents = {"page": writer.front}
    result |= {f"page {id}": partial(writer.page, id, key) for key, _, ids in related.chapters(guide) for id in ids}
    for item in printables(guide):
        book = is_book(guide.sheets[item.sheet])
        name = f"book {item.name}" if book else f"print {item.name}"
        result[name] = partial(booklet.html, guide, item.variant) if book else partial(sheets.html, guide, item.sheet, variant=item.variant)
    return result | {"data": partial(json_text, guide)}


def paths(guide: Guide) -> dict[str, str]:
    """The path in the docs folder of every page, and its document."""
    indices = {chapter.index for chapter in guide.settings.chapters.values()}
    return {"index.md": "page"} | {pages.document(address, id in indices): f"page {id}" for id, address in addresses(guide).items()}


def shown(sources: SourceTexts) -> dict[str, set[str]]:
    """For each file the documents that show something of it, but for books: found by making them all with a tag in every text."""
    found: dict[str, set[str]] = {}
    for document, make in documents(coverage.tagged_guide(sources)).items():
        for file, _ in coverage.shown(sources, "" if document.startswith("book") else make()):
            found.setdefault(file, set()).add(document)
    return found


def broken(guide: Guide, made: dict[str, str]) -> Iterator[str]:
    """What in these documents leads nowhere: links of pages to pages that are there too, links within a book, and drawings of sheets."""
    places = {"": "page"} | {address: f"page {id}" for id, address in addresses(guide).items()}
    anchors = {name: set(ANCHOR.findall(text)) for name, text in made.items()}
    for name, text in made.items():
        if name.startswith("page"):
            here = next(address for address, page in places.items() if page == name)
            for link in set(map(unescape, LINK.findall(text))):
                if leads_nowhere(here, link, places, anchors, guide):
                    yield f"{name}: {link}"
        elif name != "data":
            yield from (f"{name}: #{target}" for target in INSIDE.findall(text) if target not in anchors[name])
            yield from (f"{name}: {path}" for path in set(map("".join, DRAWN.findall(text))) if not (ASSETS / path).is_file())


def leads_nowhere(here: str, link: str, places: dict[str, str], anchors: dict[str, set[str]], guide: Guide) -> bool:
    """Whether a link of the page at an address leads to no page, no PDF and no picture; or to an anchor that is not on its page."""
    if link.startswith("https://"):
        return False
    path, _, anchor = link.partition("#")
    there = posixpath.normpath(posixpath.join(f"/{here}", path)).lstrip("/") if path else here.rstrip("/")
    if there.startswith(("print/", "assets/")) or f"/{root(guide)}print/" in f"/{there}":
        return False
    page = places.get(f"{there}/" if there else "")
    return page is None or bool(anchor and page in anchors and anchor not in anchors[page])
