"""Draw the figures: SVG templates with their words from the guide. Text is measured, wrapped and, where it must be, made smaller.

One unit of a drawing is one point on paper at full width: 488 units on a standing page, 756 on a lying one; 25.51 units are 9 mm.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont
from jinja2 import Environment
from markupsafe import Markup

from guide import marks, problem
from guide.environment import TEMPLATES, environment
from guide.index import find_section, traits
from guide.markup import Renderer
from guide.model.guide import Guide
from guide.tokens import colours

FAMILY = "Atkinson Hyperlegible Next, Noto Sans Cyrillic, Noto Sans Arabic"
FACES = ("atkinson-next", "noto-sans-cyrillic", "noto-sans-arabic")
"""The font files of that family, in order: a letter comes from the first that has it."""
PITCH = 25.51
"""From one writing line to the next: 9 mm."""
SMALLEST = 10.0
"""No text in a figure is smaller than this, in points."""
SHRINK = 0.8
"""How far text may be made smaller before it counts as too long."""
SHAPES = {"square": "M-0.88,-0.88H0.88V0.88H-0.88Z", "triangle": "M0,-1.05L1.14,0.88H-1.14Z"}
"""Places for a cross that are no circles; their middle is at 0, 0, and they are as large as a circle of radius 1."""
ICON = 48
"""The width and height of the signs in `assets/icons`."""


@dataclass(frozen=True)
class Place:
    """Somewhere to write or tick in a figure, in units from the upper left corner; `spoken` says what it is for."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    spoken: str


@dataclass(frozen=True)
class Words:
    """Words as they stand in a figure: the box they take, in units, and whether they fit the room they were given."""

    text: str
    x: float
    y: float
    width: float
    height: float
    fits: bool


@dataclass(frozen=True)
class Drawn:
    """A drawn figure: its SVG, its size in units, whether it can be higher, the places to write, and the words in it."""

    svg: Markup
    width: float
    height: float
    grows: bool
    places: tuple[Place, ...]
    words: tuple[Words, ...]


class Block(Markup):
    """Lines of text as SVG; `height` is what they take, in units, and `lines` how many there are."""

    height: float
    lines: int


@dataclass
class Pen:
    """What the templates draw with. `extra` is height the page has left over; `write` says whether there are places to write."""

    extra: float = 0.0
    write: bool = True
    small: bool = False
    rules: bool = True
    width: float = 0.0
    height: float = 0.0
    grows: bool = False
    places: list[Place] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def size(self, width: float, height: float, grows: bool = False) -> float:
        """Set the size of the drawing; what comes back is its height, with what the page has left over where it grows."""
        self.width, self.height, self.grows = width, height + (self.extra if grows else 0), grows
        return self.height

    def block(
        self, x: float, y: float, text: str, size: float, *, width: float, height: float = 1e9, weight: int = 400, anchor: str = "start",
        lead: float = 1.25, place: str = "top", fill: str = "ink", even: bool = False,
    ) -> Block:  # fmt: skip
        """Wrapped text. `y` is the first baseline (place `top`), the middle of the block (`middle`) or the last baseline (`bottom`).

        Where it is wider or higher than its room it is made smaller, to 80 % and never below 10 points. `even` makes its lines alike long.
        """
        step = size
        while not (fits := self.fits(text, step, weight, width, height, lead)) and step > max(SMALLEST, size * SHRINK):
            step = max(SMALLEST, size * SHRINK, step - 0.25)
        lines = (balanced if even else wrap)(text, step, weight, width)
        tall = len(lines) * step * lead
        first = {"top": y, "middle": y - (len(lines) - 1) * step * lead / 2 + step * 0.35, "bottom": y - (len(lines) - 1) * step * lead}[place]
        wide = max((measure(line, step, weight) for line in lines), default=0)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        self.words.append(Words(text, left, first - step * 0.8, wide, tall - step * (lead - 1.05), fits))
        result = Block(Markup("").join(line_of_text(x, first + n * step * lead, line, step, weight, anchor, fill) for n, line in enumerate(lines)))
        result.height, result.lines = tall, len(lines)
        return result

    def fits(self, text: str, size: float, weight: int, width: float, height: float, lead: float) -> bool:
        """Whether the text has room at this size."""
        lines = wrap(text, size, weight, width)
        return len(lines) * size * lead <= height + 0.1 and max(measure(line, size, weight) for line in lines) <= width + 0.1

    def line(self, x: float, y: float, width: float, spoken: str) -> Markup:
        """One line to write on, with its rule at `y`."""
        return self.lines(x, y, width, 1, spoken)

    def lines(self, x: float, y: float, width: float, count: int, spoken: str, pitch: float = PITCH) -> Markup:
        """Lines to write on, the first rule at `y`; together they are one place to write."""
        if not self.write:
            return Markup("")
        self.places.append(Place("lines" if count > 1 else "line", x, y - pitch, width, count * pitch, spoken))
        return Markup("").join(self.rule(x, y + n * pitch, width) for n in range(count))

    def place(self, kind: str, x: float, y: float, width: float, height: float, spoken: str) -> Markup:
        """Somewhere to write that the drawing has lines of its own for; x, y is its upper left corner."""
        if self.write:
            self.places.append(Place(kind, x, y, width, height, spoken))
        return Markup("")

    def rule(self, x: float, y: float, width: float) -> Markup:
        """The rule of a line, without a place to write; nothing where fields to fill in stand over the lines."""
        if not self.rules:
            return Markup("")
        return Markup(f'<path d="M{x:.1f},{y:.1f}h{width:.1f}" fill="none" stroke="{colours()["rule"]}" stroke-width="0.6"/>')

    def tick(self, x: float, y: float, radius: float, spoken: str, shape: str = "circle") -> Markup:
        """A circle for a cross, or another shape, with its middle at x, y; 8.5 units are a circle of 6 mm."""
        if self.write:
            self.places.append(Place("tick", x - radius, y - radius, 2 * radius, 2 * radius, spoken))
        return self.shape(x, y, radius, shape)

    def shape(self, x: float, y: float, radius: float, shape: str) -> Markup:
        """A circle, square or triangle with its middle at x, y."""
        look = f'fill="{colours()["paper"]}" stroke="{colours()["ink"]}" stroke-linejoin="round"'
        if shape == "circle":
            return Markup(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {look} stroke-width="1"/>')
        return Markup(f'<path transform="translate({x:.1f} {y:.1f}) scale({radius:g})" d="{SHAPES[shape]}" {look} stroke-width="{1 / radius:.3f}"/>')

    def point(self, x: float, y: float, distance: float, angle: float) -> tuple[float, float]:
        """The point at a distance from x, y; the angle is in degrees, clockwise from straight up."""
        turn = math.radians(angle)
        return round(x + distance * math.sin(turn), 1), round(y - distance * math.cos(turn), 1)

    def icon(self, name: str, x: float, y: float, size: float) -> Markup:
        """A sign from `assets/icons`, `size` units wide and high, with its upper left corner at x, y."""
        return Markup('<g transform="translate({} {}) scale({})">{}</g>').format(f"{x:g}", f"{y:g}", f"{size / ICON:g}", icon(name))

    def measure(self, text: str, size: float, weight: int = 400) -> float:
        """The width of a text in units."""
        return measure(text, size, weight)


def line_of_text(x: float, y: float, text: str, size: float, weight: int, anchor: str, fill: str) -> Markup:
    """One line of text as SVG."""
    return Markup('<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" fill="{}" text-anchor="{}">{}</text>').format(
        f"{x:.1f}", f"{y:.1f}", FAMILY, f"{size:g}", weight, colours()[fill], anchor, text
    )


@cache
def font(face: str, weight: int) -> tuple[dict[int, str], Any, int]:
    """A weight of a font: from sign to glyph, from glyph to width, and the units of an em."""
    with TTFont(TEMPLATES / "assets" / "fonts" / f"{face}-{weight}.ttf", lazy=True) as opened:
        return opened.getBestCmap(), opened["hmtx"].metrics, opened["head"].unitsPerEm


@cache
def icon(name: str) -> Markup:
    """What is drawn in a sign of `assets/icons`."""
    source = (TEMPLATES / "assets" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return Markup(source.partition(">")[2].rpartition("</svg>")[0])


@cache
def measure(text: str, size: float, weight: int = 400) -> float:
    """The width of a text in points."""
    return size * sum(advance(sign, weight) for sign in marks.strip(text))


@cache
def advance(sign: str, weight: int) -> float:
    """The width of a sign in the first font that has it, where an em is 1."""
    for face in FACES:
        signs, widths, em = font(face, weight)
        if ord(sign) in signs:
            return float(widths[signs[ord(sign)]][0] / em)
    return 1.0


def wrap(text: str, size: float, weight: int, width: float) -> list[str]:
    """The lines of a text that is `width` units wide at most; a no-break space holds words together."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and measure(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def balanced(text: str, size: float, weight: int, width: float) -> list[str]:
    """The lines of a text, no more than it needs and as alike in length as that allows."""
    lines = wrap(text, size, weight, width)
    for narrower in range(int(width), int(width / 2), -3):
        tried = wrap(text, size, weight, narrower)
        if len(tried) > len(lines) or max(measure(line, size, weight) for line in tried) > width:
            break
        lines = tried
    return lines


def draw(
    guide: Guide, id: str, *, extra: float = 0.0, write: bool = True, small: bool = False, rules: bool = True, aloud: bool = False
) -> Drawn:  # fmt: skip
    """Draw a figure. `extra` is height in units that the page has left over; `small` is for phones: numbers for words.

    With `aloud`, what a screen reader says of it holds all its words: on paper they stand nowhere else.
    """
    pen = Pen(extra=extra, write=write, small=small, rules=rules)
    words = getattr(guide.figures, id.replace("-", "_"))
    plain = Renderer(guide, resolve=str).plain
    name = f"{id}-small" if small else id
    body = drawings().get_template(f"{name}.svg").render(
        guide=guide, words=words, pen=pen, name=name, plain=plain, section=lambda id: find_section(guide, id), traits=traits(guide)
    )
    alt = " ".join([plain(words.alt), *(sentence(item.text) for item in pen.words if aloud)])
    svg = Markup('<svg class="figure {}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>').format(
        name, f"{pen.width:g}", f"{pen.height:g}", alt, Markup("\n".join(line for line in body.split("\n") if line.strip()))
    )
    return Drawn(svg, pen.width, pen.height, pen.grows, tuple(pen.places), tuple(pen.words))


def sentence(words: str) -> str:
    """Words that end like a sentence, so that a voice pauses after them."""
    return words if words.rstrip("”’\"")[-1:] in ".?!…" else f"{words}."


def tidy(body: str) -> Markup:
    """The drawing without empty lines, and with no more decimals than can be seen."""
    body = re.sub(r"<[^>]*>", lambda tag: re.sub(r"\d+\.\d{4,}", lambda number: f"{float(number[0]):.3f}", tag[0]), body)
    return Markup("\n".join(line for line in body.split("\n") if line.strip()))


def has_small(id: str) -> bool:
    """Whether a figure has a drawing of its own for phones."""
    return (TEMPLATES / "figures" / f"{id}-small.svg").is_file()


@cache
def drawings() -> Environment:
    """The environment of all figures. Macros that are imported know the colours too."""
    result = environment("figures")
    result.globals["colour"] = colours()
    result.filters["stretch"] = stretch
    return result


def stretch(path: str, factor: float) -> str:
    """A path of M, L, C, Q, S and T as many times as high. Its lines stay as thick as they are, unlike those of a scaled group."""
    return re.sub(r"(-?[\d.]+),(-?[\d.]+)", lambda point: f"{point[1]},{float(point[2]) * factor:.1f}", path)



def overlong(drawn: Drawn) -> Iterator[str]:
    """The texts that have no room in the figure, not even at their smallest."""
    return (words.text for words in drawn.words if not words.fits)


def cut(guide: Guide, content: str) -> list[problem.Problem]:
    """The texts that have no room in a figure as a page shows it; for a figure on paper its sheet says so. `content` is the folder's name."""
    place = problem.Place(f"{content}/{guide.folder}figures.yaml")
    drawings = {page.figure: draw(guide, page.figure, write=False) for page in guide.pages.values() if page.figure}
    return [problem.problem(place, "figure-text", figure=id, text=text) for id, drawn in drawings.items() for text in dict.fromkeys(overlong(drawn))]
