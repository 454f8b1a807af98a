"""Who publishes the guide, and what a school or municipality makes different in its own edition of it."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from guide.model.base import Model
from guide.model.reference import Day, HttpsUrl
from guide.palette import readable
from guide.text import is_address

MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


NAME = re.compile(r"\s*[^\s<>\[\]{}*\\]([^\n<>\[\]{}*\\]{0,58}[^\s<>\[\]{}*\\])?\s*")
PART = re.compile(r"[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)+")


def checked_contact(value: str) -> str:
    """A mail address, or the address of a page to write from."""
    if not MAIL.fullmatch(value) and not is_address(value):
        raise PydanticCustomError("contact", "contact", {"value": value})
    return value


def checked_colour(value: str) -> str:
    """A colour that can be read as text on white paper."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise PydanticCustomError("colour", "colour", {"code": "colour-form"})
    if better := readable(value):
        raise PydanticCustomError("colour", "colour", {"code": "colour-pale", "better": better})
    return value.lower()


def checked_name(value: str) -> str:
    """A name without markup, on one line."""
    if not NAME.fullmatch(value):
        raise PydanticCustomError("name", "name", {"value": value})
    return value.strip()


def checked_part(value: str) -> str:
    """A path of ids."""
    if not PART.fullmatch(value):
        raise PydanticCustomError("part", "part", {"value": value})
    return value


Contact = Annotated[str, AfterValidator(checked_contact)]
"""Whom to write to: a mail address, or the address of a page."""
Colour = Annotated[str, AfterValidator(checked_colour)]
"""A colour as `#` and six figures, dark enough for text."""
Name = Annotated[str, AfterValidator(checked_name)]
"""A name that is the same in every language, without markup."""
Part = Annotated[str, AfterValidator(checked_part)]
"""Something in the guide by the path of its ids: `sheets/notes-1`, `conversations/conversation-3/questions/work-on`."""


class Publisher(Model):
    """Who puts the guide on the web, and answers for it."""

    name: Name
    """The name of the municipality or school."""
    contact: Contact | None = None
    """Whom readers write to when something is wrong or hard to use: a mail address, or the address of a page."""
    statement: HttpsUrl | None = None
    """The accessibility statement, made in the WAS-Tool; the foot of every page and the address `/was` lead to it."""
    colour: Colour | None = None
    """The colour of the site in the place of petrol, e.g. `"#7a2e4d"`; dark enough for text on white."""
    on_sheets: bool = False
    """Whether the name stands in the foot of every sheet; it always does on letters to parents."""


class Edition(Publisher):
    """What a school or municipality makes different. From `editions/<id>/edition.yaml`."""

    platform: Name | None = None
    """The system that teachers and students write in, as it reads in the middle of a sentence."""
    address: HttpsUrl | None = None
    """Where the edition is published, with a slash at the end."""
    updated: Day | None = None
    """The day the edition was last gone through, as year-month-day."""
    languages: tuple[Annotated[str, Field(min_length=2)], ...] | None = None
    """The languages that the edition has, by their codes; all where it is absent. Danish is always there: `[da]` is Danish alone."""
    readiness: bool = True
    """Whether the questions and sections for schools that work with the eight areas of the UPV are there."""
    hide: tuple[Part, ...] = ()
    """What the edition leaves out: sheets, pages, questions, sections, points, each by the path of its ids."""
