"""Write files so that they are there whole or not at all."""

import os
import re
import stat
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

UNFINISHED = re.compile(r"\.(\d+)-\w+\.part")
"""The name of a file that is being written: whose process it is, and what tells it from the others."""
DAY = 24 * 60 * 60


def write_whole(path: Path, data: bytes, at_once: bool = False) -> None:
    """Write a file; whoever reads it meanwhile sees the old one or the new one. `at_once` waits until it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{os.getpid()}-", suffix=".part")
    try:
        with open(handle, "wb") as file:
            file.write(data)
            if at_once:
                file.flush()
                os.fsync(handle)
        os.chmod(name, stat.S_IMODE(path.stat().st_mode) if path.exists() else mode())
        os.replace(name, path)
    except BaseException:  # a disk that is full keeps no half file
        with suppress(OSError):
            os.unlink(name)
        raise


def mode() -> int:
    """Who may do what with a new file: the user has set it for all of them."""
    mask = os.umask(0o077)  # it can only be seen by setting it
    os.umask(mask)
    return 0o666 & ~mask


def write_changed(files: Mapping[Path, str]) -> list[Path]:
    """Write the texts that differ from their files; which those were. A text that is empty takes its file away."""
    changed = [path for path, text in files.items() if text != (path.read_text(encoding="utf-8") if path.exists() else "")]
    for path in changed:
        if files[path]:
            write_whole(path, files[path].encode())
        else:
            path.unlink()
    return changed


def sweep_unfinished(folder: Path) -> None:
    """Remove the files of a folder that a process was writing when it was killed. What cannot be removed stays."""
    for name in names(folder):
        if found := UNFINISHED.fullmatch(name):
            with suppress(OSError):  # another build may have been quicker
                if is_abandoned(folder / name, int(found[1])):
                    os.unlink(folder / name)


def names(folder: Path) -> list[str]:
    """The names of what is in a folder; none where there is no folder, or somebody is just removing it."""
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def is_abandoned(path: Path, process: int) -> bool:
    """Whether nobody will finish this file. Raises OSError where it is gone."""
    if path.stat().st_mtime < time.time() - DAY:  # its process is another by now, which has got the same number
        return True
    if os.name == "nt":  # there, to ask after a process would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


class Tree:
    """A folder that is filled beside the one it is to replace: a file that is the same as before is the old file, not a copy."""

    def __init__(self, folder: Path, old: Path) -> None:
        """`old` need not exist. Both must lie on one disk."""
        self.folder, self.old, self.mode = folder, old, mode()
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, data: bytes) -> None:
        """Write a file by its path below the folder."""
        path, before = self.folder / name, self.old / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (holds(before, data, self.mode) and linked(before, path)):
            path.write_bytes(data)

    def path(self, name: str) -> Path:
        """A file of both folders: the new one, else the old."""
        new = self.folder / name
        return new if new.exists() else self.old / name

    def files(self) -> frozenset[str]:
        """The paths of all files that are there."""
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())


def holds(path: Path, data: bytes, mode: int) -> bool:
    """Whether a file is there with just these bytes, lies there itself, and is open to those to whom a new one would be."""
    try:
        facts = path.lstat()
        return stat.S_ISREG(facts.st_mode) and stat.S_IMODE(facts.st_mode) == mode and facts.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def linked(before: Path, path: Path) -> bool:
    """Give a file a second name. False where the disk has no such thing."""
    try:
        os.link(before, path)
    except OSError:
        return False
    return True
