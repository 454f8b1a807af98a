"""The commands: exit codes, what they print, and what they do not import."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guide.cli import main
from guide.variants import VARIANTS
from tests.projects import ROOT, small_project
from tests.translated import project

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
    "arguments", [["byg"], ["check", "--sprog", "da"], ["--jobs", "mange"], ["sheets", "notes-1", "--content"], ["sheets", "--variant", "stor"]],
    ids=["command", "option", "number", "value", "variant"],
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


def test_a_wrong_variant_is_told_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sheets", "--variant", "stor"])
    said = capsys.readouterr().err
    assert "”stor” er ikke en udgave" in said and all(variant in said for variant in VARIANTS)


def test_a_variant_that_no_sheet_has_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    assert main(["sheets", "notes-1", "--variant", "a3", "--content", str(content), "--output", str(tmp_path / "output")]) == 2
    assert capsys.readouterr().err == "Ingen af de ark findes som a3. Vælg en anden udgave, eller udelad --variant.\n"


def test_one_variant_is_made_and_the_others_stay(tmp_path: Path) -> None:
    content, output = small_project(tmp_path), tmp_path / "output"
    call = ["sheets", "notes-1", "--content", str(content), "--output", str(output), "--variant"]
    assert main([*call, "print"]) == 0 and main([*call, "large"]) == 0
    assert sorted(path.name for path in (output / "print" / "da").iterdir()) == ["notes-1-large.pdf", "notes-1.pdf"]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    (tmp_path / "output").write_text("a file")
    assert main(["--content", str(content), "--output", str(tmp_path / "output")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_interrupt_that_something_swallowed_still_stops_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from guide import build as stage
    from guide import trees

    def swallow(*_: object) -> dict[str, bytes]:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        return {}

    monkeypatch.setattr(stage, "press", swallow)
    monkeypatch.setattr(stage, "write_sheets", lambda *_: None)
    monkeypatch.setattr(trees, "build", lambda *_, **__: pytest.fail("the build went on"))
    assert main(["--content", str(small_project(tmp_path)), "--output", str(tmp_path / "output")]) == 130
    assert capsys.readouterr().err == "Stoppet. Det, der var bygget før, er uændret.\n"


def test_the_sheets_of_one_language_are_made_and_those_of_the_others_stay(tmp_path: Path) -> None:
    content, output = project(tmp_path), tmp_path / "output"
    call = ["sheets", "notes-1", "--variant", "print", "--content", str(content), "--output", str(output)]
    assert main([*call, "--language", "da"]) == 0 and main([*call, "--language", "en"]) == 0
    assert sorted(path.relative_to(output / "print").as_posix() for path in (output / "print").rglob("*.pdf")) == ["da/notes-1.pdf", "en/notes-1.pdf"]


def test_an_unknown_language_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = project(tmp_path)
    assert main(["--language", "dk", "--content", str(content), "--output", str(tmp_path / "output")]) == 2
    assert capsys.readouterr().err == "Guiden findes ikke på ”dk”. Du kan vælge: da, en.\n"


@pytest.mark.parametrize("arguments", [["translate"], ["translate", "update"], ["translate", "export", "en"], ["new"], ["new", "edition"]], ids=" ".join)
def test_a_translators_command_that_lacks_a_word_is_one_line_and_a_hint(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    printed = capsys.readouterr().err.splitlines()
    assert caught.value.code == 2 and len(printed) == 2 and "argument" not in printed[0] and "required" not in printed[0]


def test_a_reader_who_has_seen_enough_of_the_output_is_no_error(tmp_path: Path) -> None:
    content = project(tmp_path)
    command = [sys.executable, "-m", "guide", "translate", "status", "en", "--content", str(content)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
