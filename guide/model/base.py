"""The building blocks of the content models: texts, ids and references.

`Text` is how translation, editions, spelling and the checker find every string a reader sees, without a list of fields.
"""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, StringConstraints
from pydantic.alias_generators import to_snake
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from guide import text


def to_kebab(name: str) -> str:
    """Field names as authors write them: `follow_ups` is `follow-ups` in YAML."""
    return to_snake(name).replace("_", "-")


class Model(BaseModel):
    """A part of the content: cannot change after reading, and knows no keys but its own."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", alias_generator=to_kebab, defer_build=True)


@dataclass(frozen=True)
class Note:
    """What a translator is told of a text, in the words of the source language; and how long it may be, None where that is free."""

    text: str
    """What to look after; a sentence or two."""
    signs: int | None = None
    """The most signs it may have."""
    words: int | None = None
    """The most words it may have."""


class Text(str):
    """Words for a reader, with inline markup; a line break starts a new paragraph."""

    note: ClassVar[Note | None] = None
    """What a translator is told of every text of this kind. A field tells more with `Annotated[Text, Note(…)]`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls.checked,
            core_schema.str_schema(strict=True, min_length=1, strip_whitespace=True),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def checked(cls, value: str) -> "Text":
        """The text, if its markup is sound."""
        try:
            text.parse(value)
        except text.MarkupError as error:
            raise PydanticCustomError("markup", "markup", {"code": error.code, "snippet": error.snippet}) from None
        return cls(value)


class Label(Text):
    """A short text of one line without markup: a title, a button, a heading of a column. Variables are allowed."""

    @classmethod
    def checked(cls, value: str) -> "Label":
        if "\n" in value:
            raise PydanticCustomError("markup", "markup", {"code": "label-lines", "snippet": value.split("\n")[0]})
        try:
            spans = list(text.walk(text.parse(value)))
        except text.MarkupError as error:
            raise PydanticCustomError("markup", "markup", {"code": error.code, "snippet": error.snippet}) from None
        if any(span.kind not in ("paragraph", "text", "variable", "blank") for span in spans):
            raise PydanticCustomError("markup", "markup", {"code": "label-markup", "snippet": value})
        return cls(value)


class Slug(Label):
    """A page's name in its address: small letters a–z, figures and hyphens. Each language has its own."""

    note = Note("Sidens navn i adressen: små bogstaver fra a til z, tal og bindestreg.")

    @classmethod
    def checked(cls, value: str) -> "Slug":
        if not value.replace("-", "").isascii() or not value.replace("-", "").isalnum() or value != value.lower():
            raise PydanticCustomError("slug", "slug", {"value": value})
        return cls(value)


Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""A stable name that no reader sees: English, small letters, figures and hyphens."""


class Ref(str):
    """A reference to another part of the guide by its id. `kinds` names what it may lead to."""

    kinds: tuple[str, ...] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(strict=True, min_length=1), serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


class PageRef(Ref):
    """The id of a page: an article, a conversation or a trait."""

    kinds = ("page", "conversation", "trait")


class ConversationRef(Ref):
    """The id of a conversation."""

    kinds = ("conversation",)


class TraitRef(Ref):
    """The id of a trait."""

    kinds = ("trait",)


class SheetRef(Ref):
    """The id of a sheet."""

    kinds = ("sheet",)


class ScaleRef(Ref):
    """The id of a scale in `scales.yaml`."""

    kinds = ("scale",)


class StatementsRef(Ref):
    """Where a scale takes its statements from: a trait, a group of habits, or a section with points."""

    kinds = ("trait", "habits", "section")


class WordsRef(Ref):
    """Where a sheet takes its words from: a section of an article, or a conversation."""

    kinds = ("section", "conversation")


class SectionRef(Ref):
    """The id of a section of an article."""

    kinds = ("section",)


class FigureRef(Ref):
    """The id of a figure in `figures.yaml`."""

    kinds = ("figure",)


class CollectedRef(Ref):
    """The id of a sheet, or of a conversation that stands for all its sheets."""

    kinds = ("conversation", "sheet")


GAPS = ("n", "total", "title", "site", "text")
"""The gaps that templates fill in a phrase."""


class Phrase(Label):
    """A label whose gaps (`{n}`) the templates fill."""

    note = Note("Hullerne i krøllede parenteser bliver fyldt ud og skal blive stående.")
