"""Exchange what was built before for what is new, so that whoever looks finds the one or the other, whole.

All is made in a folder beside the output, on the same disk. Each part, the site, the PDFs and the zip file, is then exchanged
in one step of the system. A note of what is to be exchanged is written first: if the computer stops between two parts, the
next build finds the note and exchanges the rest.
"""

import ctypes
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guide.disk import write_whole
from guide.fingerprint import BUILT
from guide.messages import COMMANDS
from guide.problem import BuildError

STAGING = ".building-"
NOTE = ".exchanging"
LOCK = ".lock"
HERE = -100
"""To the system: names count from the folder the process stands in."""


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the output folder for this build alone. Raises BuildError where another build holds it."""
    with (output / LOCK).open("w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # Windows has no fcntl; the exchange still keeps every file whole
            pass
        except BlockingIOError:
            raise BuildError(COMMANDS["locked"].format(folder=output)) from None
        yield


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """A folder to build in; it is gone afterwards, with what is left in it."""
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=output))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # what cannot be removed now is swept up by the next build


def sweep(output: Path) -> None:
    """End what a build that was killed had begun: the exchange of what was ready, or nothing. What it left is removed."""
    note = output / NOTE
    if note.exists():
        begun = json.loads(note.read_text(encoding="utf-8"))
        for name, number in begun["parts"].items():
            new = output / begun["folder"] / name
            if new.exists() and new.stat().st_ino == number:
                exchange(new, output / name)
        note.unlink()
    for left in output.glob(f"{STAGING}*"):
        shutil.rmtree(left)


def swap(folder: Path, output: Path) -> None:
    """Put the parts that were built in the staging folder in the place of the old ones."""
    if hasattr(os, "sync"):
        os.sync()  # what is new must be on the disk before what is old may go: power can fail at any time
    parts = {name: (folder / name).stat().st_ino for name in BUILT if (folder / name).exists()}
    write_whole(output / NOTE, json.dumps({"folder": folder.name, "parts": parts}).encode())
    for name in parts:
        exchange(folder / name, output / name)
    (output / NOTE).unlink()


def exchange(new: Path, target: Path) -> None:
    """Give two files or folders each other's names; where there is no target yet, move."""
    if not target.exists():
        new.rename(target)
    elif not exchange_at_once(os.fsencode(new), os.fsencode(target)):
        old = new.with_name(f"{new.name}.old")  # for a moment there is neither; the note tells the next build
        target.rename(old)
        new.rename(target)


def exchange_at_once(new: bytes, target: bytes) -> bool:
    """Exchange two names in one step: Linux and macOS can, on most disks. False where nothing was done."""
    library = ctypes.CDLL(None) if os.name == "posix" else None
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return bool(library.renameat2(HERE, new, HERE, target, 2) == 0)  # 2: RENAME_EXCHANGE
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(new, target, 2) == 0)  # 2: RENAME_SWAP
    return False
