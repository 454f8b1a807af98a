"""Show an edit at once: the PDF and the page of what was edited are made anew in the output, before the whole is built.

It is a look ahead. The build that follows makes all that the edit touches, and has the last word.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from guide import pictures, related
from guide.build import dated
from guide.content import Content, read_content
from guide.disk import write_whole
from guide.index import SHEETS
from guide.links import Links
from guide.marks import show
from guide.model.guide import SOURCE, Guide
from guide.pages import Surroundings, Writer, parted
from guide.pictures import Picture
from guide.press import new_printer
from guide.printables import Printable, is_book
from guide.problem import ContentError, Problem
from guide.read import read_source
from guide.switcher import switcher

BODY = re.compile(r'<div class="page page--.*</div>(?=\s*</article>)', re.DOTALL)
"""The page in its frame."""
PAGED = ("conversations", "traits", "pages", SHEETS)
"""The folders of content whose every file has a page of its own."""


class Preview:
    """What is kept in memory between two edits: the engine of print, and what pages show besides the guide."""

    def __init__(self, content: Path, output: Path) -> None:
        """Raises BuildError where the system lacks what the engine needs."""
        self.folder, self.output = content, output
        self.printer = new_printer(content.name)
        self.content: Content | None = None
        self.pictures: dict[str, Picture] = {}

    def look_around(self) -> None:
        """Note what the whole build has made. Raises ContentError."""
        self.content = read_content(self.folder)
        self.pictures = {}
        for id in self.content.source.guide.sheets:
            with suppress(OSError):  # a sheet that is quite new has no PDF yet
                self.pictures[id] = pictures.of_sheet((self.output / Printable(id).path).read_bytes(), f"assets/sheets/{id}")[0]

    def show(self, changed: Iterable[Path]) -> None:
        """Make anew what has a file of its own, of these files of the content. Raises ContentError with every problem of the source or a sheet."""
        guide = read_source(self.folder).guide
        found: list[Problem] = []
        for path in changed:
            folder, id = path.parent.name, path.stem
            if path.parent.parent == self.folder and folder in PAGED:
                if folder == SHEETS:
                    found += self.print(guide, id)
                self.write_page(guide, f"{SHEETS}/{id}" if folder == SHEETS else id)
        if found:
            raise ContentError(found)

    def print(self, guide: Guide, id: str) -> list[Problem]:
        """Print a sheet as it is written on by hand; its problems. A set of sheets or a book is left to the whole build."""
        if id not in guide.sheets or is_book(guide.sheets[id]):
            return []
        with dated(guide):
            try:
                pdf = self.printer.write(guide, id)
            except ContentError as error:
                return error.problems
        for path in (Printable(id).path, f"site/{Printable(id).path}"):
            write_whole(self.output / path, pdf)
        return []

    def write_page(self, guide: Guide, id: str) -> None:
        """Put the page of an id into the frame it has; a page that is quite new is left to the whole build."""
        address = Links(guide).addresses.get(id)
        path = self.output / "site" / (address or "") / "index.html"
        if not self.content or address is None or not path.exists() or not guide.sheets.keys() <= self.pictures.keys():
            return
        whole = [guide.language, *(code for code, item in self.content.translations.items() if item.whole)]
        around = Surroundings(switcher=switcher(self.content, whole, []))
        key = next(key for key, _, ids in related.chapters(guide) if id in ids)
        _, body = parted(Writer(guide, self.pictures, around).page(id, key))
        frame = path.read_text(encoding="utf-8")
        write_whole(path, BODY.sub(lambda _: show(body, SOURCE, "ltr"), frame).encode())
