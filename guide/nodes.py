"""Find and change nodes of a tree by their paths; what does not change stays the same object."""

from collections.abc import Mapping as Dict
from dataclasses import replace
from typing import Any

from guide.load import Mapping, Node, Scalar, Sequence
from guide.problem import Place

Path = tuple[str | int, ...]


def at(tree: Mapping, path: tuple[str, ...]) -> Any:
    """The node at a path; None where there is none."""
    node: Any = tree
    for step in path:
        node = node.items.get(step) if isinstance(node, Mapping) else None
    return node


def ancestor(tree: Mapping, path: tuple[str, ...]) -> tuple[str, ...]:
    """As much of the path as leads somewhere."""
    return next(path[:length] for length in range(len(path), -1, -1) if at(tree, path[:length]) is not None)


def put(tree: Mapping, path: tuple[str, ...], node: Node, place: Place | None = None) -> Mapping:
    """The tree with a node at a path, the last step of which may be new: its key then stands at `place`."""
    step, *rest = path
    if rest:
        inner = tree.items[step]
        assert isinstance(inner, Mapping)
        node = put(inner, tuple(rest), node, place)
    places = tree.key_places if step in tree.key_places or not place or rest else {**tree.key_places, step: place}
    return replace(tree, items={**tree.items, step: node}, key_places=places)


def without(tree: Mapping, path: tuple[str, ...]) -> Mapping:
    """The tree without what stands at a path, if anything does."""
    step, *rest = path
    inner = tree.items.get(step)
    if rest and isinstance(inner, Mapping):
        return replace(tree, items={**tree.items, step: without(inner, tuple(rest))})
    return replace(tree, items={key: item for key, item in tree.items.items() if key != step or rest})


def changed(tree: Mapping, changes: Dict[Path, Scalar | None]) -> Mapping:
    """The tree with other scalars at some paths, and without those for which there is None."""
    inner = {path[:length] for path in changes for length in range(len(path) + 1)}

    def laid(node: Node, path: Path) -> Node | None:
        if path not in inner:
            return node
        if isinstance(node, Mapping):
            kept = {key: laid(item, (*path, key)) for key, item in node.items.items()}
            return replace(node, items={key: item for key, item in kept.items() if item is not None})
        if isinstance(node, Sequence):  # a list of which every item is gone goes too
            left = tuple(item for number, part in enumerate(node.items) if (item := laid(part, (*path, number))) is not None)
            return replace(node, items=left) if left else None
        return changes[path]

    result = laid(tree, ())
    assert isinstance(result, Mapping)
    return result
