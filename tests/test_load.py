"""Reading YAML into nodes that know their place. The messages themselves are in `tests/errors`."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.load import Mapping, Scalar, Sequence, parse
from guide.parsed import load
from guide.problem import ContentError, Place


def test_nodes_know_their_place() -> None:
    tree = parse("a: et\nb:\n  - to\n  - 'tre'\n", "x.yaml")
    assert isinstance(tree, Mapping)
    numbers = tree.items["b"]
    assert isinstance(numbers, Sequence)
    assert [item.place for item in numbers.items] == [Place("x.yaml", 3, 5), Place("x.yaml", 4, 5)]
    assert tree.key_places["b"] == Place("x.yaml", 2, 1)


@pytest.mark.parametrize(
    ("written", "kind"),
    [("no", "bool"), ("ja", "str"), ("12", "int"), ("1.5", "float"), ("2024-01-01", "timestamp"), ("~", "null"), ("''", "str"), ('"12"', "str")],
)
def test_what_plain_yaml_takes_a_word_for(written: str, kind: str) -> None:
    tree = parse(f"a: {written}\n", "x.yaml")
    assert isinstance(tree, Mapping)
    value = tree.items["a"]
    assert isinstance(value, Scalar)
    assert value.kind == kind


def test_bom_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    plain, dos = tmp_path / "plain.yaml", tmp_path / "dos.yaml"
    plain.write_bytes("a: blåbær\nb: >-\n  et\n  to\n".encode())
    dos.write_bytes("\ufeffa: blåbær\r\nb: >-\r\n  et\r\n  to\r\n".encode())
    values = []
    for path in (plain, dos):
        tree = load(path, tmp_path)
        assert isinstance(tree, Mapping)
        values.append([item.value for item in tree.items.values() if isinstance(item, Scalar)])
    assert values[0] == values[1] == ["blåbær", "et to"]


def test_a_file_that_ends_too_early_is_told_at_its_last_line() -> None:
    with pytest.raises(ContentError) as caught:
        parse("a: [[[", "x.yaml")
    assert [item.place for item in caught.value.problems] == [Place("x.yaml", 1, 7)]


@pytest.mark.parametrize("text", ["#", " # x", "a: b\n# x", "---", "--- # x"])
def test_no_place_is_after_the_last_line(text: str) -> None:
    """The parser sees a line end after a comment or a mark, whether there is one or not."""
    try:
        place = parse(text, "x.yaml").place
    except ContentError as error:
        place = error.problems[0].place
    assert place.line <= text.count("\n") + 1 and place.column <= len(text) + 1


def test_lines_are_counted_at_the_ends_of_old_macs_too(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_bytes(b"a: b\rc: \xe6\r")
    with pytest.raises(ContentError) as caught:
        load(tmp_path / "old.yaml", tmp_path)
    assert [(item.code, item.place.line, item.place.column) for item in caught.value.problems] == [("encoding", 2, 4)]


@given(st.text(max_size=200))
def test_any_text_is_a_tree_or_a_problem_with_a_line(value: str) -> None:
    try:
        parse(value, "x.yaml")
    except ContentError as error:
        assert error.problems
        assert all(problem.place.line >= 1 and problem.message and problem.hint for problem in error.problems)
