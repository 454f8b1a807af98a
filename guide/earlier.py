"""Find the content as it was: in a folder that somebody has kept, or in a revision of the git clone that the content lies in."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guide.languages import day
from guide.messages import COMMANDS, REVIEW
from guide.problem import BuildError
from guide.text import visible

SIGN = "guide.yaml"
"""The file by which a folder of content is known."""


@dataclass(frozen=True)
class Earlier:
    """A content folder as it was, and what a reader is told that it is."""

    folder: Path
    label: str


@contextmanager
def earlier(named: str, content: Path) -> Iterator[Earlier]:
    """What the user named, a folder or a revision; a revision lies in a folder that goes again. Raises BuildError where there is neither."""
    path = Path(named)
    if path.is_dir():
        yield Earlier(kept(path, content.name), named)
        return
    if path.exists():
        raise BuildError(COMMANDS["diff-file"].format(old=visible(named)))
    revision, label = resolved(named, content)
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder, content.resolve().name)  # problems are shown, and what is parsed is kept, under the folder's own name
        unpack(named, revision, content, into)
        yield Earlier(into, label)


def kept(folder: Path, name: str) -> Path:
    """The content in a folder: the folder itself, or the one of this name in a copy of the whole project."""
    for found in (folder, folder / name):
        if (found / SIGN).is_file():
            return found
    raise BuildError(COMMANDS["diff-no-content"].format(folder=visible(str(folder)), sign=SIGN))


def resolved(named: str, content: Path) -> tuple[str, str]:
    """A revision by its hash, and what it is called: its name, its short hash and its day."""
    if not shutil.which("git"):
        raise BuildError(COMMANDS["diff-no-git"].format(old=visible(named)))
    inside = git(content, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        raise BuildError(COMMANDS["diff-no-clone"].format(old=visible(named), content=visible(str(content))))
    found = git(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}")
    if found.returncode:
        raise BuildError(COMMANDS["diff-unknown"].format(old=visible(named)))
    revision = found.stdout.decode().strip()
    short, date = git(content, "show", "--no-patch", "--format=%h %cs", revision).stdout.decode().split()
    return revision, REVIEW["diff-revision"].format(name=named, short=short, day=day(date, REVIEW["diff-language"]))


def unpack(named: str, revision: str, content: Path, into: Path) -> None:
    """Put the content of a revision into a folder. As a zip file it has no way out of the folder: a link in it becomes a file."""
    packed = git(content, "archive", "--format=zip", revision)
    if packed.returncode:
        raise BuildError(COMMANDS["diff-not-in"].format(old=visible(named), content=visible(str(content))))
    with zipfile.ZipFile(io.BytesIO(packed.stdout)) as files:
        files.extractall(into)


def git(content: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Run git where the content lies."""
    return subprocess.run(["git", "-C", str(content), *arguments], capture_output=True, stdin=subprocess.DEVNULL)
