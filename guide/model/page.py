"""Pages of running text: articles, and what all pages share."""

from typing import Annotated, Literal

from guide.model.base import FigureRef, Id, Label, Model, Note, PageRef, Slug, Text, TraitRef

SEARCH = Note("Søgeord, som ingen ser: ord, en lærer ville skrive i søgefeltet, også forkerte. Skal ikke oversættes ord for ord.")
DESCRIPTION = Note("Én sætning til søgemaskiner.", signs=160)

class Page(Model):
    """What every page of the site has."""

    title: Annotated[Label, Note("Sidens overskrift.")]
    """The page's heading."""
    short: Annotated[Label, Note("Kort titel til menuer og kort.", signs=40)] | None = None
    """A shorter title for menus and cards; the title where it is absent."""
    slug: Slug
    """The page's own part of its address, e.g. `foerste`."""
    description: Annotated[Label, DESCRIPTION]
    """One sentence for search engines and for whoever gets the link; no markup."""
    teaser: Annotated[Label, Note("Nogle få ord under titlen på et kort, der fører til siden.", signs=80)]
    """A few words under the title on cards that lead to the page."""
    lead: Text
    """The first sentence of the page: what it is about."""
    search: Annotated[Label, SEARCH] | None = None
    """Words a reader may search for that do not stand on the page, with spaces between; never shown."""

    @property
    def name(self) -> str:
        """The title that menus use."""
        return self.short or self.title


class Card(Model):
    """A small part with its own title: a field of a figure, a tool, a kind of effort."""

    title: Label
    """The card's heading."""
    text: Text
    """What the card says."""
    see: PageRef | None = None
    """The page the card leads to."""


class Pair(Model):
    """Two texts that answer each other."""

    left: Text
    """What stands on the left."""
    right: Text
    """What stands on the right."""


class Pairs(Model):
    """Two columns set against each other, such as thoughts that close and thoughts that open."""

    left: Label
    """Heading of the left column."""
    right: Label
    """Heading of the right column."""
    rows: dict[Id, Pair]
    """The pairs, each under its id."""


class Table(Model):
    """A table: headings by id, then rows that have a text for each of the same ids."""

    caption: Label
    """What the table shows, read aloud by screen readers and shown above it."""
    columns: dict[Id, Label]
    """The headings, each under its id. The first column names the row."""
    rows: dict[Id, dict[Id, Text]]
    """The rows, each under its id; the texts stand under the ids of the columns."""


class Section(Model):
    """A part of a page under its own heading. What is given is shown in the order of the fields here."""

    title: Label | None = None
    """The heading; a section without one goes on from the section before."""
    look: Literal["plain", "example", "notice", "teacher", "fold"] = "plain"
    """How it is set: as running text, a framed example, a notice with a tinted ground, a note to the teacher, or folded together."""
    condition: Literal["readiness"] | None = None
    """Only for schools that still work with the eight areas of the UPV."""
    text: Text | None = None
    """One or more paragraphs."""
    points: dict[Id, Text] = {}
    """A list with bullets, each point under its id."""
    steps: dict[Id, Text] = {}
    """A numbered list, each step under its id."""
    questions: dict[Id, Text] = {}
    """Questions to read aloud, each under its id."""
    cards: dict[Id, Card] = {}
    """Small parts with titles of their own, each under its id."""
    pairs: Pairs | None = None
    """Two columns set against each other."""
    table: Table | None = None
    """A table."""
    after: Text | None = None
    """Paragraphs after the lists."""


class Article(Page):
    """A page of running text: the introduction, a model, a strategy area, a page on law or evidence."""

    kind: Literal["article", "model", "strategy", "law"] = "article"
    """What kind of page it is; the page's small line above the title says so."""
    book: bool = True
    """Whether it stands in the guide as a book; a page that lives on the site alone does not."""
    figure: FigureRef | None = None
    """The figure that the page is about."""
    notice: Section | None = None
    """A dated notice at the very top, e.g. that a law has changed."""
    sections: dict[Id, Section]
    """The parts of the page, each under its id. The ids are the anchors of the page and are used once in the whole guide."""
    traits: tuple[TraitRef, ...] = ()
    """Traits that the page is about."""
    see: tuple[PageRef, ...] = ()
    """Pages to go on to."""
