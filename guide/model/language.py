"""What is said of a language that the guide is translated into."""

from typing import Annotated

from pydantic import Field

from guide.model.base import Id, Label, Model, SheetRef


class Reviewer(Model):
    """Somebody who has read a translation through."""

    name: Label
    """The name, as readers see it."""
    role: Label | None = None
    """What the reader is to know of them: a translator, a teacher, a parent."""


class Language(Model):
    """A language beside the one the guide is written in. From `translations/<code>/language.yaml`."""

    name: Label
    """What the language calls itself, as the switcher shows it."""
    locale: Annotated[str, Field(min_length=1)] | None = None
    """Whose dates, numbers, lists and hyphens to use, e.g. `en-GB` or `ar-SY`; the language's code where it is absent."""
    sheets: tuple[SheetRef, ...] = ()
    """The sheets that the translation covers; the whole guide where it is absent."""
    reviewed_by: dict[Id, Reviewer] = {}
    """Those who have read the translation through, each under an id; readers are told, and told that nobody has."""
    pages: dict[SheetRef, Annotated[int, Field(ge=1, le=12)]] = {}
    """How many pages a sheet takes in this language, where that is not as in the source; by the id of the sheet."""
