"""The loader on anything that can lie in a file: a tree that says what YAML says, or problems with their lines."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as some

from guide.load import Mapping, Node, Scalar, Sequence, parse, read_text
from guide.problem import ContentError
from tests.fuzz.strategies import TEXT, deep, nearly_yaml, times


def told(problems: Any, text: str) -> None:
    """Every problem is of this file, at a place in it, in whole sentences."""
    lines = text.split("\n")
    assert problems
    for item in problems:
        assert item.place.path == "x.yaml" and item.message and item.hint
        assert 1 <= item.place.line <= len(lines), item
        assert 1 <= item.place.column <= len(lines[item.place.line - 1]) + 1, item


def plain(node: Node) -> Any:
    """A tree as PyYAML's loader that takes everything for text has it."""
    if isinstance(node, Mapping):
        return {key: plain(item) for key, item in node.items.items()}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.value if isinstance(node, Scalar) else None


def nodes(node: Node) -> list[Node]:
    inside = node.items.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()
    return [node, *(found for item in inside for found in nodes(item))]


def read(text: str) -> None:
    """Parse a text as the file it would be."""
    try:
        tree = parse(text, "x.yaml")
    except ContentError as error:
        told(error.problems, text)
        return
    assert plain(tree) == yaml.load(text, Loader=yaml.BaseLoader)
    for node in nodes(tree):
        assert 1 <= node.place.line <= text.count("\n") + 1
        assert not isinstance(node, Scalar) or node.source in text


@times(4)
@given(nearly_yaml())
@example(" # x")
def test_nearly_yaml(text: str) -> None:
    read(text.replace("\r\n", "\n").replace("\r", "\n"))


@times(1)
@given(some.lists(TEXT | some.sampled_from("\n:-[]{}\"'#&*!|>%@` "), max_size=40).map("".join) | deep())
@example("---")
@example("#")
def test_any_text(text: str) -> None:
    read(text.replace("\r\n", "\n").replace("\r", "\n"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@times(2)
@given(some.binary(max_size=80) | nearly_yaml().map(lambda text: text.encode("utf-8", "replace")) | some.tuples(nearly_yaml(), some.sampled_from(["cp1252", "utf-16", "utf-8-sig", "latin-1"])).map(lambda item: item[0].encode(item[1], "replace")))
@example(b"\xef\xbb\xbf")
@example(b"a: \xe6\r\n")
def test_any_bytes(folder: Path, data: bytes) -> None:
    path = folder / "x.yaml"
    path.write_bytes(data)
    try:
        text = read_text(path, folder)
    except ContentError as error:
        (problem,) = error.problems
        lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        assert problem.place.path.endswith("x.yaml") and 1 <= problem.place.line <= len(lines), problem
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        return
    assert "\r" not in text
    read(text)


@times(1)
@given(nearly_yaml(), some.sampled_from(["\r\n", "\r"]), some.booleans())
def test_line_ends_and_the_mark_of_a_byte_order_change_nothing(folder: Path, text: str, end: str, marked: bool) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    found = []
    for data in (text, text.replace("\n", end)):
        path = folder / "x.yaml"
        path.write_bytes(data.encode("utf-8-sig" if marked else "utf-8"))
        try:
            found.append(str(parse(read_text(path, folder), "x.yaml")))
        except ContentError as error:
            found.append(str(error.problems))
    assert found[0] == found[1]
