"""What a person should look at in a translation is a warning; `--strict` lets none pass."""

from pathlib import Path

import pytest

from guide.check_translation import warnings
from guide.cli import main
from tests.translated import edit, project, read, translate, whole_project

TRAIT = "traits/perseverance"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return whole_project(tmp_path)


def found(content: Path) -> list[tuple[str, int]]:
    """The warnings with the lines they point to, less those of the words that every test has before its texts."""
    return [(item.code, item.place.line) for item in warnings(read(content).texts) if item.code not in ("too-many-signs", "too-many-words")]


def line_of(content: Path, words: str) -> int:
    lines = (content / f"translations/en/{TRAIT}.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line == f"  en: {words}")


def test_a_sentence_left_in_danish_is_told_and_may_be_meant(content: Path) -> None:
    translate(content, {(TRAIT, "what"): "Alle går i stå."})
    assert found(content) == [("left-as-is", line_of(content, "Alle går i stå."))]
    edit(content, f"translations/en/{TRAIT}", "what:\n", "# ens: et citat\nwhat:\n")
    assert found(content) == []


def test_other_marks_and_paragraphs_are_told(content: Path) -> None:
    translate(content, {(TRAIT, "train/small"): "EN Make it small. Take one step.", (TRAIT, "what"): "EN Everyone.\nGets stuck."})
    assert sorted(code for code, _ in found(content)) == ["marks-differ", "paragraphs-differ"]


def test_a_text_longer_than_its_place_is_told(content: Path) -> None:
    translate(content, {(TRAIT, "motto"): "Try again and again and again", (TRAIT, next_statement(content)): "I " + "try " * 20 + "again"})
    told = [item for item in warnings(read(content).texts) if item.place.path.endswith(f"{TRAIT}.yaml")]
    assert {item.code for item in told} >= {"too-many-signs", "too-many-words"}
    assert any("29 tegn" in item.message and "24" in item.hint for item in told)


def next_statement(content: Path) -> str:
    return next(key for key in read(content).tables[TRAIT].entries if key.startswith("statements/"))


def test_strict_lets_nothing_pass_and_plain_check_warns(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(content, {(TRAIT, "what"): "Alle går i stå."})
    assert main(["check", "--content", str(content)]) == 0
    said = capsys.readouterr()
    assert said.out == "Indholdet er i orden.\n" and f"Advarsel: content/translations/en/{TRAIT}.yaml:" in said.err
    assert main(["check", "--strict", "--content", str(content)]) == 1
    assert capsys.readouterr().out == ""


def test_strict_fails_on_anything_not_current(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = project(tmp_path)
    assert main(["check", "--content", str(content)]) == 0
    assert main(["check", "--strict", "--content", str(content)]) == 1
    total = len(read(content).texts)
    assert f"English (en) er ikke færdig: 0 forældede og {total} manglende tekster, 0 uden plads.\n" in capsys.readouterr().err
