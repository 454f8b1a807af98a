"""The seven character traits."""

from typing import Annotated

from guide.model.base import Id, Label, Model, Note, Text
from guide.model.page import Page

DRAWN = ("curiosity", "engagement", "gratitude", "optimism", "perseverance", "self-control", "social-intelligence")
"""The traits that have a sign and a pattern, drawn in `templates/assets` and `templates/figures/patterns.svg`."""


class Example(Model):
    """A short story from a subject."""

    title: Label
    """The heading with the subject, e.g. `Et eksempel fra matematik`."""
    text: Text
    """What happened, in three to five short sentences."""


class Trait(Page):
    """A character trait, written for students."""

    motto: Annotated[Label, Note("Det, eleven gør, i nogle få ord; står også i figuren.", signs=24)]
    """The trait's key action in a few words, e.g. `Find en ny måde`."""
    what: Text
    """What the trait is, for a student."""
    looks: dict[Id, Text]
    """What it can look like in school: four or so things one could film."""
    train: dict[Id, Text]
    """Three to five concrete ways to practise; the first sentence in bold."""
    example: Example
    """An example from a subject."""
    too_much: Text
    """When there can be too much of it."""
    questions: dict[Id, Text]
    """Questions for the student to think over."""
    plan: Annotated[Text, Note("Begyndelsen på elevens plan. ___ er en linje at skrive på.")]
    """The beginning of a when–then plan with blanks (`___`)."""
    teacher: Annotated[Text, Note("Til læreren; ikke på elevens ark.")]
    """A note to the teacher; on the site, never on the student's sheet."""
    statements: dict[Id, Annotated[Label, Note("Et udsagn i jeg-form, som eleven sætter kryds ved. Helt enkle ord.", words=14)]]
    """Statements in the first person for the trait assessment, at most 12 words each."""
