"""Lay an edition over the source that all share, before it is translated: what follows knows of no editions."""

from dataclasses import replace
from typing import Any

from guide.additions import Addition
from guide.check import check
from guide.decode import decode
from guide.layer import TRANSLATIONS, Layer
from guide.load import Mapping, Scalar
from guide.model.guide import FOLDERS, Guide
from guide.nodes import at, put, without
from guide.omissions import loose, unlinked
from guide.overlay import overlay
from guide.problem import ContentError, Problem, problem, shown
from guide.read import Source
from guide.source import files, model_of, path_of, tree_of
from guide.table import Entry, Table, read_tables

PLATFORM = "variables/platform"
OWN_SETTINGS = {"platform": ("variables", "platform"), "address": ("address",), "updated": ("updated",)}
"""Where in the guide's settings a field of `edition.yaml` stands."""
PUBLISHER = ("name", "contact", "statement", "colour", "on-sheets")


def laid(layer: Layer) -> Source:
    """The source with the edition laid over it. Raises ContentError with every problem."""
    tree, problems = layer.common.tree, []
    for name, table in layer.texts.tables.items():
        texts = layer.texts.sources.files.get(name, {})
        changes = {key: entry.node for key, entry in table.entries.items() if entry.node and key in texts}
        if changes:
            tree = put(tree, path_of(name), overlay(tree_of(tree, name), changes)[0])
    for name, own in layer.additions.items():
        tree = added(layer, tree, name, own, problems)
    for path in layer.omitted:
        tree = without(tree, path)
    tree = loose(with_settings(layer, tree), Guide, layer.lost)
    if problems:
        raise ContentError(problems)
    guide = decoded(layer, tree)
    if found := check(guide, tree):
        raise ContentError(found)
    return replace(layer.common, guide=guide, tree=tree)


def added(layer: Layer, tree: Mapping, name: str, own: Mapping, problems: list[Problem]) -> Mapping:
    """The tree with what an edition adds to a file, or with a file of its own."""
    path = path_of(name)
    base = at(tree, path)
    if base is None:
        return put(tree, path, own, own.place)
    addition = Addition(frozenset(layer.texts.sources.files.get(name, {})))
    result = addition.merged(base, own)
    problems += addition.problems
    return put(tree, path, result)


def with_settings(layer: Layer, tree: Mapping) -> Mapping:
    """The tree with what `edition.yaml` says of the publisher, the platform, the address and the date."""
    items, places = layer.tree.items, layer.tree.key_places
    own = {name: items[name] for name in PUBLISHER if name in items}
    publisher = replace(layer.tree, items=own, key_places={name: places[name] for name in own})
    tree = put(tree, ("settings", "publisher"), publisher, layer.tree.place)
    for name, path in OWN_SETTINGS.items():
        if name in items:
            tree = put(tree, ("settings", *path), items[name])
    return tree


def decoded(layer: Layer, tree: Mapping) -> Guide:
    """The guide of an edition: of the common one whatever is the same, and anew what is not. Raises ContentError with every problem."""
    common = layer.common
    values: dict[str, Any] = {name: getattr(common.guide, name) for name in Guide.model_fields} | {folder: {} for folder in FOLDERS}
    problems: list[Problem] = []
    for name in files(tree):
        path = path_of(name)
        node, before = at(tree, path), at(common.tree, path)
        try:
            value = at_value(common.guide, path) if node is before else decode(node, model_of(name))
        except ContentError as error:
            problems += [explained(layer, item) for item in error.problems]
            continue
        if len(path) > 1:
            values[path[0]][path[1]] = value
        else:
            values[path[0]] = value
    if problems:
        raise ContentError(problems)
    own = frozenset(name.partition("/")[2] for name in layer.additions if name.startswith("sheets/") and at(common.tree, path_of(name)) is None)
    return Guide.model_construct(**values | {"edition": layer.id, "own_sheets": own, "logo": layer.logo or common.guide.logo})


def explained(layer: Layer, item: Problem) -> Problem:
    """A problem in the edition's own lines, or in a common file that cannot do without what the edition leaves out."""
    if item.place.path.startswith(shown(layer.folder, layer.common.root)):
        return item
    hide = layer.tree.key_places.get("hide", layer.tree.key_places.get("readiness", layer.tree.place))
    return problem(hide, "hidden-needed", file=item.place.path, reason=item.message)


def at_value(guide: Guide, path: tuple[str, ...]) -> Any:
    """The part of a guide that a file holds."""
    group = getattr(guide, path[0])
    return group[path[1]] if len(path) > 1 else group


def translated(layer: Layer, code: str, tables: dict[str, Table]) -> tuple[dict[str, Table], list[Problem]]:
    """A language's tables for the edition: without what the edition has changed or left out, with its own translations; and what is wrong with those."""
    own, problems = read_tables(layer.folder / TRANSLATIONS / code, layer.common.root, code)
    result: dict[str, Table] = {}
    for name in dict.fromkeys([*tables, *own]):
        entries = fitting(layer, name, tables[name]) if name in tables else {}
        entries |= own[name].entries if name in own else {}
        result[name] = Table(code, entries=entries)
    if layer.settings.platform and "guide" in result:
        node = layer.tree.items["platform"]
        assert isinstance(node, Scalar)
        result["guide"].entries[PLATFORM] = Entry(PLATFORM, node.value, node.value, node=node, place=node.place)
    return result, problems


def fitting(layer: Layer, name: str, table: Table) -> dict[str, Entry]:
    """The entries of a common table that fit the edition."""
    changed = layer.texts.tables[name].entries if name in layer.texts.tables else {}
    path = path_of(name)
    if any(path[: len(one)] == one for one in layer.omitted):
        return {}
    left_out = {one[len(path) :] for one in layer.omitted if one[: len(path)] == path}
    kept = {}
    for key, entry in table.entries.items():
        steps = tuple(key.split("/"))
        if key in changed or any(steps[:length] in left_out for length in range(1, len(steps) + 1)):
            continue
        kept[key] = loosened(entry, layer.lost) if "](" in entry.text or "](" in entry.source else entry
    return kept


def loosened(entry: Entry, lost: dict[str, str]) -> Entry:
    """An entry without links to what is gone."""
    node = entry.node and replace(entry.node, value=unlinked(entry.node.value, lost))
    before = entry.before and unlinked(entry.before, lost)
    return replace(entry, source=unlinked(entry.source, lost), text=unlinked(entry.text, lost), before=before, node=node)
