"""Read content files into trees of nodes that know their place: file, line and column.

Only the plain part of YAML is let in: mappings, lists and scalars. Anchors, aliases and tags are refused, so that no file
can grow while it is read, and a key may stand once alone.
"""

import errno
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from guide.problem import ContentError, Place, Problem, problem, shown

FILE_LIMIT = 1_000_000
LINE_LIMIT = 20_000
DEPTH_LIMIT = 20
RESOLVER = yaml.resolver.Resolver()
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufffe\uffff]|\u200b|[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Node:
    """A value in a file. `source` is the file's text from the value's beginning to its end."""

    place: Place
    source: str = field(repr=False)


@dataclass(frozen=True)
class Scalar(Node):
    """A single value; `kind` is what plain YAML takes it for: str, int, bool, null, float or timestamp."""

    value: str
    kind: str


@dataclass(frozen=True)
class Sequence(Node):
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Mapping(Node):
    """Fields under their keys, in the file's order; `key_places` says where each key stands."""

    items: dict[str, Node]
    key_places: dict[str, Place]


def read_text(path: Path, root: Path) -> str:
    """The file's text. Raises ContentError where it is missing, unreadable, too large, a folder, or not UTF-8."""
    place = Place(shown(path, root))
    if path.is_dir():
        raise ContentError([problem(place, "not-a-file")])
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise ContentError([problem(place, "outside")])
        data = path.read_bytes()
    except FileNotFoundError:
        raise ContentError([problem(place, "missing-file")]) from None
    except RuntimeError:  # Python 3.11 and 3.12 say so of a link to itself
        raise ContentError([problem(place, "link-loop")]) from None
    except OSError as error:
        code = {errno.EACCES: "not-allowed", errno.ELOOP: "link-loop"}.get(error.errno or 0, "unreadable")
        raise ContentError([problem(place, code, reason=error.strerror)]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise ContentError([problem(Place(place.path, line, column), "encoding")]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_text(text: str, path: str) -> list[Problem]:
    """Problems that show before YAML is read: size, lines, tabs and invisible characters."""
    if not text.strip():
        return [problem(Place(path), "empty-file")]
    lines = text.split("\n")
    long = [problem(Place(path, n, 1), "long-line", length=grouped(len(line)), limit=grouped(LINE_LIMIT)) for n, line in enumerate(lines, 1) if len(line) > LINE_LIMIT]
    if long:
        return long
    if len(text) > FILE_LIMIT:
        return [problem(Place(path), "too-large", size=grouped(len(text)), limit=grouped(FILE_LIMIT))]
    tabs = [problem(Place(path, n, line.index("\t") + 1), "tab") for n, line in enumerate(lines, 1) if re.match(r" *\t", line)]
    hidden = [
        problem(Place(path, n, match.start() + 1), "control-character", character=f"U+{ord(match[0]):04X}")
        for n, line in enumerate(lines, 1)
        for match in CONTROL.finditer(line)
    ]
    return tabs + hidden


def grouped(number: int) -> str:
    """A large number as Danish groups it: 20.000."""
    return f"{number:,}".replace(",", ".")


def load(path: Path, root: Path) -> Node:
    """Read one file into a node tree. Raises ContentError with every problem of the file's form."""
    text = read_text(path, root)
    name = shown(path, root)
    problems = check_text(text, name)
    if problems:
        raise ContentError(problems)
    return parse(text, name)


def parse(text: str, path: str) -> Node:
    """Turn YAML text into a node tree. Raises ContentError."""
    reader = Reader(text, path)
    try:
        node = reader.document()
    except yaml.YAMLError as error:
        raise ContentError([*reader.problems, reader.open_quote(error) or syntax_problem(error, text, path)]) from None
    if reader.problems:
        raise ContentError(reader.problems)
    return node


class Reader:
    """Builds nodes from the parser's events and collects the problems it meets on the way."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.problems: list[Problem] = []
        self.quoted: yaml.Event | None = None
        self.events: Iterator[yaml.Event] = (
            event for event in yaml.parse(text, Loader=yaml.CSafeLoader) if not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent))
        )

    def document(self) -> Node:
        """The file's only document."""
        node = self.node(next(self.events), 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.problems.append(problem(self.place(after), "documents"))
        return node

    def place(self, event: yaml.Event) -> Place:
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def node(self, event: yaml.Event, depth: int) -> Node:
        """The node that begins with this event."""
        place = self.place(event)
        if isinstance(event, yaml.StreamEndEvent):
            raise ContentError([problem(place, "empty-file")])
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse("alias", place)
        if getattr(event, "tag", None):
            self.refuse("tag", place)
        if depth > DEPTH_LIMIT:
            raise ContentError([*self.problems, problem(place, "depth", limit=DEPTH_LIMIT)])
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        source = self.text[event.start_mark.index : event.end_mark.index]
        value = getattr(event, "value", "")
        if getattr(event, "style", None) in ("'", '"'):
            self.quoted = event
        plain = getattr(event, "style", None) in (None, "")
        tag = RESOLVER.resolve(yaml.ScalarNode, value, (plain, not plain)) if plain else "tag:yaml.org,2002:str"
        return Scalar(place, source, value, tag.rpartition(":")[2])

    def refuse(self, code: str, place: Place) -> None:
        """Note what may not be in a content file; once a file is enough."""
        if not any(item.code == code for item in self.problems):
            self.problems.append(problem(place, code))

    def open_quote(self, error: yaml.YAMLError) -> Problem | None:
        """The problem where a quotation mark that was never closed ran on to the next one, and the parser fell over what came then."""
        mark = getattr(error, "problem_mark", None)
        if mark and self.quoted and self.quoted.start_mark.line < self.quoted.end_mark.line == mark.line:
            return problem(self.place(self.quoted), "quote", quote=self.quoted.style)
        return None

    def sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(self.place(start), "", tuple(items))

    def mapping(self, start: yaml.Event, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        places: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.problems.append(problem(key.place, "key-kind"))
            elif key.value in items:
                self.problems.append(problem(key.place, "duplicate-key", key=key.value, line=places[key.value].line))
            else:
                items[key.value], places[key.value] = value, key.place
        return Mapping(self.place(start), "", items, places)


def syntax_problem(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """The parser's complaint in words an author understands, at the place the author has to mend."""
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    context, complaint = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    if "quoted scalar" in context and context_mark:
        quote = text[context_mark.index : context_mark.index + 1] or '"'
        return problem(Place(path, context_mark.line + 1, context_mark.column + 1), "quote", quote=quote)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    if "mapping values are not allowed" in complaint:
        return problem(place, "mapping-value")
    if "block" in context or "simple key" in context or "block end" in complaint or "':'" in complaint:
        return problem(place, "indentation")
    return problem(place, "syntax")
