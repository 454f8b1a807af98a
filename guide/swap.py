"""Exchange what was built before for what is new, so that whoever looks finds the one or the other, whole.

All is made in a folder beside the output, on the same disk. Each part, the site, the PDFs and the zip file, is then exchanged
in one step of the system; of a part that is only added to, each file that is new. A note of what is to be exchanged is written
first: if the computer stops between two of them, the next build finds the note and exchanges the rest.
"""

import ctypes
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from guide.disk import UNFINISHED, write_whole
from guide.fingerprint import BUILT, NOTE, STAGING
from guide.messages import COMMANDS
from guide.problem import BuildError
from guide.stops import undisturbed

LOCK = ".lock"
PATIENCE = 3.0
"""How long to wait for the output, in seconds: the workers of a build that was killed hold it until they have seen that it is gone."""
HERE = -100
"""To the system: names count from the folder the process stands in."""


@contextmanager
def locked(output: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the output folder for this build alone. Raises BuildError where another build holds it for so many seconds more."""
    with (output / LOCK).open("w") as file:
        until = time.monotonic() + patience
        while not taken(file.fileno()):
            if time.monotonic() > until:
                raise BuildError(COMMANDS["locked"].format(folder=output))
            time.sleep(0.05)
        yield


def taken(file: int) -> bool:
    """Take the lock that lies on an open file; whether it is ours now."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # Windows has no fcntl; the exchange still keeps every file whole
        pass
    except BlockingIOError:
        return False
    return True


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """A folder to build in; it is gone afterwards, with what is left in it and what libraries have put aside."""
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=output)).absolute()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
        with undisturbed():
            if not (output / NOTE).exists():  # where it is, the exchange is half done: the next build needs what is in the folder
                shutil.rmtree(folder, ignore_errors=True)


def sweep(output: Path) -> None:
    """End what a build that was killed had begun: the exchange of what was ready, or nothing. What it left is removed."""
    note = output / NOTE
    if note.exists():
        for new, old, number in begun(output, note):
            if new.exists() and new.stat().st_ino == number:
                exchange(new, old)
        note.unlink()
    for left in list(output.iterdir()):
        if left.name.startswith(STAGING):
            shutil.rmtree(left)
        elif UNFINISHED.fullmatch(left.name):
            left.unlink()


def begun(output: Path, note: Path) -> list[tuple[Path, Path, int]]:
    """What is new, what it is to be exchanged for, and its number on the disk; nothing where a disk that broke has damaged the note."""
    try:
        facts = json.loads(note.read_bytes())
        return [(output / facts["folder"] / name, output / name, number) for name, number in facts["parts"].items()]
    except ValueError:
        return []


def swap(folder: Path, output: Path, added_to: Collection[str] = ()) -> None:
    """Put the parts that were built in the staging folder in the place of the old ones; of those that are `added_to`, each file alone.

    Raises OSError, and then has put back what was there.
    """
    names = [name for part in BUILT for name in exchanged(folder, output, part, part in added_to)]
    settle(folder, names)
    for name in names:
        (output / name).parent.mkdir(parents=True, exist_ok=True)
    parts = {name: (folder / name).stat().st_ino for name in names}
    write_whole(output / NOTE, json.dumps({"folder": folder.name, "parts": parts}).encode(), at_once=True)
    done: list[str] = []
    try:
        for name in parts:
            exchange(folder / name, output / name)
            done.append(name)
        (output / NOTE).unlink()
    except OSError:
        for name in reversed(done):
            exchange(folder / name, output / name)
        (output / NOTE).unlink()
        raise


def exchanged(folder: Path, output: Path, part: str, added_to: bool) -> list[str]:
    """What is exchanged of a part, by its path: its files where it is added to, else the whole of it; nothing where it was not built."""
    new, old = folder / part, output / part
    if added_to and old.is_dir() and not old.is_symlink():
        return sorted(path.relative_to(folder).as_posix() for path in new.rglob("*") if path.is_file())
    return [part] if new.exists() else []


def settle(folder: Path, names: list[str]) -> None:
    """See that what is new is on the disk before what is old may go: power can fail at any time."""
    if not hasattr(os, "sync"):
        return
    if any((folder / name).is_dir() for name in names):
        os.sync()
        return
    for path in dict.fromkeys(path for name in names for path in (Path(name), *Path(name).parents)):  # a name is held by its folder
        handle = os.open(folder / path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def exchange(one: Path, other: Path) -> None:
    """Give two files or folders each other's names; where there is only one, it gets the other's."""
    if not one.exists():
        other.rename(one)
    elif not other.exists():
        one.rename(other)
    elif not exchange_at_once(os.fsencode(one), os.fsencode(other)):
        aside = one.with_name(f"{one.name}.old")  # for a moment there is no other; the note tells the next build
        other.rename(aside)
        try:
            one.rename(other)
        except OSError:
            aside.rename(other)
            raise
        aside.rename(one)


def exchange_at_once(one: bytes, other: bytes) -> bool:
    """Exchange two names in one step: Linux and macOS can, on most disks. False where nothing was done."""
    library = ctypes.CDLL(None) if os.name == "posix" else None
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return bool(library.renameat2(HERE, one, HERE, other, 2) == 0)  # 2: RENAME_EXCHANGE
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(one, other, 2) == 0)  # 2: RENAME_SWAP
    return False
