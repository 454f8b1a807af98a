"""Tries mutants: reading one ends in problems that say where, or in content that builds."""

import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from guide import check_translation, content, figures, handbook, letters, manual, press, read, sheets, site, status, upkeep
from guide.check import ids_by_kind
from guide.coverage import offered
from guide.deadlinks import check_links
from guide.disk import Tree
from guide.index import targets
from guide.model.guide import Guide
from guide.printables import printables
from guide.problem import ContentError, Problem
from guide.source import SourceTexts
from guide.switcher import root
from guide.translation import Translation
from guide.trees import reviewers
from tests.fuzz import building
from tests.fuzz.edits import WORD
from tests.fuzz.mutants import EDITIONS, TRANSLATIONS, Breeder, Mutant, files_of
from tests.fuzz.warm import Memory

GONE = {"missing-file", "no-folder", "no-settings"}
"""Problems of files that are not there."""
OF_A_FILE = {
    *GONE, "unknown-file", "not-a-file", "not-a-folder", "unreadable", "not-allowed", "link-loop", "outside", "file-name", "empty-file", "too-large",
    "edition-file", "edition-name", "language-folder", "table-file", "figure-text", "page-count", "page-count-translated", "text-cut",
}  # fmt: skip
"""Problems of a file or folder as a whole, or of what comes of it on paper: they have no line. All others have one."""
PAPER = {"page-count", "page-count-translated", "text-cut"}
"""Problems that only show on paper."""
PARTS = 4
"""How many tests the mutants are dealt out to."""
EXAMPLE = "bakkedal"
"""The edition that is tried."""
FEW = 8
"""How many of the documents that show a file are made for most mutants of the short run."""
SETS = ("print pack-", "print student-folder")
"""Sheets that hold other sheets: what they show is shown by those."""


class Laboratory:
    """A copy of the real content in which mutants are laid, one after the other."""

    def __init__(self, source: Path, folder: Path, patch: pytest.MonkeyPatch, long: bool) -> None:
        self.root, self.long = folder / "content", long
        self.printer: Any = None
        shutil.copytree(source, self.root)
        self.files = files_of(self.root)
        self.memory = Memory(patch)
        self.sound = content.read_content(self.root)
        guide = self.sound.source.guide
        self.breeder = Breeder(self.files, ids_by_kind(guide, list(targets(guide))))
        self.sources = SourceTexts(self.sound.source)
        self.shown = building.shown(self.sources)

    @contextmanager
    def laid(self, mutant: Mutant) -> Iterator[None]:
        """The content folder with the mutant's files in it."""
        made: list[Path] = []
        try:
            for name, data in mutant.files.items():
                path = self.root / name
                path.unlink(missing_ok=True)
                if data is not None:
                    made += [folder for folder in path.parents if not folder.exists()]
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
            self.memory.touched = {self.root / name for name in mutant.files}
            yield
        finally:
            self.memory.touched = set()
            for name in mutant.files:
                if (self.root / name).is_file():
                    (self.root / name).unlink()
            for folder in sorted(made, reverse=True):
                folder.rmdir()
            for name in mutant.files.keys() & self.files.keys():
                (self.root / name).write_bytes(self.files[name])

    def try_part(self, attempt: Callable[[int], str], part: int, count: int, only: list[int]) -> None:
        """Try one of the parts of so many mutants, ten times as many in the long run, or `only` these."""
        size = count * (10 if self.long else 1) // PARTS
        numbers = only or range(part * size, (part + 1) * size)
        found: Counter[str] = Counter()
        for number in numbers:
            try:
                found[attempt(number)] += 1
            except BaseException as error:
                error.add_note(f"This was mutant {number}: replay it with --mutant {number}.")
                raise
        assert len(numbers) < 20 or (found["accepted"] > len(numbers) / 20 and found["rejected"] > len(numbers) / 20)

    def of_source(self, number: int) -> str:
        """Try a mutant of the source; `rejected` or `accepted`."""
        mutant = self.breeder.of_source(number)
        with self.laid(mutant):
            try:
                found = content.read_content(self.root) if self.is_thorough(number) else None
                source = found.source if found else read.read_source(self.root)
            except ContentError as error:
                check_places(error.problems, self.root)
                return "rejected"
            self.build(source.guide, None, mutant)
            for translation in found.translations.values() if found else ():
                if translation.whole:
                    self.build(translation.guide, translation.marked, mutant)
            if found and number % 50 == 0:
                self.build_parts(SourceTexts(source), found.translations.values())
            return "accepted"

    def of_translations(self, number: int) -> str:
        """Try a mutant of the translations; `rejected` or `accepted`."""
        mutant = self.breeder.of_translations(number)
        languages = {name.split("/")[1] for name in mutant.files}
        with self.laid(mutant):
            problems: list[Problem] = []
            known = [code for code in content.codes(self.root, problems) if code in languages]
            try:
                if problems:
                    raise ContentError(problems)
                found = [content.read_translation(self.sources, code) for code in known]
                if problems := [item for each in found for item in content.check_translated(each)]:
                    raise ContentError(problems)
            except ContentError as error:
                check_places(error.problems, self.root)
                return "rejected"
            for translation in found:
                if translation.whole:
                    self.build(translation.guide, translation.marked, mutant)
            self.build_parts(self.sources, found)
            return "accepted"

    def of_editions(self, number: int) -> str:
        """Try a mutant of an edition; `rejected` or `accepted`."""
        mutant = self.breeder.of_editions(number)
        with self.laid(mutant):
            try:
                found = content.read_content(self.root, EXAMPLE)
            except ContentError as error:
                check_places(error.problems, self.root)
                return "rejected"
            list(upkeep.drifted(found.layer))
            self.build(found.source.guide, None, mutant)
            return "accepted"

    def is_thorough(self, number: int) -> bool:
        """Whether all is made that shows the change, and not a few of it: always in the long run."""
        return self.long or number % 5 == 0

    def documents(self, mutant: Mutant) -> set[str]:
        """The documents that show what a mutant has changed: its own, those of ids that it newly names, and those that show its files."""
        own, showing = {"page"}, set[str]()
        for name, data in mutant.files.items():
            file = re.sub(rf"^({TRANSLATIONS}[^/]*/|{EDITIONS}[^/]*/(texts|add|{TRANSLATIONS}[^/]*)/)", "", name).removesuffix(".yaml")
            stem = file.rpartition("/")[2]
            before, after = (set(WORD.findall((text or b"").decode("utf-8", "replace"))) for text in (self.files.get(name), data))
            own |= {f"{kind}{id}" for id in {stem, *(after - before)} for kind in ("page ", "page sheets/", "print ")}
            own |= {f"print {stem}-{variant}" for variant in ("fillable", "large", "a3")}
            showing |= {document for document in self.shown.get(file, ()) if not document.startswith(SETS)}
        if self.is_thorough(mutant.number):
            return own | showing | {"data"}
        return own | set(random.Random(mutant.number).sample(sorted(showing), min(len(showing), FEW)))

    def build(self, guide: Guide, marked: Guide | None, mutant: Mutant) -> None:
        """Make what shows the change of a guide that was accepted; for some mutants everything. `marked` has marks round what is not translated."""
        if self.is_thorough(mutant.number) and (problems := figures.cut(guide, self.root.name)):
            check_places(problems, self.root)
        names, whole = self.documents(mutant), mutant.number % 30 == 0
        made = {name: make() for name, make in building.documents(guide, marked).items() if whole or name in names}
        assert not (lost := list(building.broken(guide, made))), lost
        if mutant.number % (20 if self.long else 100) == 7:
            self.print(guide, sorted(name for name in made if name.startswith("print ") and not name.startswith(SETS)), mutant)
        if mutant.number % (100 if self.long else 300) == 8:
            self.publish(guide, marked)

    def build_parts(self, sources: SourceTexts, translations: Iterable[Translation]) -> None:
        """Make the page and the sheets of languages that have a few sheets alone, and tell how far they have come."""
        for translation in translations:
            there = () if translation.whole else tuple(offered(translation))
            if there:
                letters.html(translation.guide, *there, reviewers=reviewers(translation), outdated=True)
            for item in printables(translation.guide, ids=there) if there else ():
                sheets.html(translation.guide, item.sheet, variant=item.variant)
            list(status.lines(status.standing(translation), detailed=True))
            list(check_translation.warnings(translation.texts))

    def print(self, guide: Guide, names: list[str], mutant: Mutant) -> None:
        """Really print one of these documents. What has no room on paper is told of with the file it stands in."""
        if not names:
            return
        self.printer = self.printer or press.new_printer(self.root.name)
        name = random.Random(mutant.number).choice(names).removeprefix("print ")
        printable = next(item for item in printables(guide) if item.name == name)
        try:
            parts = tuple(press.at_once(self.printer, guide, part) for part in press.made_of(guide, printable))
            made = press.print_one(self.printer, guide, press.Order(printable, parts=parts))
        except ContentError as error:
            made = error.problems
        if isinstance(made, list):
            assert {item.code for item in made} <= PAPER, made
            check_places(made, self.root)

    def publish(self, guide: Guide, marked: Guide | None) -> None:
        """Really build the site of a language, with empty files for PDFs and pictures."""
        with tempfile.TemporaryDirectory() as name:
            tree, made = Tree(Path(name) / "site", Path(name) / "nothing"), building.documents(guide, marked)
            documents = {path: made[document]() for path, document in building.paths(guide).items()} | handbook.documents(guide, None)
            found = site.write_site(guide, documents, "", tree, Path(name) / "workshop")
            for path in [item.path for item in printables(guide)] + [manual.book_path(guide.language)] + [f"{root(guide)}assets/sheets/{id}.webp" for id in guide.sheets]:
                tree.write(path, b"")
            check_links(found, tree.files())


def check_places(problems: list[Problem], root: Path) -> None:
    """Every problem says in which file it is, and on which line."""
    assert problems
    for item in problems:
        assert item.message and item.hint and str(item), item
        path, place = root.parent / item.place.path, item.place
        assert place.path.startswith(root.name), item
        assert path.exists() != (item.code in GONE), f"{item}: no such file"
        if item.code not in OF_A_FILE:
            lines = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= place.line <= len(lines), f"{item}: the file has {len(lines)} lines"
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, f"{item}: the line has {len(lines[place.line - 1])} signs"
