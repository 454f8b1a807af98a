"""The words of the gallery and of the pages of the sheets."""

from pydantic import Field

from guide.model.base import Label, Model, Phrase


class KindWords(Model):
    """A word for each kind of sheet."""

    student: Label
    """The student's."""
    notes: Label
    """Teacher's and student's together."""
    teacher: Label
    """The teacher's."""
    school: Label
    """The school's."""
    parents: Label
    """The parents'."""


class GroupWords(Model):
    """A heading for each group of the gallery."""

    before: Label
    """The sheets used before a conversation."""
    during: Label
    """The sheets used during a conversation."""
    after: Label
    """The sheets used after a conversation."""
    all_year: Label
    """The sheets used at any time."""
    posters: Label
    """The posters."""
    strategies: Label
    """The forms of the learning strategies."""
    school: Label
    """What is for the school and for parents."""
    sets: Label
    """Sets of several sheets, and the booklet."""


class VariantWords(Model):
    """The name of each variant of a sheet."""

    print: Label
    """To write on by hand."""
    fillable: Label
    """To fill in on a screen."""
    large: Label
    """Large print."""
    a3: Label = Field(alias="a3")
    """A poster on A3."""
    a5: Label = Field(alias="a5")
    """A booklet to fold."""


class GalleryWords(Model):
    """Words of the gallery and of the pages of the sheets."""

    who: Label
    """Legend of the filter by who writes on the sheet."""
    which: Label
    """Legend of the filter by conversation."""
    all: Label
    """The choice that filters nothing."""
    kind: KindWords
    """What a sheet of each kind is called."""
    reader: KindWords
    """Who a sheet of each kind is for; the choices of the filter."""
    group: GroupWords
    """The groups of the gallery."""
    jump: Label
    """The name of the list of groups, for screen readers."""
    variant: VariantWords
    """The variants of a sheet."""
    variants: Label
    """Heading of the variants besides the sheet to write on."""
    save: Label
    """What becomes of answers in a sheet to fill in on a screen."""
    count: Phrase
    """How many sheets there are: {n}."""
    count_of: Phrase
    """How many sheets the filter leaves: {n} of {total}."""
    nothing: Label
    """When the filter leaves none."""
    one_page: Label
    """The length of a sheet of one page."""
    pages: Phrase
    """The length of a sheet of {n} pages."""
    conversation: Label
    """Before the number of the conversation that uses the sheet."""
    print: Label
    """Button that opens the sheet as PDF."""
    purpose: Label
    """Heading of what the sheet is for."""
    use: Label
    """Heading of how to use it."""
    used_in: Label
    """Heading of the conversations that use it."""
    holds: Label
    """Heading of the sheets that a set holds."""
    writes: Label
    """Heading of who it is for."""
    paper: Label
    """Heading of which way the paper lies."""
    portrait: Label
    """A4 upright."""
    landscape: Label
    """A4 lying."""
    both_sides: Label
    """Said of a sheet of two pages or more: how to print it."""
    time: Label
    """Heading of when it is used."""
    sheets: Label
    """Heading of the sheets that belong to a page."""
