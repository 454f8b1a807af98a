"""The commands: exit codes, what they print, and what they do not import."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guide.cli import main
from tests.projects import ROOT, small_project

HEAVY = ("weasyprint", "mkdocs", "material", "pypdfium2", "PIL")


def test_check_says_that_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    assert main(["check", "--content", str(content)]) == 0
    assert capsys.readouterr().out == "Indholdet er i orden.\n"


def test_check_imports_nothing_heavy() -> None:
    code = f"import sys; from guide.cli import main; main(['check']); sys.exit(any(name in sys.modules for name in {HEAVY!r}))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", [["byg"], ["check", "--sprog", "da"], ["--jobs", "mange"], ["sheets", "notes-1", "--content"]], ids=["command", "option", "number", "value"]
)
def test_wrong_use_is_one_line_and_a_hint(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    printed = capsys.readouterr().err.splitlines()
    assert len(printed) == 2
    assert printed[0].startswith("Det forstod build.py ikke: ")


def test_an_unknown_sheet_is_told_before_anything_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    assert main(["sheets", "note-1", "--content", str(content), "--output", str(tmp_path / "output")]) == 2
    assert capsys.readouterr().err == "Der er intet ark med id’et ”note-1”. Mente du ”notes-1”?\n"
    assert not (tmp_path / "output" / "print").exists()


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    (tmp_path / "output").write_text("a file")
    assert main(["--content", str(content), "--output", str(tmp_path / "output")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_interrupt_that_something_swallowed_still_stops_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from guide import build as stage

    def swallow(*_: object) -> dict[str, bytes]:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        return {}

    monkeypatch.setattr(stage, "press", swallow)
    monkeypatch.setattr(stage, "write_sheets", lambda *_: None)
    monkeypatch.setattr(stage, "write_site", lambda *_: pytest.fail("the build went on"))
    assert main(["--content", str(small_project(tmp_path)), "--output", str(tmp_path / "output")]) == 130
    assert capsys.readouterr().err == "Stoppet. Det, der var bygget før, er uændret.\n"
