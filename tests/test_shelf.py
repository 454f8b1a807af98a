"""What is kept: it comes back whole or not at all, and there is never too much of it."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from guide import shelf

PARTS = {"facts": b"{}", "pdf": b"%PDF- \n\0", "": b""}
KEY = shelf.digest("a", b"b")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(shelf, "FOLDER", tmp_path / "shelf")
    return tmp_path / "shelf"


def test_what_is_kept_comes_back() -> None:
    assert shelf.fetch(KEY) is None
    shelf.keep(KEY, PARTS)
    assert shelf.fetch(KEY) == PARTS and list(shelf.fetch(KEY) or {}) == list(PARTS)


def test_the_hash_tells_parts_apart() -> None:
    assert len({shelf.digest("ab", "c"), shelf.digest("a", "bc"), shelf.digest("abc"), shelf.digest("abc", ""), shelf.digest("c", "ab")}) == 5


def test_no_damage_goes_unseen(folder: Path) -> None:
    shelf.keep(KEY, PARTS)
    whole = (folder / KEY).read_bytes()
    for place in range(len(whole)):
        (folder / KEY).write_bytes(whole[:place])
        assert shelf.fetch(KEY) is None
        (folder / KEY).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert shelf.fetch(KEY) is None


def test_an_entry_under_a_wrong_name_is_not_taken(folder: Path) -> None:
    shelf.keep(KEY, PARTS)
    other = shelf.digest("other")
    (folder / KEY).rename(folder / other)
    assert shelf.fetch(other) is None


def test_what_was_used_longest_ago_goes_first(folder: Path) -> None:
    keys = [shelf.digest(str(number)) for number in range(4)]
    for age, key in enumerate(keys):
        shelf.keep(key, {"": b"x" * 1000})
        os.utime(folder / key, (age, age))
    assert shelf.fetch(keys[0])  # is used now
    shelf.prune(2500)
    assert [bool(shelf.fetch(key)) for key in keys] == [True, False, False, True]


def test_what_a_killed_process_left_is_swept_up(folder: Path) -> None:
    shelf.keep(KEY, PARTS)
    gone, alive, old = folder / ".999999999-abc.part", folder / f".{os.getpid()}-abc.part", folder / f".{os.getpid()}-old.part"
    for path in (gone, alive, old):
        path.touch()
    os.utime(old, (0, 0))  # another process has got the number of the one that was killed
    shelf.sweep()
    assert not gone.exists() and not old.exists() and alive.exists() and shelf.fetch(KEY)


def test_a_shelf_that_may_only_be_read_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.keep(KEY, PARTS)
    monkeypatch.setattr(os, "utime", refused)
    assert shelf.fetch(KEY) == PARTS


def refused(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, "Read-only file system")


@pytest.mark.parametrize("step", ["mkdir", "mkstemp", "replace", "chmod"])
def test_what_cannot_be_kept_is_not(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr({"mkdir": Path, "mkstemp": tempfile}.get(step, os), step, refused)
        shelf.keep(KEY, PARTS)
    assert shelf.fetch(KEY) is None and not (folder.exists() and os.listdir(folder))


def test_a_shelf_with_something_strange_in_it_is_pruned(folder: Path) -> None:
    shelf.keep(KEY, PARTS)
    (folder / "strange").mkdir()
    shelf.prune(0)
    assert os.listdir(folder) == ["strange"]


def test_a_shelf_can_go_at_any_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.keep(KEY, PARTS)
    with monkeypatch.context() as patch:
        patch.setattr(shelf, "names", lambda _: ["gone", KEY])
        shelf.prune(0)
    shutil.rmtree(folder)
    shelf.sweep()
    shelf.prune()
    shelf.keep(KEY, PARTS)
    assert shelf.fetch(KEY) == PARTS and shelf.is_open()
