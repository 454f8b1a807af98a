"""Read a content folder into a Guide: load every file, decode it, check the whole. All problems are found in one run."""

import difflib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guide.check import check
from guide.decode import decode, key_place, locate
from guide.load import Mapping, Node, Scalar, Sequence, leads_out, read_bytes
from guide.messages import PARTS, suggestion
from guide.model.guide import FILES, FOLDERS, SOURCE, Guide
from guide.parsed import load
from guide.problem import ContentError, Place, Problem, problem, shown

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
OTHER = {"LICENSE.md", "translations", "editions"}
"""What may lie beside the content."""


@dataclass(frozen=True)
class Source:
    """The guide as its authors wrote it, with the node tree of all its files in the folder `root`."""

    root: Path
    guide: Guide
    tree: Mapping


def read(root: Path) -> Guide:
    """The guide in a content folder, in the language it is written in. Raises ContentError with every problem of every file."""
    return read_source(root).guide


def read_source(root: Path) -> Source:
    """The guide in a content folder with its tree. Raises ContentError with every problem of every file."""
    if not root.is_dir():
        raise ContentError([problem(Place(root.name), "no-folder")])
    values: dict[str, Any] = {"language": SOURCE}
    nodes: dict[str, Node] = {}
    problems = unknown_files(root)
    for name, model in FILES.items():
        key = group(name)
        try:
            nodes[key] = load(root / name, root)
            values[key] = decode(nodes[key], model)
        except ContentError as error:
            problems += error.problems
    for folder, model in FOLDERS.items():
        values[folder], parts = {}, {}
        for path in folder_files(root / folder, root, problems):
            try:
                parts[path.stem] = load(path, root)
                values[folder][path.stem] = decode(parts[path.stem], model)
            except ContentError as error:
                problems += error.problems
        nodes[folder] = Mapping(Place(f"{root.name}/{folder}"), "", parts, {id: Place(node.place.path) for id, node in parts.items()})
    tree = Mapping(Place(root.name), "", nodes, {})
    if problems:
        raise ContentError(problems + partial_check(values, tree, root))
    guide = Guide.model_construct(**values)
    problems = check(guide, tree)
    if problems:
        raise ContentError(problems)
    return Source(root, guide, tree)


@contextmanager
def at_their_lines(source: Source) -> Iterator[None]:
    """Give the problems that come out of here the lines that have to be mended: what is printed does not know where its words stood."""
    try:
        yield
    except ContentError as error:
        raise ContentError([replace(item, place=place_of(item, source.tree)) for item in error.problems]) from None


def place_of(item: Problem, tree: Mapping) -> Place:
    """Where the text stands that a problem is about, in its file or else in another, or the number of pages; else where the problem is."""
    details = dict(item.details)
    if item.code == "page-count":
        return key_place(tree, ("sheets", details["id"], "pages"))
    values = list(scalars(tree)) if "text" in details else []
    if not any(node.place.path == item.place.path for node in values):  # a translation has its words elsewhere
        return item.place
    found = [node for node in values if details["text"] in " ".join(node.value.split())]
    nearest = min(found, key=lambda node: (node.place.path != item.place.path, node.value != details["text"]), default=None)
    return locate(nearest, details["text"]) if nearest else item.place


def scalars(node: Node) -> Iterator[Scalar]:
    """Every single value of a tree."""
    if isinstance(node, Scalar):
        yield node
    for item in node.items.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ():
        yield from scalars(item)


def group(name: str) -> str:
    """The part of the guide that a single file holds: `settings` for `guide.yaml`, else its own name."""
    return {"guide": "settings"}.get(Path(name).stem, Path(name).stem)


def partial_check(values: dict[str, Any], tree: Mapping, root: Path) -> list[Problem]:
    """Problems of the whole that show although some files could not be decoded.

    What a broken file holds counts as known: a reference to it is not a problem of its own.
    """
    if "settings" not in values or not all((root / folder).is_dir() for folder in FOLDERS):
        return []
    empty: dict[str, Any] = {"interface": None, **{Path(name).stem: {} for name in FILES}}
    broken = [root / f"{name}.yaml" for name in empty if name not in values and name != "guide"]
    broken += [path for folder in FOLDERS for path in (root / folder).iterdir() if path.stem not in values[folder]]
    known = {meant_id(path) for path in broken} | {key for path in broken for key in keys(path, root)}
    found = check(Guide.model_construct(**{**empty, **values}), tree)
    return [item for item in found if dict(item.details).get("value", "").removeprefix("sheets/") not in known]


def keys(path: Path, root: Path) -> list[str]:
    """The words before a colon in a file that cannot be read as YAML."""
    try:
        return re.findall(r"^ *([a-z0-9-]+):", read_bytes(path, root).decode("utf-8", "replace"), re.MULTILINE)
    except ContentError:
        return []


def folder_files(folder: Path, root: Path, problems: list[Problem]) -> list[Path]:
    """The content files of a folder in natural order (`notes-2` before `notes-10`); what else lies there is a problem."""
    if not folder.is_dir():
        code = "not-a-folder" if folder.exists() else "missing-file"
        problems.append(problem(Place(shown(folder, root)), code))
        return []
    if leads_out(folder, root):
        problems.append(problem(Place(shown(folder, root)), "outside"))
        return []
    files = []
    for path in sorted(folder.iterdir(), key=lambda path: [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", path.name)]):
        if is_left_behind(path):
            continue
        if path.suffix != ".yaml":
            almost = {".yml", ".txt"} & {path.suffix.lower()} or path.suffix.lower() == ".yaml"
            hint = PARTS["rename"].format(name=meant_id(path)) if almost else PARTS["not-content"]
            problems.append(problem(Place(shown(path, root)), "unknown-file", suggestion=hint))
        elif not ID.fullmatch(path.stem):
            problems.append(problem(Place(shown(path, root)), "file-name", name=path.stem))
        else:
            files.append(path)
    return files


def is_left_behind(path: Path) -> bool:
    """Whether an editor or the system left the file there: nobody wrote it."""
    return path.name.startswith((".", "#")) or path.name.endswith("~")


def meant_id(path: Path) -> str:
    """The id that a file's name was meant to be: `curiosity` for `Curiosity.yaml.txt`."""
    return path.name.partition(".")[0].lower().replace(" ", "-")


def unknown_files(root: Path) -> list[Problem]:
    """What lies at the top of the content folder and is not part of it."""
    allowed = {*FILES, *FOLDERS, *OTHER}
    strays = sorted(path.name for path in root.iterdir() if path.name not in allowed and not is_left_behind(path))
    return [problem(Place(f"{root.name}/{name}"), "unknown-file", suggestion=stray_hint(name)) for name in strays]


def stray_hint(name: str) -> str:
    """What to do with a file or folder that has no place at the top of the content."""
    near = difflib.get_close_matches(name, [*FILES, *FOLDERS], 1, 0.7)
    if near:
        return suggestion(near, [])
    return PARTS["which-folder"].format(folders=", ".join(FOLDERS)) if name.endswith(".yaml") else PARTS["elsewhere"]
