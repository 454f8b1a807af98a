"""Small things that pages and sheets look up: scales, habits, areas, terms and sources."""

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from guide.model.base import Id, Label, Model, Note, Text, TraitRef
from guide.text import is_address


def checked_address(value: str) -> str:
    """The address, if a link may lead there."""
    if not is_address(value):
        raise PydanticCustomError("address", "address", {"value": value})
    return value


HttpsUrl = Annotated[str, AfterValidator(checked_address)]
"""A full address of a page elsewhere; only https."""


def checked_day(value: str) -> str:
    """The day, if there is such a day, in the years that every format of a file can tell."""
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "day", {"value": value}) from None
    if not 1980 <= day.year < 2100:
        raise PydanticCustomError("day", "day", {"value": value})
    return day.isoformat()


Day = Annotated[str, AfterValidator(checked_day)]
"""A day as year-month-day."""


class Scale(Model):
    """The worded answers to a statement, from least to most. Never numbers, never a sum."""

    steps: dict[Id, Annotated[Label, Note("Et svar over en smal spalte.", signs=16)]]
    """The answers in order, each under its id."""
    aside: Label | None = None
    """An answer outside the order, such as `ved ikke`; drawn with another shape."""


class Habits(Model):
    """A group of habits in the first person."""

    title: Label
    """The group's heading."""
    statements: dict[Id, Annotated[Label, Note("En vane i jeg-form, som eleven sætter kryds ved. Helt enkle ord.", words=14)]]
    """The habits, each under its id; at most 12 words."""


class Area(Model):
    """One of the eight personal and social areas."""

    kind: Literal["personal", "social"]
    """Which half of the matrix the area is in."""
    title: Label
    """The area's name."""
    text: Text
    """What it covers, in a few words."""
    traits: tuple[TraitRef, ...]
    """The traits that come into play most."""


class Term(Model):
    """A word in the glossary."""

    term: Label
    """The word as it is used."""
    text: Text
    """What it means, in one or two sentences."""


class Source(Model):
    """Something the guide builds on."""

    title: Label
    """The work, with its author."""
    year: Label
    """When it came out, or when it was decided."""
    text: Text
    """What it says, soberly, and what is contested."""
    url: HttpsUrl | None = None
    """Where it can be read; absent where no open page is known."""
