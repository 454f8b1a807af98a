"""What was parsed before is not parsed again, and is forgotten when its file is not there any more."""

import pickle
from pathlib import Path

import pytest

from guide import parsed as stage
from guide import shelf, table
from guide.load import parse
from guide.parsed import keep, parsed
from guide.problem import ContentError
from guide.table import read_table

TEXT, PATH = "a: b\nc:\n  - 1\n", "content/sheets/a.yaml"


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "FOLDER", tmp_path / "shelf")
    monkeypatch.setattr(stage, "folders", {})


def another_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what is in memory, as a new process does; from now on nothing is parsed."""
    monkeypatch.setattr(stage, "folders", {})
    monkeypatch.setattr(stage, "parse", lambda *_: pytest.fail("it was parsed again"))


def test_a_file_that_was_read_before_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parsed(TEXT, PATH) == parse(TEXT, PATH)
    keep()
    another_run(monkeypatch)
    assert parsed(TEXT, PATH) == parse(TEXT, PATH)


def test_a_table_that_was_read_before_is_not_parsed_until_somebody_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text, path = "# said\na:\n  da: x\n  en: y\n", "content/translations/en/a.yaml"
    before = read_table(text, path, "en")
    keep()
    monkeypatch.setattr(stage, "folders", {})
    with monkeypatch.context() as patch:
        patch.setattr(table, "parse", lambda *_: pytest.fail("it was parsed again"))
        again = read_table(text, path, "en")
    assert again == before and again.entries["a"].comments == ("said",) and again.text() == text


@pytest.mark.parametrize(("text", "path"), [("a: c\n", PATH), (TEXT, "content/sheets/b.yaml")])
def test_another_text_or_place_is_parsed(text: str, path: str) -> None:
    parsed(TEXT, PATH)
    keep()
    assert parsed(text, path) == parse(text, path)


def test_a_file_with_a_mistake_is_told_each_time() -> None:
    for _ in range(2):
        with pytest.raises(ContentError):
            parsed("a: [\n", PATH)
        keep()


def test_what_was_not_read_again_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed(TEXT, PATH)
    parsed("old: 1\n", "content/sheets/old.yaml")
    keep()
    parsed(TEXT, PATH)
    keep()
    monkeypatch.setattr(stage, "folders", {})
    parsed(TEXT, PATH)
    assert len(stage.folders["nodes", "content/sheets"].before) == 1


def test_nothing_but_nodes_is_read_from_the_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed(TEXT, PATH)
    folder = stage.folders["nodes", "content/sheets"]
    shelf.keep(folder.key, {"made": pickle.dumps({"key": Path("x")})})
    monkeypatch.setattr(stage, "folders", {})
    with pytest.raises(pickle.UnpicklingError):
        parsed(TEXT, PATH)
