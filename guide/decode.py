"""Turn node trees into typed models, and the models' complaints into problems at the author's own lines."""

import difflib
import re
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo

from guide.load import Mapping, Node, Scalar, Sequence
from guide.messages import suggestion
from guide.model.base import Note, Text
from guide.problem import ContentError, Place, Problem, problem

Path = tuple[str | int, ...]
DASH = re.compile(r"[–—−•·‐‑] ")
"""Signs that word processors make of a dash at the beginning of a line."""
KINDS = {"int": "number-not-text", "float": "number-not-text", "bool": "truth-not-text", "timestamp": "date-not-text"}


def value(node: Node) -> Any:
    """The node as plain Python: str, int, bool, None, tuple or dict. A number with a point or a date stays text."""
    if isinstance(node, Mapping):
        return {key: value(item) for key, item in node.items.items()}
    if isinstance(node, Sequence):
        return tuple(value(item) for item in node.items)
    assert isinstance(node, Scalar)
    if node.kind == "int":
        try:
            return int(node.value)
        except ValueError:
            return 0
    if node.kind == "bool":
        return node.value.lower() in ("true", "yes", "on")
    return {"null": None, "float": 0.0, "timestamp": 0}.get(node.kind, node.value)


def decode(node: Node, model: type[BaseModel]) -> Any:
    """The model's value for this tree (for a root model, what it holds). Raises ContentError with every problem."""
    problems = [problem(empty.place, "no-text" if isinstance(empty, Scalar) else "empty-list") for empty in empties(node)]
    try:
        decoded = model.model_validate(value(node))
    except ValidationError as error:
        found = [explain(item, node, model) for item in error.errors(include_url=False)]
        empty_places = {item.place for item in problems}
        problems = without_echoes(problems + [item for item in found if item.place not in empty_places])
    if problems:
        raise ContentError(problems)
    return decoded.root if isinstance(decoded, RootModel) else decoded


def without_echoes(problems: list[Problem]) -> list[Problem]:
    """The problems less those that say a key is missing which stands there misspelt, or a value which stands below too far out."""
    meant = {dict(item.details)["suggestion"] for item in problems if item.code == "unknown-key"}
    spelt = [item for item in problems if item.code != "missing-key" or suggestion([dict(item.details)["key"]], []) not in meant]
    above = {item.place.line - 1 for item in problems if item.code == "not-indented"}
    return [item for item in spelt if item.code != "no-text" or item.place.line not in above]


def empties(node: Node) -> list[Node]:
    """Every value that was left out after its colon, and every list and group without anything in it."""
    if isinstance(node, Scalar):
        return [node] if node.kind == "null" else []
    items = list(node.items.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ())
    return [empty for item in items for empty in empties(item)] if items else [node]


def follow(node: Node, path: Path) -> Node:
    """The node at the end of the path; steps that are not in the tree (names of branches, missing keys) are passed over."""
    for step in path:
        if isinstance(node, Mapping) and step in node.items:
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def key_place(node: Node, path: Path) -> Place:
    """Where the key at the end of the path stands."""
    parent = follow(node, path[:-1])
    if isinstance(parent, Mapping):
        return parent.key_places.get(str(path[-1]), parent.place)
    return parent.place


def left_empty_above(node: Node, path: Path) -> str:
    """The key right above the one at the end of the path, where nothing stands after it: what should have been inside it is not. Else ''."""
    parent = follow(node, path[:-1])
    keys = list(parent.items) if isinstance(parent, Mapping) else []
    above = keys[keys.index(str(path[-1])) - 1] if str(path[-1]) in keys[1:] else ""
    return above if above and getattr(parent.items[above], "kind", "") == "null" else ""


def explain(error: Any, node: Node, model: type[BaseModel]) -> Problem:
    """The problem for one of the model's complaints."""
    kind, context = error["type"], error.get("ctx", {})
    path, allowed_at = without_branches(model, error["loc"]), error["loc"]
    target = follow(node, path)
    if kind == "extra_forbidden":
        if above := left_empty_above(node, path):
            return problem(key_place(node, path), "not-indented", key=path[-1], above=above)
        allowed = fields(model, allowed_at[:-1])
        return problem(key_place(node, path), "unknown-key", key=path[-1], suggestion=suggest(str(path[-1]), allowed))
    if kind == "missing":
        return problem(target.place, "missing-key", key=path[-1])
    if path and path[-1] == "[key]":
        return problem(key_place(node, path[:-1]), "id-form", value=path[-2])
    if kind == "markup":
        return problem(locate(target, context["snippet"]), context["code"], snippet=context["snippet"])
    if kind in ("string_type", "string_too_short"):
        return text_problem(target)
    if kind in ("literal_error", "union_tag_invalid"):
        allowed = words(context.get("expected") or context.get("expected_tags") or "")
        place = target.items["type"].place if isinstance(target, Mapping) and "type" in target.items else target.place
        shown = context.get("tag") or getattr(target, "value", "")
        return problem(place, "choice", value=shown, suggestion=suggest(str(shown), allowed))
    return other_problem(kind, target, context, model, allowed_at)


def other_problem(kind: str, target: Node, context: Any, model: type[BaseModel], path: Path) -> Problem:
    """Complaints about the kind of a value rather than about words."""
    shown = getattr(target, "value", "")
    if kind == "union_tag_not_found":
        return problem(target.place, "type-missing", allowed=", ".join(component_types(model, path)))
    if kind in ("tuple_type", "list_type"):
        code = "dash-not-list" if DASH.match(shown) else "text-not-list" if isinstance(target, Scalar) else "not-list"
        return problem(target.place, code, value=shown, sign=shown[:1])
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return problem(target.place, "list-not-fields" if isinstance(target, Sequence) else "text-not-fields")
    if kind in ("int_type", "int_parsing"):
        return problem(target.place, "not-number")
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return problem(target.place, "number-small" if "ge" in context else "number-large", bound=bound)
    if kind in ("bool_type", "bool_parsing"):
        return problem(target.place, "not-truth")
    if kind == "day":
        return problem(target.place, "day-form", value=shown)
    if kind == "slug":
        return problem(target.place, "slug-form", value=shown)
    if kind == "address":
        return problem(target.place, "address-form", value=shown)
    if kind in ("contact", "name", "part"):
        return problem(target.place, f"{kind}-form", value=shown)
    if kind == "colour":
        return problem(target.place, context["code"], value=shown, better=context.get("better", ""))
    if kind == "string_pattern_mismatch":
        return problem(target.place, "id-form", value=shown)
    return problem(target.place, "value")


def text_problem(node: Node) -> Problem:
    """What stands where a text belongs."""
    if isinstance(node, Sequence):
        return problem(node.place, "list-not-text")
    if isinstance(node, Mapping):
        return problem(node.place, "fields-not-text")
    assert isinstance(node, Scalar)
    return problem(node.place, KINDS.get(node.kind, "no-text"), value=node.value)


def locate(node: Node, snippet: str) -> Place:
    """Where the snippet stands in the file, as far as it can be found; else where the value begins."""
    offset = node.source.rfind(snippet)
    if offset < 0:
        return node.place
    before = node.source[:offset]
    lines = before.count("\n")
    column = offset - before.rfind("\n") if lines else node.place.column + offset
    return Place(node.place.path, node.place.line + lines, column)


def suggest(word: str, allowed: list[str], otherwise: str = "") -> str:
    """The hint for an unknown word. Ids that differ in their number alone are not taken for each other: the thing itself is gone.

    `otherwise` is said where no word is near and a list of all would not help.
    """
    near = difflib.get_close_matches(word.removesuffix(".yaml"), allowed, 1, 0.6)
    if near and re.search(r"\d", word) and without_digits(near[0]) == without_digits(word):
        near = []
    return suggestion(near, allowed) if near or not otherwise else otherwise


def without_digits(word: str) -> str:
    return re.sub(r"\d+", "", word)


def words(listed: str) -> list[str]:
    """The words in pydantic's list: `'a', 'b' or 'c'`."""
    return [word for word in listed.replace(" or ", ",").replace("'", "").replace(" ", "").split(",") if word]


def fields(model: type[BaseModel], path: Path) -> list[str]:
    """The keys allowed at the end of the path, as authors write them."""
    kind = kind_at(model, path)
    return [field.alias or name for name, field in kind.model_fields.items()] if is_model(kind) else []


def component_types(model: type[BaseModel], path: Path) -> list[str]:
    """The words that `type` may have where a component stands."""
    members = [member for member in options(kind_at(model, path)) if is_model(member)]
    return [typing.get_args(member.model_fields["type"].annotation)[0] for member in members]


def is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


@cache
def options(kind: Any) -> list[Any]:
    """The members of a union, bare of annotations; one member where it is no union."""
    while typing.get_origin(kind) is Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (Union, types.UnionType):
        return [option for member in typing.get_args(kind) for option in options(member)]
    return [kind]


def kind_at(kind: Any, path: Path) -> Any:
    """The type that the path leads to; follows fields, keys, places in lists and names of branches."""
    if is_model(kind) and issubclass(kind, RootModel):
        kind = kind.model_fields["root"].annotation
    for step in path:
        kind = branch(kind, step) or further(kind, step) or kind
    return kind


def without_branches(model: Any, path: Path) -> Path:
    """The path as it is in the file: without the names by which a union tells its members apart."""
    kept: list[str | int] = []
    for number, step in enumerate(path):
        if branch(kind_at(model, path[:number]), step) is None:
            kept.append(step)
    return tuple(kept)


def branch(union: Any, step: str | int) -> Any:
    """The member that a union tells from the others by this word in its field `type`; None where it is no such union."""
    members = [member for member in options(union) if is_model(member) and "type" in member.model_fields]
    if len(members) < 2:
        return None
    return next((member for member in members if step in typing.get_args(member.model_fields["type"].annotation)), None)


@cache
def further(kind: Any, step: str | int) -> Any:
    """The type one step further in a type or in one of its members; None where none has such a step."""
    return next((found for option in options(kind) if (found := step_into(option, step)) is not None), None)


def step_into(kind: Any, step: str | int) -> Any:
    """The type one step further, or None where this type has no such step."""
    if is_model(kind):
        return next((whole(field) for name, field in kind.model_fields.items() if step in (name, field.alias)), None)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    return {dict: args[1] if len(args) > 1 else None, tuple: args[0] if args else None}.get(origin)


def whole(field: FieldInfo) -> Any:
    """A field's annotation with the notes that pydantic takes out of it."""
    kept = tuple(item for item in field.metadata if isinstance(item, Note))
    return Annotated[(field.annotation, *kept)] if kept else field.annotation


def typed(node: Node, kind: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Scalar]]:
    """Every scalar of a tree with its path and the type it has in the model; also where other parts of the tree are wrong."""
    for place, annotation, scalar in annotated(node, kind, path):
        yield place, next((option for option in options(annotation) if isinstance(option, type)), None), scalar


def annotated(node: Node, kind: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Scalar]]:
    """Every scalar of a tree with its path and the annotation of its place in the model."""
    if is_model(kind) and issubclass(kind, RootModel):
        kind = kind.model_fields["root"].annotation
    if isinstance(node, Scalar):
        yield path, kind, node
    items = node.items.items() if isinstance(node, Mapping) else enumerate(node.items) if isinstance(node, Sequence) else ()
    name = getattr(node.items.get("type"), "value", None) if isinstance(node, Mapping) else None
    inside = branch(kind, name) or kind if name else kind
    for step, item in items:
        inner = further(inside, step)
        if isinstance(item, Scalar) and inner is not None:
            yield (*path, step), inner, item
        elif inner is not None:
            yield from annotated(item, inner, (*path, step))


def notes(kind: Any) -> Iterator[Note]:
    """What an annotation tells translators: its own notes, and those of the text's type."""
    if typing.get_origin(kind) is Annotated:
        yield from (item for item in kind.__metadata__ if isinstance(item, Note))
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (Union, types.UnionType):
        for member in typing.get_args(kind):
            yield from notes(member)
    elif isinstance(kind, type) and issubclass(kind, Text) and kind.note:
        yield kind.note
