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

from guide.data import json_text
from guide.decode import suggest
from guide.figures import cut
from guide.fingerprint import fingerprint, inventory
from guide.messages import COMMANDS
from guide.model.guide import Guide
from guide.press import press
from guide.printables import Printable, printables
from guide.problem import BuildError, ContentError
from guide.read import read
from guide.store import DATE, Pressed
from guide.variants import VARIANTS

Say = Callable[..., None]
STAMP = ".fingerprint"


@dataclass(frozen=True)
class Order:
    """What the user asks for: `part` is 'site', 'sheets', or None for both; `ids` and `variants` choose among the PDFs, all where empty."""

    part: str | None = None
    ids: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    jobs: int | None = None

    @property
    def whole(self) -> bool:
        """Whether all PDFs are made."""
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


def make(content: Path, output: Path, order: Order, say: Say) -> None:
    """Make what is ordered in a folder of its own, then swap it in."""
    mark = fingerprint(content)
    guide = read(content)
    unknown = [id for id in order.ids if id not in guide.sheets]
    if unknown:
        raise BuildError(COMMANDS["unknown-sheet"].format(id=unknown[0], suggestion=suggest(unknown[0], list(guide.sheets))))
    if problems := cut(guide, content.name):
        raise ContentError(problems)
    with dated(guide), tempfile.TemporaryDirectory(prefix=".building-", dir=output) as name:
        fill(guide, content, Path(name), output, order, say)
        for made in ("print", "site"):
            if (Path(name) / made).exists():
                swap(Path(name) / made, output / made)
    (output / STAMP).unlink(missing_ok=True)
    if order.part is None and mark:
        (output / STAMP).write_text(f"{mark}\n{inventory(output)}\n")
    if order.part == "sheets":
        say("done-sheets", folder=output / "print" / guide.language)
    else:
        say("done", page=output / "site" / "index.html")


def fill(guide: Guide, content: Path, staging: Path, output: Path, order: Order, say: Say) -> None:
    """Make the PDFs and the site in the staging folder."""
    chosen = printables(guide, order.variants or VARIANTS, order.ids)
    if not chosen:
        raise BuildError(COMMANDS["no-variant"].format(variants=", ".join(order.variants)))
    say("sheets", count=len(chosen))
    pressed = press(guide, content.name, chosen, order.jobs or os.cpu_count() or 1)
    if order.part != "site":
        write_sheets(pressed, staging / "print" / guide.language, None if order.whole else output / "print" / guide.language)
    if order.part != "sheets":
        say("site")
        write_site(guide, pressed, staging / "site")


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
    """Write the PDFs; those that were not asked for are taken from the old folder."""
    folder.mkdir(parents=True)
    if old and old.is_dir():
        shutil.copytree(old, folder, dirs_exist_ok=True)
    for printable, made in pressed.items():
        (folder / f"{printable.name}.pdf").write_bytes(made.pdf)


def write_site(guide: Guide, pressed: dict[Printable, Pressed], folder: Path) -> None:
    """Render the pages and build the site with its pictures, PDFs and data."""
    from guide import pages, pictures, site

    files: dict[str, bytes] = {f"guide.{guide.language}.json": json_text(guide).encode()}
    shown = {}
    for printable, made in pressed.items():
        files[f"print/{guide.language}/{printable.name}.pdf"] = made.pdf
        if printable.variant == "print":
            shown[printable.sheet], drawn = pictures.of_sheet(made.pdf, f"assets/sheets/{printable.sheet}")
            files |= drawn
    reports = {printable: made.report for printable, made in pressed.items() if made.report}
    site.build_site(guide, pages.pages(guide, shown, reports), files, folder)


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
