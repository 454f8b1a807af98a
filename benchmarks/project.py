"""Projects to measure on: copies of this one in a folder of their own, as a stranger has it, and copies that have grown.

Text is copied as text: what is made here is read and checked by the build like anybody's content.
"""

import compileall
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Run, run
from guide.setup import BROWSERS, browser

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("build.py", "mkdocs.yml", "requirements.txt", "guide", "templates", "benchmarks")
"""What a project consists of besides its content."""
SMALL = ROOT / "tests" / "project" / "content"
PYTHON = os.path.realpath(sys.executable)
"""The Python that a user calls `python3`: not that of the environment, which `build.py` finds by itself."""
CHROMIUM = browser() or BROWSERS[-1]
"""The browser of the system."""
LANGUAGES = ("en", "sv", "nb", "de", "fr", "nl", "fi")
"""The languages that a project may get beside Danish. All but the first have the words of the first."""
EXAMPLE = "bakkedal"
"""The edition that a project may get more of; the small content has none, and gets some that are a name and a platform."""
BOOK = re.compile(r"^ +type: booklet$", re.MULTILINE)
"""Stands in the one sheet that is the whole guide: a second would be the same book."""


@dataclass(frozen=True)
class Project:
    """A copy of this project with content, output and store of its own."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def sheets(self) -> list[str]:
        """The ids of its sheets."""
        return sorted(path.stem for path in (self.content / "sheets").glob("*.yaml"))

    def build(self, *arguments: str) -> Run:
        """Run `build.py` as a user does."""
        return run([PYTHON, "build.py", *arguments], self.folder)

    def edit(self, path: str, pattern: str, words: str) -> None:
        """Put words in the place of the first line that fits, as an editor saves a file."""
        file = self.folder / path
        text, count = re.subn(pattern, lambda _: words, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        if not count:
            raise ValueError(f"{path} has no {pattern}")
        file.write_text(text, encoding="utf-8")


def copy(folder: Path, small: bool = False) -> Project:
    """A copy of this project in a new folder, with nothing built; with the small content of the tests where `small`."""
    folder.mkdir(parents=True)
    for name in PARTS:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, folder / name, ignore=shutil.ignore_patterns("*~"))
        else:
            shutil.copy2(path, folder / name)
    copy_content(folder, small)
    (folder / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    compileall.compile_dir(folder / "guide", quiet=2)  # a cold build is one without a store, not the first of a new installation
    project = Project(folder)
    if small:
        project.build("new", "language", LANGUAGES[0])
    return project


def copy_content(folder: Path, small: bool) -> None:
    """The content alone, in a folder that may be new."""
    if small:
        shutil.copytree(SMALL, folder / "content")
        shutil.copy(ROOT / "content" / "interface.yaml", folder / "content")
    else:
        shutil.copytree(ROOT / "content", folder / "content")


def with_languages(content: Path, count: int) -> None:
    """Let content be in so many languages with all their sheets: Danish, English, and English under other codes."""
    translations, model = content / "translations", LANGUAGES[0]
    kept = translations / model
    for path in translations.iterdir():
        if path != kept:
            shutil.rmtree(path)
    for code in LANGUAGES[1 : count - 1]:
        shutil.copytree(kept, translations / code)
        for path in (translations / code).rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(rf"^  {model}:", f"  {code}:", text, flags=re.MULTILINE), encoding="utf-8")
    if count == 1:
        shutil.rmtree(kept)


def with_editions(content: Path, count: int) -> None:
    """Let content have so many editions: the example under other names and with other platforms, so that each has sheets that no other has."""
    editions = content / "editions"
    example = editions / EXAMPLE
    for id in editions_of(count):
        if example.exists():
            shutil.copytree(example, editions / id)
        else:
            (editions / id).mkdir(parents=True)
        path = editions / id / "edition.yaml"
        text = path.read_text(encoding="utf-8") if path.exists() else "name: x\nplatform: x\n"
        for field in ("name", "platform"):
            text = re.sub(rf"^{field}: .*$", f"{field}: {id.capitalize()}", text, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")
    shutil.rmtree(example, ignore_errors=True)


def editions_of(count: int) -> list[str]:
    """The ids of so many editions."""
    return [f"udgave-{number}" for number in range(1, count + 1)]


def with_sheets(content: Path, times: int) -> None:
    """Let content have each sheet so many times, each at an address of its own. The book stays one."""
    for path in sorted((content / "sheets").glob("*.yaml")):
        if BOOK.search(path.read_text(encoding="utf-8")):
            continue
        tables = sorted(content.glob(f"translations/*/sheets/{path.name}"))
        for number in range(2, times + 1):
            for original in (path, *tables):
                again = renamed(original.read_text(encoding="utf-8"), number)
                original.with_name(f"{path.stem}-again-{number}.yaml").write_text(again, encoding="utf-8")


def renamed(text: str, number: int) -> str:
    """A sheet, or its table, with another slug, and another description: without it, all copies would be one PDF."""
    text = re.sub(r"^slug: \S+$", rf"\g<0>-again-{number}", text, flags=re.MULTILINE)
    text = re.sub(r'^(description: .+?)\.("?)$', rf"\1 {number}.\2", text, flags=re.MULTILINE)
    in_table = re.compile(r"^  [a-z]{2}: [a-z0-9-]+$", re.MULTILINE)
    return re.sub(r"^slug:\n(?:  .+\n)+", lambda entry: in_table.sub(rf"\g<0>-again-{number}", entry[0]), text, flags=re.MULTILINE)
