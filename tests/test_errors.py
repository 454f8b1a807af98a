"""Every mistake an editor makes: the exact lines the command prints. A new mistake is a new folder under `tests/errors`."""

import re
from pathlib import Path

import pytest

from guide.cli import main
from guide.content import read_content
from guide.messages import CATALOGUE, VARIABLE
from guide.problem import ContentError
from tests.projects import HERE, broken_project

WARNINGS = {"left-as-is", "marks-differ", "paragraphs-differ", "too-many-signs", "too-many-words", "spelling", "common-changed", "common-gone"}
"""What stops no build: tests/test_check_translation.py, tests/test_spelling.py and tests/test_edition.py meet them."""
DRAWN = {"figure-text"}
"""What is found when a figure is drawn, and not by reading alone."""
CASES = sorted(path for path in (HERE / "errors").iterdir() if path.is_dir())
PROBLEM = re.compile(r"^(?P<place>.+?:[1-9]\d*:[1-9]\d*): (?P<message>.+)\n    (?P<hint>\S.*)$", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistake(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = broken_project(case, tmp_path, monkeypatch)
    edition = "".join(path.name for path in (content / "editions").glob("*"))
    output = tmp_path / "output" / edition
    (output / "site").mkdir(parents=True)
    (output / "site" / "index.html").write_text("before")
    code = main(["--content", str(content), "--output", str(tmp_path / "output"), *([f"--edition={edition}"] if edition else [])])
    printed = capsys.readouterr()
    expected = case / "expected.txt"
    if pytestconfig.getoption("--update"):
        expected.write_text(printed.err, encoding="utf-8")
    assert printed.err == expected.read_text(encoding="utf-8")
    assert code == 1
    assert "Traceback" not in printed.err
    assert [path.name for path in (output / "site").iterdir()] == ["index.html"]
    assert (output / "site" / "index.html").read_text() == "before"
    if case.name not in DRAWN:
        monkeypatch.setenv(VARIABLE, "en")
        check_english(content, edition, printed.err)


def check_english(content: Path, edition: str, danish: str) -> None:
    """Told in English, the problems are the same: as many, in the same places, in the words of its catalogue."""
    with pytest.raises(ContentError) as caught:
        read_content(content, edition)
    found = caught.value.problems
    assert sorted(str(item.place) for item in found) == sorted(item["place"] for item in PROBLEM.finditer(danish))
    for item in found:
        message, hint = CATALOGUE[item.code]
        assert pattern(message).fullmatch(item.message) and pattern(hint).fullmatch(item.hint)
        assert not any(part in danish for part in (item.message, item.hint))


def pattern(message: str) -> re.Pattern[str]:
    """What a message looks like, whatever its gaps are filled with."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(message)))


def test_every_message_is_met() -> None:
    """No message is without a case, but for those that a printed sheet gives, and the one for a fault no one foresaw."""
    printed = "".join((case / "expected.txt").read_text(encoding="utf-8") for case in CASES)
    unmet = [code for code, (message, _) in CATALOGUE.spoken.items() if not all(part in printed for part in literal(message))]
    assert set(unmet) <= {"page-count", "page-count-translated", "text-cut", "engine", "value", *WARNINGS}


def test_forty_wrong_edits_of_a_text_are_told_with_file_line_column_and_hint() -> None:
    """Mistakes at a line of a file, made with no program but an editor, and no two of them the same message at the same place."""
    edits = [case for case in CASES if not (case / "make.py").exists() and not case.name.startswith(("translation-", "edition-"))]
    told = {item[0] for case in edits for item in list(PROBLEM.finditer((case / "expected.txt").read_text(encoding="utf-8")))[:1] if ".yaml:" in item["place"]}
    assert len(told) >= 40


def literal(message: str) -> list[str]:
    """The parts of a message between its gaps."""
    return [part for part in re.split(r"\{\w+\}", message) if part]
