"""The editor's handbook on the site: a section of its own beside the pages of the guide, in the languages that have one."""

import json
import re
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from guide import shelf
from guide.chapters import FOLDERS, HOMES, Chapter, address, chapters, words
from guide.environment import ROOT, TEMPLATES, render
from guide.fingerprint import digest, files
from guide.links import FRONT, relative
from guide.manual import book_path
from guide.model.guide import Guide
from guide.pages import document
from guide.prose import Prose, parts_environment
from guide.search_index import SearchEntry
from guide.sprite import sprite
from guide.switcher import Switcher, root

SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')
TAG = re.compile(r"<[^>]+>")
RANK = 0.2
"""In the search, where a page for readers is 1: below 0.5, a page answers after all others, and its words are no words of the guide."""


def documents(guide: Guide, switcher: Switcher | None) -> dict[str, str]:
    """The pages of the handbook, as `guide.pages` makes those of the guide; none where its language has no handbook.

    They are kept: nothing of the guide is in them but words of the frame.
    """
    language = guide.language
    key = shelf.digest("handbook", language, made_of(), guide.interface.site.model_dump_json(), str(switcher and [*switcher.tongues.values(), switcher.address]))
    found = shelf.fetch(key)
    if found is None:
        made = {document(address(language, chapter), not chapter.slug): page(guide, switcher, chapter) for chapter in chapters(language)}
        found = {path: text.encode() for path, text in made.items()}
        shelf.keep(key, found)
    return {path: text.decode() for path, text in found.items()}


def made_of() -> str:
    """A hash of all that may be told of in the handbook: its chapters and templates, and the whole program."""
    return digest((entry.name, entry.path) for folder in (*FOLDERS.values(), TEMPLATES / "handbook", ROOT / "guide") if folder.is_dir() for entry in files(str(folder)))


def page(guide: Guide, switcher: Switcher | None, chapter: Chapter) -> str:
    """A chapter as a whole document: front matter and the page."""
    language, all = guide.language, chapters(guide.language)
    here, place = address(language, chapter), all.index(chapter)
    prose = Prose(language, lambda other, anchor: relative(here, address(language, other)) + anchor)
    lead, body = prose.line(chapter.lead), prose.html(chapter)
    listed = [(relative(here, address(language, each)), each.title) for each in all]
    values = {
        "site": guide.interface.site,
        "words": words(language),
        "listed": listed,
        "chapter": chapter,
        "lead": Markup(lead),
        "body": Markup(body),
        "contents": [(id, Markup(TAG.sub("", title))) for id, title in SECTION.findall(body)],
        "before": listed[place - 1] if place else None,
        "after": listed[place + 1] if place + 1 < len(all) else None,
        "up": relative(here, FRONT),
        "pdf": relative(root(guide) + here, book_path(language)),
    }
    html = render(parts_environment(), "page.html", **values)
    head: dict[str, Any] = {"heading": chapter.title, "description": Markup(lead).striptags(), "hide": ["navigation", "toc"]}
    if switcher and len(switcher.tongues) > 1:
        head["languages"] = [asdict(other) for other in switcher.others(language, here, None, counterparts(place))]
    matter = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
    return f"---\n{matter}\n---\n\n<div class=\"page page--article page--handbook\">\n{html}\n{sprite(html)}\n</div>\n"


def counterparts(place: int) -> dict[str, str]:
    """The address of the chapter at a place, in each language that has it."""
    return {language: address(language, all[place]) for language in HOMES if place < len(all := chapters(language))}


def entries(language: str) -> dict[str, SearchEntry]:
    """What the search is told of each page, by its address."""
    all = chapters(language)
    return {address(language, each): SearchEntry(each.title, all[0].title, RANK) for each in all}
