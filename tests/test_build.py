"""The whole build: what it makes, that it swaps it in whole, and that it does nothing twice."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from guide import build as stage
from guide import shelf
from guide.build import Order, build
from guide.chapters import HOMES
from guide.content import read_content
from guide.manual import book_path
from guide.printables import printables
from guide.problem import BuildError, ContentError
from guide.read import read
from tests.projects import ROOT, small_project


def quiet(code: str, **gaps: object) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small project, beside its content."""
    folder = tmp_path_factory.mktemp("built")
    with contextlib.chdir(folder):  # nothing may depend on where the user stands
        build(small_project(folder), folder / "output", Order(jobs=2), quiet)
    return folder / "output"


def test_the_output_is_whole(site: Path) -> None:
    output, content = site.parent, read_content(ROOT / "content")
    wanted = {printable.path for printable in stage.ordered(content, list(content.guides), Order(), quiet)} | {book_path(language) for language in HOMES}
    assert {path.relative_to(output).as_posix() for path in (output / "print").rglob("*.pdf")} == wanted
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")} == wanted
    for path in wanted:
        assert (output / path).read_bytes() == (site / path).read_bytes()
        with pikepdf.open(output / path) as document:
            assert len(document.pages) >= 1
    assert not [path.name for path in output.iterdir() if path.name.startswith((".building", ".old"))]


def test_nothing_changed_is_nothing_done(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(stage, "make", lambda *_: pytest.fail("something was made"))
    build(built.parent / "content", built, Order(jobs=2), lambda code, **_: said.append(code))
    assert said == ["unchanged"]


def test_a_file_that_is_gone_is_made_again(built: Path) -> None:
    assert stage.is_current(built.parent / "content", built)
    gone = built / "site" / "404.html"
    kept = gone.read_bytes()
    gone.unlink()
    assert not stage.is_current(built.parent / "content", built)
    gone.write_bytes(kept)


@pytest.mark.parametrize("step", ["press", "write_sheets", "swap"])
def test_a_build_that_fails_leaves_the_old_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    output = tmp_path / "output"
    (output / "print").mkdir(parents=True)
    (output / "print" / "a.pdf").write_text("before")

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device", str(output))

    monkeypatch.setattr(stage, "press", lambda *_: {})
    monkeypatch.setattr(stage, step, fail)
    with pytest.raises(BuildError, match="der er ikke plads på disken"):
        build(small_project(tmp_path), output, Order("sheets", jobs=1), quiet)
    assert (output / "print" / "a.pdf").read_text() == "before"
    assert sorted(path.name for path in output.iterdir()) == [".lock", "print"]


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    with stage.locked(tmp_path), pytest.raises(BuildError, match="En anden bygning er i gang"):
        build(ROOT / "content", tmp_path, Order(jobs=1), quiet)


@pytest.mark.parametrize("wait", [0.0, 0.7, 1.6])
def test_an_interrupted_build_ends_at_once_and_leaves_nothing(tmp_path: Path, wait: float) -> None:
    content = danish(tmp_path / "content")
    settings = content / "guide.yaml"
    changed = settings.read_text(encoding="utf-8").replace("licence-short: CC BY 4.0", f"licence-short: CC BY 4.0 {wait}")
    assert changed != settings.read_text(encoding="utf-8")
    settings.write_text(changed, encoding="utf-8")  # so that no sheet is taken from the cache
    command = [sys.executable, "-m", "guide", "--content", str(content), "--output", str(tmp_path / "output"), "--jobs", "2"]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as build_process:
        assert build_process.stdout and build_process.stdout.readline() == f"Sætter {len(printables(read(content)))} PDF’er …\n"
        time.sleep(wait)
        os.killpg(build_process.pid, signal.SIGINT)
        _, said = build_process.communicate(timeout=60)
    assert said == "Stoppet. Det, der var bygget før, er uændret.\n"
    # where the interrupt passed through code that Python runs from a string, it ends by the signal itself: the same to a shell
    assert build_process.returncode in (130, -signal.SIGINT)
    assert [path.name for path in (tmp_path / "output").iterdir()] == [".lock"]
    assert group_ends(build_process.pid)


def danish(content: Path) -> Path:
    """A copy of the real content without its translations."""
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("translations"))
    return content


def group_ends(group: int) -> bool:
    """Whether the last process of a group goes within ten seconds; what the first one left may take a moment to be reaped."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_problems_of_all_sheets_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = danish(tmp_path / "indhold")
    for id in ("notes-1", "notes-2"):
        path = content / "sheets" / f"{id}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("pages: 1", "pages: 3"), encoding="utf-8")
    monkeypatch.setattr(shelf, "FOLDER", tmp_path / "cache")
    with pytest.raises(ContentError) as caught:
        build(content, tmp_path / "output", Order("sheets", ("notes-1", "notes-2"), ("print",), ("da",), 1), quiet)
    assert [problem.code for problem in caught.value.problems] == ["page-count", "page-count"]
    assert [problem.place.path for problem in caught.value.problems] == ["indhold/sheets/notes-1.yaml", "indhold/sheets/notes-2.yaml"]
