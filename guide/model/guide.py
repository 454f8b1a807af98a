"""The whole guide as one typed value, and the files it is read from."""

from typing import Literal

from pydantic import RootModel

from guide.model.base import Id, Label, Model, PageRef, Slug, Text
from guide.model.conversation import Conversation
from guide.model.edition import Publisher
from guide.model.figure import Figures
from guide.model.interface import Interface
from guide.model.page import Article
from guide.model.reference import Area, Day, Habits, HttpsUrl, Scale, Source, Term
from guide.model.sheet import Sheet
from guide.model.trait import Trait

SOURCE = "da"
"""The language the guide is written in. All others are translations of it."""


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
    """Name, address, licence, own words and the order of pages. From `guide.yaml`."""
    interface: Interface
    """Buttons, headings and other fixed words. From `interface.yaml`."""
    scales: dict[Id, Scale]
    """The worded answers to statements, each scale under its id. From `scales.yaml`."""
    habits: dict[Id, Habits]
    """Habits in the first person, each group under its id. From `habits.yaml`."""
    areas: dict[Id, Area]
    """The eight personal and social areas, each under its id. From `areas.yaml`."""
    glossary: dict[Id, Term]
    """The guide's own words and what they mean, each under its id. From `glossary.yaml`."""
    sources: dict[Id, Source]
    """What the guide builds on, each under its id. From `sources.yaml`."""
    figures: Figures
    """The words in the drawings. From `figures.yaml`."""
    pages: dict[Id, Article]
    """Pages of running text. From `pages/`, a file each, named by its id."""
    conversations: dict[Id, Conversation]
    """The conversations. From `conversations/`, a file each, named by its id."""
    traits: dict[Id, Trait]
    """The character traits. From `traits/`, a file each, named by its id."""
    sheets: dict[Id, Sheet]
    """The sheets. From `sheets/`, a file each, named by its id."""
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
