"""The whole build: read, print the sheets, render the pages, make the site, and swap it all in at once.

Everything is made in a folder beside the output. Only when it is whole, the old output is exchanged for it, so that a
build that fails or is stopped leaves what was there before.
"""

import datetime
import hashlib
import multiprocessing
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guide.data import json_text
from guide.decode import suggest
from guide.fingerprint import ROOT, fingerprint, inventory
from guide.messages import COMMANDS
from guide.model.guide import Guide
from guide.problem import BuildError, ContentError, Problem
from guide.read import read

Say = Callable[..., None]
CACHE = ROOT / ".cache" / "sheets"
STAMP = ".fingerprint"
DATE = "SOURCE_DATE_EPOCH"
"""The date, in seconds since 1970, that WeasyPrint and MkDocs give what they make."""


def build(content: Path, output: Path, part: str | None, jobs: int | None, ids: list[str], say: Say) -> None:
    """Build `part` ('site', 'sheets', or None for both) into `output`. Raises ContentError or BuildError, and then changes nothing."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with locked(output):
            sweep(output)
            if part is None and is_current(content, output):
                say("unchanged", output=output)
                return
            make(content, output, part, jobs, ids, say)
    except OSError as error:
        raise BuildError(COMMANDS["cannot-write"].format(folder=error.filename or output, reason=error.strerror or error)) from error


def is_current(content: Path, output: Path) -> bool:
    """Whether the output is whole and made of just this content."""
    stamp = output / STAMP
    return stamp.exists() and stamp.read_text() == f"{fingerprint(content)}\n{inventory(output)}\n"


def make(content: Path, output: Path, part: str | None, jobs: int | None, ids: list[str], say: Say) -> None:
    """Make what is asked for in a folder of its own, then swap it in."""
    mark = fingerprint(content)
    guide = read(content)
    unknown = [id for id in ids if id not in guide.sheets]
    if unknown:
        raise BuildError(COMMANDS["unknown-sheet"].format(id=unknown[0], suggestion=suggest(unknown[0], list(guide.sheets))))
    with dated(guide), tempfile.TemporaryDirectory(prefix=".building-", dir=output) as name:
        fill(guide, content, Path(name), output, part, jobs or os.cpu_count() or 1, ids, say)
        for made in ("print", "site"):
            if (Path(name) / made).exists():
                swap(Path(name) / made, output / made)
    (output / STAMP).unlink(missing_ok=True)
    if part is None and mark:
        (output / STAMP).write_text(f"{mark}\n{inventory(output)}\n")
    if part == "sheets":
        say("done-sheets", folder=output / "print" / guide.language)
    else:
        say("done", page=output / "site" / "index.html")


def fill(guide: Guide, content: Path, staging: Path, output: Path, part: str | None, jobs: int, ids: list[str], say: Say) -> None:
    """Make the sheets and the site in the staging folder."""
    chosen = ids or list(guide.sheets)
    say("sheets", count=len(chosen))
    pdfs = print_sheets(guide, content, chosen, jobs)
    if part != "site":
        write_sheets(pdfs, staging / "print" / guide.language, output / "print" / guide.language if ids else None)
    if part != "sheets":
        say("site")
        write_site(guide, pdfs, staging / "site")


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


def print_sheets(guide: Guide, content: Path, ids: list[str], jobs: int) -> dict[str, bytes]:
    """The PDFs of these sheets. Raises ContentError with the problems of all of them."""
    keys = {id: cache_key(guide, id) for id in ids}
    stored = {id: path.read_bytes() for id, key in keys.items() if (path := CACHE / f"{key}.pdf").exists()}
    todo = [id for id in ids if id not in stored]
    if not todo:
        return {id: stored[id] for id in ids}
    try:
        from guide import pdf  # heavy: imported once, before the workers are forked
    except OSError as error:
        raise BuildError(COMMANDS["no-engine"].format(reason=str(error).partition(":")[0])) from None
    printer = pdf.Printer(content.name)
    made, problems = {}, []
    for id, result in results(printer, guide, todo, jobs):
        if isinstance(result, bytes):
            made[id] = result
            keep(CACHE / f"{keys[id]}.pdf", result)
        else:
            problems += result
    if problems:
        raise ContentError(problems)
    return {id: made.get(id) or stored[id] for id in ids}


def cache_key(guide: Guide, id: str) -> str:
    """A hash of all that makes a sheet's PDF."""
    from guide import sheets

    return hashlib.sha256((sheets.key(guide, id) + os.environ[DATE]).encode()).hexdigest()


def results(printer: Any, guide: Guide, ids: list[str], jobs: int) -> Iterator[tuple[str, bytes | list[Problem]]]:
    """Each sheet's PDF or its problems; in forked workers where the system has them."""
    if jobs < 2 or len(ids) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for id in ids:
            yield id, print_one(printer, guide, id)
        return
    global work
    work = (printer, guide)
    pool = ProcessPoolExecutor(min(jobs, len(ids)), multiprocessing.get_context("fork"), initializer=ignore_interrupts)
    try:
        yield from zip(ids, pool.map(print_forked, ids), strict=True)
    except BrokenProcessPool:
        raise BuildError(COMMANDS["worker-lost"]) from None
    finally:
        pool.shutdown(cancel_futures=True)
        del work  # the printer's fonts have to go before the interpreter does


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that made the workers: a worker it stopped halfway would never be waited for in full."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


work: tuple[Any, Guide]
"""What forked workers share with the process that forked them: the printer and the guide, too large to send."""


def print_forked(id: str) -> bytes | list[Problem]:
    return print_one(*work, id)


def print_one(printer: Any, guide: Guide, id: str) -> bytes | list[Problem]:
    """One sheet's PDF, or its problems."""
    try:
        pdf: bytes = printer.write(guide, id)
    except ContentError as error:
        return error.problems
    return pdf


def keep(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    os.replace(file.name, path)


def write_sheets(pdfs: dict[str, bytes], folder: Path, old: Path | None) -> None:
    """Write the PDFs; the sheets that were not asked for are taken from the old folder."""
    folder.mkdir(parents=True)
    if old and old.is_dir():
        shutil.copytree(old, folder, dirs_exist_ok=True)
    for id, data in pdfs.items():
        (folder / f"{id}.pdf").write_bytes(data)


def write_site(guide: Guide, pdfs: dict[str, bytes], folder: Path) -> None:
    """Render the pages and build the site with its pictures, PDFs and data."""
    from guide import pages, pictures, site

    files: dict[str, bytes] = {f"guide.{guide.language}.json": json_text(guide).encode()}
    shown = {}
    for id, data in pdfs.items():
        files[f"print/{guide.language}/{id}.pdf"] = data
        count = guide.sheets[id].pages
        first, *others = [f"assets/sheets/{id}{f'-{number}' if number else ''}.webp" for number in range(count)]
        for number, path in enumerate([first, *others]):
            files[path], width, height = pictures.picture(data, number)
        shown[id] = pages.Picture(first, width, height, count, tuple(others))
    site.build_site(guide, pages.pages(guide, shown), files, folder)


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
