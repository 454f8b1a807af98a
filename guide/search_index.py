"""What the search knows of each page: its words, part by part, and what it is told besides."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from guide import marks, related
from guide.index import SHEETS, page_of
from guide.linebreaks import HYPHEN
from guide.links import Links
from guide.model.guide import Guide

TOP = "top"
"""The anchor of a page's heading."""
FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
"""What the theme's own script expects an index to say of itself."""

Part = dict[str, Any]
"""A part of a page: its `location` below the site's root, with the anchor of its heading, its `title` and its `text`."""


@dataclass(frozen=True)
class SearchEntry:
    """What the search is told of a page: words that find it and are never shown, its place in the bar, and its rank (1 is usual)."""

    words: str
    place: str
    rank: float


def parts(body: str, address: str, title: str) -> list[Part]:
    """The parts of a page from its HTML. What stands under its heading is the page itself; one without a heading has this title.

    Soft hyphens would hide a word from the search.
    """
    from material.plugins.search.plugin import Parser  # the theme's own: it shows parts as this parser parts them

    parser = Parser()
    parser.feed(marks.strip(body).replace(HYPHEN, ""))
    parser.close()
    found: dict[str, Part] = {}
    for section in parser.data:
        if not section.is_excluded():
            location = f"{address}#{section.id}" if section.id else address
            name, text = "".join(section.title).strip() or title, "".join(section.text).strip()
            found[location] = {"location": location, "title": name, "text": text}
    if heading := found.pop(f"{address}#{TOP}", None):
        found[address] |= {"title": heading["title"], "text": f"{heading['text']} {found[address]['text']}"}
    return list(found.values())


def index(language: str, pages: Iterable[tuple[str, list[Part]]], entries: Mapping[str, SearchEntry]) -> bytes:
    """The index of the pages of one language, each by its address with its parts; `entries` tell what else is known of them."""
    documents = [part | asdict(entries[address]) if part["location"] == address and address in entries else part for address, found in pages for part in found]
    config = {"lang": [language], "separator": "[\\s\\-]+", "pipeline": [], "fields": FIELDS}
    return json.dumps({"config": config, "docs": documents}, ensure_ascii=False, separators=(",", ":")).encode()


def search_entries(guide: Guide) -> dict[str, SearchEntry]:
    """What the search is told of each page besides its text, by the page's address."""
    links = Links(guide)
    entries = {}
    for _, chapter, ids in related.chapters(guide):
        for place, id in enumerate(ids):
            # a wide question leads to the page of a place; of pages that answer alike, the first in the place comes first
            weight = 1.25 if id == chapter.index else 0.8 if id.startswith(f"{SHEETS}/") else 1.0
            hidden = f"{related.title_of(guide, id)} {page_of(guide, id).search or ''}"
            entries[links.addresses[id]] = SearchEntry(hidden, chapter.title, round(weight - place / 1000, 3))
    return entries
