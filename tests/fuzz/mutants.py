"""Mutants of the real content: a number makes a mutant, the same one every time, by one of the things that happen to files.

A mutant is a handful of files as they would lie on the disk. Most have one thing wrong; some are sound, and then they have to build.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from guide.load import parse
from guide.source import model_of
from tests.fuzz import edits
from tests.fuzz.edits import Lines, Words
from tests.fuzz.growth import Growth, models

TRANSLATIONS, EDITIONS = "translations/", "editions/"
GROUPS = ("pages", "conversations", "traits", "sheets")
MINE = re.compile(r"\[[^\[\]\n]*\]$")
"""A list that is written on one line."""
HOLDERS = ("sections", "cards", "questions", "parts", "follow-ups")
"""The fields whose ids are used once in the whole guide."""

Files = dict[str, bytes]
"""The files of a content folder by their paths in it."""


@dataclass(frozen=True)
class Mutant:
    """A content folder with something changed: `files` are those that differ, None where a file is gone; `what` says what was done."""

    number: int
    what: str
    files: dict[str, bytes | None] = field(repr=False)

    def __str__(self) -> str:
        return f"mutant {self.number}: {self.what}"


def files_of(root: Path) -> Files:
    """Every file of a content folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


class Breeder:
    """Makes mutants of one content folder."""

    def __init__(self, files: Files, ids: dict[str, list[str]]) -> None:
        """`ids` are those of each kind, as references write them."""
        self.files, self.growth = files, Growth(ids)
        self.source = [name for name in files if name.endswith(".yaml") and not name.startswith((TRANSLATIONS, EDITIONS))]
        self.editions = [name for name in files if name.startswith(EDITIONS)]
        self.translated = [name for name in files if name.startswith(TRANSLATIONS)]
        self.words = Words({name: files[name].decode() for name in self.source})

    def of_source(self, number: int) -> Mutant:
        """A mutant of the source."""
        return self.mutant(number, self.source, [*edits.ALL, *[self.grow] * 8, *[self.file] * 2, self.damage, *[self.add] * 2, *[self.remove] * 2])

    def of_translations(self, number: int) -> Mutant:
        """A mutant of the translations."""
        return self.mutant(number, self.translated, [*edits.ALL, *[self.file] * 2, self.damage])

    def of_editions(self, number: int) -> Mutant:
        """A mutant of the editions."""
        return self.mutant(number, self.editions, [*edits.ALL, *[self.file] * 2, self.damage])

    def mutant(self, number: int, names: list[str], ways: list[Callable[..., object]]) -> Mutant:
        """The mutant with this number: one change, or for every sixth number two."""
        chance = random.Random(number)
        changed: dict[str, bytes | None] = {}
        told = []
        for _ in range(2 if number % 6 == 5 else 1):
            while True:
                name = chance.choices(names, [max(60, len(self.files[name]) ** 0.5) for name in names])[0]
                way = chance.choice(ways)
                if way in edits.ALL:
                    made = self.edited(way, chance, name, changed.get(name) or self.files[name])
                else:
                    made = way(chance, name)
                if made:
                    break
            changed |= made
            told.append(f"{getattr(way, '__name__', way)} in {name}")
        return Mutant(number, " and ".join(told), changed)

    def edited(self, way: Callable[..., Lines | None], chance: random.Random, name: str, before: bytes) -> dict[str, bytes | None] | None:
        """A file with its lines edited; None where there is nothing to edit in that way."""
        text = before.decode("utf-8", "replace")
        lines = way(chance, text.split("\n"), self.words)
        return {name: "\n".join(lines).encode()} if lines and "\n".join(lines) != text else None

    def damage(self, chance: random.Random, name: str) -> dict[str, bytes | None]:
        """A file as other programs, full disks and wrong encodings leave it."""
        data = self.files[name]
        at = chance.randrange(len(data)) if data else 0
        return {name: chance.choice([
            data[:at],
            data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
            data[:at] + chance.randbytes(chance.randrange(1, 9)) + data[at:],
            data[at:],
            b"\xef\xbb\xbf" + data,
            data.replace(b"\n", b"\r\n"),
            data.decode().encode("cp1252", "replace"),
            data.decode().encode("utf-16"),
            data.decode().encode().decode("cp1252", "replace").encode(),
            b"",
            b"# ingenting\n",
            data + data,
            data * 80,
        ])}  # fmt: skip

    def grow(self, chance: random.Random, name: str) -> dict[str, bytes | None] | None:
        """A part of the file with a field that it may have, and a value that may stand there."""
        text = self.files[name].decode()
        part, model = chance.choice(list(models(parse(text, name), model_of(name.removesuffix(".yaml")))))
        key, value = self.growth.field(chance, model)
        first = min(part.key_places.values())
        if part.place.line == first.line and first.column > 1 and "{" in part.source:
            return None
        lines = text.split("\n")
        if key in part.key_places:
            at = part.key_places[key].line - 1
            return {name: "\n".join([*lines[:at], f"{' ' * (first.column - 1)}{key}: {value}", *lines[edits.end(lines, at) :]]).encode()}
        at = first.line - 1
        return {name: "\n".join([*lines[:at], f"{' ' * (first.column - 1)}{key}: {value}", *lines[at:]]).encode()}

    def file(self, chance: random.Random, name: str) -> dict[str, bytes | None]:
        """A file that is gone, has another name or place, or stands beside a copy of itself."""
        data, (folder, _, base) = self.files[name], name.rpartition("/")
        other = chance.choice([path for path in self.files if path.startswith(TRANSLATIONS) == name.startswith(TRANSLATIONS)])
        stem, new = base.rpartition(".")[0], chance.choice(["copy-of-it", "Ny side", "overview", "x", "3", "CURIOSITY", "æble", "notes-99", ".skjult", "a" * 120])
        place = f"{folder}/" if folder else ""
        return chance.choice([
            {name: None},
            {name: None, f"{place}{new}.yaml": data},
            {f"{place}{new}.yaml": data},
            {name: None, f"{place}{base}.txt": data},
            {f"{place}{stem}.yml": data},
            {name: None, f"{chance.choice(GROUPS)}/{stem}.yaml": data},
            {name: self.files[other], other: data},
            {other: data},
            {name: None, f"{name}/{base}": data},
            {f"{place}{new}/{base}": data},
            {f"translations/{chance.choice(['sv', 'xx', 'en', 'zh-Hant', 'EN'])}/{name.removeprefix(TRANSLATIONS).partition('/')[2] or name}": data},
        ])  # fmt: skip

    def add(self, chance: random.Random, name: str) -> dict[str, bytes | None] | None:
        """A new page, conversation, trait or sheet: a copy with ids of its own, named where pages are named."""
        group, _, base = name.partition("/")
        if group not in GROUPS:
            return None
        id = f"new-{base.removesuffix('.yaml')}"
        text = re.sub(r"(?m)^slug: (.*)$", r"slug: ny-\1", self.own_ids(self.files[name].decode()))
        guide = self.files["guide.yaml"].decode()
        if group != "sheets":
            guide = re.sub(rf"(pages: \[[^\]]*\b{base.removesuffix('.yaml')}\b)", rf"\1, {id}", guide)
        return {f"{group}/{id}.yaml": text.encode(), "guide.yaml": guide.encode()}

    def own_ids(self, text: str) -> str:
        """The text with other ids for all that can be linked to."""
        found, holders = [], []
        for line in text.split("\n"):
            if key := edits.KEY.match(line):
                indent = len(key["indent"])
                holders = [(at, word) for at, word in holders if at < indent]
                if holders and holders[-1][1] in HOLDERS and indent == holders[-1][0] + 2:
                    line = f"{key['indent']}new-{line.lstrip()}"
                holders.append((indent, key["key"]))
            found.append(line)
        return "\n".join(found)

    def remove(self, chance: random.Random, name: str) -> dict[str, bytes | None] | None:
        """A page, conversation, trait or sheet taken out as a school would: out of every list, and links lead elsewhere."""
        group, _, base = name.partition("/")
        if group not in GROUPS:
            return None
        id = base.removesuffix(".yaml")
        target = f"sheets/{id}" if group == "sheets" else id
        changed: dict[str, bytes | None] = {}
        for path in self.source:
            text = self.files[path].decode()
            after = text.replace(f"]({target})", "](accessibility)")
            after = "\n".join(MINE.sub(lambda listed: without(listed[0], id), line) for line in after.split("\n"))
            if after != text:
                changed[path] = after.encode()
        return changed | {name: None}


def without(listed: str, id: str) -> str:
    """A list on one line without an id."""
    return f"[{', '.join(word for word in listed.strip('[]').split(', ') if word != id)}]"
