"""The words of the interface: buttons, headings and names that templates put round the content. None stand in a template."""

from guide.model.base import Label, Model, Phrase


class SiteWords(Model):
    """Words of the website."""

    home: Label
    """The front page, in breadcrumbs."""
    search: Label
    """The search field."""
    menu: Label
    """The button that opens the menu on a phone."""
    main_menu: Label
    """The bar's name for screen readers."""
    breadcrumb: Label
    """The breadcrumb's name for screen readers."""
    conversation_of: Phrase
    """Which conversation this is; {n} of {total}."""
    seven_conversations: Label
    """The road of seven, for screen readers."""
    used_here: Label
    """Added to a stop of the road where the page's subject is used."""
    when: Label
    """Heading of when a conversation is."""
    suggestion: Label
    """Said of the months."""
    duration: Label
    """Heading of how long it takes."""
    before_sheets: Label
    """Heading of the sheets filled in beforehand."""
    none: Label
    """Where there are none."""
    note_sheet: Label
    """Heading of the note sheet."""
    preparation: Label
    """Heading of what to prepare."""
    purpose: Label
    """Heading of the purpose."""
    begin: Label
    """Heading of how to begin."""
    questions: Label
    """Heading of the questions."""
    question_n: Phrase
    """Question number {n}, for screen readers."""
    follow_up: Label
    """Before a follow-up question, for screen readers."""
    to_the_teacher: Label
    """Heading of a note to the teacher."""
    show_questions_for: Label
    """Legend of the filter by grade."""
    middle: Label
    """Grades 4–6."""
    lower_secondary: Label
    """Grades 7–9."""
    only_middle: Label
    """Badge of a question for grades 4–6 alone."""
    only_lower_secondary: Label
    """Badge of a question for grades 7–9 alone."""
    only_readiness: Label
    """Badge of questions for schools that still work with the eight areas."""
    readiness_questions: Label
    """The line that opens the folded questions on the eight areas."""
    end: Label
    """Heading of how to close."""
    sheets_for: Label
    """Heading of the sheets of a conversation."""
    traits_for: Label
    """Heading of the traits of a page."""
    see_also: Label
    """Heading of pages to go on to."""
    previous: Label
    """Before the previous page."""
    next: Label
    """Before the next page."""
    print: Label
    """Button that opens a sheet's PDF."""


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
    skip: Label
    """The line that says that nothing must be answered."""


class Interface(Model):
    """Every word that is not part of a page's own text."""

    site: SiteWords
    """Words of the website."""
    sheet: SheetWords
    """Words on the sheets."""
