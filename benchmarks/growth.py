"""How a build grows: with its languages, with its sheets, and with the editions that are built after it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.builds import above, unchanged
from benchmarks.measure import Run, line
from benchmarks.project import Project, editions_of, with_editions, with_languages, with_sheets
from benchmarks.table import Ratio, Row, timed

LINEAR = 1.2
"""How much steeper the last piece of a growth may be, and still count as straight: a machine is never quite still."""


@dataclass(frozen=True)
class Series:
    """Something that a project has more and more of.

    `grow` puts so many times of it into content; `count` says how many there then are, each of which is one `unit`. `order` is what is asked of
    `build.py` to build them all.
    """

    name: str
    unit: str
    sizes: tuple[int, ...]
    grow: Callable[[Path, int], None]
    count: Callable[[Project, int], int]
    most_unchanged: float | None = None
    """How many ms each may add to a build with nothing to do."""
    order: Callable[[int], tuple[str, ...]] = lambda _: ()


def sheets_alone(content: Path, times: int) -> None:
    """Sheets so many times, in Danish."""
    with_languages(content, 1)
    with_sheets(content, times)


LANGUAGES = Series("languages", "language", (1, 2, 4, 8), with_languages, lambda _, size: size, most_unchanged=10)
SHEETS = Series("sheets", "sheet", (1, 2, 4), sheets_alone, lambda project, _: len(project.sheets))
EDITIONS = Series(
    "editions",
    "edition",
    (1, 2, 4),
    with_editions,
    lambda _, size: size,
    most_unchanged=10,
    order=lambda size: tuple(f"--edition={id}" for id in ("", *editions_of(size))),
)
"""The guide that all share, and after it so many editions. With nothing changed, the guide alone is asked for, which has the editions beside it."""


def languages(bench: Bench) -> Iterator[Row]:
    """Growth with languages that have the whole guide."""
    yield from grown(bench, LANGUAGES)


def sheets(bench: Bench) -> Iterator[Row]:
    """Growth with sheets, in one language."""
    yield from grown(bench, SHEETS)


def editions(bench: Bench) -> Iterator[Row]:
    """Growth with editions that change a few sheets each."""
    yield from grown(bench, EDITIONS)


def grown(bench: Bench, series: Series) -> Iterator[Row]:
    """The build of each size from nothing and with nothing changed, and how steep the growth is."""
    full, same, peak = [], [], []
    for size in series.sizes[:2] if bench.few else series.sizes:
        project = bench.new()
        series.grow(project.content, size)
        count = series.count(project, size)
        what = f"{count} {series.unit}{'s' if count != 1 else ''}"
        bench.tell(f"{what}, built from nothing")
        run: Run = bench.note(f"full build, {what}", project.build(*series.order(size)), "projects that have grown")
        yield timed(series.name, f"{what}: build.py, an empty store", [run])
        idle = Row(series.name, f"{what}: build.py, nothing changed, above python3 -c pass", tuple(above(unchanged(bench, project))), "ms")
        yield idle
        full.append((float(count), run.wall))
        same.append((float(count), idle.figure))
        peak.append((float(count), run.peak))
        shutil.rmtree(project.folder)
    more, built = f"each {series.unit} more", line(full)
    bend = Ratio(built.bend, "the steps before")
    yield Row(series.name, f"{more}: build.py, an empty store; the last step is as steep as", (built.slope,), "s", ratio=bend, bar=LINEAR)
    yield Row(series.name, f"{more}: build.py, nothing changed", (line(same).slope,), "ms", bar=series.most_unchanged)
    yield Row(series.name, f"{more}: the largest process of build.py, an empty store", (line(peak).slope,), "MB")
