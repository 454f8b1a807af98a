"""The words of the website that are not part of a page's own text: its frame, its buttons and its headings."""

from guide.model.base import Label, Model, Phrase
from guide.model.gallery_words import GalleryWords


class FrameWords(Model):
    """Words of the bar, the menu and the foot, on every page."""

    home: Label
    """The front page."""
    skip: Label
    """The hidden first link, which leads past the bar."""
    header: Label
    """The bar's name for screen readers."""
    menu: Label
    """The button that opens the menu on a phone."""
    main_menu: Label
    """The name of the places in the bar, for screen readers."""
    pages_in: Phrase
    """The name of the menu below a place, for screen readers; {title} is the place."""
    breadcrumb: Label
    """The name of the way to the page, for screen readers."""
    contents: Label
    """Heading of the list of a page's parts."""
    read_on: Label
    """Heading of pages to go on to."""
    pages: Label
    """Heading of the pages of a place, for screen readers."""
    previous: Label
    """Before the title of the previous page."""
    next: Label
    """Before the title of the next page."""
    neighbours: Label
    """The name of the links to the previous and the next page, for screen readers."""
    light: Label
    """The button that changes to light colours."""
    dark: Label
    """The button that changes to dark colours."""
    system: Label
    """The button that goes back to the colours of the device."""
    foot: Label
    """The name of the links in the foot of the page, for screen readers."""
    editors: Label
    """The link to the editor's handbook."""
    publisher: Phrase
    """Who publishes the guide; {text} is the name."""
    version: Phrase
    """The version {n} and the day {text}, in the foot of the page."""
    contact: Label
    """The link to whoever publishes the guide."""
    statement: Label
    """The link to the accessibility statement."""
    statement_on: Phrase
    """The link to the statement on {site}, on the page `/was`."""
    statement_at: Label
    """The link to the page on accessibility, on the page `/was` of a guide without a statement."""


class SearchWords(Model):
    """Words of the search."""

    label: Label
    """The search field and its button."""
    begin: Label
    """Under the empty field."""
    none: Label
    """When nothing was found."""
    one: Label
    """When one page was found."""
    other: Phrase
    """When {n} pages were found."""
    more_one: Label
    """One more place on a page that was found."""
    more_other: Phrase
    """{n} more places on a page that was found."""
    missing: Label
    """Before the words of the search that a page does not have."""
    clear: Label
    """The button that empties the field."""


class FrontWords(Model):
    """Words of the front page."""

    year: Label
    """The name of the year's path, for screen readers."""
    here: Label
    """At the stop of the present month."""
    up_next: Label
    """At the next stop, when no conversation is in the present month."""
    choose: Label
    """Above the heading of the next conversation, until the month is known."""
    prepare_next: Label
    """Heading of the next conversation, until the month is known."""
    prepare: Label
    """Button that leads to the conversation."""
    sheets: Label
    """Button that leads to the conversation's sheets; their number follows in brackets."""
    doors: Label
    """The name of the six places, for screen readers."""
    question: Label
    """What one of two says in the picture of the conversations."""
    answer: Label
    """What the other one answers."""
    private: Label
    """The promise that nothing leaves the device, in bold."""
    private_text: Label
    """What it means."""


class ConversationWords(Model):
    """Words of the pages of the seven conversations."""

    of: Phrase
    """Which conversation this is; {n} of {total}."""
    seven: Label
    """The road of seven, for screen readers."""
    used_here: Label
    """Added to a stop of the road where the page's subject is used, for screen readers."""
    when: Label
    """Heading of when a conversation is."""
    suggestion: Label
    """Said of the months."""
    duration: Label
    """Heading of how long it takes."""
    before: Label
    """Heading of the sheets filled in beforehand."""
    during: Label
    """Heading of the sheets used in the conversation besides the note sheet."""
    none: Label
    """Where there are none."""
    note_sheet: Label
    """Heading of the note sheet."""
    print_all: Label
    """Button that opens all that the conversation needs, in one PDF."""
    print_all_hint: Phrase
    """How many sheets it holds: {n}."""
    purpose: Label
    """Heading of the purpose."""
    preparation: Label
    """Heading of what to prepare."""
    begin: Label
    """Heading of how to begin."""
    questions: Label
    """Heading of the questions."""
    question_n: Phrase
    """Question number {n}, for screen readers."""
    follow_up: Label
    """Before a follow-up question, for screen readers."""
    quote: Phrase
    """The quotation marks round a question; {text} is the question."""
    to_the_teacher: Label
    """Opens a note to the teacher."""
    show_for: Label
    """Legend of the filter by grade."""
    middle: Label
    """Grades 4–6."""
    lower_secondary: Label
    """Grades 7–9."""
    only_middle: Label
    """Badge of a question for grades 4–6 alone."""
    only_lower_secondary: Label
    """Badge of a question for grades 7–9 alone."""
    shown: Phrase
    """How many questions the filter leaves: {n} of {total}."""
    readiness: Label
    """Opens the folded questions for schools that still work with the eight areas."""
    end: Label
    """Heading of how to close."""
    sheets: Label
    """Heading of the sheets of a conversation."""
    traits: Label
    """Heading of the traits of a conversation."""


class TraitWords(Model):
    """Words of the pages of the seven traits."""

    of: Phrase
    """Which trait this is; {n} of {total}."""
    what: Label
    """Heading of the explanation."""
    looks: Label
    """Heading of what it can look like in school."""
    train: Label
    """Heading of the ways to practise."""
    too_much: Label
    """Heading of when there can be too much of it."""
    think: Label
    """Heading of the questions."""
    skip: Label
    """Under it: that nothing must be answered."""
    plan: Label
    """Heading of the plan."""
    plan_where: Label
    """Under the plan: that it can be written on any paper."""
    plan_sheet: Label
    """Under the plan, before the sheets that have room for it."""
    blank: Label
    """A blank to fill, for screen readers."""
    all: Label
    """Heading of the seven traits at the foot of each."""
    used_in: Label
    """Heading of the conversations that use the trait."""
    about: Label
    """Heading of the traits of an article."""


class ReferenceWords(Model):
    """Words of the articles, the matrix, the sources and the page that was not found."""

    model: Label
    """Above the title of a model."""
    strategy: Label
    """Above the title of a strategy."""
    law: Label
    """Above the title of a page on law."""
    read_more: Phrase
    """Link at the foot of a card; {title} is the page."""
    matrix: Label
    """Heading of the matrix, where no part of the page has the name."""
    area: Label
    """Heading of the matrix' first column."""
    personal: Label
    """The group of personal areas."""
    social: Label
    """The group of social areas."""
    mark: Label
    """A mark in the matrix, for screen readers."""
    read_at: Phrase
    """Link to a source; {site} is where it leads."""
    not_found: Label
    """Heading of the page that says that there is no such page."""
    not_found_text: Label
    """What to do then."""
    go_home: Label
    """Button that leads to the front page."""


class MeasureWords(Model):
    """Words of the table of what was measured of every PDF."""

    summary: Phrase
    """How many PDFs were measured and how many passed: {total} and {n}."""
    group: Phrase
    """Heading of one group of sheets: {title}, with {n} PDFs."""
    sheet: Label
    """Heading of the column with the name and variant of each."""
    pages: Label
    """Heading of how many pages it has."""
    text: Label
    """Heading of the size of its smallest text, in points."""
    lines: Label
    """Heading of the lines to write on."""
    line: Phrase
    """How many lines there are, {n}, and how high, {text} mm."""
    contrast: Label
    """Heading of the lowest contrast of text and of lines."""
    ratios: Phrase
    """The contrast of text, {n}, and of lines, {text}."""
    fields: Label
    """Heading of the number of fields to fill in."""
    none: Label
    """Where there are none."""
    verdict: Label
    """Heading of whether it passed."""
    passed: Label
    """It did."""
    failed: Label
    """It did not."""


class TranslationWords(Model):
    """Words about the guide in other languages, and about how far the translations have come."""

    language: Label
    """The button that opens the list of languages."""
    parts: Label
    """In that list, above the languages that have a few sheets alone."""
    missing: Label
    """At the top of a page that holds texts in the language of the source."""
    outdated: Label
    """At the top of a page that holds texts whose source has changed since they were translated."""
    reviewed: Phrase
    """Who has read the translation through: {text}."""
    unreviewed: Label
    """Said where nobody has."""
    read: Label
    """Heading of a sheet's own words on a page to read."""
    others: Label
    """Heading of the other languages a sheet is in."""
    whole: Label
    """Link from a language with a few sheets alone to the whole guide in the language it is written in."""
    file: Label
    """Heading of the column of files."""
    texts: Label
    """Heading of how many texts there are."""
    current: Label
    """Heading of how many are translated."""
    late: Label
    """Heading of how many are outdated."""
    lacking: Label
    """Heading of how many are missing."""
    orphans: Label
    """Heading of how many translations have lost their text in the source."""
    share: Label
    """Heading of the share that is done."""
    covers: Phrase
    """Under a language that has a few sheets alone: {text}."""
    waiting: Phrase
    """Heading of the texts that wait: {title} is the language, {n} how many."""
    since: Phrase
    """Since when a text waits: {text} is the day."""
    before: Label
    """Before the text that the translation was made from."""
    now: Label
    """Before the text of today."""
    shown: Label
    """Before the translation that readers are shown."""
    more: Phrase
    """After the texts that are listed: {n} more."""
    done: Label
    """Said where nothing waits."""


class SiteWords(Model):
    """Words of the website."""

    frame: FrameWords
    """The bar, the menu and the foot."""
    search: SearchWords
    """The search."""
    front: FrontWords
    """The front page."""
    conversation: ConversationWords
    """The seven conversations."""
    trait: TraitWords
    """The seven traits."""
    sheet: GalleryWords
    """The gallery and the pages of the sheets."""
    reference: ReferenceWords
    """Articles, matrix, sources, and the page that was not found."""
    measure: MeasureWords
    """What was measured of every PDF."""
    translation: TranslationWords
    """The guide in other languages."""
