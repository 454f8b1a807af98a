"""The whole build: read, print the sheets, render the pages, make the site, and swap it all in at once.

Everything is made in a folder beside the output. Only when it is whole, the old output is exchanged for it, so that a
build that fails or is stopped leaves what was there before.
"""

import datetime
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guide.content import Content, read_content
from guide.coverage import offered
from guide.decode import suggest
from guide.figures import cut
from guide.fingerprint import fingerprint, inventory
from guide.messages import COMMANDS
from guide.model.guide import Guide
from guide.press import press
from guide.printables import Printable, printables
from guide.problem import BuildError, ContentError
from guide.store import DATE, Pressed
from guide.variants import VARIANTS

Say = Callable[..., None]
STAMP = ".fingerprint"


@dataclass(frozen=True)
class Order:
    """What the user asks for: `part` is 'site', 'sheets', or None for both; `ids`, `variants` and `languages` choose, all where empty."""

    part: str | None = None
    ids: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    jobs: int | None = None

    @property
    def whole(self) -> bool:
        """Whether all PDFs of a language are made."""
        return not self.ids and not self.variants


def build(content: Path, output: Path, order: Order, say: Say) -> None:
    """Build what is ordered into `output`. Raises ContentError or BuildError, and then changes nothing."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with locked(output):
            sweep(output)
            if order.part is None and is_current(content, output):
                say("unchanged", output=output)
                return
            make(content, output, order, say)
    except OSError as error:
        raise BuildError(COMMANDS["cannot-write"].format(folder=error.filename or output, reason=error.strerror or error)) from error


def is_current(content: Path, output: Path) -> bool:
    """Whether the output is whole and made of just this content."""
    stamp = output / STAMP
    return stamp.exists() and stamp.read_text() == f"{fingerprint(content)}\n{inventory(output)}\n"


def make(folder: Path, output: Path, order: Order, say: Say) -> None:
    """Make what is ordered in a folder of its own, then swap it in."""
    mark = fingerprint(folder)
    content = read_content(folder)
    chosen = choose(content, order)
    guide = content.source.guide
    if problems := [problem for code in chosen if code in whole(content, chosen) for problem in cut(content.guides[code], folder.name)]:
        raise ContentError(problems)
    with dated(guide), tempfile.TemporaryDirectory(prefix=".building-", dir=output) as name:
        fill(content, chosen, Path(name), output, order, say)
        for made in ("print", "site"):
            if (Path(name) / made).exists():
                swap(Path(name) / made, output / made)
    (output / STAMP).unlink(missing_ok=True)
    if order.part is None and mark and not order.languages:
        (output / STAMP).write_text(f"{mark}\n{inventory(output)}\n")
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
    return [code for code in chosen if code not in content.translations or content.translations[code].whole]


def ordered(content: Content, chosen: list[str], order: Order, say: Say) -> list[Printable]:
    """The PDFs to make, language by language. A sheet of which something is not translated is left out where its language covers a few alone."""
    result: list[Printable] = []
    for code in chosen:
        ids, translation = order.ids, content.translations.get(code)
        if translation and not translation.whole:
            there = offered(translation)
            for id in translation.settings.sheets:
                if id not in there:
                    say("not-offered", sheet=id, language=code)
            ids = tuple(id for id in there if not order.ids or id in order.ids)
            if not ids:
                continue
        result += printables(content.guides[code], order.variants or VARIANTS, ids)
    return result


def fill(content: Content, chosen: list[str], staging: Path, output: Path, order: Order, say: Say) -> None:
    """Make the PDFs and the site in the staging folder."""
    wanted = ordered(content, chosen, order, say)
    if not wanted:
        raise BuildError(COMMANDS["no-variant"].format(variants=", ".join(order.variants)) if order.variants else COMMANDS["nothing-ordered"])
    say("sheets", count=len(wanted))
    jobs = order.jobs or os.cpu_count() or 1
    pressed = press(content.guides, content.source.root.name, wanted, jobs)
    if order.part != "site":
        write_sheets(pressed, staging / "print", None if order.whole and not order.languages else output / "print")
    if order.part != "sheets":
        say("site")
        write_site(content, chosen, pressed, staging / "site", jobs)


@contextmanager
def dated(guide: Guide) -> Iterator[None]:
    """Let everything that is made carry the guide's own date, unless the user has set another."""
    before = os.environ.get(DATE)
    os.environ.setdefault(DATE, str(epoch(guide)))
    try:
        yield
    finally:
        if before is None:
            del os.environ[DATE]


def epoch(guide: Guide) -> int:
    """The guide's date in seconds since 1970: builds of the same content give the same bytes on any day."""
    return int(datetime.datetime.fromisoformat(f"{guide.settings.updated}T12:00:00+00:00").timestamp())


def write_sheets(pressed: dict[Printable, Pressed], folder: Path, old: Path | None) -> None:
    """Write the PDFs, a folder for each language; those that were not asked for are taken from the old folder."""
    folder.mkdir(parents=True)
    if old and old.is_dir():
        shutil.copytree(old, folder, dirs_exist_ok=True)
    for printable, made in pressed.items():
        path = folder / Path(printable.path).relative_to("print")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made.pdf)


def write_site(content: Content, chosen: list[str], pressed: dict[Printable, Pressed], folder: Path, jobs: int) -> None:
    """Build the site of every language, and put the PDFs, the data and the pages of languages with a few sheets alone into it."""
    from guide import trees

    trees.build(content, whole(content, chosen), [code for code in chosen if code not in whole(content, chosen)], pressed, folder, jobs)


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the output folder for this build alone. Raises BuildError where another build holds it."""
    path = output / ".lock"
    with path.open("w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # Windows has no fcntl; the swap still keeps every file whole
            pass
        except BlockingIOError:
            raise BuildError(COMMANDS["locked"].format(folder=output)) from None
        yield


def sweep(output: Path) -> None:
    """Put back or remove what a build that was killed left behind."""
    for old in output.glob(".old-*"):
        target = output / old.name.removeprefix(".old-")
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)
    for left in output.glob(".building-*"):
        shutil.rmtree(left)


def swap(new: Path, target: Path) -> None:
    """Exchange a folder for a new one."""
    old = target.with_name(f".old-{target.name}")
    if target.exists():
        target.rename(old)
    new.rename(target)
    if old.exists():
        shutil.rmtree(old)
