"""Run a program and tell what it took: time, processor time, and the memory of its largest process. Linux and macOS."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
"""The bytes in which the system counts memory."""
APART = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUTF8", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH")
"""What a shell may hold that would make a program run otherwise than it does for most."""


@dataclass(frozen=True)
class Run:
    """What a program took, with all it started: seconds, seconds of processor, and the MB that its largest process held at once."""

    wall: float
    cpu: float
    peak: float
    said: str = ""


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> Run:
    """Run a program in a folder until it ends; `environment` is added to the shell's. Raises RuntimeError with what it said where it fails."""
    with tempfile.TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=surroundings(environment), stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        took = ended(process, began)
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{words[-2000:]}")
    return Run(took.wall, took.cpu, took.peak, words)


def ended(process: "subprocess.Popen[bytes]", began: float) -> Run:
    """Wait for a process that began at this time of the monotonic clock.

    Its memory is never told as less than what this process holds, since it begins as a copy of it: nothing large is imported here.
    """
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * MEMORY_UNIT / 1e6)


def surroundings(more: dict[str, str]) -> dict[str, str]:
    """The environment that a program gets."""
    return {name: value for name, value in os.environ.items() if name not in APART} | more


def together(runs: Iterable[Run]) -> Run:
    """Several programs, one after the other, as one."""
    found = list(runs)
    return Run(sum(run.wall for run in found), sum(run.cpu for run in found), max(run.peak for run in found))


@dataclass(frozen=True)
class Line:
    """The straight line nearest to some points, by least squares.

    `slope` is how much each step brings; `bend` how much steeper the last piece is than the way to it: 1 where growth is linear.
    """

    slope: float
    bend: float


def line(points: Sequence[tuple[float, float]]) -> Line:
    """The line of two or more points, from left to right. Two points alone have no bend: it is 1."""
    middle, level = fmean(x for x, _ in points), fmean(y for _, y in points)
    slope = sum((x - middle) * (y - level) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)
    start, before, end = points[0], points[-2], points[-1]
    return Line(slope, steepness(before, end) / steepness(start, before if len(points) > 2 else end))


def steepness(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The growth from one point to another."""
    return (end[1] - start[1]) / (end[0] - start[0])
