"""What was measured, as one table: a figure, its ratio to another, the bar it is held against, and whether that is met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.measure import Run

HEAD = ("part", "what", "figure", "lowest–highest", "runs", "CPU", "peak", "ratio", "bar", "verdict")
DIGITS = {"s": 2, "ms": 1, "MB": 0}
"""How exactly figures are shown, by their unit."""


@dataclass(frozen=True)
class Ratio:
    """How large a figure is, measured by another; `of` says by which."""

    value: float
    of: str


@dataclass(frozen=True)
class Row:
    """A line of the table. `bar` is what the ratio may be at most, or where there is none, the figure."""

    part: str
    what: str
    values: tuple[float, ...]
    unit: str
    cpu: float | None = None
    peak: float | None = None
    ratio: Ratio | None = None
    bar: float | None = None

    @property
    def figure(self) -> float:
        """The median of what was measured."""
        return median(self.values)

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        if self.bar is None:
            return None
        return (self.ratio.value if self.ratio else self.figure) <= self.bar

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns."""
        spread = f"{shown(min(self.values), self.unit)}–{shown(max(self.values), self.unit)}" if len(self.values) > 1 else ""
        return (
            self.part,
            self.what,
            f"{shown(self.figure, self.unit)} {self.unit}",
            spread,
            str(len(self.values)),
            "" if self.cpu is None else f"{shown(self.cpu, 's')} s",
            "" if self.peak is None else f"{shown(self.peak, 'MB')} MB",
            f"{self.ratio.value:.2f} × {self.ratio.of}" if self.ratio else "",
            "" if self.bar is None else f"≤ {self.bar:g} {'×' if self.ratio else self.unit}",
            {True: "met", False: "not met", None: ""}[self.met],
        )


def timed(part: str, what: str, runs: Sequence[Run], ratio: Ratio | None = None, bar: float | None = None) -> Row:
    """A row that tells how long something took, in seconds."""
    return Row(part, what, tuple(run.wall for run in runs), "s", median(run.cpu for run in runs), max(run.peak for run in runs), ratio, bar)


def shown(value: float, unit: str) -> str:
    """A figure as it is shown."""
    return f"{value:.{DIGITS[unit]}f}"


def plain(rows: Iterable[Row]) -> str:
    """The table for a terminal."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def markdown(rows: Iterable[Row]) -> str:
    """The table in Markdown."""
    lines = [HEAD, ("---",) * len(HEAD), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
