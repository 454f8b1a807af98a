"""Write files so that they are there whole or not at all."""

import os
import re
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

UNFINISHED = re.compile(r"\.(\d+)-\w+\.part")
"""The name of a file that is being written: whose process it is, and what tells it from the others."""
DAY = 24 * 60 * 60


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; whoever reads it meanwhile sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{os.getpid()}-", suffix=".part", delete=False) as file:
        try:
            file.write(data)
        except BaseException:  # a disk that is full keeps no half file
            os.unlink(file.name)
            raise
    os.chmod(file.name, path.stat().st_mode if path.exists() else 0o644)
    os.replace(file.name, path)


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
    """Remove the files that a process was writing when it was killed, from a folder and those below."""
    for path in folder.rglob(".*.part") if folder.is_dir() else ():
        if (found := UNFINISHED.fullmatch(path.name)) and is_abandoned(path, int(found[1])):
            path.unlink(missing_ok=True)


def is_abandoned(path: Path, process: int) -> bool:
    """Whether nobody will finish this file."""
    if os.name == "nt":  # there, to ask after a process would end it
        return path.exists() and path.stat().st_mtime < time.time() - DAY
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
        self.folder, self.old = folder, old
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, data: bytes) -> None:
        """Write a file by its path below the folder."""
        path, before = self.folder / name, self.old / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (holds(before, data) and linked(before, path)):
            path.write_bytes(data)

    def keep(self) -> None:
        """Take over every file of the old folder that is not there yet."""
        for before in sorted(self.old.rglob("*")):
            path = self.folder / before.relative_to(self.old)
            if before.is_file() and not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                if not linked(before, path):
                    path.write_bytes(before.read_bytes())

    def files(self) -> frozenset[str]:
        """The paths of all files that are there."""
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())


def holds(path: Path, data: bytes) -> bool:
    """Whether a file is there with just these bytes, and is nobody else's too."""
    try:
        return path.stat().st_size == len(data) and not path.is_symlink() and path.read_bytes() == data
    except OSError:
        return False


def linked(before: Path, path: Path) -> bool:
    """Give a file a second name. False where the disk has no such thing."""
    try:
        os.link(before, path)
    except OSError:
        return False
    return True
