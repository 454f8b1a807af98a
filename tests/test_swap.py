"""The exchange of the old output for the new: at once, whole, and taken up again after a stop at any point of it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from guide import swap as stage
from guide.stops import STOPS, undisturbed
from guide.swap import exchange, staging, swap, sweep
from tests.projects import ROOT

PARTS = ("guide.zip", "print", "site")


def output_with(folder: Path, words: str) -> Path:
    """An output, or a staging folder, whose parts all hold these words."""
    for part in ("print", "site"):
        (folder / part).mkdir(parents=True)
        (folder / part / "page").write_text(words)
    (folder / "guide.zip").write_text(words)
    return folder


def words_of(output: Path) -> list[str]:
    return [(output / part / "page" if part != "guide.zip" else output / part).read_text() for part in PARTS]


def names(output: Path) -> list[str]:
    return sorted(path.name for path in output.iterdir())


@pytest.fixture(params=["at once", "in two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Both ways to exchange: not every disk can do it at once."""
    if request.param == "in two steps":
        monkeypatch.setattr(stage, "exchange_at_once", lambda new, target: False)
    return request.param


def test_new_takes_the_place_of_old(tmp_path: Path, way: str) -> None:
    output = output_with(tmp_path / "output", "before")
    with staging(output) as folder:
        output_with(folder, "after")
        swap(folder, output)
    assert words_of(output) == ["after"] * 3 and names(output) == sorted(PARTS)


def test_what_was_not_built_stays(tmp_path: Path, way: str) -> None:
    output = output_with(tmp_path / "output", "before")
    with staging(output) as folder:
        (folder / "print").mkdir()
        (folder / "print" / "page").write_text("after")
        swap(folder, output)
    assert words_of(output) == ["before", "after", "before"]


def test_this_system_exchanges_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if sys.platform == "linux":
        assert stage.exchange_at_once(os.fsencode(tmp_path / "a"), os.fsencode(tmp_path / "b"))
        assert (tmp_path / "a" / "b").exists() and (tmp_path / "b" / "a").exists()
    assert not stage.exchange_at_once(os.fsencode(tmp_path / "a"), os.fsencode(tmp_path / "gone"))


def added(folder: Path) -> Path:
    """A staging folder with files for two parts: in `site` one that takes the place of an old one, and one in a folder that is new."""
    for name in ("print/page", "site/page", "site/sheet/page"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("after")
    return folder


def with_other_files(output: Path) -> Path:
    """The output with a file that nothing is made for."""
    (output / "site" / "other").write_text("before")
    return output


def test_of_a_part_that_is_added_to_all_else_stays(tmp_path: Path, way: str) -> None:
    output = with_other_files(output_with(tmp_path / "output", "before"))
    number = (output / "site").stat().st_ino
    with staging(output) as folder:
        swap(added(folder), output, {"site", "print"})
    assert words_of(output) == ["before", "after", "after"] and (output / "site" / "sheet" / "page").read_text() == "after"
    assert (output / "site" / "other").read_text() == "before" and (output / "site").stat().st_ino == number
    assert names(output) == sorted(PARTS)


def test_a_part_that_is_not_there_yet_cannot_be_added_to(tmp_path: Path) -> None:
    with staging(tmp_path) as folder:
        swap(added(folder), tmp_path, {"site", "print"})
    assert (tmp_path / "site" / "sheet" / "page").read_text() == "after" and names(tmp_path) == ["print", "site"]


def test_files_and_the_folders_that_name_them_are_on_the_disk_before_the_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, order = output_with(tmp_path / "output", "before"), list[int]()
    monkeypatch.setattr(os, "fsync", lambda handle: order.append(os.fstat(handle).st_ino))
    with staging(output) as folder:
        new = {path.stat().st_ino for path in (folder, *added(folder).rglob("*"))}
        swap(folder, output, {"site", "print"})
    assert set(order[:-1]) == new and order[-1] not in new


class Stopped(BaseException):
    """Stands for a power cut: nothing after it is run."""


def stopped_at(step: int, monkeypatch: pytest.MonkeyPatch, folder: Path, output: Path, added_to: tuple[str, ...] = ()) -> None:
    """An exchange that is stopped before one of its changes to the disk, and swept up."""
    steps: list[str] = []

    def counted(name: str, really: Any) -> Any:
        def call(*given: Any, **more: Any) -> Any:
            if len(steps) == step:
                raise Stopped
            steps.append(name)
            return really(*given, **more)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted("rename", Path.rename))
        patch.setattr(Path, "unlink", counted("unlink", Path.unlink))
        patch.setattr(stage, "write_whole", counted("note", stage.write_whole))
        patch.setattr(stage, "exchange_at_once", counted("exchange", stage.exchange_at_once))
        with suppress(Stopped):
            swap(folder, output, added_to)
    sweep(output)


@pytest.mark.parametrize("step", range(13))
def test_a_stop_anywhere_ends_in_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, step: int) -> None:
    output = output_with(tmp_path / "output", "before")
    stopped_at(step, monkeypatch, output_with(output / ".building-x", "after"), output)
    assert words_of(output) == (["before"] if step == 0 else ["after"]) * 3
    assert names(output) == sorted(PARTS)


@pytest.mark.parametrize("step", range(11))
def test_a_stop_anywhere_while_files_are_added_ends_in_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, step: int) -> None:
    output = with_other_files(output_with(tmp_path / "output", "before"))
    stopped_at(step, monkeypatch, added(output / ".building-x"), output, ("print", "site"))
    assert words_of(output) == ["before", *["before" if step == 0 else "after"] * 2]
    assert (output / "site" / "sheet" / "page").exists() == (step > 0) and (output / "site" / "other").read_text() == "before"
    assert names(output) == sorted(PARTS)


def test_a_killed_build_is_swept_up(tmp_path: Path) -> None:
    output = output_with(tmp_path / "output", "before")
    output_with(output / ".building-x", "half")
    sweep(output)
    assert words_of(output) == ["before"] * 3 and names(output) == sorted(PARTS)


def test_the_note_of_an_exchange_that_was_made_changes_nothing(tmp_path: Path) -> None:
    output = output_with(tmp_path / "output", "after")
    old = output_with(output / ".building-x", "before")
    numbers = {part: (output / part).stat().st_ino for part in PARTS}
    (output / ".exchanging").write_text(json.dumps({"folder": old.name, "parts": numbers}))
    sweep(output)
    assert words_of(output) == ["after"] * 3 and names(output) == sorted(PARTS)


def test_a_damaged_note_stops_no_build(tmp_path: Path) -> None:
    output = output_with(tmp_path / "output", "before")
    (output / ".exchanging").write_bytes(b"\0\0\0")
    sweep(output)
    assert words_of(output) == ["before"] * 3 and names(output) == sorted(PARTS)


def test_a_file_that_was_being_written_is_swept_up(tmp_path: Path) -> None:
    output = output_with(tmp_path / "output", "before")
    (output / f".{os.getpid()}-abc.part").touch()  # another process may have got the number of the one that was killed
    sweep(output)
    assert names(output) == sorted(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_an_exchange_that_fails_puts_back_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, part: str) -> None:
    output, really = output_with(tmp_path / "output", "before"), Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == part and path.parent != output:
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, target)

    if way == "at once":
        at_once = stage.exchange_at_once
        monkeypatch.setattr(stage, "exchange_at_once", lambda new, target: not target.endswith(part.encode()) and at_once(new, target))
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PermissionError), staging(output) as folder:
        output_with(folder, "after")
        swap(folder, output)
    assert words_of(output) == ["before"] * 3 and names(output) == sorted(PARTS)


def test_an_exchange_that_can_neither_go_on_nor_back_is_ended_by_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, calls = output_with(tmp_path / "output", "before"), []

    def once(one: Path, other: Path) -> None:
        calls.append(other)
        if len(calls) > 1:
            raise OSError(5, "Input/output error", str(other))
        exchange(one, other)

    with monkeypatch.context() as patch, pytest.raises(OSError), staging(output) as folder:
        patch.setattr(stage, "exchange", once)
        output_with(folder, "after")
        swap(folder, output)
    assert words_of(output) == ["after", "before", "before"]
    sweep(output)
    assert words_of(output) == ["after"] * 3 and names(output) == sorted(PARTS)


def test_a_part_that_is_new_is_put_there(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    exchange(tmp_path / "new", tmp_path / "target")
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_what_libraries_put_aside_goes_with_the_folder(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    with staging(tmp_path) as folder:
        assert Path(tempfile.mkdtemp()).parent == folder
    assert tempfile.gettempdir() == before and not names(tmp_path)


@pytest.mark.parametrize("number", STOPS)
def test_the_last_moment_of_a_build_is_not_disturbed(number: int) -> None:
    before = signal.getsignal(number)
    with undisturbed():
        signal.raise_signal(number)
    assert signal.getsignal(number) == before


def test_a_build_waits_for_the_workers_of_one_that_was_killed(tmp_path: Path) -> None:
    code = "import sys, time; from pathlib import Path; from guide.swap import locked\nwith locked(Path(sys.argv[1])): print(flush=True); time.sleep(0.5)"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline()
        with stage.locked(tmp_path):
            assert other.wait() == 0
