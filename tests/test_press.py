"""The press: what the cache holds is used, what is damaged in it is made anew, and workers make the same bytes as one process."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from guide import press as stage
from guide import shelf, store
from guide.ahead import ahead
from guide.model.guide import Guide
from guide.press import press
from guide.printables import Printable
from guide.problem import BuildError, ContentError
from guide.read import read
from guide.sheets import Layout
from guide.store import Pressed
from tests.projects import ROOT

SOME = [Printable("notes-1"), Printable("notes-1", "fillable"), Printable("pack-conversation-1")]


@cache
def real_guide() -> Guide:
    return read(ROOT / "content")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, and a fixed date."""
    monkeypatch.setattr(shelf, "FOLDER", tmp_path / "cache")
    monkeypatch.setenv(store.DATE, "1790000000")
    return tmp_path / "cache"


def pdfs(made: dict[Printable, Pressed]) -> dict[str, bytes]:
    return {printable.name: pressed.pdf for printable, pressed in made.items()}


def test_just_what_is_wanted_comes_back_with_what_was_measured() -> None:
    made = press({"da": real_guide()}, "content", SOME, 1)
    assert list(made) == SOME
    assert all(pressed.pdf.startswith(b"%PDF-") and pressed.report.passed for pressed in made.values())
    assert made[SOME[1]].layout == made[SOME[0]].layout, "a form is laid out like the sheet it is made of"


def test_workers_make_the_same_bytes_as_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = pdfs(press({"da": real_guide()}, "content", SOME, 1))
    monkeypatch.setattr(shelf, "FOLDER", tmp_path / "other")
    assert pdfs(press({"da": real_guide()}, "content", SOME, 2)) == alone


def test_what_the_cache_holds_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = press({"da": real_guide()}, "content", SOME, 1)
    monkeypatch.setattr(stage, "new_printer", lambda content: pytest.fail("something was printed"))
    assert press({"da": real_guide()}, "content", SOME, 1) == first


def test_a_damaged_entry_is_made_anew(own_cache: Path) -> None:
    first = press({"da": real_guide()}, "content", SOME[:1], 1)
    (entry,) = own_cache.iterdir()
    entry.write_bytes(entry.read_bytes()[:-100])
    assert press({"da": real_guide()}, "content", SOME[:1], 1) == first


def test_a_template_that_changes_how_room_is_used_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = real_guide()
    press({"da": guide}, "content", SOME[:1], 1)
    key = store.key(guide, SOME[0], None)
    kept = store.fetch(key)
    assert kept and kept.layout != store.Layout() and store.holds(guide, SOME[0], key)
    really = store.sheets.html

    def changed(guide: Guide, id: str, layout: store.Layout = store.Layout(), *rest: Any) -> str:
        return really(guide, id, layout, *rest) + ("<!-- more room -->" if layout != store.Layout() else "")

    monkeypatch.setattr(store.sheets, "html", changed)
    assert store.key(guide, SOME[0], None) == key and not store.holds(guide, SOME[0], key)


def test_a_changed_word_makes_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = real_guide()
    sheet = guide.sheets["notes-1"].model_copy(update={"pages": 2})
    changed = guide.model_copy(update={"sheets": {**guide.sheets, "notes-1": sheet}})
    for printable in SOME[:2]:
        assert store.key(guide, printable, store.Layout()) != store.key(changed, printable, store.Layout())
    monkeypatch.setenv(store.DATE, "1790000001")
    assert store.key(guide, SOME[0], None) not in (store.key(changed, SOME[0], None),)


@pytest.mark.parametrize("jobs", [1, 2])
def test_problems_of_all_sheets_are_told(jobs: int) -> None:
    guide = real_guide()
    wrong = {id: guide.sheets[id].model_copy(update={"pages": 3}) for id in ("notes-1", "notes-2")}
    changed = guide.model_copy(update={"sheets": {**guide.sheets, **wrong}})
    with pytest.raises(ContentError) as caught:
        press({"da": changed}, "indhold", [Printable("notes-1"), Printable("notes-2")], jobs)
    assert sorted((problem.code, problem.place.path) for problem in caught.value.problems) == [
        ("page-count", "indhold/sheets/notes-1.yaml"),
        ("page-count", "indhold/sheets/notes-2.yaml"),
    ]


def test_a_system_without_the_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def without_pango(name: str, globals: object = None, locals: object = None, fromlist: object = (), level: int = 0) -> object:
        if name == "guide" and fromlist and "pdf" in fromlist:  # type: ignore[operator]
            raise OSError("cannot load library 'libpango-1.0-0': no such file")
        return real(name, globals, locals, fromlist, level)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(BuildError, match="libpango"):
        press({"da": real_guide()}, "content", SOME[:1], 1)


def test_a_process_that_is_ready_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = pdfs(press({"da": real_guide()}, "content", SOME[:2], 1))
    monkeypatch.setattr(shelf, "FOLDER", tmp_path / "other")
    with ahead("content", 2) as ready:
        assert ready and pdfs(press({"da": real_guide()}, "content", SOME[:2], 2, ready)) == alone
    assert not ready.process.is_alive()


def test_where_a_process_is_ready_no_others_are_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """To collect garbage before they are forked takes a sixth of the wait for one sheet."""
    monkeypatch.setattr(stage, "give_back", lambda: pytest.fail("others are prepared"))
    with ahead("content", 2) as ready:
        press({"da": real_guide()}, "content", SOME[:2], 2, ready)
        press({"da": real_guide()}, "content", SOME[:2], 2, ready)


def test_what_the_engine_puts_aside_lies_in_the_folder_of_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    with ahead("content", 2) as ready:
        assert ready
        with ready.working_in(folder):
            press({"da": real_guide()}, "content", SOME[:1], 2, ready)
            assert [path.name.partition("-")[0] for path in folder.iterdir()] == ["weasyprint"]
        assert not ready.process.is_alive()


def test_a_process_that_is_lost_is_told() -> None:
    with ahead("content", 2) as ready:
        assert ready
        ready.process.kill()
        ready.process.join()
        with pytest.raises(BuildError, match=r"mens print/da/notes-1\.pdf blev lavet"):
            press({"da": real_guide()}, "content", SOME[:1], 2, ready)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_engine_that_fails_says_what_was_in_the_making(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], jobs: int) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("bad")

    monkeypatch.setattr("weasyprint.document.Document.write_pdf", fail)
    with ahead("content", jobs) as ready, pytest.raises(ValueError, match="bad") as caught:
        press({"da": real_guide()}, "content", SOME[:1], jobs, ready)
    assert caught.value.__notes__ == ["Det skete, mens print/da/notes-1.pdf blev lavet."]
    assert capfd.readouterr().err == ""


def test_a_ready_process_tells_what_the_system_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(content: str) -> None:
        raise BuildError("no engine")

    monkeypatch.setattr(stage, "new_printer", without)
    with ahead("content", 2) as ready, pytest.raises(BuildError, match="no engine"):
        press({"da": real_guide()}, "content", SOME[:1], 2, ready)


def test_making_the_engine_ready_starts_no_program() -> None:
    code = """
import sys
started = []
sys.addaudithook(lambda event, given: started.append(str(given[1])) if event == "subprocess.Popen" else None)
from guide.press import new_printer
new_printer("content")
print(*started)
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout == "\n"


def test_what_the_engine_seldom_needs_waits_until_it_does() -> None:
    code = """
import sys
from guide.press import new_printer
new_printer("content")
from guide import forms
print(*sorted(name for name in sys.modules if name in ("fontTools.subset", "fontTools.varLib.instancer")))
print(len(forms.western()[1]), "fontTools.subset" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout == "\n224 True\n"


def test_a_book_comes_first_and_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    guide, here = real_guide(), os.getpid()
    book, sheet = Printable("booklet"), Printable("notes-1")
    monkeypatch.setattr(stage, "book", lambda *_: str(os.getpid()).encode())
    monkeypatch.setattr(stage, "measured", lambda guide, printable, made: made)
    printer = SimpleNamespace(print=lambda *_: SimpleNamespace(pdf=str(os.getpid()).encode(), layout=Layout()))
    assert stage.builds_on(guide, book) == [book] and stage.weight(guide, book) > stage.weight(guide, sheet)
    made = {(item, forked): stage.print_one(printer, guide, stage.Order(item), forked) for item in (book, sheet) for forked in (False, True)}
    elsewhere = {key: int(pressed.pdf) != here for key, pressed in made.items() if isinstance(pressed, stage.Pressed)}
    assert elsewhere == {(book, False): False, (book, True): True, (sheet, False): False, (sheet, True): False}
