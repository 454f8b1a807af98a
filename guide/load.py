"""Read content files into trees of nodes that know their place: file, line and column.

Only the plain part of YAML is let in: mappings, lists and scalars. Anchors, aliases and tags are refused, so that no file
can grow while it is read, and a key may stand once alone.
"""

import errno
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from guide.messages import PARTS, reason
from guide.problem import ContentError, Place, Problem, problem, shown
from guide.syntax import FILE_LIMIT, check_scalar, check_source, explain_syntax, grouped

DEPTH_LIMIT = 20
BYTE_LIMIT = 10_000_000
"""The largest file that is read to see what is wrong with it."""
RESOLVER = yaml.resolver.Resolver()


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


def leads_out(path: Path, root: Path) -> bool:
    """Whether a file or folder below `root` is a way to somewhere else. Raises RuntimeError or OSError where it is one to itself."""
    return not path.resolve().is_relative_to(root.resolve())


def read_bytes(path: Path, root: Path) -> bytes:
    """What is in a file of the folder `root`. Raises ContentError where it is missing, unreadable, too large, elsewhere, or no plain file.

    Everything of the content is read here: nothing else can come into what is built, and nothing that never ends is waited for.
    """
    place = Place(shown(path, root))
    try:
        if leads_out(path, root):
            raise ContentError([problem(place, "outside")])
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise ContentError([problem(place, "not-a-file" if stat.S_ISDIR(facts.st_mode) else "not-plain")])
        if facts.st_size > BYTE_LIMIT:
            raise ContentError([problem(place, "too-large", size=PARTS["over"].format(number=grouped(FILE_LIMIT)), limit=grouped(FILE_LIMIT))])
        return path.read_bytes()
    except FileNotFoundError:
        raise ContentError([problem(place, "missing-file")]) from None
    except RuntimeError:  # Python 3.11 and 3.12 say so of a link to itself
        raise ContentError([problem(place, "link-loop")]) from None
    except OSError as error:
        code = {errno.EACCES: "not-allowed", errno.ELOOP: "link-loop"}.get(error.errno or 0, "unreadable")
        raise ContentError([problem(place, code, reason=reason(error))]) from None


def read_text(path: Path, root: Path) -> str:
    """The text of a file of the folder `root`. Raises ContentError where it cannot be read or is not UTF-8."""
    data, place = read_bytes(path, root), Place(shown(path, root))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = with_plain_ends(data[: error.start].decode("utf-8-sig"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise ContentError([problem(Place(place.path, line, column), "encoding")]) from None
    return with_plain_ends(text)


def with_plain_ends(text: str) -> str:
    """The text with the line ends of Windows, and of Macs long ago, as all others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, path: str) -> Node:
    """Turn YAML text into a node tree. Raises ContentError."""
    problems = check_source(text, path)
    if problems:
        raise ContentError(problems)
    reader = Reader(text, path)
    try:
        node = reader.document()
    except yaml.MarkedYAMLError as error:
        raise ContentError([*reader.problems, explain_syntax(error, text, path, reader.quoted)]) from None
    if reader.problems:
        raise ContentError(reader.problems)
    return node


class Reader:
    """Builds nodes from the parser's events and collects the problems it meets on the way."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path, self.lines = text, path, text.count("\n") + 1
        self.problems: list[Problem] = []
        self.quoted: yaml.ScalarEvent | None = None
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
        """Where an event begins. After a comment that ends the file the parser sees a line more than there is."""
        return Place(self.path, min(event.start_mark.line + 1, self.lines), event.start_mark.column + 1)

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
        plain = getattr(event, "style", None) in (None, "")
        if isinstance(event, yaml.ScalarEvent):
            self.quoted = event if event.style in ("'", '"') else self.quoted
            if found := check_scalar(event, self.text, place):
                self.problems.append(found)
        tag = RESOLVER.resolve(yaml.ScalarNode, value, (plain, not plain)) if plain else "tag:yaml.org,2002:str"
        return Scalar(place, source, value, tag.rpartition(":")[2])

    def refuse(self, code: str, place: Place) -> None:
        """Note what may not be in a content file; once a file is enough."""
        if not any(item.code == code for item in self.problems):
            self.problems.append(problem(place, code))

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
