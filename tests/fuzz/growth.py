"""Values that the models allow, made from the models alone: what no file of the content holds today is met as well."""

import json
import random
import types
import typing
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import BaseModel, RootModel, StringConstraints
from pydantic.fields import FieldInfo

from guide import decode
from guide.load import Mapping, Node
from guide.model.base import Label, Phrase, Ref, Slug, Text

TEXTS = ("Ord.", "Et ord og **et stærkt**, *et svagt* og [et link](parachute).", "Når ___, så ___.", "Skriv i {platform}.", "Et afsnit.\n\nEt til.", "ord " * 80, "7 * 7 < 50 & \"x\" 'y'")
LABELS = ("Ord", "Flere ord end ét", "I {platform}", "Ord " * 12, "x", "Først ___ og så", "100 % & <b>", "Læringssamtalesamtaleguidenforløb")
PHRASES = ("{n}", "{n} af {total}", "ord", "{text}", "{title} {site}", "n {n} {n}")
IDS = ("one", "two", "three", "four-5", "x", "type", "title", "print", "top")


def models(node: Node, kind: Any) -> Iterator[tuple[Mapping, type[BaseModel]]]:
    """Every part of a tree that a model stands for."""
    if decode.is_model(kind) and issubclass(kind, RootModel):
        kind = kind.model_fields["root"].annotation
    name = getattr(node.items.get("type"), "value", None) if isinstance(node, Mapping) else None
    inside = (name and decode.branch(kind, name)) or kind
    if isinstance(node, Mapping):
        yield from ((node, option) for option in decode.options(inside)[:1] if decode.is_model(option))
    for step, item in node.items.items() if isinstance(node, Mapping) else ():
        inner = next((found for option in decode.options(inside) if (found := decode.step_into(option, step)) is not None), None)
        if inner is not None:
            yield from models(item, inner)


class Growth:
    """Makes values; `ids` are those of each kind that a reference may name."""

    def __init__(self, ids: dict[str, list[str]]) -> None:
        self.ids = ids

    def field(self, chance: random.Random, model: type[BaseModel]) -> tuple[str, str]:
        """A field of a model with a value for it, as YAML on one line."""
        name = chance.choice(list(model.model_fields))
        field = model.model_fields[name]
        return field.alias or name, json.dumps(self.value(chance, field.annotation, tuple(field.metadata)), ensure_ascii=False)

    def value(self, chance: random.Random, kind: Any, limits: tuple[Any, ...] = ()) -> Any:
        """A value of a kind, as plain Python; `limits` are what its annotations say besides."""
        origin, inside = typing.get_origin(kind), typing.get_args(kind)
        if origin is Annotated:
            return self.value(chance, inside[0], (*limits, *kind.__metadata__))
        if origin in (typing.Union, types.UnionType):
            return self.value(chance, chance.choice([option for option in inside if option is not type(None)]), limits)
        if origin is typing.Literal:
            return chance.choice(inside)
        if origin is dict:
            return {id: self.value(chance, inside[1]) for id in chance.sample(IDS, chance.randrange(1, 5))}
        if origin is tuple:
            return list(dict.fromkeys(self.value(chance, inside[0]) for _ in range(chance.randrange(1, 4))))
        if decode.is_model(kind):
            return self.part(chance, kind)
        return self.single(chance, kind, tuple(flat(limits)))

    def part(self, chance: random.Random, model: type[BaseModel]) -> dict[str, Any]:
        """A part of a file with all fields that it has to have, and some of those it may have."""
        found = {}
        for name, field in model.model_fields.items():
            if field.is_required() or chance.random() < 0.35:
                found[field.alias or name] = self.value(chance, field.annotation, tuple(field.metadata))
        return found

    def single(self, chance: random.Random, kind: Any, limits: tuple[Any, ...]) -> Any:
        """A text, an id, a number or a truth value."""
        if kind is bool:
            return chance.choice([True, False])
        if kind is int:
            low = next((item.ge for item in limits if isinstance(item, Ge)), 0)
            high = next((item.le for item in limits if isinstance(item, Le)), 30)
            return chance.choice([low, high, chance.randint(int(low), int(high))])
        if issubclass(kind, Ref):
            return chance.choice([id for name in kind.kinds for id in self.ids.get(name, ())])
        if issubclass(kind, Slug):
            return chance.choice(IDS)
        if issubclass(kind, Text):
            return chance.choice(PHRASES if issubclass(kind, Phrase) else LABELS if issubclass(kind, Label) else TEXTS)
        pattern = next((item.pattern or "" for item in limits if isinstance(item, StringConstraints)), "")
        return "https://example.org/a/" if "https" in str(pattern) else "2026-11-21" if not pattern else chance.choice(IDS)


def flat(limits: Iterable[Any]) -> Iterator[Any]:
    """Limits that stand in an annotation themselves or within a field."""
    for item in limits:
        yield from flat(item.metadata) if isinstance(item, FieldInfo) else (item,)
