"""The whole build: read, print the sheets, render the pages, make the site, and swap it all in at once.

Everything is made in a folder beside the output. Only when it is whole, the old output is exchanged for it, so that a
build that fails or is stopped leaves what was there before.
"""

import datetime
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from guide import shelf
from guide.ahead import Ahead
from guide.content import Content, read_content
from guide.coverage import offered
from guide.decode import suggest
from guide.disk import Tree, write_whole
from guide.environment import missing
from guide.fields import slug
from guide.figures import cut
from guide.fingerprint import STAMP, fingerprint, is_current, stamp
from guide.forking import meanwhile
from guide.manual import NAME, manuals
from guide.messages import COMMANDS
from guide.model.guide import Guide
from guide.press import press
from guide.printables import Printable, printables
from guide.problem import BuildError, ContentError, unusable
from guide.read import at_their_lines
from guide.renew import Renewal
from guide.stops import undisturbed
from guide.store import DATE
from guide.swap import locked, staging, swap, sweep
from guide.text import visible
from guide.translation import Translation
from guide.upkeep import drifted
from guide.variants import VARIANTS

LATEST = 4_354_819_200
"""The end of 2107, in seconds since 1970: a zip has no later time."""
Say = Callable[..., None]


@dataclass(frozen=True)
class Order:
    """What the user asks for: `part` is 'site', 'sheets', or None for both; `ids`, `variants` and `languages` choose, all where empty.

    `edition` is the one to build; '' for the guide that all share.
    """

    part: str | None = None
    ids: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    jobs: int | None = None
    edition: str = ""

    @property
    def whole(self) -> bool:
        """Whether all PDFs of a language are made."""
        return not self.ids and not self.variants

    def prints(self, translation: Translation) -> bool:
        """Whether anything is made of a language; a site tells of every one."""
        asked = not self.languages or translation.code in self.languages
        return self.part != "sheets" or (asked and bool(self.covered(translation)))

    def covered(self, translation: Translation) -> tuple[str, ...]:
        """The sheets of a language that are asked for."""
        return tuple(id for id in translation.settings.sheets or translation.source.guide.sheets if not self.ids or id in self.ids)

    @property
    def added_to(self) -> set[str]:
        """The parts of the output in which all stays that is not made."""
        found = {"print": not self.whole or bool(self.languages), "site": self.part == "sheets"}
        return {part for part, is_added_to in found.items() if is_added_to}

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.part is None and self.whole and not self.languages


def build(content: Path, output: Path, order: Order, say: Say, ready: Ahead | None = None) -> None:
    """Build what is ordered into `output`, with the process that has the engine of print ready. Raises ContentError or BuildError, and then changes nothing."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with locked(output):
            sweep(output)
            shelf.sweep()
            if order.everything and is_current(content, output, order.edition):
                say("unchanged", output=output)
                return
            make(content, output, order, say, ready)
            shelf.prune()
    except OSError as error:
        raise BuildError(unusable(error, output)) from error


def make(folder: Path, output: Path, order: Order, say: Say, ready: Ahead | None) -> None:
    """Make what is ordered in a folder of its own, then swap it in."""
    with staging(output) as built, ready.working_in(built) if ready else nullcontext():
        if gone := missing():
            raise BuildError(COMMANDS["missing-part"].format(path=gone))
        mark = fingerprint(folder, order.edition) if order.everything else ""
        content = read_content(folder, order.edition, order.prints)
        for item in drifted(content.layer) if content.layer else ():
            say("warning", problem=item)
        chosen = choose(content, order)
        guide = content.source.guide
        pages = whole(content, chosen) if order.part != "sheets" else []
        with dated(content.layer.common.guide if content.layer else guide), at_their_lines(content.source):
            if problems := [problem for code in pages for problem in cut(content.guides[code], folder.name)]:
                raise ContentError(problems)
            if not shelf.is_open():
                say("not-kept", folder=shelf.FOLDER)
            fill(content, chosen, built, output, order, say, ready)
        with undisturbed():
            (output / STAMP).unlink(missing_ok=True)
            swap(built, output, order.added_to)
            if mark:
                with suppress(OSError):  # all is built; without the stamp, the next build does it again
                    write_whole(output / STAMP, stamp(output, mark).encode())
    if order.part == "sheets":
        say("done-sheets", folder=output / "print" / (chosen[0] if len(chosen) == 1 else ""))
    else:
        say("done", page=output / "site" / "index.html")


def choose(content: Content, order: Order) -> list[str]:
    """The languages to build, by their codes; a site always has the source. Raises BuildError where the user names what there is not."""
    known = list(content.guides)
    for code in order.languages:
        if code not in known:
            raise BuildError(COMMANDS["unknown-language"].format(code=code, suggestion=suggest(code, known)))
    sheets = content.source.guide.sheets
    for id in order.ids:
        if id not in sheets:
            raise BuildError(COMMANDS["unknown-sheet"].format(id=id, suggestion=suggest(id, list(sheets))))
    needed = () if order.part == "sheets" else (content.source.guide.language,)
    return [code for code in known if not order.languages or code in (*order.languages, *needed)]


def whole(content: Content, chosen: list[str]) -> list[str]:
    """Those of the languages that have the whole guide."""
    return [code for code in chosen if content.is_whole(code)]


def ordered(content: Content, chosen: list[str], order: Order, say: Say) -> list[Printable]:
    """The PDFs to make, language by language. A sheet of which something is not translated is left out where its language covers a few alone."""
    result: list[Printable] = []
    for code in chosen:
        ids, translation = order.ids, content.translations.get(code)
        if translation and not translation.whole:
            covered = order.covered(translation)
            there = offered(translation) if covered else []
            for id in covered:
                if id not in there:
                    say("not-offered", sheet=id, language=code)
            ids = tuple(id for id in covered if id in there)
            if not ids:
                continue
        result += printables(content.guides[code], order.variants or VARIANTS, ids)
    return result


def fill(content: Content, chosen: list[str], built: Path, output: Path, order: Order, say: Say, ready: Ahead | None) -> None:
    """Make the PDFs, the site and its zip file in the folder `built`."""
    guide = content.source.guide
    wanted = ordered(content, chosen, order, say)
    if not wanted:
        raise BuildError(COMMANDS["no-variant"].format(variants=", ".join(order.variants)) if order.variants else COMMANDS["nothing-ordered"])
    say("sheets", count=len(wanted))
    jobs = order.jobs or os.cpu_count() or 1
    pages = Renewal(content, wanted, Tree(built / "site", output / "site")) if order.part == "sheets" and order.ids and (output / "site").is_dir() else None
    if ready:
        ready.meanwhile = pages.prepare if pages else None
    told = whole(content, chosen) if order.whole else []
    with meanwhile(manuals, NAME, told, jobs if told else 1) as handbooks:
        pressed = press(content.guides, content.source.root.name, wanted, jobs, ready)
        books = handbooks()
    if order.part != "site":
        files = {printable.path: made.pdf for printable, made in pressed.items()} | books
        write_sheets(files, Tree(built / "print", output / "print"))
    if pages:
        pages.write(pressed)
    if order.part != "sheets":
        say("site")
        from guide import offline, trees

        part = [code for code in chosen if code not in whole(content, chosen)]
        trees.build(content, whole(content, chosen), part, pressed, books, Tree(built / "site", output / "site"), built / "workshop", jobs)
        if not order.languages:  # a site with some of its languages is for a look
            offline.write(built / "site", built / "guide.zip", output / "guide.zip", slug(guide.settings.title), int(os.environ[DATE]))


@contextmanager
def dated(guide: Guide) -> Iterator[None]:
    """Let everything that is made carry the guide's own date, unless the user has set another. Raises BuildError where that is none.

    Files of an edition carry the date of the guide that all share: a sheet that is the same is then the same file, and not made again.
    """
    before = os.environ.get(DATE)
    if before is not None and not (before.isascii() and before.isdigit() and int(before) < LATEST):
        raise BuildError(COMMANDS["bad-date"].format(value=visible(before)))
    os.environ.setdefault(DATE, str(epoch(guide)))
    try:
        yield
    finally:
        if before is None:
            del os.environ[DATE]


def epoch(guide: Guide) -> int:
    """The guide's date in seconds since 1970: builds of the same content give the same bytes on any day."""
    return int(datetime.datetime.fromisoformat(f"{guide.settings.updated}T12:00:00+00:00").timestamp())


def write_sheets(files: dict[str, bytes], tree: Tree) -> None:
    """Write the PDFs, by their paths, a folder for each language."""
    for path, pdf in files.items():
        tree.write(str(Path(path).relative_to("print")), pdf)
