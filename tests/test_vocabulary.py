"""The vocabulary says of every model and field what it is called and means, in Danish and English, and of nothing else."""

import typing
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, TypeAdapter

from guide import vocabulary
from guide.decode import is_model, options
from guide.model.base import Text
from guide.model.edition import Edition
from guide.model.guide import Guide
from guide.model.language import Language
from guide.table import Entry
from guide.vocabulary import ITSELF, Word

ENTRY = ("source", "text", "before", "since")
"""The fields of an entry of a text table that are written in the file."""


def reached(kind: Any, seen: dict[type[BaseModel], None]) -> dict[type[BaseModel], None]:
    """The models that a type is made of."""
    for option in options(kind):
        inside = [field.annotation for field in option.model_fields.values()] if is_model(option) else typing.get_args(option)
        if option not in seen:
            seen |= {option: None} if is_model(option) else {}
            for item in inside:
                reached(item, seen)
    return seen


MODELS = list(reached(Edition, reached(Language, reached(Guide, {}))))
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]
PLACES: list[tuple[type, str]] = [*((model, ITSELF) for model in MODELS), *FIELDS, (Entry, ITSELF), *((Entry, name) for name in ENTRY)]


def shape(model: type[BaseModel], name: str) -> Any:
    """The type of a field, or of what its list holds."""
    kind = next(option for option in options(model.model_fields[name].annotation) if option is not type(None))
    return options(typing.get_args(kind)[0])[0] if typing.get_origin(kind) is tuple else kind


def test_every_model_and_field_is_said_and_nothing_else() -> None:
    missing, met = [], set()
    for model, name in PLACES:
        try:
            met.add((vocabulary.owner(model, name), name.replace("_", "-")))
        except KeyError:
            missing.append((model.__name__, name))
    assert missing == []
    assert {(key, name) for key, fields in vocabulary.entries().items() for name in fields} == met


def test_titles_are_names_and_texts_are_sentences() -> None:
    for model, name in PLACES:
        word = vocabulary.of(model, name)
        assert word.title[0].isupper() and word.title[-1] not in ".:,", (model, name)
        assert word.text[0].isupper() or word.text[0].isdigit(), (model, name)
        assert word.text.endswith(".") and word.english.endswith("."), (model, name)
        assert len(word.text) <= 160, (model, name)


def test_choices_are_those_of_the_model() -> None:
    for model, name in FIELDS:
        kind, word = shape(model, name), vocabulary.of(model, name)
        choices = typing.get_args(kind) if typing.get_origin(kind) is Literal and name != "type" else ()
        assert tuple(word.choices) == choices, (model, name)


def test_what_is_written_has_an_example_that_is_right() -> None:
    for model, name in FIELDS:
        kind, word = shape(model, name), vocabulary.of(model, name)
        written = isinstance(kind, type) and (issubclass(kind, Text) or kind in (str, int))
        assert (word.example is not None) == written, (model, name)
        field = model.model_fields[name]
        if written:
            example = tuple(word.example) if isinstance(word.example, list) else word.example
            TypeAdapter(Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation).validate_python(example)


def notes() -> Iterator[tuple[type[BaseModel], str, int]]:
    """The fields for which translators are told how many signs there is room for."""
    from guide.decode import notes as of_kind
    from guide.decode import whole

    for model, name in FIELDS:
        for note in of_kind(whole(model.model_fields[name])):
            if note.signs:
                yield model, name, note.signs


@pytest.mark.parametrize(("model", "name", "signs"), [pytest.param(*item, id=f"{item[0].__name__}-{item[1]}") for item in notes()])
def test_the_room_of_a_text_is_said(model: type[BaseModel], name: str, signs: int) -> None:
    word: Word = vocabulary.of(model, name)
    assert f"Højst {signs} tegn." in word.text and len(word.example) <= signs


def test_a_field_of_its_base_is_found() -> None:
    from guide.model.sheet import Sheet
    from guide.model.trait import Trait

    assert vocabulary.of(Trait, "lead").title == "Første sætning"
    assert vocabulary.of(Sheet, "kind").choices["parents"] == "forældre"
    assert vocabulary.of(Trait, "too_much").english == "When there can be too much of it."
    with pytest.raises(KeyError):
        vocabulary.of(Trait, "kicker")
