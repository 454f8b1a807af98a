"""A content file as two judges see it alone: an editor with its schema, and the checker."""

from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from guide.check import check
from guide.content import SETTINGS, read_settings
from guide.decode import decode, follow
from guide.edition import laid
from guide.layer import FOLDER as EDITIONS
from guide.layer import OWN, TEXTS, Layer, Own
from guide.layer import SETTINGS as EDITION
from guide.load import Mapping, Node, Scalar, Sequence, parse
from guide.model.base import Label
from guide.model.edition import Edition
from guide.model.guide import FOLDERS
from guide.model.language import Language
from guide.nodes import put
from guide.problem import ContentError, Problem
from guide.read import Source
from guide.schema import schema_line
from guide.source import SourceTexts, model_of, path_of
from guide.table import read_table
from guide.translation import FOLDER as TRANSLATIONS

Lines = set[int]


class Judges:
    """Both judges of one content folder: its source, and its schemas by their names."""

    def __init__(self, source: Source, schemas: dict[str, Any]) -> None:
        self.source, self.schemas = source, schemas

    @cache  # noqa: B019  a few judges live as long as the tests
    def validator(self, name: str) -> Draft7Validator:
        return Draft7Validator(self.schemas[name])

    def editor(self, file: str, node: Node) -> Lines:
        """The lines that an editor marks."""
        validator = self.validator(schema_line(file).rpartition("/")[2].removesuffix(".json"))
        return {line for error in validator.iter_errors(as_read(node)) for line in marked(error, node)}

    def checker(self, file: str, node: Node, text: str = "") -> list[Problem]:
        """The checker's problems in the file itself, with all other files as they are. `text` is what a file of translations is read from."""
        try:
            judge = {TRANSLATIONS: self.translation, EDITIONS: self.edition}.get(file.partition("/")[0])
            found = judge(file, text) if judge else self.content(file, node)
        except ContentError as error:
            found = list(error.problems)
        name = SETTINGS if file.endswith(SETTINGS) else file
        return [item for item in found if item.place.path.endswith(name)]

    def content(self, file: str, node: Node) -> list[Problem]:
        name = file.removesuffix(".yaml")
        value, steps = decode(node, model_of(name)), path_of(name)
        old = getattr(self.source.guide, steps[0])
        guide = self.source.guide.model_copy(update={steps[0]: {**old, steps[1]: value} if steps[0] in FOLDERS else value})
        return check(guide, put(self.source.tree, steps, node, node.place))

    def edition(self, file: str, text: str) -> list[Problem]:
        _, id, part, *rest = file.split("/")
        if part == EDITION:
            decode(parse(text, file), Edition)
        elif part == TEXTS:
            read_table(text, file, OWN)
        else:
            own = Own(SourceTexts(self.source), self.source.root, OWN, Language(name=Label("x")), {})
            tree, added = parse("name: x", "edition.yaml"), parse(text, f"{self.source.root.name}/{file}")
            assert isinstance(tree, Mapping) and isinstance(added, Mapping)
            laid(Layer(id, self.source, Edition(name="x"), tree, own, {"/".join(rest).removesuffix(".yaml"): added}, ""))
        return []

    def translation(self, file: str, text: str) -> list[Problem]:
        if not file.endswith(SETTINGS):
            read_table(text, file, file.split("/")[1])
            return []
        path = self.source.root / TRANSLATIONS / "tried" / SETTINGS
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        read_settings(self.source, path)
        return []


def as_read(node: Node) -> Any:
    """A file as an editor reads it, with YAML 1.1: as we do, but a date is a text and a number may have a point."""
    if isinstance(node, Mapping):
        return {key: as_read(item) for key, item in node.items.items()}
    if isinstance(node, Sequence):
        return [as_read(item) for item in node.items]
    assert isinstance(node, Scalar)
    if node.kind == "bool":
        return node.value.lower() in ("true", "yes", "on")
    if node.kind in ("int", "float"):
        return int(node.value) if node.value.lstrip("-").isdigit() else 0.5
    return None if node.kind == "null" else node.value


def marked(error: Any, node: Node) -> Lines:
    """The lines an editor marks for an error of a schema: that of the value, or of the key where that is what is wrong."""
    at = follow(node, tuple(error.absolute_path))
    if isinstance(at, Mapping) and error.validator == "additionalProperties":
        return {at.key_places[key].line for key in set(at.items) - set(error.schema["properties"])}
    if isinstance(at, Mapping) and "propertyNames" in error.absolute_schema_path and error.instance in at.items:
        return {at.key_places[error.instance].line}
    return {at.place.line}
