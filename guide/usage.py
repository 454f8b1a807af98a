"""Where a text of the source is used: the page it stands on, and the sheets that print it. Translators are told with the text."""

from collections.abc import Iterator
from functools import cached_property

from guide import related
from guide.check import walk
from guide.messages.written import WRITTEN
from guide.model.base import Ref
from guide.model.component import Booklet, Collection, Drawing
from guide.model.guide import Guide

PLACES = {"guide": "used-everywhere", "interface/sheet": "used-on-sheets", "interface/booklet": "used-in-book", "interface/site": "used-on-site"}
"""The messages for texts of no single page, by how their file and key begin."""


class Usage:
    """Where the texts of one guide are used."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide

    @cached_property
    def takers(self) -> dict[str, list[str]]:
        """For each id the sheets whose components take words from what it names."""
        found: dict[str, list[str]] = {}
        for sheet, content in self.guide.sheets.items():
            for _, item in walk([part for part in content.components.values() if not isinstance(part, Booklet | Collection)]):
                if isinstance(item, Ref):
                    found.setdefault(str(item), []).append(sheet)
        return {id: list(dict.fromkeys(sheets)) for id, sheets in found.items()}

    def where(self, file: str, key: str) -> str:
        """In a few words, where the text with this key is used."""
        for start, code in PLACES.items():
            if f"{file}/{key}".startswith(f"{start}/"):
                return WRITTEN[code]
        folder, _, id = file.partition("/")
        pages = [page for page in dict.fromkeys(self.pages(folder, id, key)) if is_page(self.guide, page)]
        sheets = list(dict.fromkeys(self.sheets(folder, id, key)))
        parts = [WRITTEN["used-on-page"].format(title=related.title_of(self.guide, page)) for page in pages]
        if sheets:
            more = f" … ({len(sheets)})" if len(sheets) > 4 else ""
            parts.append(WRITTEN["used-on"].format(sheets=", ".join(sheets[:4]) + more))
        return "; ".join(parts)

    def pages(self, folder: str, id: str, key: str) -> Iterator[str]:
        """The ids of the pages that show it."""
        if folder in ("pages", "conversations", "traits"):
            yield id
        elif folder == "sheets":
            yield f"sheets/{id}"
        elif folder in ("glossary", "sources"):
            yield folder
        elif folder == "areas":
            yield "readiness"
        elif folder == "figures":
            yield from (page for page, article in self.guide.pages.items() if article.figure == key.split("/")[0])

    def sheets(self, folder: str, id: str, key: str) -> Iterator[str]:
        """The ids of the sheets that print it."""
        steps = key.split("/")
        if folder == "sheets":
            yield from [id] if steps[0] not in ("purpose", "use", "description", "search", "slug") else []
        elif folder in ("conversations", "traits"):
            yield from self.takers.get(id, [])
        elif folder == "pages" and steps[0] == "sections":
            yield from self.takers.get(steps[1], [])
        elif folder in ("habits", "scales"):
            yield from self.takers.get(steps[0], [])
        elif folder == "areas":
            yield from (name for name, sheet in self.guide.sheets.items() if any(item.type == "matrix" for item in sheet.components.values()))
        elif folder == "figures":
            for name, sheet in self.guide.sheets.items():
                yield from (name for part in sheet.components.values() if isinstance(part, Drawing) and part.figure == steps[0])


def is_page(guide: Guide, id: str) -> bool:
    """Whether the guide has a page with this id: an edition may have left it out."""
    return id.startswith("sheets/") or any(id in group for group in (guide.pages, guide.conversations, guide.traits))
