"""The seven conversations and their questions."""

from typing import Annotated, Literal

from pydantic import Field

from guide.model.base import Id, Label, Model, Note, PageRef, SheetRef, Text, TraitRef
from guide.model.page import Page, Section

ALOUD = Note("Et spørgsmål, som læreren læser højt, også på et kort. Ét spørgsmålstegn.", words=18)

Band = Literal["middle", "lower-secondary"]
"""Grades 4–6 (`middle`, mellemtrin) or 7–9 (`lower-secondary`, udskoling)."""


class Question(Model):
    """One question that the teacher can read aloud."""

    text: Annotated[Text, ALOUD]
    """The question itself, without quotation marks; it can stand alone on a card."""
    part: Id | None = None
    """The part of the conversation it belongs to (one of the ids in `parts`)."""
    grades: tuple[Band, ...] = ()
    """The grades the question is for; all grades where it is absent."""
    condition: Literal["readiness"] | None = None
    """Only for schools that still work with the eight areas of the UPV."""
    blank: bool = False
    """Whether the sheet leaves a line under the question for what was agreed last time."""
    follow_ups: dict[Id, Annotated[Text, ALOUD]] = {}
    """Questions to go on with, each under its id."""
    note: Annotated[Text, Note("Råd til læreren.", words=65)] | None = None
    """Advice to the teacher: what to listen for, an example, what to do with silence. At most 50 words."""


class Part(Model):
    """A group of questions with a heading and a few words before them."""

    title: Label
    """The heading."""
    text: Text
    """What this group of questions is for."""


class When(Model):
    """When in the school year the conversation is suggested to be."""

    label: Label
    """The months as a reader sees them, e.g. `september–oktober`."""
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...]
    """The months as numbers, 1–12: the site uses them to find the next conversation."""


class ConversationSheets(Model):
    """The sheets of a conversation, in the order of use."""

    before: tuple[SheetRef, ...] = ()
    """Filled in by the student beforehand."""
    during: tuple[SheetRef, ...] = ()
    """On the table while you talk."""
    after: tuple[SheetRef, ...] = ()
    """Used after the conversation."""


class Conversation(Page):
    """One of the seven conversations."""

    when: When
    """When in the school year."""
    preparation: Text
    """What has to be ready beforehand."""
    sheets: ConversationSheets
    """The sheets the conversation uses."""
    purpose: Text
    """What the conversation is for, and when it has succeeded."""
    begin: dict[Id, Text]
    """How to begin, point by point."""
    parts: dict[Id, Part] = {}
    """Groups of questions, each under its id; empty where the questions are one group."""
    questions: dict[Id, Question]
    """The questions in order, each under its id."""
    sections: dict[Id, Section] = {}
    """More for the teacher, shown after the questions."""
    end: dict[Id, Text]
    """How to close, point by point."""
    traits: tuple[TraitRef, ...] = ()
    """Traits that suit the conversation."""
    see: tuple[PageRef, ...] = ()
    """Models, strategies and pages that the conversation uses."""
