"""Bring a language's tables up to the source of today: new texts come in, changed ones wait, moved ones follow. No word is lost.

What people wrote in a table, its layout and its comments, stays. A text whose source has changed keeps its translation, and shows both
sources until somebody has seen to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from guide.coverage import texts_of
from guide.disk import write_changed
from guide.messages.written import WRITTEN
from guide.schema import MARK, schema_line
from guide.source import SourceText
from guide.table import Entry, Table, put, take
from guide.translation import Translated, Translation
from guide.usage import Usage


@dataclass(frozen=True)
class Updated:
    """What an update did: how many texts came in, moved with their source, began to wait, and have lost their source."""

    new: int
    moved: int
    waiting: int
    orphans: int
    files: int


def update(translation: Translation, today: str, only: Callable[[Translated], bool] = lambda item: True) -> Updated:
    """Bring the tables up to date and write those that changed. `today` is the day, as year-month-day, on which new texts begin to wait.

    `only` says which of the texts that are used belong in these tables.
    """
    wanted = [item for item in texts_of(translation) if item.source and only(item)]
    tables = {file: table_of(translation, file) for file in {**translation.tables, **{item.file: None for item in wanted}}}
    moved = follow_moves(translation, tables, wanted)
    usage = Usage(translation.source.guide)
    fresh = waiting = 0
    for item in wanted:
        assert item.source
        table, old = tables[item.file], tables[item.file].entries.get(item.key)
        fresh += old is None
        new = brought_up(old or Entry(item.key), item.source, today)
        waiting += new.before is not None and bool(new.text.strip())
        put(table, new, told(translation, usage, item.file, item.key, new))
    for file, table in tables.items():
        in_order(table, translation.sources.files.get(file, {}))
    orphans = sum(key not in translation.sources.files.get(file, {}) for file, table in tables.items() for key in table.entries)
    texts = {file_path(translation, file): table.text() if table.entries or has_remarks(table) else "" for file, table in tables.items()}
    return Updated(fresh, moved, waiting, orphans, len(write_changed({path: text for path, text in texts.items() if text or path.exists()})))


def table_of(translation: Translation, file: str) -> Table:
    """The language's table for a file of the source; a new one where there is none."""
    title = WRITTEN["table-head"].format(file=f"{file}.yaml", language=translation.code)
    line = schema_line(f"{translation.folder.relative_to(translation.source.root).as_posix()}/{file}.yaml")
    return translation.tables.get(file) or Table(translation.code, [line, f"# {title}", ""])


def file_path(translation: Translation, file: str) -> Path:
    """Where a table lies."""
    return translation.folder / f"{file}.yaml"


def has_remarks(table: Table) -> bool:
    """Whether a table without entries holds something that a person wrote."""
    return len([line for line in table.head if line.strip() and not line.startswith(MARK)]) > 1


def follow_moves(translation: Translation, tables: dict[str, Table], wanted: list[Translated]) -> int:
    """Move each translation that has lost its key to a text that says the same and has none; how many were moved."""
    lost: dict[str, list[tuple[str, str]]] = {}
    for item in translation.orphans:
        lost.setdefault(item.before, []).append((item.file, item.key))
    count = 0
    for item in wanted:
        there = tables[item.file].entries.get(item.key)
        assert item.source
        found = lost.get(item.source.value)
        if not found or (there and there.text.strip()):
            continue
        file, key = found.pop(nearest(item, found))
        for name in (item.key,) if there else ():
            tables[item.file].entries.pop(name)
            tables[item.file].blocks.pop(name)
        take(tables[file], key, tables[item.file], item.key)
        count += 1
    return count


def nearest(item: Translated, places: list[tuple[str, str]]) -> int:
    """Which of several places a text most likely came from: the same file, and the most steps of its key in common."""

    def likeness(place: tuple[str, str]) -> tuple[bool, int]:
        return place[0] == item.file, len(set(place[1].split("/")) & set(item.key.split("/")))

    return max(range(len(places)), key=lambda number: likeness(places[number]))


def brought_up(entry: Entry, source: SourceText, today: str) -> Entry:
    """The entry against the source of today. The source it was made from is kept until its translation has been seen to."""
    if not entry.text.strip():
        return replace(entry, source=source.value, before=None, since=entry.since or today)
    if entry.source.strip() != source.value:
        before = entry.source if entry.before is None else entry.before
        if before.strip() == source.value:  # the source is again what it was
            return replace(entry, source=source.value, before=None, since="")
        return replace(entry, source=source.value, before=before, since=today)
    return replace(entry, since="" if entry.before is None else entry.since or today)


def told(translation: Translation, usage: Usage, file: str, key: str, entry: Entry) -> list[str]:
    """The comments that are written above an entry."""
    where = usage.where(file, key)
    lines = [f"#: {where}"] if where else []
    lines += [f"#. {note}" for note in explained(translation, file, key)]
    if entry.before is not None:
        lines.append(f"#, {WRITTEN['table-changed']}")
    return lines


def explained(translation: Translation, file: str, key: str) -> Iterator[str]:
    """What a translator is told of a text: what holds for all of its kind, with how long it may be, and what its author says of it."""
    for note in translation.sources.files[file][key].notes:
        limit = WRITTEN["note-signs"].format(count=note.signs) if note.signs else WRITTEN["note-words"].format(count=note.words) if note.words else ""
        yield f"{note.text} {limit}".strip()
    if remark := translation.sources.remarks.get((file, key)):
        yield remark


def in_order(table: Table, source: dict[str, SourceText]) -> None:
    """Put the entries in the order of the source; what is no longer in it comes last."""
    order = [*(key for key in source if key in table.blocks), *(key for key in table.blocks if key not in source)]
    table.blocks = {key: table.blocks[key] for key in order}
    table.entries = {key: table.entries[key] for key in order}
