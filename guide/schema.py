"""The models as JSON Schemas: with them an editor completes keys and ids, explains each field, and marks what is wrong while it is typed.

A schema never refuses what the checker accepts. What a single file does not show, and most of the markup, is the checker's alone.
"""

import json
import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, Union

from annotated_types import Ge, Le, MinLen
from pydantic import AfterValidator, BaseModel, RootModel, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from guide import vocabulary
from guide.check import ids_by_kind
from guide.content import SETTINGS, codes, read_laid
from guide.decode import is_model
from guide.disk import write_changed
from guide.index import targets
from guide.layer import FOLDER as EDITIONS
from guide.layer import OWN, TEXTS, editions
from guide.layer import SETTINGS as EDITION
from guide.layer import TRANSLATIONS as OWN_TRANSLATIONS
from guide.messages import CATALOGUE, COMMANDS, speaking, suggestion
from guide.model.base import Label, Ref, Slug, Text
from guide.model.edition import MAIL, NAME, PART, Edition, checked_colour, checked_contact, checked_name, checked_part
from guide.model.guide import FILES, FOLDERS, SOURCE, Guide
from guide.model.language import Language
from guide.model.reference import checked_address, checked_day
from guide.read import group
from guide.table import BEFORE, KEY, SINCE, Entry
from guide.text import ADDRESS
from guide.translation import FOLDER as TRANSLATIONS
from guide.vocabulary import Word

FOLDER = ".schema"
"""Where the schemas lie in the content folder: the reader passes by what begins with a point."""
MARK = "# yaml-language-server: $schema="
"""How the line begins that leads an editor to a file's schema."""
DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest version that editors know whole."""
DAY = r"\d{4}(-?\d\d-?\d\d|-?W\d\d(-?\d)?)"
CHECKED: dict[Any, tuple[str, str]] = {
    checked_day: ("day-form", f"^{DAY}$"),
    checked_address: ("address-form", f"^{ADDRESS.pattern}$".replace('\\"', '"')),
    checked_contact: ("contact-form", f"^({MAIL.pattern}|{ADDRESS.pattern})$".replace('\\"', '"')),
    checked_colour: ("colour-form", "^#[0-9a-fA-F]{6}$"),
    checked_name: ("name-form", f"^{NAME.pattern}$"),
    checked_part: ("part-form", f"^{PART.pattern}$"),
}
"""What a function of a model checks, as far as a pattern can say it."""
FORMS = {Slug: ("slug-form", r"^\s*[a-z0-9-]*[a-z0-9][a-z0-9-]*\s*$"), Label: ("label-lines", r"^\s*\S[^\n]*\s*$"), Text: ("no-text", r"\S")}
"""The form of each kind of text, the narrowest first."""

Schema = dict[str, Any]


def schema_line(file: str, added: bool = False) -> str:
    """The first line of a content file, which tells an editor where its schema lies; `file` is its path in the content folder.

    A file in an edition's `add` folder adds to a common one, or is `added` whole.
    """
    return f"{MARK}{'../' * file.count('/')}{FOLDER}/{schema_of(file, added)}.json"


def schema_of(file: str, added: bool) -> str:
    """The name of a file's schema."""
    folder, *rest = file.split("/")
    if folder == TRANSLATIONS:
        return "language" if rest[1] == SETTINGS else f"table-{rest[0]}"
    if folder != EDITIONS:
        return folder.removesuffix(".yaml")
    if rest[1] == EDITION:
        return "edition"
    if rest[1] == TEXTS:
        return f"table-{OWN}"
    if rest[1] == OWN_TRANSLATIONS:
        return f"table-{rest[2]}"
    return rest[2].removesuffix(".yaml") if added else f"add-{rest[2].removesuffix('.yaml')}"


def write(root: Path) -> list[Path]:
    """Write the schemas of a content folder; those that were changed. One without its language goes. Raises ContentError."""
    files = {path: "" for path in (root / FOLDER).glob("*.json")}
    files |= {root / FOLDER / f"{name}.json": as_text(schema) for name, schema in schemas(root).items()}
    return write_changed(files)


def as_text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schemas(root: Path) -> dict[str, Schema]:
    """Every schema of a content folder by its name, in Danish as the content. Raises ContentError: the ids to choose between are those of content without faults."""
    with speaking(SOURCE):
        return spoken(root)


def spoken(root: Path) -> dict[str, Schema]:
    """Every schema, in the language that is spoken."""
    guides = [read_laid(root, edition)[0].guide for edition in ("", *editions(root))]
    ids: dict[str, list[str]] = {}
    for guide in guides:  # an edition's own ids are offered everywhere: the checker says where they are not known
        for kind, known in ids_by_kind(guide, list(targets(guide))).items():
            ids[kind] = list(dict.fromkeys([*ids.get(kind, ()), *known]))
    found = {name.removesuffix(".yaml"): Writer(ids).document(model, vocabulary.of(Guide, group(name))) for name, model in FILES.items()}
    found |= {name: Writer(ids).document(model, vocabulary.of(model)) for name, model in FOLDERS.items()}
    found |= {f"add-{name.removesuffix('.yaml')}": Writer(ids, part=True).document(model, vocabulary.of(Guide, group(name))) for name, model in FILES.items()}
    found |= {f"add-{name}": Writer(ids, part=True).document(model, vocabulary.of(model)) for name, model in FOLDERS.items()}
    found["edition"] = Writer(ids).document(Edition, vocabulary.of(Edition))
    found[f"table-{OWN}"] = table(OWN)
    found["language"] = Writer(ids, unique=False).document(Language, vocabulary.of(Language))
    return found | {f"table-{code}": table(code) for code in codes(root, [])}


@dataclass
class Writer:
    """Writes a schema from a model. `ids` are the ids of each kind; `unique` says whether a list may hold nothing twice.

    `part` is for a file that holds a part of another: nothing has to be there, and an id may stand without anything after it.
    """

    ids: dict[str, list[str]]
    unique: bool = True
    part: bool = False
    definitions: dict[str, Schema] = field(default_factory=dict)

    def document(self, model: type[BaseModel], word: Word) -> Schema:
        """The schema of a file."""
        root = issubclass(model, RootModel)
        body = self.kind(model.model_fields["root"].annotation) if root else self.fields(model)
        return {"$schema": DRAFT, **body, **said(word), "definitions": dict(sorted(self.definitions.items()))}

    def fields(self, model: type[BaseModel]) -> Schema:
        """The schema of a model's fields."""
        required = [str(item.alias) for item in model.model_fields.values() if item.is_required()]
        return {
            **said(vocabulary.of(model)),
            "type": "object",
            "properties": {str(item.alias): self.field(model, name, item) for name, item in model.model_fields.items()},
            **({"required": required} if required and not self.part else {"minProperties": 1}),
            "additionalProperties": False,
        }

    def field(self, model: type[BaseModel], name: str, item: FieldInfo) -> Schema:
        """The schema of a field, with what an author is told of it."""
        word, schema = vocabulary.of(model, name), limited(self.kind(item.annotation), item.metadata)
        choices = word.choices or ({value: line(vocabulary.of(model)) for value in schema["enum"]} if name == "type" else {})
        if choices:
            values = schema.get("items", schema)
            values["enumDescriptions"] = [choices[value] for value in values["enum"]]
        if item.default is not PydanticUndefined and isinstance(item.default, (bool, int, str)):
            schema["default"] = item.default
        return {**schema, **said(word)}

    def kind(self, kind: Any) -> Schema:
        """The schema of a type as it stands in a model."""
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is Annotated:
            return limited(self.kind(arguments[0]), arguments[1:])
        if origin is Literal:
            return {"enum": list(arguments), "errorMessage": suggestion([], [str(value) for value in arguments])}
        if origin is tuple:
            return {"type": "array", "items": self.kind(arguments[0]), "minItems": 1, "uniqueItems": self.unique, "errorMessage": told("not-list")}
        if origin is dict:
            inside = self.kind(arguments[1])
            values = {"propertyNames": self.kind(arguments[0]), "additionalProperties": {"anyOf": [{"type": "null"}, inside]} if self.part else inside}
            return {"type": "object", **values, "minProperties": 1, "errorMessage": COMMANDS["schema-fields"]}
        if is_model(kind):
            return self.reference(kind)
        if origin in (Union, types.UnionType):
            members = [item for item in arguments if item is not type(None)]
            return self.union(members) if len(members) > 1 else self.kind(members[0])
        return self.single(kind)

    def single(self, kind: type) -> Schema:
        """The schema of a single value."""
        if issubclass(kind, Ref):
            known = [id for name in kind.kinds for id in self.ids.get(name, ())]
            self.definitions[kind.__name__] = {"enum": known, "errorMessage": COMMANDS["schema-id"]}
            return {"$ref": f"#/definitions/{kind.__name__}"}
        for text, (code, pattern) in FORMS.items():
            if issubclass(kind, text):
                return {"type": "string", "pattern": pattern, "errorMessage": COMMANDS["schema-text"], "patternErrorMessage": told(code)}
        return {
            bool: {"type": "boolean", "errorMessage": told("not-truth")},
            int: {"type": "integer", "errorMessage": told("not-number")},
            str: {"type": "string", "errorMessage": COMMANDS["schema-text"]},
        }[kind]

    def reference(self, model: type[BaseModel]) -> Schema:
        """A way to the schema of a model, which is written once."""
        name = vocabulary.owner(model)
        if name not in self.definitions:
            self.definitions[name] = {}  # it may hold itself
            self.definitions[name] = self.fields(model)
        return {"$ref": f"#/definitions/{name}"}

    def union(self, members: Sequence[type[BaseModel]]) -> Schema:
        """Models that differ in their `type`: a condition for each, so that an editor marks what is wrong with the one that is meant."""
        kinds = {typing.get_args(member.model_fields["type"].annotation)[0]: member for member in members}
        lines = [line(vocabulary.of(member)) for member in members]
        choice = {"enum": list(kinds), "enumDescriptions": lines, "errorMessage": suggestion([], list(kinds), len(kinds))}
        self.definitions["component"] = {
            "type": "object",
            "properties": {"type": {**choice, **said(vocabulary.of(members[0], "type"))}},
            **({} if self.part else {"required": ["type"]}),
            "allOf": [{"if": is_of(name), "then": self.reference(member)} for name, member in kinds.items()],
        }
        return {"$ref": "#/definitions/component"}


def is_of(name: str) -> Schema:
    """The condition that something is of this `type`."""
    return {"properties": {"type": {"const": name}}, "required": ["type"]}


def limited(schema: Schema, notes: Iterable[Any]) -> Schema:
    """The schema with the limits that stand beside a type."""
    result = dict(schema)
    for note in notes:
        if isinstance(note, FieldInfo):
            result = limited(result, note.metadata)
        elif isinstance(note, Ge):
            result["minimum"] = note.ge
        elif isinstance(note, Le):
            result["maximum"] = note.le
        elif isinstance(note, MinLen):
            result["minLength"] = note.min_length
        elif isinstance(note, StringConstraints):
            result |= {"pattern": note.pattern, "patternErrorMessage": told("id-form")}
        elif isinstance(note, AfterValidator):
            code, pattern = CHECKED[note.func]
            result |= {"pattern": pattern, "patternErrorMessage": told(code)}
    return result


def said(word: Word) -> Schema:
    """What an author is told of a part of a schema."""
    return {"title": word.title, "description": word.text, **({"examples": [word.example]} if word.example is not None else {})}


def line(word: Word) -> str:
    """A name and its meaning on one line."""
    return f"{word.title}. {word.text}"


def told(code: str) -> str:
    """What the checker says of a mistake, without what it says of the single case."""
    return " ".join(part for part in CATALOGUE[code] if "{" not in part)


def table(code: str) -> Schema:
    """The schema of a language's text tables. Their keys are no list: `translate update` writes them, and one that has lost its text stays."""
    text, day = ({"type": ["string", "null"], "errorMessage": words} for words in (COMMANDS["schema-text"], told("day-form")))
    fields = {SOURCE: ("source", text), code: ("text", text), BEFORE: ("before", text), SINCE: ("since", {**day, "pattern": f"^({DAY})?$"})}
    entry = {
        **said(vocabulary.of(Entry)),
        "type": "object",
        "properties": {key: {**form, **said(vocabulary.of(Entry, name))} for key, (name, form) in fields.items()},
        "required": [code],
        "additionalProperties": False,
    }
    names = {"pattern": f"^{KEY.pattern}$", "patternErrorMessage": told("table-key")}
    return {"$schema": DRAFT, **said(vocabulary.of(Entry)), "type": "object", "propertyNames": names, "additionalProperties": entry}
