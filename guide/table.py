"""Text tables: a file of translations beside a file of the source, each text under its key with the source it was made from.

    questions/success/text:
      da: the text that the translation was made from
      en: the translation
      da-before: the text before it was changed; stands there until somebody has seen to the translation
      since: when the text began to wait

A table is edited by people. It is written block by block: what they wrote stays as they wrote it, with their comments.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from guide.decode import KINDS, text_problem
from guide.load import Mapping, Node, Scalar, parse, read_text
from guide.model.guide import SOURCE
from guide.parsed import known
from guide.problem import ContentError, Place, Problem, problem, shown
from guide.read import is_left_behind
from guide.yamltext import entry

BEFORE, SINCE = f"{SOURCE}-before", "since"
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
GENERATED = ("#.", "#:", "#,")
"""How comments begin that `update` writes: what translators are told, where the text is used, what there is to do."""


@dataclass(frozen=True)
class Entry:
    """A text of a table. What it does not have is ''. `node` is the translation in its file, `place` the key's."""

    key: str
    source: str = ""
    """The text that the translation was made from."""
    text: str = ""
    """The translation."""
    before: str | None = None
    """The source before it changed; None where it has not changed since the translation was last seen to."""
    since: str = ""
    """The day on which the text began to wait, as year-month-day."""
    place: Place = Place("")
    node: Scalar | None = None
    comments: tuple[str, ...] = ()
    """What people wrote above it, without the `#`."""


Block = dict[str, list[str]]
"""The lines of an entry: those of its comments and key under HEAD, those of each field under its name, empty ones after it under TAIL."""
HEAD, TAIL = "#", " "


@dataclass
class Table:
    """A file of translations into one language; `head` is what stands before its entries."""

    language: str
    head: list[str] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    written: Callable[[], dict[str, Block]] = field(default=dict, repr=False, compare=False)
    """How the lines of its entries are found, by their keys: few who read a table ask for them."""

    @cached_property
    def blocks(self) -> dict[str, Block]:
        """The lines of its entries, by their keys."""
        return self.written()

    def text(self) -> str:
        """The whole file. A remark that ends an entry is kept apart from the next one, whose it would else be taken for."""
        lines: list[str] = []
        for block in self.blocks.values():
            lines += [""] if lines and lines[-1].startswith("#") else []
            lines += [line for part in block.values() for line in part]
        return "\n".join([*self.head, *lines]).rstrip("\n") + "\n"


def read_table(text: str, path: str, language: str) -> Table:
    """A table from its file's text. Raises ContentError with every problem of its form."""
    lines = text.rstrip("\n").split("\n")
    is_bare = all(not line.strip() or line.startswith("#") for line in lines)
    entries = () if is_bare else known(f"entries {language}", partial(read_entries, language), text, path)
    if not entries:
        return Table(language, head=[line for line in lines if line.startswith("#")] + [""])
    first = begin(lines, entries[0].place.line - 1)
    return Table(language, lines[:first], {entry.key: entry for entry in entries}, partial(read_blocks, text, path))


def read_entries(language: str, text: str, path: str) -> tuple[Entry, ...]:
    """The entries of a table, in its order. Raises ContentError with every problem of their form."""
    tree = parse(text, path)
    if not isinstance(tree, Mapping):
        raise ContentError([problem(tree.place, "text-not-fields" if isinstance(tree, Scalar) else "list-not-fields")])
    found = [item for key, node in tree.items.items() for item in check_entry(key, node, tree.key_places[key], language)]
    if found:
        raise ContentError(found)
    heads = {key: block[HEAD] for key, block in blocks_of(tree, text).items()}
    return tuple(read_entry(key, node, tree.key_places[key], language, heads[key]) for key, node in tree.items.items() if isinstance(node, Mapping))


def read_blocks(text: str, path: str) -> dict[str, Block]:
    """The lines of the entries of a table of sound form, by their keys."""
    return blocks_of(parse(text, path), text)


def blocks_of(tree: Node, text: str) -> dict[str, Block]:
    """The lines of the entries of a table with this tree, by their keys."""
    assert isinstance(tree, Mapping)
    lines = text.rstrip("\n").split("\n")
    starts = [begin(lines, place.line - 1) for place in tree.key_places.values()]
    parts = zip(tree.items.items(), starts, [*starts, len(lines)][1:], strict=True)
    return {key: read_block(node, lines[start:end], start) for (key, node), start, end in parts if isinstance(node, Mapping)}


def read_tables(folder: Path, root: Path, language: str, others: tuple[str, ...] = ()) -> tuple[dict[str, Table], list[Problem]]:
    """The tables of a folder by the file they belong to, in alphabetical order, and every problem of their form. `others` are names of files that are no tables."""
    problems: list[Problem] = []
    tables: dict[str, Table] = {}
    for path in sorted(path for path in folder.rglob("*") if (path.is_symlink() or path.suffix or not path.is_dir()) and not is_left_behind(path)):
        name = path.relative_to(folder).as_posix()
        if name in others:
            continue
        if path.suffix != ".yaml":
            problems.append(problem(Place(shown(path, root)), "table-file", name=path.name))
            continue
        if not KEY.fullmatch(name.removesuffix(".yaml")):
            problems.append(problem(Place(shown(path, root)), "file-name", name=path.stem))
            continue
        try:
            tables[name.removesuffix(".yaml")] = read_table(read_text(path, root), shown(path, root), language)
        except ContentError as error:
            problems += error.problems
    return tables, problems


def begin(lines: list[str], line: int) -> int:
    """Where the block of the key on this line begins: with the comments right above it."""
    while line and lines[line - 1].startswith("#"):
        line -= 1
    return line


def read_block(node: Mapping, lines: list[str], start: int) -> Block:
    """The lines of an entry by its fields. `start` is the number of lines before them. Fields that share a line with the key stay with it."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    begins = {name: place.line - 1 - start for name, place in node.key_places.items()}
    if len(set(begins.values())) < len(begins) or node.place.column == 1 or not lines[min(begins.values())].startswith(" "):
        return {HEAD: lines[:end], TAIL: lines[end:]}
    names = sorted(begins, key=lambda name: begins[name])
    cuts = [begins[name] for name in names]
    return {HEAD: lines[: cuts[0]], **{name: lines[a:b] for name, a, b in zip(names, cuts, [*cuts[1:], end], strict=True)}, TAIL: lines[end:]}


def check_entry(key: str, node: Node, place: Place, language: str) -> Iterator[Problem]:
    """What is wrong with the form of an entry."""
    if not KEY.fullmatch(key):
        yield problem(place, "table-key", value=key)
    if not isinstance(node, Mapping):
        yield problem(node.place, "table-entry", language=language)
        return
    for name, item in node.items.items():
        if name not in (SOURCE, language, BEFORE, SINCE):
            yield problem(node.key_places[name], "table-field", key=name, language=language)
        elif not isinstance(item, Scalar) or item.kind in KINDS:
            yield text_problem(item)
        elif name == SINCE and not is_day(item.value):
            yield problem(item.place, "day-form", value=item.value)
    if language not in node.items:
        yield problem(place, "missing-key", key=language)


def is_day(value: str) -> bool:
    """Whether it is a day as year-month-day, or nothing."""
    try:
        return not value or bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def read_entry(key: str, node: Mapping, place: Place, language: str, head: list[str]) -> Entry:
    """An entry of sound form."""
    values = {name: "" if item.kind == "null" else item.value for name, item in node.items.items() if isinstance(item, Scalar)}
    translation = node.items[language]
    assert isinstance(translation, Scalar)
    return Entry(
        key,
        source=values.get(SOURCE, ""),
        text=values[language],
        before=values.get(BEFORE),
        since=values.get(SINCE, ""),
        place=place,
        node=translation if values[language].strip() else None,
        comments=tuple(line.removeprefix("#").removeprefix(" ") for line in head if is_remark(line)),
    )


def is_remark(line: str) -> bool:
    """Whether a line is a comment that a person wrote."""
    return line.startswith("#") and not line.startswith(GENERATED)


def put(table: Table, new: Entry, told: list[str] | None = None) -> None:
    """Put an entry into its table: lines whose words have changed are written anew, all others stay. `told` are its generated comments."""
    old, block = table.entries.get(new.key), table.blocks.get(new.key)
    if old is None or block is None:
        old, block = Entry(new.key), {HEAD: [f"{new.key}:"], TAIL: [""]}
    if words(old) != words(new) or len(block) == 2:
        block = rewritten(block, old, new, table.language)
    generated = [line for line in block[HEAD] if line.startswith(GENERATED)]
    if old.comments != new.comments or told not in (None, generated):
        said = [f"# {line}".rstrip() for line in new.comments] if old.comments != new.comments else list(filter(is_remark, block[HEAD]))
        key = [line for line in block[HEAD] if not line.startswith("#")]
        block = {**block, HEAD: [*said, *(generated if told is None else told), *key]}
    table.blocks[new.key], table.entries[new.key] = block, new


def words(item: Entry) -> dict[str, str | None]:
    """The fields of an entry that are not the translation, with None for those that are not there."""
    return {SOURCE: item.source, "": item.text, BEFORE: item.before, SINCE: item.since or None}


def rewritten(block: Block, old: Entry, new: Entry, language: str) -> Block:
    """The block with the fields that differ written anew, each in its place."""
    if len(block) == 2:  # no field has lines of its own: all are written
        said = [line.lstrip() for line in block[HEAD] if line.lstrip().startswith("#")]
        old, block = Entry(old.key), {HEAD: [*said, f"{new.key}:"], TAIL: block[TAIL] or [""]}
    result, indent = dict(block), indentation(block)
    left: list[str] = []
    for name, value in words(new).items():
        if value is None:
            left += said_after(result.pop(name, []), indent)
        elif value != words(old)[name] or (name or language) not in block:
            lines = [f'{" " * indent}{SINCE}: "{value}"'] if name == SINCE else entry(name or language, value, indent)
            result[name or language] = lines + said_after(block.get(name or language, []), indent)
    result[TAIL] = [*left, *result[TAIL]]
    order = [HEAD, SOURCE, language, BEFORE, SINCE, TAIL]
    return {name: result[name] for name in order if name in result}


def said_after(lines: list[str], indent: int) -> list[str]:
    """The comments at the end of a field's lines, which are no part of its text, and the empty lines between them."""
    start = len(lines)
    while start > 1 and re.match(rf" {{0,{indent}}}#|\s*$", lines[start - 1]):
        start -= 1
    return lines[start:]


def indentation(block: Block) -> int:
    """How far the fields of an entry stand in."""
    first = next((lines[0] for name, lines in block.items() if name not in (HEAD, TAIL)), "  ")
    return len(first) - len(first.lstrip(" "))


def take(table: Table, key: str, other: Table, new: str) -> None:
    """Move an entry to another table, or to another key, with everything that people wrote in it and above it."""
    block, item = table.blocks.pop(key), replace(table.entries.pop(key), key=new)
    block[HEAD] = [re.sub(rf"^([\"']?){re.escape(key)}\1:", f"{new}:", line) for line in block[HEAD]]
    other.blocks[new], other.entries[new] = block, item
