"""The components that sheets are made of: those of `writing`, and those to read, to look at or to cut out."""

from typing import Annotated, Literal

from pydantic import Field

from guide.model.base import CollectedRef, ConversationRef, FigureRef, Id, Label, Model, PageRef, ScaleRef, SectionRef, Text, TraitRef
from guide.model.writing import (
    Choice,
    Columns,
    ConversationGuide,
    FormTable,
    Part,
    Prompts,
    RunningText,
    Sentences,
    StatementScale,
    TraitChoice,
    TraitMatrix,
    WritingField,
)


class Steps(Part):
    """A short how-to in numbered steps."""

    type: Literal["steps"]
    """Always `steps`."""
    title: Label | None = None
    """The heading above them."""
    look: Literal["list", "strip"] = "list"
    """One under the other, or side by side in a strip."""
    steps: dict[Id, Text] = {}
    """The steps, each under its id."""
    take: SectionRef | None = None
    """Take the steps from this section instead."""


class Boxes(Part):
    """Framed lists side by side, each with the heading and the points of a section of the guide."""

    type: Literal["boxes"]
    """Always `boxes`."""
    take: tuple[SectionRef, ...]
    """The sections; two or three fit."""


class Table(Part):
    """A table with a name for each row and empty squares to write in or tick."""

    type: Literal["table"]
    """Always `table`."""
    title: Label | None = None
    """A heading above the table."""
    text: Text | None = None
    """A hint under the heading."""
    corner: Label
    """The heading of the column with the rows' names."""
    rows: dict[Id, Text] = {}
    """The rows' names, each under its id."""
    take: SectionRef | None = None
    """Take the rows' names from this section's points, steps or cards instead."""
    columns: dict[Id, Label]
    """The headings of the empty columns, each under its id."""
    wide: tuple[Id, ...] = ()
    """The columns that get twice the room."""
    tick: tuple[Id, ...] = ()
    """The columns with a box to tick in place of room to write: one for each line, or only one where the rows' names are taken."""
    lines: Annotated[int, Field(ge=1, le=6)] = 1
    """How many lines each square has; rows grow where the page has room."""


class CardWords(Model):
    """What stands on a card to cut out."""

    title: Label | None = None
    """The card's heading; with `take`, the section's own where it is absent."""
    text: Text | None = None
    """A sentence under the heading."""
    facts: dict[Id, Text] = {}
    """Short facts under it, such as how long it takes."""
    steps: dict[Id, Text] = {}
    """Numbered steps."""
    take: SectionRef | None = None
    """Take heading and steps from this section."""
    foot: Text | None = None
    """A sentence at the foot of the card."""


class Cards(Part):
    """Cards to cut out, with lines to cut along."""

    type: Literal["cards"]
    """Always `cards`."""
    take: tuple[ConversationRef, ...] = ()
    """For each of these conversations a new page: a card with its name, one for every question, and room for own questions on the rest."""
    cards: dict[Id, CardWords] = {}
    """Own cards, each under its id."""
    per_page: Literal[4, 6, 8] = 8
    """How many cards stand on a page."""
    back: Label | None = None
    """What stands on the last page, which may be printed on the back of every card; no such page where it is absent."""


class TraitStory(Part):
    """A trait for the student to read: what it is, what it looks like, how to practise it, and an example."""

    type: Literal["trait"]
    """Always `trait`."""
    take: TraitRef
    """The trait."""


class Progress(Part):
    """The same statements at several times of the year side by side, so that the student can see what has moved."""

    type: Literal["progress"]
    """Always `progress`."""
    scale: ScaleRef
    """The answers; they stand in words above the first block."""
    take: tuple[TraitRef, ...]
    """The traits, a block for each."""
    most: Annotated[int, Field(ge=1, le=20)] | None = None
    """How many statements a block has at most, counted from the first; all of them where it is absent."""
    times: dict[Id, Label]
    """The times of the year, each under its id; two or three fit."""


class Cornell(Part):
    """A page for Cornell notes: cues at the left, notes on lines at the right, a summary at the foot. It fills the page."""

    type: Literal["cornell"]
    """Always `cornell`."""
    cues: WritingField
    """The column at the left, 60 mm wide; its lines are not drawn."""
    notes: WritingField
    """The large field; lines are dealt out until the page is full."""
    summary: WritingField
    """The field at the foot."""
    pitch: Literal[8, 10] = 8
    """From one line to the next, in mm."""


class Drawing(Part):
    """A figure of the guide."""

    type: Literal["figure"]
    """Always `figure`."""
    figure: FigureRef
    """The figure."""
    write: bool = True
    """Whether the figure has its places to write or to put a cross, or is there to look at only."""


class Collection(Part):
    """Whole sheets, one after the other, each on a right-hand page; only as the last component."""

    type: Literal["collection"]
    """Always `collection`."""
    take: tuple[CollectedRef, ...]
    """The sheets, in order; a conversation stands for all its sheets in their order of use."""


class BookPart(Model):
    """A part of the book."""

    title: Label
    """Its name in the list of contents and over its pages."""
    pages: tuple[PageRef, ...]
    """Its pages in reading order; the first opens the part."""


class Booklet(Part):
    """The whole guide as a book; the only component of its sheet."""

    type: Literal["booklet"]
    """Always `booklet`."""
    parts: dict[Id, BookPart] = {}
    """The parts of the book in order; the places in the site's bar where absent. A page that is in none comes at the end of the last."""


Component = Annotated[
    RunningText
    | Prompts
    | StatementScale
    | Sentences
    | FormTable
    | Choice
    | TraitChoice
    | Columns
    | TraitMatrix
    | ConversationGuide
    | Steps
    | Boxes
    | Table
    | Cards
    | TraitStory
    | Progress
    | Cornell
    | Drawing
    | Collection
    | Booklet,
    Field(discriminator="type"),
]
