"""Printable sheets: what a sheet is called, what it is for, and what it is made of."""

from typing import Annotated, Literal

from pydantic import Field

from guide.model.base import Id, Label, Model, Note, Slug, Text
from guide.model.component import Component
from guide.model.page import DESCRIPTION, SEARCH


class Sheet(Model):
    """A sheet to print."""

    title: Annotated[Label, Note("Arkets titel. Skriv den ens alle steder, hvor arket nævnes.", signs=60)]
    """The sheet's title, exactly as it is named in running text."""
    slug: Slug
    """The sheet's own part of its page's address."""
    kind: Literal["student", "notes", "teacher", "school", "parents"]
    """Who it is for: the student, teacher and student together, the teacher, the school, or parents."""
    group: Literal["before", "during", "after", "all-year", "posters", "strategies", "school", "sets"]
    """Where it stands in the gallery."""
    kicker: Annotated[Label, Note("Den lille linje over titlen: hvad det er for et ark, og til hvem.", signs=80)]
    """The small line above the title: what kind of sheet it is, and for which conversation."""
    lead: Text | None = None
    """The one sentence under the title: what it is about; absent where the title says it all."""
    purpose: Annotated[Text, Note("Til læreren, på arkets side; ikke på selve arket.")]
    """What the sheet is for; on its page on the site, for the teacher."""
    use: dict[Id, Annotated[Text, Note("Til læreren, på arkets side; ikke på selve arket.")]]
    """How to use it, step by step; on its page on the site."""
    description: Annotated[Label, DESCRIPTION]
    """One sentence for search engines and for the card in the gallery."""
    search: Annotated[Label, SEARCH] | None = None
    """Words a reader may search for that do not stand on the page; never shown."""
    pages: Annotated[int, Field(ge=1, le=12)] | None = None
    """How many pages it is meant to take; the build fails if it takes more or fewer. Absent only where whole sheets are collected."""
    paper: Literal["portrait", "landscape"] = "portrait"
    """Which way the A4 page lies."""
    who: bool = True
    """Whether it has a line for name, class and date."""
    own: bool = True
    """Whether it says that the sheet is the student's own; never said on a teacher's sheet."""
    components: dict[Id, Component]
    """What the sheet is made of, from top to bottom, each under its id."""
