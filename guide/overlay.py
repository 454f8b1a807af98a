"""Lay one node tree over another: how a translation or an edition changes single texts and leaves the rest as it is.

The key of a text is the path of ids to it, joined by slashes: `questions/success/text`. Since every group of things is a
mapping of ids, a key never shifts when something is added or moved. Each node keeps its own place, so that a problem in
a changed text points into the file that changed it.
"""

from collections.abc import Iterator
from dataclasses import replace

from guide.load import Mapping, Node, Scalar


def scalars(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Scalar]]:
    """Every scalar that stands under keys, with its key."""
    if isinstance(node, Scalar):
        yield "/".join(path), node
    elif isinstance(node, Mapping):
        for key, item in node.items.items():
            yield from scalars(item, (*path, key))


def overlay(base: Node, changes: dict[str, Scalar]) -> tuple[Node, list[str]]:
    """The base with the changed scalars in their places, and the keys that found no scalar to change."""
    left = dict(changes)

    def laid(node: Node, path: tuple[str, ...]) -> Node:
        if isinstance(node, Scalar):
            return left.pop("/".join(path), node)
        if isinstance(node, Mapping):
            return replace(node, items={key: laid(item, (*path, key)) for key, item in node.items.items()})
        return node

    return laid(base, ()), list(left)
