"""Show an edit at once: what it touches is made anew in the output before the whole is built, what is looked at first.

It is a look ahead. The build that follows makes all that the edit touches, and has the last word.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from functools import partial
from operator import itemgetter
from pathlib import Path

from guide import pictures, related, sheets, shelf
from guide.build import dated, whole
from guide.content import Content, check_translated, read_content, read_laid, read_translation
from guide.disk import write_whole
from guide.index import SHEETS, collected, is_book
from guide.layer import Layer
from guide.model.guide import SOURCE, Guide
from guide.pages import Surroundings, Writer
from guide.pictures import Picture
from guide.press import at_once, new_printer
from guide.printables import Printable, printables
from guide.problem import ContentError, Problem
from guide.read import Source, at_their_lines
from guide.renew import reframed
from guide.source import SourceTexts
from guide.switcher import root, switcher
from guide.translation import FOLDER

LEFT = ("accessibility", "translations")
"""Pages that show what only a whole build finds out."""
LONGEST = 1.0
"""How long to look for what nobody looks at, in seconds: then the build may as well do it."""
OPEN_PAGE, OPEN_SHEET, SHEET, PAGE = range(4)
"""What is more urgent comes first; what was edited itself counts as open."""

Job = tuple[int, Callable[[], bool]]
"""How urgent something is, and what makes it: whether it has changed."""


class Preview:
    """What is kept in memory between two edits: the engine of print, and what the last whole build has made."""

    def __init__(self, folder: Path, output: Path, edition: str = "") -> None:
        """Raises BuildError where the system lacks what the engine needs."""
        self.folder, self.output, self.edition = folder, output, edition
        self.printer = new_printer(folder.name)
        self.coming: Content | None = None
        self.built: Mapping[str, Guide] = {}
        self.printed: dict[Printable, str] = {}
        self.pictures: dict[str, dict[str, Picture]] = {}
        self.around = Surroundings()

    def begin(self) -> None:
        """Note the content that a whole build begins with; where it has problems, that build will tell them."""
        self.coming = None
        with suppress(ContentError, OSError):
            self.coming = read_content(self.folder, self.edition)

    def end(self) -> None:
        """Note what that build has made. Raises OSError where it is gone already."""
        if not self.coming:
            return
        content, self.built = self.coming, self.coming.guides
        there = [item for guide in self.built.values() for item in printables(guide) if self.site(item.path).exists()]
        complete = whole(content, list(self.built))
        part = [code for code in content.translations if code not in complete and any(item.language == code for item in there)]
        self.around = Surroundings(switcher=switcher(content, complete, part), printed=tuple(there))
        self.pictures = {code: {} for code in complete}
        self.printed = {}
        for item in there:
            if item.variant == "print" and item.language in complete:
                self.picture(item, self.site(item.path).read_bytes())
            if item.variant == "print" and item.language == SOURCE and is_quick(content.source.guide, item):
                self.drawn_before(item)

    def site(self, path: str) -> Path:
        """A file of the site."""
        return self.output / "site" / path

    def show(self, changed: Collection[Path], opened: Collection[str], tell: Callable[[], None]) -> bool:
        """Make anew what the edit of these files touches; whether that was anything.

        `opened` are the addresses of the pages that are open; `tell` is called when one of them has changed. Raises ContentError
        with every problem of the source, or of the sheets.
        """
        until, made, problems = time.monotonic() + LONGEST, False, list[Problem]()
        source, layer = read_laid(self.folder, self.edition)
        guides = self.guides(source, layer, changed)
        jobs = [job for printed, shown in guides for job in self.jobs(printed, shown, {id_of(path) for path in changed}, opened)]
        for urgency, job in sorted(jobs, key=itemgetter(0)):
            if urgency > OPEN_SHEET and time.monotonic() > until:
                break
            try:
                has_changed = job()
            except ContentError as error:
                problems += error.problems
                continue
            made |= has_changed
            if has_changed and urgency <= OPEN_SHEET:
                tell()
        if problems:
            with at_their_lines(source):
                raise ContentError(problems)
        return made

    def guides(self, source: Source, layer: Layer | None, changed: Collection[Path]) -> list[tuple[Guide, Guide]]:
        """The guide in the languages that the edit is in, as it is printed and as its pages show it. Raises ContentError."""
        own = layer.folder if layer else self.folder
        parts = [path.relative_to(own if path.is_relative_to(own) else self.folder).parts for path in changed]
        found = [(source.guide, source.guide)] if self.built and any(first != FOLDER for first, *_ in parts) else []
        for code in sorted({part[1] for part in parts if part[0] == FOLDER} & self.built.keys()):
            if (self.folder / FOLDER / code).is_dir():
                translation = read_translation(SourceTexts(source), code, layer)
                if problems := check_translated(translation):
                    raise ContentError(problems)
                found.append((translation.guide, translation.marked))
        return found

    def jobs(self, printed: Guide, shown: Guide, ids: set[str], opened: Collection[str]) -> Iterator[Job]:
        """What could be touched in one language: each page, and each sheet that is quickly made."""
        known = self.pictures.get(printed.language, {})
        if printed.sheets.keys() <= known.keys():  # a sheet that is quite new has no picture yet
            writer = Writer(shown, known, self.around)
            yield OPEN_PAGE if f"/{root(shown)}" in opened else PAGE, partial(self.write_page, root(shown), writer.front)
            for key, _, pages in related.chapters(shown):
                for id in (id for id in pages if id not in LEFT):
                    address = root(shown) + writer.links.addresses[id]
                    urgent = id in ids or f"/{address}" in opened
                    yield OPEN_PAGE if urgent else PAGE, partial(self.write_page, address, partial(writer.page, id, key))
        for item in printables(printed):
            urgent = f"/{item.path}" in opened or (item.variant == "print" and f"{SHEETS}/{item.sheet}" in ids)
            if is_quick(printed, item) and (urgent or item.variant == "print") and (known or item in self.around.printed):
                yield OPEN_SHEET if urgent else SHEET, partial(self.print, printed, item)

    def write_page(self, address: str, written: Callable[[], str]) -> bool:
        """Put a page into the frame it has; one that is quite new is left to the whole build."""
        path = self.site(f"{address}index.html")
        if not path.exists():
            return False
        before = path.read_text(encoding="utf-8")
        after = reframed(written(), before)
        if after != before:
            write_whole(path, after.encode())
        return after != before

    def print(self, guide: Guide, item: Printable) -> bool:
        """Print a sheet if it has changed. Raises ContentError with its problems."""
        drawn = drawing(guide, item)
        if self.drawn_before(item) == drawn:
            return False
        with dated(guide):
            pdf = at_once(self.printer, guide, item)
        for path in (self.output / item.path, self.site(item.path)):
            write_whole(path, pdf)
        self.printed[item] = drawn
        if item.variant == "print" and item.language in self.pictures:
            for name, data in self.picture(item, pdf).items():
                write_whole(self.site(root(guide) + name), data)
        return True

    def drawn_before(self, item: Printable) -> str:
        """A hash of what the PDF shows that lies in the output; '' where there is none."""
        if item not in self.printed and item.sheet in self.built[item.language].sheets:
            self.printed[item] = drawing(self.built[item.language], item)
        return self.printed.get(item, "")

    def picture(self, item: Printable, pdf: bytes) -> dict[str, bytes]:
        """Note the picture of a sheet; the files it consists of."""
        self.pictures[item.language][item.sheet], files = pictures.of_sheet(pdf, f"assets/{SHEETS}/{item.sheet}")
        return files


def is_quick(guide: Guide, item: Printable) -> bool:
    """Whether a PDF is made in a moment: a set of sheets or a book is left to the whole build."""
    return not is_book(guide.sheets[item.sheet]) and not collected(guide, item.sheet)


def drawing(guide: Guide, item: Printable) -> str:
    """A hash of what a sheet shows."""
    return shelf.digest(sheets.html(guide, item.sheet, variant=item.variant), str(guide.sheets[item.sheet].pages))


def id_of(path: Path) -> str:
    """The id of the page whose words, or their translations, stand in a file."""
    return f"{SHEETS}/{path.stem}" if path.parent.name == SHEETS else path.stem
