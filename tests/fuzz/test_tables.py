"""Text tables, which people edit: whatever they write is read or told of with its line, and what the program writes takes no word away."""

import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from guide.load import Mapping, Scalar, parse
from guide.problem import ContentError
from guide.table import Entry, Table, put, read_table, take
from guide.yamltext import entry
from tests.fuzz.strategies import SCALARS, TEXT, nearly_yaml, times
from tests.translated import DAY

KEYS = some.sampled_from(["title", "lead", "a/b", "questions/success/text", "a-1/2", "x"])
WORDS = TEXT.filter(lambda text: "\r" not in text) | some.sampled_from(SCALARS) | some.lists(some.sampled_from(["ord", "a:", "#b", "**c**", "\n", "lang " * 20]), max_size=30).map(" ".join)
REMARKS = some.integers(0, 10**6).map("husk {}".format)
"""What people write above, within and below an entry."""


@some.composite
def tables(draw: Any) -> str:
    """A table as people lay it out: any order of fields, any style of text, their comments and empty lines, entries on one line."""
    lines = [f"# {line}" for line in draw(some.lists(REMARKS, max_size=2))] + [""] * draw(some.integers(0, 2))
    for key in draw(some.lists(KEYS, unique=True, min_size=1, max_size=4)):
        lines += [f"#{draw(some.sampled_from([' ', '', '. ', ': ', ', ']))}{line}" for line in draw(some.lists(REMARKS, max_size=2))]
        fields = draw(some.permutations(["en", *draw(some.lists(some.sampled_from(["da", "da-before", "since"]), unique=True))]))
        values = {name: "2026-11-26" if name == "since" else draw(WORDS) for name in fields}
        if draw(some.integers(0, 5)) == 0:
            lines.append(f"{key}: {{{', '.join(f'{name}: {quoted(value)}' for name, value in values.items())}}}")
        else:
            indent = draw(some.integers(1, 5))
            lines.append(f"{key}:{draw(some.sampled_from(['', '', ' ']))}")
            for name, value in values.items():
                lines += [f'{" " * indent}{name}: "{value}"'] if name == "since" else entry(name, value, indent)
                lines += [f"{' ' * draw(some.integers(0, indent))}# {line}" for line in draw(some.lists(REMARKS, max_size=1))]
        lines += [""] * draw(some.integers(0, 2))
    return "\n".join(lines) + "\n" * draw(some.integers(0, 2))


def quoted(value: str) -> str:
    return entry("x", f" {value}", 0)[0].removeprefix('x: " ').join(['"', ""])


def read(text: str) -> Table:
    return read_table(text, "x.yaml", "en")


def remarks(text: str) -> list[str]:
    return sorted(re.findall(r"# ?(husk \d+)", text))


def said(table: Table) -> dict[str, tuple[str, str, str | None, str, tuple[str, ...]]]:
    """What the entries of a table say."""
    return {key: (item.source, item.text, item.before, item.since, item.comments) for key, item in table.entries.items()}


@times(1)
@given(nearly_yaml() | some.lists(some.sampled_from(["title:", "  da: x", "  en: y", "  en:", "# x", "", "  sv: z", "a/b: {da: x, en: y}", "\t", "A:", "  da-before:", "- x", "title: x"]), max_size=9).map("\n".join))
def test_any_text_is_a_table_or_problems_with_their_lines(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        table = read_table(text, "x.yaml", "en")
    except ContentError as error:
        assert error.problems
        assert all(1 <= item.place.line <= text.count("\n") + 1 and item.message for item in error.problems)
        return
    assert said(read_table(table.text(), "x.yaml", "en")) == said(table)


@times(2)
@given(tables())
def test_what_nobody_changes_is_written_as_it_was(text: str) -> None:
    table = read(text)
    assert table.text() == text.rstrip("\n") + "\n"
    for item in list(table.entries.values()):
        put(table, item)
    assert said(read(table.text())) == said(table)


@times(2)
@given(tables(), KEYS, WORDS, WORDS, some.none() | WORDS, some.sampled_from(["", DAY]), some.none() | some.just(["#: her", "#, ret"]))
def test_what_is_put_is_read_back_and_all_else_stays(text: str, key: str, source: str, words: str, before: str | None, since: str, told: list[str] | None) -> None:
    table = read(text)
    others = {name: entry for name, entry in said(table).items() if name != key}
    old = table.entries.get(key, Entry(key))
    put(table, replace(old, source=source, text=words, before=before, since=since), told)
    after = read(table.text())
    assert {name: entry for name, entry in said(after).items() if name != key} == others
    assert said(after)[key] == (source, words, before, since, old.comments)
    assert remarks(table.text()) == remarks(text)


@times(1)
@given(tables(), tables(), some.data())
def test_what_is_moved_takes_its_words_along(text: str, other: str, data: Any) -> None:
    table, there = read(text), read(other)
    key = data.draw(some.sampled_from(list(table.entries)))
    whole = said(table)[key]
    take(table, key, there, "new/key-1")
    assert key not in said(read(table.text()) if table.entries else table)
    assert said(read(there.text()))["new/key-1"][:4] == whole[:4]


@times(1)
@given(WORDS, some.integers(1, 8), some.sampled_from(["en", "da-before", "pt-BR"]))
def test_a_text_comes_back_as_it_was(words: str, indent: int, name: str) -> None:
    tree = parse("\n".join(["key:", *entry(name, words, indent), f"{' ' * indent}z: z"]), "x.yaml")
    assert isinstance(tree, Mapping) and isinstance(inner := tree.items["key"], Mapping) and isinstance(node := inner.items[name], Scalar)
    assert ("" if node.kind == "null" else node.value) == words
