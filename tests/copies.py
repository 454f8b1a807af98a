"""A copy of the whole project with small content, set up and with a cache of its own: what the real command does to a project can be seen."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from guide import setup
from guide.fingerprint import BUILT
from tests.projects import ROOT
from tests.translated import whole_project

LEFT = {".fingerprint", ".lock", *BUILT}
"""What is in the output after a build."""
BEFORE: tuple[str, ...] = ()
"""A program, with its arguments, through which the command is started."""


def copied_project(folder: Path) -> Path:
    """The project in this new folder, with small content in two languages; its path."""
    folder.mkdir(parents=True)
    for name in ("guide", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("build.py", "mkdocs.yml", setup.RUN):
        shutil.copy(ROOT / name, folder)
    whole_project(folder)
    environment = folder / ".venv"
    environment.mkdir()
    for path in Path(sys.prefix).iterdir():
        if not path.name.startswith("installed-"):
            (environment / path.name).symlink_to(path)
    (environment / f"installed-{setup.RUN}").write_bytes(setup.stamp(setup.RUN))
    if not (environment / "pango").exists():
        (environment / "pango").touch()
    (folder / "tmp").mkdir()
    return folder


def started(project: Path, *arguments: str, **surroundings: str) -> "subprocess.Popen[str]":
    """The project's own command, in a process group of its own, with a folder for temporary files of its own."""
    environment = {**os.environ, "TMPDIR": str(project / "tmp"), **surroundings}
    command = [*BEFORE, sys.executable, str(project / "build.py"), *arguments]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    return subprocess.Popen(command, cwd=project, env=environment, start_new_session=True, **pipes)


def built(project: Path, *arguments: str, **surroundings: str) -> str:
    """Run the project's own command, which has to end well; what it said."""
    with started(project, *arguments, **surroundings) as process:
        said, complaint = process.communicate()
    assert (process.returncode, complaint) == (0, "")
    return said


def parts(output: Path) -> dict[str, str]:
    """A hash of each part of an output that is there: the names and bytes of all its files."""
    found = {}
    for part in BUILT:
        path = output / part
        if path.exists():
            files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
            result = hashlib.sha256()
            for file in files:
                data = file.read_bytes()
                result.update(f"{file.relative_to(output)}\0{len(data)}\0".encode() + data)
            found[part] = result.hexdigest()
    return found


def leftovers(project: Path) -> list[str]:
    """What a build has left in the output, the cache and the folder for temporary files, besides what belongs there."""
    made = project / ".cache" / "made"
    strange = [path for path in (project / "output").iterdir() if path.name not in LEFT]
    strange += [path for path in made.iterdir() if path.name.startswith(".")] if made.exists() else []
    return sorted(str(path.relative_to(project)) for path in [*strange, *(project / "tmp").iterdir()])


def ends(group: int, within: float = 10) -> bool:
    """Whether the last process of a group goes in time, in seconds; whoever has ended but is not reaped is gone."""
    until = time.monotonic() + within
    while alive(group):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def alive(group: int) -> list[int]:
    """The processes of a group that run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of_group = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(of_group) == group and state != "Z":
            found.append(int(path.parent.name))
    return found
