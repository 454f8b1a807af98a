"""The editor's handbook as it is written: chapters in Markdown, and in them the steps a reader takes, as pieces of code.

What stands behind the three backticks says what a piece is, so that pages can show it and a test can do it:

    ```yaml find=content/…        lines that are in a file; the next piece, `replace`, are those to write instead
    ```yaml create=content/…      a whole new file; `remove=` are lines to delete, by how they begin
    ```sh                         commands to run; `fails` where they are to fail, `not-run` where they are shown alone
    ```text says                  what the command says; `…` stands for anything
    ```text see=ADDRESS           what stands on the page at this address, with `edition=ID` in an edition; `gone=` does not stand there
    ```flow, notes, screen        pictures made of words: see guide/handbook.py
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from guide.environment import ROOT

FOLDERS = {"da": ROOT / "docs" / "haandbog", "en": ROOT / "docs" / "handbook"}
"""Where the chapters lie, in each language that has the handbook. A copy of the project without them has none."""
HOMES = {"da": "redaktoer/", "en": "editor/"}
"""The address of its first page, below the root of the language's pages."""
WORDS = "words.yaml"
"""The words round the chapters' own text."""
FENCE = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"# ([^\n]+)\n\n(.+?)\n\n", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A piece of code: its `kind` (yaml, sh, text …), what is `said` of it behind its kind, and its `text`."""

    kind: str
    said: str
    text: str

    @property
    def act(self) -> str:
        """What is done with it: the first word behind its kind, without what follows `=`."""
        return self.said.split(" ")[0].partition("=")[0]

    def value(self, name: str) -> str:
        """What stands behind `name=`; '' where it is not said."""
        return next((word.partition("=")[2] for word in self.said.split(" ") if word.startswith(f"{name}=")), "")


@dataclass(frozen=True)
class Chapter:
    """A chapter: the name of its `file` without the ending, its `title`, its first paragraph as `lead`, and the `text` below it."""

    file: str
    title: str
    lead: str
    text: str

    @property
    def slug(self) -> str:
        """Its name in an address; '' for the first page of the handbook."""
        number, _, name = self.file.partition("-")
        return name if int(number) else ""


@cache
def words(language: str) -> dict[str, str]:
    """The words round the chapters' own text."""
    return dict(yaml.load((FOLDERS[language] / WORDS).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)) | {"language": language}


def address(language: str, chapter: Chapter) -> str:
    """The address of a chapter's page, below the root of the language's pages."""
    return f"{HOMES[language]}{chapter.slug}/" if chapter.slug else HOMES[language]


@cache
def chapters(language: str) -> tuple[Chapter, ...]:
    """The chapters in a language, in order; none where it has no handbook."""
    return tuple(chapter(path) for path in sorted(FOLDERS[language].glob("*.md"))) if language in FOLDERS else ()


def chapter(path: Path) -> Chapter:
    """The chapter in a file."""
    text = path.read_text(encoding="utf-8")
    found = TITLE.match(text)
    assert found, f"{path.name} has no title with a paragraph under it"
    return Chapter(path.stem, found[1], " ".join(found[2].split()), text[found.end() :])


def pieces(text: str) -> list[Piece]:
    """The pieces of code in a text, in order."""
    return [piece(found) for found in FENCE.finditer(text)]


def piece(found: re.Match[str]) -> Piece:
    """The piece of code that was found."""
    return Piece(found[1], found[2] or "", found[3])
