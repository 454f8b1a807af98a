"""Translated projects for tests: the small project with a language begun, and texts put into its tables as a translator would."""

from dataclasses import replace
from pathlib import Path

from guide import new
from guide.content import read_translation
from guide.read import read_source
from guide.source import SourceTexts
from guide.table import put
from guide.translation import Translated, Translation
from tests.projects import small_project

DAY = "2026-11-26"


def project(folder: Path, code: str = "en", sheets: tuple[str, ...] = ()) -> Path:
    """The small project with a language begun and nothing translated; the content folder's path."""
    content = small_project(folder)
    new.language(content, code, sheets, DAY)
    return content


def whole_project(folder: Path) -> Path:
    """The small project, wholly translated; the content folder's path."""
    content = project(folder)
    everything(content)
    return content


def read(content: Path, code: str = "en") -> Translation:
    """The language's tables as they lie on the disk."""
    return read_translation(SourceTexts(read_source(content)), code)


def translate(content: Path, texts: dict[tuple[str, str], str], code: str = "en") -> None:
    """Put translations into the tables, by file and key."""
    translation = read(content, code)
    for (file, key), words in texts.items():
        table = translation.tables[file]
        put(table, replace(table.entries[key], text=words, before=None))
    for file, table in translation.tables.items():
        (translation.folder / f"{file}.yaml").write_text(table.text(), encoding="utf-8")


def everything(content: Path, code: str = "en") -> None:
    """Translate every text: the words of the source with a sign of the language before them; the parts of addresses get an ending."""
    translation = read(content, code)
    texts = {}
    for item in translation.texts:
        if item.source and item.entry:
            value = item.source.value
            texts[item.file, item.key] = f"{value}-{code}" if item.source.kind.__name__ == "Slug" else f"{code.upper()} {value}"
    translate(content, texts, code)


def edit(content: Path, file: str, old: str, new_words: str) -> None:
    """Change words in a file of the content, as an editor does."""
    path = content / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new_words), encoding="utf-8")


def states(content: Path, code: str = "en") -> dict[str, list[Translated]]:
    """The texts of a language by their state."""
    found: dict[str, list[Translated]] = {"current": [], "outdated": [], "missing": [], "orphan": []}
    for item in read(content, code).texts:
        found[item.state].append(item)
    return found
