"""Keep an edition in step with the guide that all share: what changed under its own texts is told, and settled by its editors."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from guide.content import Content, read_content
from guide.edition import PLATFORM
from guide.layer import TRANSLATIONS, Layer, Own
from guide.omissions import unlinked
from guide.problem import ContentError, Problem, problem
from guide.source import SourceTexts
from guide.table import put, read_tables
from guide.translation import Translated
from guide.update import Updated, update


def drifted(layer: Layer) -> Iterator[Problem]:
    """Each of the edition's texts whose common text has changed or is gone since it was written, with both."""
    for item in layer.texts.texts:
        if item.entry is None:
            continue
        if item.source is None:
            yield problem(item.entry.place, "common-gone", before=item.before, edition=layer.id)
        elif item.state == "outdated" and item.before:
            yield problem(item.entry.place, "common-changed", before=item.before, now=item.source.value, edition=layer.id)


def bring_up(root: Path, id: str, today: str) -> Iterator[tuple[str, Updated]]:
    """Bring an edition's tables up to the common guide of today: those of its own texts first, then those of its own translations.

    `today` is the day, as year-month-day, on which what has changed begins to wait. Raises ContentError or BuildError.
    """
    content = read_content(root, id)
    layer = content.layer
    assert layer
    lost = {item.before for item in layer.texts.orphans}
    fill_in(layer.texts)
    yield id, update(layer.texts, today, lambda item: bool(item.entry) or (item.source is not None and item.source.value in lost))
    content = read_content(root, id)
    for own in own_translations(content):
        yield f"{id}/{own.code}", update(own, today, is_own(content))


def fill_in(texts: Own) -> None:
    """Write the common text beside each own one that an editor has put there without it."""
    for file, table in texts.tables.items():
        sources = texts.sources.files.get(file, {})
        for key, entry in list(table.entries.items()):
            if key in sources and not entry.source.strip() and entry.before is None:
                put(table, replace(entry, source=sources[key].value))


def is_own(content: Content) -> Callable[[Translated], bool]:
    """Whether a text is the edition's and not common: it has changed it, or added it."""
    layer = content.layer
    assert layer
    common = layer.texts.sources.files

    def own(item: Translated) -> bool:
        shared = common.get(item.file, {}).get(item.key)
        if item.source is None or (item.file, item.key) == ("guide", PLATFORM):
            return False
        return shared is None or unlinked(shared.value, layer.lost) != item.source.value

    return own


def own_translations(content: Content) -> Iterator[Own]:
    """The tables of the edition's own texts, language by language."""
    layer = content.layer
    assert layer
    sources = SourceTexts(content.source)
    for code, translation in content.translations.items():
        folder = layer.folder / TRANSLATIONS / code
        tables, problems = read_tables(folder, content.source.root, code)
        if problems:
            raise ContentError(problems)
        yield Own(sources, folder, code, translation.settings, tables)
