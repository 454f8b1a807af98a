"""Begin an edition, a sheet or a conversation: files that are valid from the start, and say in comments what goes where."""

from pathlib import Path
from typing import Any

from guide.disk import write_whole
from guide.environment import TEMPLATES, fill
from guide.layer import ADD, FOLDER, OWN, RESERVED, SETTINGS, TEXTS, folder_of, read_layer
from guide.load import Mapping, Sequence, parse
from guide.messages import COMMANDS
from guide.messages.written import WRITTEN
from guide.model.guide import Guide
from guide.problem import BuildError
from guide.read import ID, Source, read_source
from guide.schema import schema_line
from guide.source import SourceText, SourceTexts
from guide.table import Entry, Table, put
from guide.text import plain
from guide.yamltext import is_plain, quoted

STARTS = TEMPLATES / "new"
"""The files that something new begins as."""
CONVERSATIONS = ("chapters", "conversations", "pages")
"""Where `guide.yaml` lists the conversations."""


def edition(root: Path, id: str, name: str, today: str) -> Path:
    """Begin an edition; its folder. Raises BuildError where the id cannot be used."""
    folder = root / FOLDER / id
    if not ID.fullmatch(id) or id in RESERVED:
        raise BuildError(COMMANDS["edition-id"].format(id=id))
    if folder.exists():
        raise BuildError(COMMANDS["edition-there"].format(id=id, folder=folder))
    write(root, folder / SETTINGS, "edition.yaml", id=id, name=value(name or id.replace("-", " ").capitalize()), today=today)
    return folder


def sheet(root: Path, id: str, title: str, edition: str) -> Path:
    """Begin a sheet, in an edition or in the guide that all share; its file. Raises BuildError where the id cannot be used."""
    source = read_source(root)
    path = place(source, "sheets", id, edition)
    option = f" --edition {edition}" if edition else ""
    write(root, path, "sheet.yaml", id=id, title=value(title or WRITTEN["new-sheet-title"]), option=option)
    return path


def conversation(root: Path, id: str, title: str, edition: str) -> Path:
    """Begin a conversation, which stands after the others; its file. Raises BuildError where the id cannot be used."""
    source = read_source(root)
    path = place(source, "conversations", id, edition)
    listed = path.parent.parent / "guide.yaml"
    text = listed.read_text(encoding="utf-8") if listed.exists() else f"{schema_line(listed.relative_to(root).as_posix())}\n"
    guide = source.guide
    examples = {"sheet": next(iter(guide.sheets)), "trait": next(iter(guide.traits)), "page": next(iter(guide.pages))}
    write(root, path, "conversation.yaml", id=id, key=id, title=value(title or WRITTEN["new-conversation-title"]), **examples)
    write_whole(listed, with_item(text, CONVERSATIONS, id).encode())
    return path


def place(source: Source, group: str, id: str, edition: str) -> Path:
    """Where a new file of this group goes. Raises BuildError where its id is no id, or is taken."""
    path = (folder_of(source.root, edition) / ADD if edition else source.root) / group / f"{id}.yaml"
    if not ID.fullmatch(id):
        raise BuildError(COMMANDS["new-id"].format(id=id))
    if path.exists() or is_taken(source.guide, group, id):
        raise BuildError(COMMANDS["new-taken"].format(id=id))
    return path


def is_taken(guide: Guide, group: str, id: str) -> bool:
    """Whether the guide has something with this id already; sheets have a space of their own."""
    return id in getattr(guide, group) if group == "sheets" else any(id in getattr(guide, name) for name in ("pages", "conversations", "traits"))


def write(root: Path, path: Path, start: str, **gaps: str) -> None:
    """Write a new file as it begins."""
    text = fill((STARTS / start).read_text(encoding="utf-8"), **gaps)
    write_whole(path, f"{schema_line(path.relative_to(root).as_posix(), added=True)}\n{text}".encode())


def value(text: str) -> str:
    """A text as it stands after a colon."""
    return text if is_plain(text) else quoted(text)


def with_item(text: str, path: tuple[str, ...], item: str) -> str:
    """The text of a file with an item more in the list at a path. What people wrote stays; fields on the way that are missing are written."""
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    node: Any = parse(text, "") if any(line.strip() and not line.startswith("#") for line in lines) else None
    steps, indent, line = list(path), 0, len(lines)
    while steps and isinstance(node, Mapping) and steps[0] in node.items:
        key = node.key_places[steps[0]]
        node, indent, line = node.items[steps.pop(0)], key.column + 1, key.line
    if steps:
        new = [f"{' ' * (indent + 2 * depth)}{step}:" for depth, step in enumerate(steps)]
        return "\n".join([*lines[:line], *new[:-1], f"{new[-1]} [{item}]", *lines[line:]]) + "\n"
    assert isinstance(node, Sequence)
    last = node.items[-1]
    if lines[node.place.line - 1][node.place.column - 1] != "[":
        return "\n".join([*lines[: last.place.line], f"{' ' * (last.place.column - 3)}- {item}", *lines[last.place.line :]]) + "\n"
    end = sum(len(line) + 1 for line in lines[: last.place.line - 1]) + last.place.column - 1 + len(last.source)
    return f"{text[:end]}, {item}{text[end:]}"


def change(root: Path, id: str, words: str) -> tuple[Path | None, list[tuple[str, str]]]:
    """Put a text of the guide into an edition's tables, to be changed there: the one that holds these words, or has this file and key.

    Returns the table's file and the texts that fit, by file and key; the file is None where not just one text fits. Raises BuildError.
    """
    layer = read_layer(read_source(root), id)
    sources = layer.texts.sources
    found = matching(sources, words)
    if len(found) != 1:
        return None, [(file, key) for file, key, _ in found]
    file, key, source = found[0]
    path = layer.folder / TEXTS / f"{file}.yaml"
    line = schema_line(path.relative_to(root).as_posix())
    table = layer.texts.tables.get(file) or Table(OWN, [line, f"# {WRITTEN['own-head'].format(file=f'{file}.yaml')}", ""])
    if key not in table.entries:
        put(table, Entry(key, source=source.value, text=source.value))
    write_whole(path, table.text().encode())
    return path, [(file, key)]


def matching(sources: SourceTexts, words: str) -> list[tuple[str, str, SourceText]]:
    """The texts that hold these words as a reader sees them, or the one whose file and key they are, as file, key and text."""
    exact = [(file, key, source) for file, texts in sources.files.items() for key, source in texts.items() if words in (f"{file}/{key}", source.value)]
    wanted = " ".join(words.split()).casefold()
    return exact or [
        (file, key, source)
        for file, texts in sources.files.items()
        for key, source in texts.items()
        if wanted in " ".join(plain(source.value).split()).casefold()
    ]
