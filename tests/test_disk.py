"""Files are written whole or not at all, for whom the user wants them to be, and a file that is the same is the old one."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from guide import disk
from guide.disk import Tree, write_whole


@pytest.fixture(params=[0o022, 0o002, 0o077], ids=oct)
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    """What new files are not open to, as a user may have set it."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}


def test_every_file_is_open_to_whom_the_user_wants(tmp_path: Path, mask: int) -> None:
    write_whole(tmp_path / "whole", b"a")
    Tree(tmp_path, tmp_path / "nothing").write("in/tree", b"a")
    assert modes(tmp_path) == {0o666 & ~mask}


def test_a_file_that_was_open_to_others_is_written_anew(tmp_path: Path, mask: int) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "page").write_bytes(b"a")
    (tmp_path / "old" / "page").chmod(0o640)
    Tree(tmp_path / "new", tmp_path / "old").write("page", b"a")
    assert modes(tmp_path / "new") == {0o666 & ~mask} and modes(tmp_path / "old") == {0o640}


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "table").touch(mode=0o600)
    write_whole(tmp_path / "table", b"a")
    assert modes(tmp_path) == {0o600}


def test_a_file_that_is_the_same_is_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    for name in ("same", "other"):
        (tmp_path / "old" / name).write_bytes(b"a")
    tree = Tree(tmp_path / "new", tmp_path / "old")
    tree.write("same", b"a")
    tree.write("other", b"b")
    assert (tmp_path / "new" / "same").samefile(tmp_path / "old" / "same")
    assert (tmp_path / "old" / "other").read_bytes() == b"a"


def test_a_link_to_elsewhere_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"a")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "page").symlink_to(tmp_path / "elsewhere")
    Tree(tmp_path / "new", tmp_path / "old").write("page", b"a")
    assert not (tmp_path / "new" / "page").is_symlink() and not (tmp_path / "new" / "page").samefile(tmp_path / "elsewhere")


def test_of_two_files_the_new_one_is_taken(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    for name in ("same", "other"):
        (tmp_path / "old" / name).write_bytes(b"a")
    tree = Tree(tmp_path / "new", tmp_path / "old")
    tree.write("other", b"b")
    assert [tree.path(name).parent.name for name in ("same", "other")] == ["old", "new"]


@pytest.mark.parametrize("step", ["write", "fsync", "chmod", "replace"])
def test_a_full_disk_keeps_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    (tmp_path / "page").write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def full_file(handle: int, mode: str) -> IO[bytes]:
        os.close(handle)
        return open("/dev/full", mode)

    if step == "write":
        monkeypatch.setattr(disk, "open", full_file, raising=False)
    else:
        monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "page", b"after", at_once=True)
    assert [path.name for path in tmp_path.iterdir()] == ["page"] and (tmp_path / "page").read_bytes() == b"before"
