"""The editor's handbook: what it tells its readers to do is done to the letter, and they see what it says; and it has everything."""

import re
import shlex
import shutil
from html import unescape
from pathlib import Path

import pytest

from guide.chapters import Piece, chapters, pieces
from guide.cli import main
from guide.commands import parser
from guide.content import Content, read_content
from guide.links import Links
from guide.pages import Surroundings, Writer
from guide.pictures import Picture
from guide.related import chapters as places
from tests.projects import ROOT

COMMAND = "python3 build.py"
TRANSLATIONS = "09"
"""The chapter that needs a language."""
OURS = re.compile(r"<[^>]+>|\u00ad")


class Reader:
    """Does what the handbook says, in a copy of the real content without its translations."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.content, self.capsys = folder, folder / "content", capsys
        self.known: dict[str, Content] = {}
        monkeypatch.setattr("guide.content.read_content", self.read)
        shutil.copytree(ROOT / "content", self.content, ignore=shutil.ignore_patterns("translations", "editions"))
        self.said, self.found = "", Piece("", "", "")

    def read(self, root: Path, edition: str = "") -> Content:
        """Read the content as every command does; what `check` has read, the pages are made of: it need not be read twice."""
        self.known[edition] = read_content(root, edition)
        return self.known[edition]

    def take(self, piece: Piece) -> None:
        """Take one step of the handbook, or see what it says one sees."""
        act = {"sh": self.run, "yaml": self.edit, "text": self.see}.get(piece.kind)
        if act:
            act(piece)

    def begin_english(self) -> None:
        """Begin the language that the chapter on translations needs; all others are quicker without."""
        english = self.content / "translations" / "en" / "language.yaml"
        english.parent.mkdir(parents=True)
        english.write_text("name: English\n", encoding="utf-8")

    def run(self, piece: Piece) -> None:
        for line in piece.text.splitlines():
            assert line.startswith(COMMAND), line
            words = shlex.split(line.removeprefix(COMMAND))
            if piece.act == "not-run":
                parser().parse_args(words)
                continue
            self.known.clear()
            self.capsys.readouterr()
            code = main([*words, "--content", str(self.content), "--output", str(self.folder / "output")])
            self.said = "".join(self.capsys.readouterr())
            assert (code == 0) == (piece.act != "fails"), f"{line}: {self.said}"

    def edit(self, piece: Piece) -> None:
        self.known.clear()
        if piece.act == "replace":
            path = self.folder / self.found.value("find")
            text = path.read_text(encoding="utf-8")
            assert text.count(self.found.text) == 1, f"{path} does not have just once:\n{self.found.text}"
            path.write_text(text.replace(self.found.text, piece.text), encoding="utf-8")
        elif piece.act == "remove":
            path = self.folder / piece.value("remove")
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if not line.startswith(tuple(piece.text.splitlines()))]
            assert len(lines) - len(kept) == len(piece.text.splitlines())
            path.write_text("".join(kept), encoding="utf-8")
        elif piece.act == "create":
            path = self.folder / piece.value("create")
            assert not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(piece.text, encoding="utf-8")
        self.found = piece

    def see(self, piece: Piece) -> None:
        if piece.act == "says":
            wanted = [re.escape(line).replace("…", ".*") for line in piece.text.splitlines()]
            assert all(re.search(line, self.said, re.DOTALL) for line in wanted), f"{piece.text}\nis not in\n{self.said}"
        else:
            shown = self.page(piece.value(piece.act), piece.value("edition"))
            assert shown and all((line in shown) == (piece.act == "see") for line in piece.text.splitlines()), f"{piece.said}: {piece.text}"

    def page(self, address: str, edition: str) -> str:
        """The words of a page as a reader sees them."""
        guide = (self.known.get(edition) or self.read(self.content, edition)).source.guide
        pictures = {id: Picture(f"assets/sheets/{id}.webp", 560, 792, 1) for id in guide.sheets}
        id = {there: id for id, there in Links(guide).addresses.items()}[address]
        (place,) = [key for key, _, ids in places(guide) if id in ids]
        return unescape(OURS.sub("", Writer(guide, pictures, Surroundings()).page(id, place)))


def steps(language: str) -> list[tuple[str, Piece]]:
    """Every piece of code that is a step, with its chapter's number."""
    return [(chapter.file[:2], piece) for chapter in chapters(language) for piece in pieces(chapter.text)]


def test_the_steps_are_taken_literally(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(tmp_path, capsys, monkeypatch)
    for number, piece in steps("da"):
        if number == TRANSLATIONS and not (reader.content / "translations").exists():
            reader.begin_english()
        try:
            reader.take(piece)
        except (AssertionError, SystemExit, OSError) as error:
            pytest.fail(f"chapter {number}: {error}")
    assert {piece.act for _, piece in steps("da")} >= {"find", "replace", "create", "remove", "says", "see", "gone", "fails"}
