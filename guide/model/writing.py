"""Components of a sheet with places to write or tick. A component may take its words from elsewhere in the guide by id."""

from typing import Annotated, Literal

from pydantic import Field

from guide.model.base import ConversationRef, Id, Label, Model, ScaleRef, StatementsRef, Text, TraitRef, WordsRef

Lines = Annotated[int, Field(ge=1, le=20)]
"""Writing lines, 1–20; each is 9 mm high."""


class Part(Model):
    """What every component of a sheet has."""

    new_page: bool = False
    """Whether it begins a new page."""


class RunningText(Part):
    """Running text."""

    type: Literal["text"]
    """Always `text`."""
    title: Label | None = None
    """A heading above the text."""
    text: Text
    """The words."""
    points: dict[Id, Text] = {}
    """A list with bullets under the words, each point under its id."""


class WritingField(Model):
    """A place to write: a heading, a hint and lines."""

    title: Label
    """What to write about."""
    text: Text | None = None
    """A hint under the heading."""
    lines: Lines = 2
    """The fewest writing lines; lines that are left on the page are dealt out, first to the field with fewest."""


class Prompts(Part):
    """Places to write, one under the other; with `rail` they are numbered steps on a line that ends in an arrow."""

    type: Literal["prompts"]
    """Always `prompts`."""
    title: Label | None = None
    """A heading above them."""
    look: Literal["plain", "rail"] = "plain"
    """Plain headings, or numbered steps on a rail."""
    take: WordsRef | None = None
    """Take the words from this section's cards or questions, or from this conversation's questions."""
    fields: dict[Id, WritingField] = {}
    """Own places to write, each under its id; with `take`, a field stands in for the card or question with the same id."""
    lines: Lines = 2
    """The fewest lines for each place whose words are taken."""


class LookBack(Model):
    """A row of answers under each block of a scale, about what has changed since last time."""

    title: Label
    """The words before the answers."""
    scale: ScaleRef
    """The answers."""
    text: Text | None = None
    """What to do before these answers; stands once, above the statements."""


class StatementScale(Part):
    """Statements with worded answers to tick, in a block for each place they come from."""

    type: Literal["scale"]
    """Always `scale`."""
    scale: ScaleRef
    """The answers."""
    take: tuple[StatementsRef, ...]
    """Where the statements come from, a block for each."""
    most: Annotated[int, Field(ge=1, le=20)] | None = None
    """How many statements a block has at most, counted from the first; all of them where it is absent."""
    heading: Label | None = None
    """The heading of the column with statements; where it is absent, the title of the place they come from."""
    numbered: bool = False
    """Whether the statements of each block are numbered."""
    look_back: LookBack | None = None
    """A look back under each block; absent on the first sheet of the year."""


class Sentences(Part):
    """A framed box of sentences to finish; `___` is a line to write on, and a sentence goes on below it."""

    type: Literal["sentences"]
    """Always `sentences`."""
    title: Label | None = None
    """The heading of the box."""
    look: Literal["frame", "plan", "bare"] = "frame"
    """A frame, the tinted frame of a plan, or none."""
    text: Text | None = None
    """A hint under the heading."""
    sentences: dict[Id, Text]
    """The sentences, each under its id."""
    lines: Annotated[int, Field(ge=0, le=10)] = 0
    """The fewest whole lines under each sentence; where it is 0, none are added either."""


class FormTable(Part):
    """An empty table to fill in."""

    type: Literal["form"]
    """Always `form`."""
    title: Label
    """The heading above the table."""
    text: Text | None = None
    """A hint under the heading."""
    columns: dict[Id, Label]
    """The headings, each under its id."""
    wide: tuple[Id, ...] = ()
    """The columns that get twice the room."""
    rows: Annotated[int, Field(ge=1, le=30)]
    """How many empty rows, 12 mm each at the least; they grow where the page has room."""


class Choice(Part):
    """A question with boxes to tick."""

    type: Literal["choice"]
    """Always `choice`."""
    title: Label
    """The question."""
    options: dict[Id, Text]
    """The answers, each under its id; `___` is a line to write on."""
    look: Literal["row", "list"] = "row"
    """Side by side, or one under the other."""
    several: bool = False
    """Whether more than one may be ticked; the boxes are square then."""


class TraitChoice(Part):
    """The traits with their signs, to tick."""

    type: Literal["trait-choice"]
    """Always `trait-choice`."""
    title: Label
    """What to choose."""
    traits: tuple[TraitRef, ...] = ()
    """The traits to choose between; all of them where it is absent."""


class Columns(Part):
    """Boxes side by side, each with a heading, a hint and lines."""

    type: Literal["columns"]
    """Always `columns`."""
    fields: dict[Id, WritingField]
    """The boxes, each under its id; two or three fit."""


class TraitMatrix(Part):
    """The eight areas against the traits."""

    type: Literal["matrix"]
    """Always `matrix`."""
    corner: Label
    """The heading of the first column."""
    personal: Label
    """The heading over the personal areas."""
    social: Label
    """The heading over the social areas."""
    mark: Label
    """What a mark in the table means; in the key under it, and read aloud by a screen reader."""
    space: Label
    """What the empty squares are for; in the key under the table."""


class ConversationGuide(Part):
    """A whole conversation on one page: focus, preparation, questions with room for keywords, the end."""

    type: Literal["guide"]
    """Always `guide`."""
    take: ConversationRef
    """The conversation."""
