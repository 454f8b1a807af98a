"""The site of one language: its pages in their frames, its styles, scripts and fonts, and what its search knows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import escape

from guide import handbook, marks, shelf
from guide.deadlinks import Ends, ends
from guide.disk import Tree
from guide.environment import TEMPLATES
from guide.finish import PLACE
from guide.frames import frames
from guide.imprint import look
from guide.model.guide import SOURCE, Guide
from guide.pages import parted
from guide.search_index import index, parts, search_entries
from guide.switcher import root

ASSETS = {"css": "*.css", "js": "*.js", "fonts": "*.woff2"}
"""What the site needs of each folder of `templates/assets`."""
SIGNS = {"heading": "\ue010", "description": "\ue011"}
"""Stand in a frame where the words go that the head of a page says of it."""


def write_site(guide: Guide, documents: Mapping[str, str], review: str, tree: Tree, workshop: Path) -> dict[str, Ends]:
    """Write the pages of a language, made of their documents, into the tree of the whole site; where their links lead, by the pages' paths.

    `review` says who has read its translation through, '' for the source; `workshop` is a folder to work in. Raises BuildError where MkDocs has a warning.
    """
    below, pieces = root(guide), {path: parted(text) for path, text in documents.items()}
    known = Known(guide.language)
    for name, data in (frames(guide, {path: framed(head) for path, (head, _) in pieces.items()}, review, workshop) | assets() | look(guide)).items():
        if not name.endswith(".html"):
            tree.write(below + name, data)
        elif name == "404.html":
            tree.write(below + name, known.page(below + name, data.decode()))
        else:
            head, body = pieces[document_of(name, pieces)]
            tree.write(below + name, known.page(below + name, page(data.decode(), head, body)))
    searched = [(address_of(path), known.parts(body, address_of(path), head["heading"])) for path, (head, body) in pieces.items()]
    tree.write(f"{below}search/search_index.json", index(guide.language, searched, search_entries(guide) | handbook.entries(guide.language)))
    known.keep()
    return known.ends


def framed(head: Mapping[str, Any]) -> dict[str, Any]:
    """What the head of a page says, with signs for the words."""
    return {**head, **SIGNS}


def page(frame: str, head: Mapping[str, str], body: str) -> str:
    """The whole page."""
    before, place, after = frame.partition(PLACE)
    assert place, "a frame has a place for its page"
    for name, sign in SIGNS.items():
        before = before.replace(sign, str(escape(head[name])))
    return marks.show(before + body + after, SOURCE, "ltr")


def address_of(document: str) -> str:
    """The address of a document's page below the root of its language: `samtaler/foerste/` for `samtaler/foerste.md`."""
    return f"{document.removesuffix('.md').removesuffix('index').rstrip('/')}/".removeprefix("/")


def document_of(file: str, documents: Mapping[str, Any]) -> str:
    """The document that a page's file was made of."""
    folder = file.removesuffix("index.html")
    return f"{folder}index.md" if f"{folder}index.md" in documents else f"{folder.rstrip('/')}.md"


@cache
def assets() -> dict[str, bytes]:
    """The site's styles, scripts and fonts, by their paths."""
    own = [path for kind, pattern in ASSETS.items() for path in sorted((TEMPLATES / "assets" / kind).glob(pattern))]
    return {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in [*own, TEMPLATES / "assets" / "favicon.svg"]}


class Known:
    """What was found in the pages of a language when they were last made: of a page that is the same, it need not be looked for again."""

    def __init__(self, language: str) -> None:
        self.key = shelf.digest("known", language, shelf.code("deadlinks", "search_index"))
        self.before: dict[str, Any] = json.loads((shelf.fetch(self.key) or {"facts": b"{}"})["facts"])
        self.now: dict[str, Any] = {}
        self.ends: dict[str, Ends] = {}

    def page(self, path: str, text: str) -> bytes:
        """The bytes of a page, whose links and anchors are noted."""
        data = text.encode()
        key = hashlib.sha256(data).hexdigest()
        facts = self.now[key] = self.before.get(key) or {name: sorted(values) for name, values in asdict(ends(text)).items()}
        self.ends[path] = Ends(tuple(facts["links"]), frozenset(facts["anchors"]))
        return data

    def parts(self, body: str, address: str, title: str) -> list[Any]:
        """The parts of a page for the search."""
        key = shelf.digest(body, address, title)
        self.now[key] = self.before.get(key) or {"parts": parts(body, address, title)}
        found: list[Any] = self.now[key]["parts"]
        return found

    def keep(self) -> None:
        """Keep what was found of the pages of today."""
        if self.now.keys() != self.before.keys():
            shelf.keep(self.key, {"facts": json.dumps(self.now).encode()})
