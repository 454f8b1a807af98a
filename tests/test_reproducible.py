"""The same content gives the same bytes, wherever, whenever and by whomever it is built."""

import shutil
from pathlib import Path

import pytest

from tests import copies
from tests.copies import copied_project, started
from tests.projects import HERE

SURROUNDINGS = (
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C", "LATER": "0"},
    {"TZ": "America/Anchorage", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "LATER": "400"},
)


def test_two_builds_on_other_days_in_other_places_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = copied_project(tmp_path / "a"), tmp_path / "Et helt andet sted på disken" / "læringssamtaler"
    shutil.copy(HERE / "later.py", one / "sitecustomize.py")
    shutil.copytree(one, other, symlinks=True)
    (other / "content").rename(other / "indhold")
    options, builds = (("--jobs", "1"), ("--jobs", "2", "--content", "indhold")), []
    for project, around, umask, given in zip((one, other), SURROUNDINGS, ("022", "077"), options, strict=True):
        monkeypatch.setattr(copies, "BEFORE", ("sh", "-c", f'umask {umask}; exec "$@"', "sh"))
        builds.append(started(project, *given, **around))
    for build in builds:
        with build:
            assert (build.communicate()[1], build.returncode) == ("", 0)
    first, second = (files(project / "output") for project in (one, other))
    assert first.keys() == second.keys() and len(first) > 100
    assert [name for name in first if first[name] != second[name]] == []
    assert [name for name, data in first.items() if bytes(tmp_path) in data] == []


def files(output: Path) -> dict[str, bytes]:
    """Every file of the output but those that a build leaves for the next."""
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert {"guide.zip", "site/index.html", "print/da/notes-1.pdf"} <= found.keys()
    return {name: data for name, data in found.items() if name not in (".fingerprint", ".lock")}
