"""Every mistake an editor makes: the exact lines the command prints. A new mistake is a new folder under `tests/errors`."""

from pathlib import Path

import pytest

from guide.cli import main
from tests.projects import HERE, broken_project

WARNINGS = {"left-as-is", "marks-differ", "paragraphs-differ", "too-many-signs", "too-many-words", "spelling", "common-changed", "common-gone"}
"""What stops no build: tests/test_check_translation.py, tests/test_spelling.py and tests/test_edition.py meet them."""
CASES = sorted(path for path in (HERE / "errors").iterdir() if path.is_dir())


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


def test_every_message_is_met() -> None:
    """No message is without a case, but for those that a printed sheet gives, and the one for a fault no one foresaw."""
    from guide.messages import CATALOGUE

    printed = "".join((case / "expected.txt").read_text(encoding="utf-8") for case in CASES)
    unmet = [code for code, (message, _) in CATALOGUE.items() if not all(part in printed for part in literal(message))]
    assert set(unmet) <= {"page-count", "page-count-translated", "text-cut", "engine", "value", *WARNINGS}


def literal(message: str) -> list[str]:
    """The parts of a message between its gaps."""
    import re

    return [part for part in re.split(r"\{\w+\}", message) if part]
