"""What is listed in the editor's handbook and comes from the program itself: every command with its options, every model with its fields."""

import argparse
import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guide import vocabulary
from guide.commands import parser
from guide.decode import is_model, options
from guide.messages import speaking
from guide.model.base import to_kebab
from guide.model.edition import Edition
from guide.model.guide import SOURCE, Guide
from guide.model.language import Language
from guide.yamltext import is_plain, quoted

ROOTS: tuple[type[BaseModel], ...] = (Edition, Guide, Language)
"""The models that all others are part of."""
UNWRITTEN = {"Guide": frozenset(("edition", "own_sheets", "logo"))}
"""The fields of a model that no file has: the program fills them in."""


@dataclass(frozen=True)
class Option:
    """Something to write behind a command: an option, or a word of one's own."""

    name: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command: its `words`, what it does, how it is written whole, and what can be written behind it."""

    words: str
    text: str
    usage: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Field:
    """A field of a model. `inside` are the models it holds; `example` is the line as an author writes it, '' where there is none."""

    name: str
    title: str
    text: str
    required: bool
    example: str
    choices: dict[str, str]
    inside: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A model: its module and name in the code, what it is called, what it is, and its fields."""

    id: str
    title: str
    text: str
    fields: tuple[Field, ...]


def commands(language: str) -> tuple[list[Command], list[Option]]:
    """Every command, and the options that all of them have, in a language that the program speaks."""
    with speaking(language):
        whole = parser()
        common = [action for action in whole._actions if action.option_strings]
        shared = {name for action in common for name in action.option_strings}
        return [Command("", str(whole.description), "python3 build.py", ()), *below(whole, (), shared)], [option(action) for action in common]


def below(above: argparse.ArgumentParser, words: tuple[str, ...], shared: set[str]) -> Iterator[Command]:
    """The commands that begin with these words."""
    for action in above._actions:
        if isinstance(action, argparse._SubParsersAction):
            texts = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, inner in action.choices.items():
                found = list(below(inner, (*words, name), shared))
                own = [each for each in inner._actions if not shared & set(each.option_strings)]
                usage = " ".join(["python3 build.py", *words, name, *map(written, own)])
                yield from found or [Command(" ".join((*words, name)), texts[name], usage, tuple(map(option, own)))]


def option(action: argparse.Action) -> Option:
    """What can be written behind a command."""
    return Option(", ".join(filled(action, name) for name in action.option_strings) or str(action.metavar or action.dest), action.help or "")


def filled(action: argparse.Action, name: str) -> str:
    """An option's name with what follows it."""
    if action.nargs == 0:
        return name
    return f"{name} {action.metavar or '|'.join(map(str, action.choices or (action.dest.upper(),)))}"


def written(action: argparse.Action) -> str:
    """How it stands in the whole command: in brackets where it may be left out."""
    name = filled(action, action.option_strings[-1]) if action.option_strings else f"{action.metavar or action.dest}{'…' if action.nargs == '*' else ''}"
    return f"[{name}]" if action.option_strings or action.nargs in ("*", "?") else name


def kinds(root: str, language: str, seen: set[str]) -> list[Kind]:
    """The model of this name and all that are part of it, without those in `seen`, which they are added to."""
    model = next(model for model in models().values() if model.__name__ == root)
    return list(parts(model, language, seen))


def parts(model: type[BaseModel], language: str, seen: set[str]) -> Iterator[Kind]:
    """A model and the models that are part of it, in the order in which one meets them."""
    if id_of(model) in seen:
        return
    seen.add(id_of(model))
    fields = written_fields(model)
    if word := said(model, vocabulary.ITSELF):
        yield Kind(id_of(model), word.title if language == SOURCE else spaced(model.__name__), meaning(word, language), tuple(field(model, name, info, language) for name, info in fields.items()))
    for info in fields.values():
        for inner in inside(info.annotation):
            yield from parts(inner, language, seen)


def written_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model that a file can have."""
    return {name: info for name, info in model.model_fields.items() if name not in UNWRITTEN.get(model.__name__, ())}


def said(model: type[BaseModel], name: str) -> vocabulary.Word | None:
    """What the vocabulary says of a model or field; None where a model is only there for others to be made of it."""
    try:
        return vocabulary.of(model, name)
    except KeyError:
        if name == vocabulary.ITSELF:
            return None
        raise


def meaning(word: vocabulary.Word, language: str) -> str:
    """What a word means, in a language."""
    return word.text if language == SOURCE else word.english


def field(model: type[BaseModel], name: str, info: FieldInfo, language: str) -> Field:
    """What is said of a field."""
    word = vocabulary.of(model, name)
    key = to_kebab(name)
    choices = {str(choice): text if language == SOURCE else "" for choice, text in word.choices.items()}
    title = word.title if language == SOURCE else ""
    held = tuple(id_of(each) for each in inside(info.annotation))
    return Field(key, title, meaning(word, language), info.is_required(), example(key, word.example, info), choices, held)


def example(key: str, value: Any, info: FieldInfo) -> str:
    """The line of a field with its example."""
    if value is None:
        return ""
    is_list = any(typing.get_origin(kind) is tuple for kind in options(info.annotation))
    values = [each if isinstance(each, int) or is_plain(each) else quoted(each) for each in (value if isinstance(value, list) else [value])]
    return f"{key}: [{', '.join(map(str, values))}]" if is_list else f"{key}: {values[0]}"


def inside(kind: Any) -> list[type[BaseModel]]:
    """The models that a type holds, each once."""
    found = [each for option in options(kind) for each in ([option] if is_model(option) else [model for item in typing.get_args(option) for model in inside(item)])]
    return list(dict.fromkeys(found))


def models() -> dict[str, type[BaseModel]]:
    """Every model that an author can meet, by its module and name."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = list(ROOTS)
    while waiting:
        model = waiting.pop(0)
        if id_of(model) not in found:
            found[id_of(model)] = model
            waiting += [each for info in written_fields(model).values() for each in inside(info.annotation)]
    return found


def id_of(model: type[BaseModel]) -> str:
    """The name of a model with its module: two of them may have the same name."""
    return f"{model.__module__.rpartition('.')[2]}-{model.__name__}".replace("_", "-")


def spaced(name: str) -> str:
    """The name of a model as words: `ConversationSheets` is `Conversation sheets`."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).capitalize()
