"""Printable sheets: data made of components. A component may take its words from elsewhere in the guide by id."""

from typing import Annotated, Literal

from pydantic import Field

from guide.model.base import ConversationRef, Id, Label, Model, ScaleRef, Slug, StatementsRef, Text, TraitRef, WordsRef

Lines = Annotated[int, Field(ge=1, le=20)]
"""Writing lines, 1–20; each is 9 mm high."""


class Words(Model):
    """Running text."""

    type: Literal["text"]
    """Always `text`."""
    title: Label | None = None
    """A heading above the text."""
    text: Text
    """The words."""


class Field_(Model):
    """A place to write: a heading, a hint and lines."""

    title: Label
    """What to write about."""
    text: Text | None = None
    """A hint under the heading."""
    lines: Lines = 2
    """The fewest writing lines; lines that are left on the page are dealt out."""


class Prompts(Model):
    """Places to write, one under the other; with `rail` they are numbered steps on a line that ends in an arrow."""

    type: Literal["prompts"]
    """Always `prompts`."""
    title: Label | None = None
    """A heading above them."""
    look: Literal["plain", "rail"] = "plain"
    """Plain headings, or numbered steps on a rail."""
    take: WordsRef | None = None
    """Take title and hint from the cards of this section."""
    fields: dict[Id, Field_] = {}
    """Own places to write, each under its id; with `take`, a field with a card's id replaces that card's words."""
    lines: Lines = 2
    """The fewest lines for each card that is taken."""


class StatementScale(Model):
    """Statements with worded answers to tick."""

    type: Literal["scale"]
    """Always `scale`."""
    scale: ScaleRef
    """The answers."""
    take: tuple[StatementsRef, ...]
    """Where the statements come from, a block for each."""
    compare: ScaleRef | None = None
    """A second scale beside the first, for a look back."""


class Sentences(Model):
    """A framed box of sentences to finish; `___` is a line to write on."""

    type: Literal["sentences"]
    """Always `sentences`."""
    title: Label | None = None
    """The heading of the box."""
    look: Literal["plain", "plan"] = "plain"
    """A plain box, or the tinted box of a plan."""
    text: Text | None = None
    """A hint under the heading."""
    sentences: dict[Id, Text]
    """The sentences, each under its id."""
    lines: Annotated[int, Field(ge=0, le=10)] = 0
    """Extra lines under each sentence."""


class FormTable(Model):
    """An empty table to fill in."""

    type: Literal["form"]
    """Always `form`."""
    title: Label | None = None
    """A heading above the table."""
    columns: dict[Id, Label]
    """The headings, each under its id."""
    wide: tuple[Id, ...] = ()
    """The columns that get twice the room."""
    rows: Annotated[int, Field(ge=1, le=30)]
    """The fewest empty rows; rows that fit on the page besides are added."""


class Choice(Model):
    """A question with boxes to tick."""

    type: Literal["choice"]
    """Always `choice`."""
    title: Label
    """The question."""
    options: dict[Id, Text]
    """The answers, each under its id; `___` is a line to write on."""


class Columns(Model):
    """Two boxes side by side, each with a heading, a hint and lines."""

    type: Literal["columns"]
    """Always `columns`."""
    fields: dict[Id, Field_]
    """The boxes, each under its id."""


class TraitMatrix(Model):
    """The eight areas against the seven traits."""

    type: Literal["matrix"]
    """Always `matrix`."""
    corner: Label
    """The heading of the first column."""
    mark: Label
    """What a mark in the table means, read aloud by a screen reader."""


class ConversationGuide(Model):
    """A whole conversation on one page: focus, preparation, questions with room for keywords, the end."""

    type: Literal["guide"]
    """Always `guide`."""
    take: ConversationRef
    """The conversation."""


class TraitChoice(Model):
    """The traits with their signs, to tick."""

    type: Literal["trait-choice"]
    """Always `trait-choice`."""
    title: Label
    """What to choose."""
    traits: tuple[TraitRef, ...] = ()
    """The traits to choose between; all seven where it is absent."""


Component = Annotated[
    Words | Prompts | StatementScale | Sentences | FormTable | Choice | Columns | TraitMatrix | ConversationGuide | TraitChoice,
    Field(discriminator="type"),
]


class Sheet(Model):
    """A sheet to print."""

    title: Label
    """The sheet's title, exactly as it is named in running text."""
    slug: Slug
    """The sheet's own part of its page's address."""
    kind: Literal["student", "notes", "teacher"]
    """Who writes on it: the student, teacher and student together, or the teacher."""
    group: Literal["before", "during", "after", "all-year"]
    """Where it stands in the gallery."""
    kicker: Label
    """The small line above the title: what kind of sheet it is, and for which conversation."""
    lead: Text
    """The one sentence under the title: what it is about."""
    purpose: Text
    """What the sheet is for; on its page on the site, for the teacher."""
    use: dict[Id, Text]
    """How to use it, step by step; on its page on the site."""
    description: Label
    """One sentence for search engines and for the card in the gallery."""
    search: Label | None = None
    """Words a reader may search for that do not stand on the page; never shown."""
    pages: Annotated[int, Field(ge=1, le=12)]
    """How many pages it is meant to take; the build fails if it takes more or fewer."""
    paper: Literal["portrait", "landscape"] = "portrait"
    """Which way the A4 page lies."""
    who: bool = True
    """Whether it has a line for name, class and date."""
    own: bool = True
    """Whether it says that the sheet is the student's own."""
    components: dict[Id, Component]
    """What the sheet is made of, from top to bottom, each under its id."""
