"""What every model and field is called and means, for those who write the content.

The Danish is in `vocabulary.yaml`; the English is what the models say of themselves.
"""

import ast
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_suffix(".yaml")
ITSELF = "."
"""The key of what is said of a model itself."""


@dataclass(frozen=True)
class Word:
    """What is said of a model or field: its name and meaning in Danish, its meaning in English.

    `choices` are the values to choose between, each with its meaning; `example` is None where there is none.
    """

    title: str
    text: str
    english: str
    example: Any = None
    choices: Mapping[Any, str] = field(default_factory=dict)


@cache
def entries() -> dict[str, dict[str, list[Any]]]:
    """The file: a model's fields by its name, each as `[title, text, example or choices]`."""
    return dict(yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def of(model: type, name: str = ITSELF) -> Word:
    """What is said of a model, or of one of its fields by its name in Python. Raises KeyError where nothing is."""
    title, text, *more = entries()[owner(model, name)][name.replace("_", "-")]
    last = more[0] if more else None
    choices = last if isinstance(last, dict) else {}
    return Word(title, text, english(model, name), None if choices else last, choices)


def owner(model: type, name: str = ITSELF) -> str:
    """Where the file says it: at the model, or else at the nearest of those it is made from. Raises KeyError."""
    for each in model.__mro__:
        key = f"{each.__module__.rpartition('.')[2]}.{each.__name__}"
        if name.replace("_", "-") in entries().get(key, {}):
            return key
    raise KeyError(f"{model.__name__}.{name}")


def english(model: type, name: str = ITSELF) -> str:
    """The docstring of a model or of a field, on one line."""
    if name == ITSELF:
        return " ".join((inspect.getdoc(model) or "").split())
    return next(docstrings(each)[name] for each in model.__mro__ if name in docstrings(each))


@cache
def docstrings(model: type) -> dict[str, str]:
    """The docstrings of the fields that a class declares itself, by their names."""
    if model.__module__.partition(".")[0] != "guide":
        return {}
    (declared,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(declared, ast.ClassDef)
    result = {}
    for line, after in zip(declared.body, declared.body[1:], strict=False):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and isinstance(after, ast.Expr):
            result[line.target.id] = " ".join(ast.literal_eval(after.value).split())
    return result
