"""The quality gate: measure one PDF, and tell what would keep it from a reader or from a school's black-and-white printer.

`measure` is pure: bytes in, facts out. What reads PDFs is imported when the first one is measured.
"""

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from guide.expected import Expected

if TYPE_CHECKING:
    from guide.seen import Area, Page, Run
    from guide.tagged import Field, Inside

MM = 72 / 25.4
"""Points in a millimetre."""
WHITE, BARE = 6.0, 3.0
"""What stays white at the edge of the paper in any case, in mm as printed: no text stands nearer, and no mark of where to fold or cut."""
EDGE = 1.6
"""How far the edge of a frame may stand out, in points."""
LARGE = 18.0
"""Text of this size, in points, needs less contrast (WCAG 2, success criterion 1.4.3)."""
CONTRAST, LARGE_CONTRAST, LINE_CONTRAST = 4.5, 3.0, 3.0
CLOSE = 0.975
"""How much of its height a line may lose to the signs of the words above it."""


@dataclass(frozen=True)
class Failure:
    """Something that is wrong: its code, the page from 1 (0 for the whole document), and the words or names it is about."""

    code: str
    page: int
    what: str


@dataclass(frozen=True)
class Report:
    """What was measured. `text` is the smallest size in points; `lines` how many lines to write on there are, `line` the height of the lowest, in mm.

    `contrast` and `line_contrast` are the lowest ratios, measured in grey; None where there is nothing to measure.
    """

    pages: int
    text: float | None
    lines: int
    line: float | None
    contrast: float | None
    line_contrast: float | None
    fields: int
    tagged: bool
    failures: tuple[Failure, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.failures

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Report":
        """The report that these plain values were. Raises TypeError where they were none."""
        return cls(**{**data, "failures": tuple(Failure(**failure) for failure in data["failures"])})


def measure(pdf: bytes, expected: Expected) -> Report:
    """Measure a PDF, and hold it against what it has to be."""
    from guide import seen
    from guide.tagged import Inside

    inside = Inside(pdf)
    gate = Gate(expected, inside)
    for number, page in enumerate(seen.pages(pdf, gate.least)):
        gate.look(number, page)
    failures = [*gate.failures, *gate.whole()]
    lines = gate.lines_to_write()
    return Report(
        pages=gate.pages,
        text=round(min(gate.sizes), 1) if gate.sizes else None,
        lines=len(lines),
        line=math.floor(lines[-1][0] * 10 + 0.3) / 10 if lines else None,
        contrast=math.floor(min(gate.contrasts) * 10) / 10 if gate.contrasts else None,
        line_contrast=math.floor(min(ratio for _, ratio in lines) * 10) / 10 if lines else None,
        fields=len({field.name for field in inside.fields}),
        tagged=bool(inside.tree.tags),
        failures=tuple(dict.fromkeys(failures)),
    )


class Gate:
    """Goes through the pages of one PDF and keeps what it finds. Sizes are kept as printed, places are held against what was laid out."""

    def __init__(self, expected: Expected, inside: "Inside") -> None:
        self.expected, self.inside = expected, inside
        self.pages = 0
        self.sizes: list[float] = []
        self.contrasts: list[float] = []
        self.rules: list[tuple[float, float]] = []
        self.failures: list[Failure] = []
        self.least = min(expected.lines, default=math.inf) * MM * expected.scale * CLOSE

    def look(self, number: int, page: "Page") -> None:
        """Measure one page."""
        self.pages += 1
        fields = [field for field in self.inside.fields if field.page == number]
        for code, what in self.faults(number, page, fields):
            self.failures.append(Failure(code, number + 1, what))
        self.rules += [(rule.room / MM, rule.contrast) for rule in page.rules if rule.room >= self.least]

    def kinds(self, number: int, run: "Run") -> tuple[str, ...]:
        """The kinds of tags that a piece of text stands in; none where it is head or foot of the page."""
        return self.inside.marked.get((number, run.form, run.marked), ())

    def faults(self, number: int, page: "Page", fields: list["Field"]) -> Iterator[tuple[str, str]]:
        """What is wrong with one page."""
        if not page.drawings and not any(self.kinds(number, run) for run in page.runs):
            if not self.expected.several:
                yield "page-blank", ""
            return
        yield from self.place_faults(number, page, fields)
        yield from self.text_faults(number, page)
        yield from overlaps([(run.area, run.words) for run in page.runs], "text-over-text")
        yield from field_faults(page, fields)

    def place_faults(self, number: int, page: "Page", fields: list["Field"]) -> Iterator[tuple[str, str]]:
        """What stands in the margins, and whether the page ends too early."""
        paper = round(page.width / MM), round(page.height / MM)
        if tuple(sorted(paper)) != self.expected.paper:
            yield "paper", f"{paper[0]} × {paper[1]} mm"
            return
        body, edge, sheet = frames(page, self.expected)
        tagged = [run for run in page.runs if self.kinds(number, run)]
        inner = {id(run) for run in tagged}
        for run in page.runs:
            if not lies_in(run.area, body if id(run) in inner else edge):
                yield "text-outside", run.words
            if id(run) not in inner and run.area.bottom > body.bottom and run.area.top < body.top:
                yield "text-untagged", run.words
        for area in page.drawings:
            if not lies_in(area, sheet):
                yield "drawing-outside", describe(area)
        for field in fields:
            if not lies_in(area_of(field), body):
                yield "field-outside", field.name
        ends = min((area.bottom for area in (*(run.area for run in tagged), *page.drawings)), default=0.0)
        if ends > page.height * self.expected.end:
            yield "page-hole", f"{ends / MM:.0f} mm"

    def text_faults(self, number: int, page: "Page") -> Iterator[tuple[str, str]]:
        """Text that is too small, too pale, cut off or hidden."""
        for run in page.runs:
            kinds = self.kinds(number, run)
            counts = not any(sign.isalpha() for sign in run.words)  # a number that only counts something is not text
            least = self.expected.foot if not kinds else min(self.expected.figure, self.expected.text) if "Figure" in kinds else self.expected.text
            if not counts and run.size / self.expected.scale < least - 0.05:
                yield "text-small", f"{run.size:.1f} {run.words}"
            if kinds and not counts:
                self.sizes.append(run.size)
            if run.contrast <= 1.0:
                yield "text-hidden", run.words
            elif run.shown < 0.98:
                yield "text-cut", run.words
            if run.contrast < (LARGE_CONTRAST if run.size >= LARGE else CONTRAST):
                yield "text-pale", f"{run.contrast:.1f} {run.words}"
            self.contrasts.append(run.contrast)

    def lines_to_write(self) -> list[tuple[float, float]]:
        """The height in mm, as printed, and the contrast of the rules that are the lines to write on, the highest first."""
        dark = [(room, ratio) for room, ratio in self.rules if ratio >= LINE_CONTRAST]
        return sorted(dark if len(dark) >= len(self.expected.lines) else self.rules, reverse=True)

    def whole(self) -> Iterator[Failure]:
        """What is wrong with the document as a whole."""
        wanted = self.expected
        if wanted.pages is not None and self.pages != wanted.pages:
            yield Failure("page-count", 0, f"{self.pages} / {wanted.pages}")
        for code, what in self.inside.faults(wanted.title, wanted.language, wanted.several):
            yield Failure(code, 0, what)
        lines = self.lines_to_write()
        dark = [room for room, ratio in lines if ratio >= LINE_CONTRAST]
        for code, rooms in (("lines-few", [room for room, _ in lines]), ("lines-pale", dark)):
            found = [room / wanted.scale for room in rooms] + [0.0] * len(wanted.lines)
            short = [need for need, room in zip(wanted.lines, found, strict=False) if room < need * CLOSE]
            if short:
                yield Failure(code, 0, f"{len(wanted.lines) - len(short)} / {len(wanted.lines)}")
                break
        names = {field.name for field in self.inside.fields}
        if len(names) != wanted.fields:
            yield Failure("field-count", 0, f"{len(names)} / {wanted.fields}")


def frames(page: "Page", expected: Expected) -> tuple["Area", "Area", "Area"]:
    """Where the body of a page may stand, where its head and foot may, and what is drawn."""
    from guide.seen import Area

    margins = expected.upright if page.height > page.width else expected.lying
    top, right, bottom, left = (margin * MM * expected.scale - EDGE * expected.scale for margin in margins)
    body = Area(left, bottom, page.width - right, page.height - top)
    edge, sheet = (Area(left, white * MM, page.width - right, page.height - white * MM) for white in (WHITE, BARE))
    return body, edge, sheet


def lies_in(area: "Area", frame: "Area") -> bool:
    return area.left >= frame.left and area.bottom >= frame.bottom and area.right <= frame.right and area.top <= frame.top


def describe(area: "Area") -> str:
    """Where something stands, in mm from the lower left corner."""
    return " ".join(f"{value / MM:.0f}" for value in (area.left, area.bottom, area.right, area.top))


def area_of(field: "Field") -> "Area":
    from guide.seen import Area

    return Area(*field.corners)


def field_faults(page: "Page", fields: list["Field"]) -> Iterator[tuple[str, str]]:
    """Fields that lie over text or over each other."""
    areas = [(area_of(field), field.name) for field in fields]
    for area, name in areas:
        for run in page.runs:
            if area.overlaps(run.area):
                yield "field-over-text", f"{name}: {run.words}"
    yield from overlaps(areas, "field-over-field")


def overlaps(areas: list[tuple["Area", str]], code: str) -> Iterator[tuple[str, str]]:
    """The areas that lie over each other."""
    ordered = sorted(areas, key=lambda item: item[0].bottom)
    for number, (area, words) in enumerate(ordered):
        for other, others in ordered[number + 1 :]:
            if other.bottom >= area.top:
                break
            if area.overlaps(other):
                yield code, f"{words} | {others}"
