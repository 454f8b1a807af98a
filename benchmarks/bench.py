"""What all parts of the benchmark share: where they work, how often they repeat, and the project that is built already."""

import itertools
import shutil
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from benchmarks import project
from benchmarks.measure import Run
from benchmarks.project import Project

SHEET = "notes-1"
"""The sheet that is edited; both contents have it."""
LEAD = r"^lead: .*$"
"""The sentence below its title, which stands on paper and on the site."""
PURPOSE = r"^purpose: .*$"
"""A text that stands on the site alone."""


class Bench:
    """A benchmark at work in `folder`. What takes long is done `long` times, all else `repeat` times.

    With `few` it is done on the small content of the tests: to try the benchmark, not the build.
    """

    def __init__(self, folder: Path, few: bool, repeat: int, long: int) -> None:
        self.folder, self.few, self.repeat, self.long = folder, few, repeat, long
        self.numbers = itertools.count(1)
        self.full: list[Run] = []
        self.largest: dict[str, tuple[str, Run]] = {}

    def tell(self, what: str) -> None:
        """Say what is being done to whoever waits."""
        print(f"… {what}", file=sys.stderr, flush=True)

    def new(self) -> Project:
        """A project with nothing built."""
        return project.copy(self.folder / f"project-{next(self.numbers)}", self.few)

    @cached_property
    def built(self) -> Project:
        """The project as it is, built from nothing."""
        self.tell("the whole project, built from nothing")
        found = self.new()
        self.full.append(self.note("full build", found.build()))
        return found

    def note(self, what: str, run: Run, project: str = "the project as it is") -> Run:
        """Keep which of our builds had the largest process, for each kind of project."""
        if project not in self.largest or self.largest[project][1].peak < run.peak:
            self.largest[project] = what, run
        return run

    def repeated(self, what: str, once: Callable[[], Run]) -> list[Run]:
        """Do something short several times."""
        self.tell(what)
        return [self.note(what, once()) for _ in range(self.repeat)]

    def from_nothing(self, what: str, times: int, *command: str) -> list[Run]:
        """Build what a command says so many times, each time in a project with nothing built, which is thrown away."""
        found = []
        for _ in range(times):
            self.tell(what)
            fresh = self.new()
            found.append(self.note(what, fresh.build(*command)))
            shutil.rmtree(fresh.folder)
        return found

    def reword(self, pattern: str) -> str:
        """Change one text of the sheet; the new words."""
        words = f"Det er prøve nummer {next(self.numbers)}."
        self.built.edit(f"content/sheets/{SHEET}.yaml", pattern, f"{pattern[1:].partition(':')[0]}: {words}")
        return words
