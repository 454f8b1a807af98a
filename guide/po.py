"""Exchange a language's texts with translators' own programs, in their format: PO.

A text's context is its file and key. What waits is fuzzy, with the source before as the previous text; what has lost its source is
obsolete. Nothing that is imported takes away a translation.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import polib

from guide.coverage import texts_of
from guide.disk import write_changed, write_whole
from guide.messages import COMMANDS
from guide.model.guide import SOURCE
from guide.problem import BuildError
from guide.source import place_of
from guide.table import KEY, Entry, Table, put
from guide.text import visible
from guide.translation import Translated, Translation
from guide.update import explained, file_path, table_of
from guide.usage import Usage
from guide.yamltext import remark

PARTED = ":"
"""What stands between file and key in a context."""


def export(translation: Translation, path: Path) -> int:
    """Write the language's texts as a PO file; how many there are."""
    texts = texts_of(translation)
    write_whole(path, text_of(translation, texts).encode())
    return len(texts)


def text_of(translation: Translation, texts: list[Translated]) -> str:
    """The PO file's text."""
    po = polib.POFile(check_for_duplicates=False)
    po.metadata = {
        "Project-Id-Version": str(translation.source.guide.settings.title),
        "Language": translation.locale.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": SOURCE,
    }
    usage = Usage(translation.source.guide)
    for item in texts:
        po.append(po_entry(translation, usage, item))
    return f"{po}\n"


def po_entry(translation: Translation, usage: Usage, item: Translated) -> polib.POEntry:
    """A text as PO has it."""
    entry = item.entry or Entry(item.key)
    result = polib.POEntry(
        msgctxt=f"{item.file}{PARTED}{item.key}",
        msgid=item.source.value if item.source else entry.source,
        msgstr=entry.text,
        tcomment="\n".join(entry.comments),
        obsolete=item.state == "orphan",
    )
    if item.source:
        told = [usage.where(item.file, item.key), *explained(translation, item.file, item.key)]
        result.comment = "\n".join(filter(None, told))
        place = place_of(translation.source.tree, item.file, item.key)
        result.occurrences = [(place.path, str(place.line))]
    if item.state == "outdated":
        result.flags = ["fuzzy"]
        result.previous_msgid = item.before or None
    return result


@dataclass
class Imported:
    """What an import did: texts taken over, kept although the file had none or older ones, and contexts that belong nowhere."""

    taken: int = 0
    kept: int = 0
    strange: int = 0


def import_po(translation: Translation, path: Path) -> Imported:
    """Take the translations of a PO file into the tables. Raises BuildError where it is none, or belongs to another language."""
    po = read_po(path)
    language = po.metadata.get("Language", "").replace("_", "-")
    if language and language.split("-")[0].lower() != translation.code.split("-")[0].lower():
        raise BuildError(COMMANDS["po-language"].format(path=path, language=visible(language), code=translation.code))
    result, tables = Imported(), dict(translation.tables)
    for item in po:
        file, parted, key = (item.msgctxt or "").partition(PARTED)
        if not parted or not KEY.fullmatch(key) or file not in {**translation.sources.files, **tables}:
            result.strange += 1
            continue
        table = tables.setdefault(file, table_of(translation, file))
        take_over(translation, table, file, key, item, result)
    write_changed({file_path(translation, file): table.text() for file, table in tables.items() if table.entries})
    return result


def take_over(translation: Translation, table: Table, file: str, key: str, item: polib.POEntry, result: Imported) -> None:
    """One text of the PO file. A translation is never emptied, and one of today's source never gives way to one of an older."""
    old = table.entries.get(key)
    source = translation.sources.files.get(file, {}).get(key)
    before = Translated(file, key, source, old)
    comments = tuple(map(remark, item.tcomment.split("\n"))) if item.tcomment else ()
    older = before.state == "current" and source is not None and item.msgid.strip() != source.value
    if older or (old and old.text.strip() and not item.msgstr.strip()):
        result.kept += 1
        return
    if "fuzzy" in item.flags:
        new = replace(old or Entry(key), source=item.msgid, text=item.msgstr, before=item.previous_msgid or "", comments=comments)
    else:
        new = replace(old or Entry(key), source=item.msgid, text=item.msgstr, before=None, comments=comments)
    if old and (new.text, new.before) != (old.text, old.before) and new.text.strip() and new.before is None:
        new = replace(new, since="")
    if old != new:
        put(table, new)
        result.taken += old is None or old.text != new.text or old.before != new.before


def read_po(path: Path) -> polib.POFile:
    """The PO file. Raises BuildError where it cannot be read."""
    if not path.is_file():
        raise BuildError(COMMANDS["po-missing"].format(path=path))
    try:
        return polib.pofile(str(path), encoding="utf-8", check_for_duplicates=False)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise BuildError(COMMANDS["po-unreadable"].format(path=path, reason=visible(str(error).split("\n")[0]))) from error
