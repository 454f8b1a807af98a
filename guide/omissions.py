"""What an edition leaves out: sheets, pages, questions, sections and points; and every reference and link that led to them.

A link that leads nowhere any more becomes plain words. A list of references loses what is gone. Where something cannot do without
it, the author is told: the models say so when the file is read.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from guide.decode import Path, typed
from guide.index import SHEETS, Target
from guide.load import Mapping, Node, Scalar
from guide.model.base import Ref, Text
from guide.nodes import changed

LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]+)\)")
CONDITION = "readiness"


def conditional(node: Node, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of everything that is for schools which work with the eight areas."""
    if not isinstance(node, Mapping):
        return []
    mark = node.items.get("condition")
    if isinstance(mark, Scalar) and mark.value == CONDITION:
        return [path]
    return [found for key, item in node.items.items() for found in conditional(item, (*path, key))]


def gone(found: Iterable[Target], paths: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """The ids that can be linked to and go with these paths, each with its kind."""
    lost = set(paths)
    return {target.id: target.kind for target in found if any(target.path[:length] in lost for length in range(1, len(target.path) + 1))}


def unlinked(words: str, lost: Iterable[str]) -> str:
    """The words without links to what is gone."""
    return LINK.sub(lambda found: found[1] if found[2] in lost else found[0], words)


def loose(tree: Mapping, model: Any, lost: dict[str, str]) -> Mapping:
    """The tree without references and links to what is gone; `model` is what the tree holds."""
    changes: dict[Path, Scalar | None] = {}
    for path, kind, node in typed(tree, model):
        if kind and issubclass(kind, Ref) and is_lost(kind, node.value, lost):
            changes[path] = None
        elif kind and issubclass(kind, Text) and "](" in node.value and (words := unlinked(node.value, lost)) != node.value:
            changes[path] = replace(node, value=words)
    return changed(tree, changes) if changes else tree


def is_lost(kind: type[Ref], value: str, lost: dict[str, str]) -> bool:
    """Whether a reference of this kind leads to what is gone."""
    return any(lost.get(f"{SHEETS}/{value}" if name == "sheet" else value) == name for name in kind.kinds)
