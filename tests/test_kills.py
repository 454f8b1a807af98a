"""Builds that are killed: at whatever moment, the output is the old or the new, whole, and the next build leaves nothing behind."""

import itertools
import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.copies import built, copied_project, ends, leftovers, parts, started
from tests.projects import HERE
from tests.translated import edit

KILLS, KILLS_LONG = 20, 200
AROUND = range(-12, 16)
"""The changes to the disk around the first exchange: before it the zip and the note, after it the stamp, and the first of the old output that goes."""


@dataclass
class Trial:
    """A project with two contents, of which the one or the other can be put in place, and what is known of its builds."""

    project: Path
    wanted: dict[str, dict[str, str]] = field(default_factory=dict)
    """The parts of the output of each content."""
    lasts: dict[bool, float] = field(default_factory=dict)
    """How long a build takes, in seconds, by whether all has to be printed."""
    changes: list[str] = field(default_factory=list)
    """The changes to the disk that a build makes for which little has to be printed."""

    @property
    def output(self) -> Path:
        return self.project / "output"

    def put(self, kind: str) -> None:
        """Put one of the contents in place."""
        shutil.rmtree(self.project / "content", ignore_errors=True)
        shutil.copytree(self.project / kind, self.project / "content")

    def learn(self) -> None:
        """Build each content, and one of them when little is left to do."""
        for kind in "bab":
            self.put(kind)
            began, told = time.monotonic(), self.project / "changes"
            told.unlink(missing_ok=True)
            built(self.project, DISTURB=f"list {told}")
            self.lasts[not self.lasts] = time.monotonic() - began
            self.changes = told.read_text(encoding="utf-8").splitlines()
            self.wanted[kind] = parts(self.output)

    def kinds(self) -> set[str]:
        """Which contents the parts of the output are made of, "" for a part that is not there. A part that is not whole fails."""
        found = parts(self.output)
        result = set()
        for part, whole in self.wanted["a"].items():
            assert found.get(part) in (None, whole, self.wanted["b"][part]), f"{part} is not whole"
            result.add("" if part not in found else "a" if found[part] == whole else "b")
        return result


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    folder = copied_project(tmp_path_factory.mktemp("kills") / "project")
    shutil.copy(HERE / "disturbed.py", folder / "sitecustomize.py")
    shutil.copytree(folder / "content", folder / "a")
    edit(folder / "content", "guide", "title: Prøveguide", "title: En anden guide")  # stands on every page and sheet
    (folder / "content").rename(folder / "b")
    result = Trial(folder)
    result.learn()
    assert all(result.wanted["a"][part] != result.wanted["b"][part] for part in result.wanted["a"])
    return result


def test_a_build_that_is_killed_leaves_the_old_or_the_new(trial: Trial, pytestconfig: pytest.Config) -> None:
    met: Counter[str] = Counter()
    for number in itertools.count():
        chance = random.Random(number)
        if number % 10 == 7:
            shutil.rmtree(trial.output)
        if cold := number % 20 == 5:  # every PDF is printed, in workers
            shutil.rmtree(trial.project / ".cache" / "made")
        (old,) = trial.kinds()
        new = "b" if old == "a" else "a"
        trial.put(new)
        group, was_killed = killed(trial, chance, cold)
        kinds, noted = trial.kinds(), (trial.output / ".exchanging").exists()
        assert kinds in ({old}, {new}) or (kinds == {old, new} and noted), number
        met["too late" if not was_killed else "both, to be ended" if len(kinds) == 2 else "new" if new in kinds else "old"] += 1
        following = chance.choice("ab")  # to go back to the content that is built leaves nothing behind either
        trial.put(following)
        assert ends(group), number  # the workers of a killed build notice within half a second, and may write until then
        built(trial.project)
        assert (trial.kinds(), leftovers(trial.project)) == ({following}, []), number
        if met.total() - met["too late"] == (KILLS_LONG if pytestconfig.getoption("--long") else KILLS):
            break
    print(*sorted(met.items()))
    assert met["old"] and met["new"]


def killed(trial: Trial, chance: random.Random, cold: bool) -> tuple[int, bool]:
    """Start a build and kill it, alone or with its workers: at a moment by chance, or just before a change to the disk, mostly close to the exchange.

    Its group, and whether it was not done before.
    """
    alone, kind = chance.random() < 0.5, chance.choices(("moment", "change", "exchange"), (3, 3, 8))[0]
    first = next(number for number, change in enumerate(trial.changes, 1) if change.startswith("ctypes"))
    at = chance.randint(1, len(trial.changes)) if kind == "change" else first + chance.choice(AROUND)
    surroundings = {} if kind == "moment" else {"DISTURB": f"kill {'alone' if alone else 'all'} {at}"}
    with started(trial.project, **surroundings) as process:
        if kind == "moment":
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0, trial.lasts[cold]))
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL) if alone else os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    return process.pid, process.returncode == -signal.SIGKILL
