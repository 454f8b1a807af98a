"""The words of the interface: buttons, headings and names that templates put round the content. None stand in a template."""

from guide.model.base import Label, Model, Phrase
from guide.model.site_words import SiteWords


class SheetWords(Model):
    """Words on the sheets."""

    name: Label
    """Where the student's name goes."""
    grade: Label
    """Where the class goes."""
    date: Label
    """Where the date goes."""
    own: Label
    """The line that says whose the sheet is."""
    tick: Label
    """How to answer a sheet with statements to tick; stands before `skip`."""
    write: Label
    """How to answer a sheet without; stands before `skip`."""
    skip: Label
    """The line that says that nothing must be answered."""
    road: Phrase
    """Which conversations the sheet belongs to, for screen readers; {n} of {total}."""
    road_all: Label
    """Said of a sheet that belongs to no single conversation, for screen readers."""
    conjunction: Label
    """The word before the last of several numbers, e.g. `og`."""
    keywords: Label
    """Heading of the room for keywords beside the questions."""


class Interface(Model):
    """Every word that is not part of a page's own text."""

    site: SiteWords
    """Words of the website."""
    sheet: SheetWords
    """Words on the sheets."""
