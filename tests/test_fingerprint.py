"""The mark of all that makes the output: it changes with each kind of thing that does, and with nothing else."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guide import fingerprint as stage
from guide.fingerprint import STAMP, fingerprint, is_current, stamp

BELOW = ("content/guide.yaml", "content/traits/a.yaml", "content/translations/en/a.yaml")
BESIDE = ("templates/a.html", "templates/assets/fonts/a.ttf", "guide/a.py", "guide/model/a.py", "mkdocs.yml", "requirements.txt")
MADE = ("site/index.html", "site/assets/a.css", "print/da/a.pdf", "guide.zip")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of tiny files, with an output that is current."""
    folder = tmp_path / "project"
    for name in (*BELOW, *BESIDE, *(f"output/{name}" for name in MADE)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    monkeypatch.setattr(stage, "ROOT", str(folder))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (folder / "output" / STAMP).write_text(stamp(folder / "output", mark(folder)), encoding="utf-8")
    assert current(folder)
    return folder


def mark(project: Path) -> str:
    return fingerprint(project / "content")


def current(project: Path) -> bool:
    return is_current(project / "content", project / "output")


CHANGES: dict[str, Callable[[Path], object]] = {
    "another word": lambda path: path.write_text("other", encoding="utf-8"),
    "a word more": lambda path: path.write_text(f"{path.read_text(encoding='utf-8')} ", encoding="utf-8"),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", [*BELOW, *BESIDE])
def test_each_file_that_makes_the_output_counts(project: Path, name: str, change: str) -> None:
    before = mark(project)
    CHANGES[change](project / name)
    assert mark(project) != before and not current(project)


@pytest.mark.parametrize("name", [*BELOW, *BESIDE[:4]])
def test_what_a_file_is_called_and_where_it_lies_count(project: Path, name: str) -> None:
    path, found = project / name, {mark(project)}
    path.rename(path.with_name("b.txt"))
    found.add(mark(project))
    (path.parent / "more").mkdir()
    path.with_name("b.txt").rename(path.parent / "more" / "b.txt")
    found.add(mark(project))
    (path.parent / "more" / "c.txt").touch()
    assert len(found | {mark(project)}) == 4


def test_files_that_change_places_count(project: Path) -> None:
    one, other, before = project / BELOW[0], project / BELOW[1], mark(project)
    one.rename(project / "aside")
    other.rename(one)
    (project / "aside").rename(other)
    assert mark(project) != before


def test_a_file_of_the_content_is_not_taken_for_one_beside_it(project: Path) -> None:
    before = mark(project)
    (project / "templates" / "a.html").unlink()
    (project / "content" / "templates").mkdir()
    (project / "content" / "templates" / "a.html").write_text("templates/a.html", encoding="utf-8")
    assert mark(project) != before


@pytest.mark.parametrize("kind", ["the date that is asked for", "the libraries that draw text", "Python"])
def test_what_else_makes_the_output_counts(project: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    if kind == "Python":
        monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    elif kind == "the libraries that draw text":
        monkeypatch.setattr(stage, "libraries", lambda: ["libpango-1.0.so.0.99"])
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert not current(project)


@pytest.mark.parametrize("name", [".a.yaml.swp", "a.yaml~", "#a.yaml#", "__pycache__/a.pyc"])
@pytest.mark.parametrize("folder", ["content", "content/traits", "templates", "guide"])
def test_what_editors_and_python_leave_does_not_count(project: Path, folder: str, name: str) -> None:
    (project / folder / "__pycache__").mkdir()
    (project / folder / name).touch()
    assert current(project)


def test_what_no_build_reads_does_not_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("README.md", "tests/a.py", ".cache/made/a", "docs/a.md"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).touch()
    for name in (*BELOW, *BESIDE):
        os.utime(project / name, (0, 0))
        (project / name).chmod(0o600)
    (project / "content" / "empty").mkdir()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LANG", "C")
    assert current(project)


def test_of_the_editions_the_one_that_is_built_counts(project: Path) -> None:
    found = {mark(project)}
    for name in ("here", "there"):
        (project / "content" / "editions" / name).mkdir(parents=True)
        (project / "content" / "editions" / name / "edition.yaml").touch()
    assert current(project)
    found |= {fingerprint(project / "content", name) for name in ("here", "there")}
    (project / "content" / "editions" / "there" / "edition.yaml").write_text("other", encoding="utf-8")
    assert fingerprint(project / "content", "here") in found
    assert len(found | {fingerprint(project / "content", "there")}) == 4


def test_a_project_that_was_moved_or_copied_is_still_current(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = project.with_name("et helt andet sted")
    shutil.copytree(project, moved / "project")
    monkeypatch.setattr(stage, "ROOT", str(moved / "project"))
    assert current(moved / "project")


@pytest.mark.parametrize("way", ["content", "./content", "content/", "../project/content", "link"])
def test_however_the_content_is_named_it_is_the_same(project: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.chdir(project)
    (project / "link").symlink_to("content")
    assert is_current(way, "output")


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("change", CHANGES)
def test_an_output_that_was_changed_by_another_hand_is_not_current(project: Path, name: str, change: str) -> None:
    CHANGES[change](project / "output" / name)
    assert not current(project)


@pytest.mark.parametrize("name", [".building-x", ".exchanging"])
def test_what_a_killed_build_leaves_is_to_be_swept(project: Path, name: str) -> None:
    (project / "output" / name).mkdir()
    assert not current(project)


def test_content_that_cannot_be_read_is_never_current(project: Path) -> None:
    (project / "content" / "traits" / "b.yaml").symlink_to("b.yaml")  # leads round and round
    assert mark(project) == "" and not current(project)
    shutil.rmtree(project / "content")
    assert mark(project) == "" and not current(project)
    shutil.rmtree(project / "output")
    assert not current(project)
