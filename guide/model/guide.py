"""The whole guide as one typed value, and the files it is read from."""

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, RootModel
from pydantic_core import PydanticCustomError

from guide.model.base import Id, Label, Model, PageRef, Slug, Text
from guide.model.conversation import Conversation
from guide.model.edition import Publisher
from guide.model.figure import Figures
from guide.model.interface import Interface
from guide.model.page import Article
from guide.model.reference import Area, Habits, HttpsUrl, Scale, Source, Term
from guide.model.sheet import Sheet
from guide.model.trait import Trait

SOURCE = "da"
"""The language the guide is written in. All others are translations of it."""


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


class Chapter(Model):
    """A place in the site's bar: a page and the pages below it, in reading order."""

    title: Label
    """The word in the bar."""
    slug: Slug
    """The first part of the addresses of its pages."""
    index: PageRef
    """The page the word in the bar leads to."""
    pages: tuple[PageRef, ...] = ()
    """The pages below it, in order; the sheets are added to the chapter of the gallery by themselves."""


class Variables(Model):
    """Words that a school or municipality chooses for itself; `{platform}` in a text stands for the field of that name."""

    platform: Label
    """The system the school writes in, as it reads in the middle of a sentence."""


class Settings(Model):
    """The guide's name, licence, words that an edition chooses, and order of pages."""

    title: Label
    """The guide's name."""
    tagline: Label
    """The heading of the front page."""
    lead: Text
    """The sentence under it."""
    description: Label
    """One sentence about the guide for search engines."""
    licence: Label
    """The licence in words, in the foot of the site."""
    licence_short: Label
    """The licence in the foot of a sheet."""
    duration: Label
    """How long a conversation takes, e.g. `10–15 minutter`."""
    address: HttpsUrl
    """Where the site is published, with a slash at the end; for canonical links."""
    updated: Day
    """The day the text was last gone through, as year-month-day, e.g. `"2026-11-21"`; builds carry this date."""
    foot: tuple[PageRef, ...] = ()
    """The pages that the foot of every page leads to."""
    publisher: Publisher | None = None
    """Who puts the guide on the web, and answers for it."""
    variables: Variables
    """Words that a school chooses for itself."""
    chapters: dict[Id, Chapter]
    """The places in the bar, in order."""


class Guide(Model):
    """Everything the guide says, in one language."""

    language: str
    """The language's code, e.g. `da`."""
    locale: str = SOURCE
    """Whose dates, numbers, lists and hyphens to use, e.g. `en-GB`."""
    direction: Literal["ltr", "rtl"] = "ltr"
    """Which way the language runs."""
    settings: Settings
    """From `guide.yaml`."""
    interface: Interface
    """From `interface.yaml`."""
    scales: dict[Id, Scale]
    """From `scales.yaml`."""
    habits: dict[Id, Habits]
    """From `habits.yaml`."""
    areas: dict[Id, Area]
    """From `areas.yaml`."""
    glossary: dict[Id, Term]
    """From `glossary.yaml`."""
    sources: dict[Id, Source]
    """From `sources.yaml`."""
    figures: Figures
    """From `figures.yaml`."""
    pages: dict[Id, Article]
    """From `pages/`, a file each."""
    conversations: dict[Id, Conversation]
    """From `conversations/`, a file each."""
    traits: dict[Id, Trait]
    """From `traits/`, a file each."""
    sheets: dict[Id, Sheet]
    """From `sheets/`, a file each."""
    edition: str = ""
    """The id of the edition; '' for the guide that all share."""
    own_sheets: frozenset[str] = frozenset()
    """The ids of the sheets that the edition adds."""
    logo: str = ""
    """The publisher's logo as SVG; '' where there is none."""

    @property
    def folder(self) -> str:
        """Where its words are mended, below the content folder and with a slash at the end: '' for the source."""
        return "" if self.language == SOURCE else f"translations/{self.language}/"


FILES: dict[str, type[Model] | type[RootModel]] = {
    "guide.yaml": Settings,
    "interface.yaml": Interface,
    "scales.yaml": RootModel[dict[Id, Scale]],
    "habits.yaml": RootModel[dict[Id, Habits]],
    "areas.yaml": RootModel[dict[Id, Area]],
    "glossary.yaml": RootModel[dict[Id, Term]],
    "sources.yaml": RootModel[dict[Id, Source]],
    "figures.yaml": Figures,
}
"""Which model each single content file holds."""

FOLDERS: dict[str, type[Model]] = {"pages": Article, "conversations": Conversation, "traits": Trait, "sheets": Sheet}
"""Which model each file of a content folder holds; the file's name is the id."""
