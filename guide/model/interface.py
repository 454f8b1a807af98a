"""The words of the interface: buttons, headings and names that templates put round the content. None stand in a template."""

from guide.model.base import Label, Model, Phrase
from guide.model.site_words import SiteWords


class SheetWords(Model):
    """Words on the sheets."""

    name: Label
    """Where the student's name goes."""
    name_again: Phrase
    """Where the name goes on a further page, for screen readers; {n} is its number."""
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
    keywords: Label
    """Heading of the room for keywords beside the questions."""
    row: Phrase
    """Which row of an empty table, for screen readers; {n} is its number."""
    more_room: Label
    """Said of the lines that go on below a sentence, for screen readers."""
    statement: Label
    """Heading of the column with statements."""
    own_question: Label
    """Heading of a card on which to write a question of one's own."""


class BookletWords(Model):
    """Words of the guide as a book."""

    contents: Label
    """Heading of the list of contents."""
    figures: Label
    """Heading of the list of figures."""
    see_page: Phrase
    """After a link to another place in the book; {n} is the page it stands on."""
    notes: Label
    """Above lines to write on."""
    updated: Phrase
    """On the cover; {text} is the day the text was last gone through."""
    online: Phrase
    """Where the guide is on the net; {site} is its address."""
    more: Label
    """Before the pages that say more about a sheet."""


class Interface(Model):
    """Every word that is not part of a page's own text."""

    site: SiteWords
    """Words of the website."""
    sheet: SheetWords
    """Words on the sheets."""
    booklet: BookletWords
    """Words of the guide as a book."""
