"""The editor's handbook: what it tells its readers to do is done to the letter, and they see what it says; and it has everything."""

import argparse
import importlib
import re
import shlex
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from guide import vocabulary
from guide.chapters import FENCE, FOLDERS, Piece, chapters, pieces, words
from guide.cli import main
from guide.commands import parser as commands_parser
from guide.content import Content, read_content
from guide.expected import Expected
from guide.links import Links
from guide.listings import models, written_fields
from guide.manual import manuals
from guide.messages import speaking
from guide.model.base import to_kebab
from guide.pages import Surroundings, Writer
from guide.pictures import Picture
from guide.prose import Prose
from guide.quality import measure
from guide.related import chapters as places
from guide.store import DATE
from tests.projects import ROOT
from tests.reading import lix

COMMAND = "python3 build.py"
STEPS = ("yaml", "sh", "text")
"""The kinds of pieces that are steps; all others are pictures."""
TRANSLATIONS = "09"
"""The chapter that needs a language."""
PLACE = re.compile(r":\d+:\d+:")
"""A line and column, which change as the guide does."""
OURS = re.compile(r"<[^>]+>|\u00ad")


class Reader:
    """Does what the handbook says, in a copy of the real content without its translations."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.content, self.capsys = folder, folder / "content", capsys
        self.known: dict[str, Content] = {}
        monkeypatch.setattr("guide.content.read_content", self.read)
        shutil.copytree(ROOT / "content", self.content, ignore=shutil.ignore_patterns("translations", "editions"))
        self.said, self.found = "", Piece("", "", "")

    def read(self, root: Path, edition: str = "", *more: Any) -> Content:
        """Read the content as every command does; what `check` has read, the pages are made of: it need not be read twice."""
        self.known[edition] = read_content(root, edition, *more)
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
                commands_parser().parse_args(words)
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
            wanted = [PLACE.sub(r":\\d+:\\d+:", re.escape(line).replace("…", ".*")) for line in piece.text.splitlines()]
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


def test_both_languages_have_the_same_chapters_and_steps() -> None:
    assert [chapter.file[:2] for chapter in chapters("da")] == [chapter.file[:2] for chapter in chapters("en")]
    done = {language: [item for item in steps(language) if item[1].kind in STEPS and item[1].act != "says"] for language in FOLDERS}
    assert done["da"] == done["en"]
    assert [piece.kind for _, piece in steps("da")] == [piece.kind for _, piece in steps("en")]
    assert words("da").keys() == words("en").keys()


def test_what_is_said_in_english_is_what_the_program_says() -> None:
    danish, english = (catalogue(language) for language in ("da", "en"))
    heard = [[line for _, piece in steps(language) if piece.act == "says" for line in piece.text.splitlines()] for language in ("da", "en")]
    assert len(heard[0]) == len(heard[1]) > 15
    for there, here in zip(*heard, strict=True):
        codes = [code for code in danish if re.search(danish[code], there)]
        assert any(re.search(english[code], here) for code in codes), f"{there} is not {here}: {codes}"


def catalogue(language: str) -> dict[str, str]:
    """What the program says in a language, each message as a pattern by its code; those that are a gap and little else fit everything, and are left out."""
    found = {}
    for module in ("commands", "problems"):
        loaded = importlib.import_module(f"guide.messages.{module}_{language}")
        said = [item for name in ("COMMANDS", "CATALOGUE", "PARTS") for item in getattr(loaded, name, {}).items()]
        found |= {code: pattern(text[0] if isinstance(text, tuple) else text) for code, text in said}
    return {code: text for code, text in found.items() if len(text.replace(".*", "")) > 8}


def pattern(message: str) -> str:
    """The beginning of a message as a pattern: as many sentences as say something. What fills its gaps may be anything."""
    first, *more = message.split(". ")
    while more and len(re.sub(r"\{[^}]*\}", "", first)) < 9:
        first = f"{first}. {more.pop(0)}"
    return ".*".join(re.escape(part) for part in re.split(r"\{[^}]*\}", first))


@pytest.mark.parametrize("language", FOLDERS)
def test_every_command_and_every_field_is_there(language: str) -> None:
    prose = Prose(language, lambda chapter, anchor: f"{chapter.slug}{anchor}")
    text = unescape(OURS.sub("", "".join(prose.html(chapter) for chapter in chapters(language))))
    with speaking(language):
        for parser, name in every_parser(commands_parser(), "python3 build.py"):
            assert name in text
            for action in parser._actions:
                if not isinstance(action, argparse._SubParsersAction):
                    assert str(action.help) in text and all(option in text for option in action.option_strings), f"{name} {action.dest}"
    for name, model in models().items():
        for field in written_fields(model):
            meaning = vocabulary.of(model, field)
            assert f"{to_kebab(field)} {meaning.title}" in text if language == "da" else to_kebab(field) in text, (name, field)
            assert (meaning.text if language == "da" else meaning.english) in text, (name, field)


def every_parser(parser: argparse.ArgumentParser, words: str) -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """Every command with its words."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below or words.count(" ") == 1:
        yield parser, words
    for action in below:
        for name, inner in action.choices.items():
            yield from every_parser(inner, f"{words} {name}")


def test_chapters_lead_to_chapters_and_headings_that_are_there() -> None:
    for language in FOLDERS:
        prose = Prose(language, lambda chapter, anchor: f"{chapter.file}{anchor}")
        html = {chapter.file: prose.html(chapter) for chapter in chapters(language)}
        for file, text in html.items():
            for target, anchor in re.findall(r'href="([\w-]*)#([^"]*)"', text):
                assert not anchor or f'id="{anchor}"' in html[target or file], (file, target, anchor)


def test_the_prose_is_easy_to_read() -> None:
    found = {chapter.file: lix(sentences(chapter.text)) for chapter in chapters("da")}
    assert max(found.values()) < 35, found


def sentences(chapter: str) -> list[str]:
    """The prose of a chapter: its paragraphs and the points of its lists, without code, tables and headings."""
    plain = re.sub(r"`[^`]+`", "kode", re.sub(r"\]\([^)]+\)|[*\[]", "", FENCE.sub("", chapter)))
    blocks = re.split(r"\n\n|\n(?=(?:- |\d+\. ))", plain)
    return [re.sub(r"^(- |\d+\. )", "", " ".join(block.split())) for block in blocks if block.strip() and not block.lstrip().startswith(("|", "#", "<"))]


@pytest.mark.parametrize("language", FOLDERS)
def test_the_book_is_accessible(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATE, "1795000000")
    (pdf,) = manuals([language, "sv"]).values()
    title = chapters(language)[0].title
    report = measure(pdf, Expected(title, language, text=9.0, foot=8.5, upright=(18, 20, 20, 20), several=True))
    assert [failure for failure in report.failures if failure.code != "page-hole"] == []  # a chapter begins on a page of its own
