"""The seven character traits."""

from guide.model.base import Id, Label, Model, Text
from guide.model.page import Page


class Example(Model):
    """A short story from a subject."""

    title: Label
    """The heading with the subject, e.g. `Et eksempel fra matematik`."""
    text: Text
    """What happened, in three to five short sentences."""


class Trait(Page):
    """A character trait, written for students."""

    motto: Label
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
    plan: Text
    """The beginning of a when–then plan with blanks (`___`)."""
    teacher: Text
    """A note to the teacher; on the site, never on the student's sheet."""
    statements: dict[Id, Label]
    """Statements in the first person for the trait assessment, at most 12 words each."""
