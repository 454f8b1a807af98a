"""The whole build: what it makes, that it swaps it in whole, that it does nothing twice, and that content stays content."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from guide import build as stage
from guide import shelf
from guide.build import Order, build
from guide.content import read_content
from guide.printables import printables
from guide.problem import BuildError, ContentError
from guide.read import read
from tests.projects import ROOT, small_project
from tests.translated import edit

HOSTILE = "Regn {{ 7*7 }} <script>alert(1)</script> {% raw %} &amp; `kode` # tal"


def quiet(code: str, **gaps: object) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small project with HTML, Jinja and Markdown where words belong."""
    folder = tmp_path_factory.mktemp("hostile")
    content = small_project(folder)
    for file, texts in {
        "conversations/conversation-1": ("title: Første læringssamtale", "short: Første samtale", "text: Hvad kan du, som vi andre kan få glæde af?"),
        "sheets/notes-1": ("title: Noter til første samtale", "text: Skriv her."),
    }.items():
        for text in texts:
            edit(content, file, text, f"{text.partition(':')[0]}: '{HOSTILE}'")
    with contextlib.chdir(folder):  # nothing may depend on where the user stands
        build(content, folder / "output", Order(jobs=2), quiet)
    return folder / "output"


def test_content_is_shown_as_typed_on_the_site(hostile: Path) -> None:
    import re
    from html import unescape

    page = (hostile / "site" / "samtaler" / "foerste" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    shown = unescape(re.sub(r"<[^>]+>", "", page))
    assert HOSTILE in shown
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading and HOSTILE in unescape(re.sub(r"<[^>]+>", "", heading[1]))


def test_content_is_shown_as_typed_in_pdf(hostile: Path) -> None:
    with pypdfium2.PdfDocument(hostile / "print" / "da" / "notes-1.pdf") as document:
        words = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert words.count(HOSTILE) == 3, "heading, text and foot"


def test_content_is_shown_as_typed_in_json(hostile: Path) -> None:
    data = json.loads((hostile / "site" / "guide.da.json").read_text(encoding="utf-8"))
    assert data["conversations"]["conversation-1"]["title"] == HOSTILE


def test_the_output_is_whole(site: Path) -> None:
    output, content = site.parent, read_content(ROOT / "content")
    wanted = {printable.path for printable in stage.ordered(content, list(content.guides), Order(), quiet)}
    assert {path.relative_to(output).as_posix() for path in (output / "print").rglob("*.pdf")} == wanted
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")} == wanted
    for path in wanted:
        assert (output / path).read_bytes() == (site / path).read_bytes()
        with pikepdf.open(output / path) as document:
            assert len(document.pages) >= 1
    assert not [path.name for path in output.iterdir() if path.name.startswith((".building", ".old"))]


def test_nothing_changed_is_nothing_done(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(stage, "make", lambda *_: pytest.fail("something was made"))
    build(hostile.parent / "content", hostile, Order(jobs=2), lambda code, **_: said.append(code))
    assert said == ["unchanged"]


def test_a_file_that_is_gone_is_made_again(hostile: Path) -> None:
    assert stage.is_current(hostile.parent / "content", hostile)
    gone = hostile / "site" / "404.html"
    kept = gone.read_bytes()
    gone.unlink()
    assert not stage.is_current(hostile.parent / "content", hostile)
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
    with pytest.raises(BuildError, match="No space left"):
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
