"""What an edition adds to a file of the guide: new things under new ids, each where it belongs among those that are there.

A file of additions is a part of the file it adds to. An id that the guide has stands there without anything after its colon,
to say that what follows comes after it:

    questions:
      success:
      our-library:
        text: What did you find in the library?
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guide.load import Mapping, Node, Scalar, Sequence
from guide.problem import Problem, problem


@dataclass
class Addition:
    """A tree with additions in it. `texts` are the keys of the texts that the tree had before; `problems` what was wrong with the additions."""

    texts: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    def merged(self, base: Node, own: Node, path: tuple[str, ...] = ()) -> Node:
        """The base with what is added to it."""
        if isinstance(base, Mapping) and isinstance(own, Mapping):
            return self.with_fields(base, own, path)
        if isinstance(base, Sequence) and isinstance(own, Sequence):
            return replace(base, items=(*base.items, *own.items))
        if "/".join(path) in self.texts:
            self.problems.append(problem(own.place, "text-in-additions", key="/".join(path)))
        elif type(base) is type(own):
            return own
        else:
            self.problems.append(problem(own.place, "addition-kind", key=path[-1] if path else ""))
        return base

    def with_fields(self, base: Mapping, own: Mapping, path: tuple[str, ...]) -> Mapping:
        """The fields of the base with those that are new, each after the one it stands after in the additions."""
        items, places = dict(base.items), dict(base.key_places)
        new: dict[str, list[str]] = {}
        last = ""
        for key, node in own.items.items():
            if key not in base.items:
                items[key], places[key] = node, own.key_places[key]
                new.setdefault(last, []).append(key)
                continue
            last = key
            if not (isinstance(node, Scalar) and node.kind == "null"):
                items[key] = self.merged(base.items[key], node, (*path, key))
        order = [*in_order(base.items, new), *new.get("", [])]
        return replace(base, items={key: items[key] for key in order}, key_places={key: places[key] for key in order if key in places})


def in_order(known: dict[str, Node], new: dict[str, list[str]]) -> Iterator[str]:
    """The keys that were there, each followed by those that are to come after it."""
    for key in known:
        yield key
        yield from new.get(key, [])
