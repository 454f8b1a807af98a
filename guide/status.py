"""How far each translation has come: for a terminal, for programs, and for the page that coordinators read."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from guide.coverage import texts_of
from guide.messages import COMMANDS
from guide.text import visible
from guide.translation import State, Translated, Translation


@dataclass(frozen=True)
class Count:
    """How many texts are in each state. `file` is '' for all files of a language together."""

    file: str
    current: int
    outdated: int
    missing: int
    orphans: int

    @property
    def total(self) -> int:
        """How many texts of the source there are."""
        return self.current + self.outdated + self.missing

    @property
    def share(self) -> int:
        """How many of a hundred are current; 100 only where all are."""
        return 100 * self.current // self.total if self.total else 100


@dataclass(frozen=True)
class Standing:
    """Where a translation stands: all texts, file by file, and those that wait, the newest first. `sheets` are the ids it covers, where not all."""

    code: str
    name: str
    sheets: tuple[str, ...]
    all: Count
    files: tuple[Count, ...]
    waiting: tuple[Translated, ...]
    orphans: tuple[Translated, ...]


def standing(translation: Translation) -> Standing:
    """Where a translation stands."""
    texts = texts_of(translation)
    names = dict.fromkeys(item.file for item in texts)
    waiting = [item for item in texts if item.state in ("outdated", "missing")]
    waiting.sort(key=lambda item: since(item) or "9999", reverse=True)
    return Standing(
        translation.code,
        str(translation.settings.name),
        tuple(map(str, translation.settings.sheets)),
        count("", texts),
        tuple(count(name, (item for item in texts if item.file == name)) for name in names),
        tuple(waiting),
        tuple(item for item in texts if item.state == "orphan"),
    )


def since(item: Translated) -> str:
    """Since when a text waits, as year-month-day; '' where no update of the tables has seen it yet."""
    seen = item.entry and item.source and item.entry.source.strip() == item.source.value
    return item.entry.since if item.entry and seen else ""


def count(file: str, texts: Iterable[Translated]) -> Count:
    """The texts by their states."""
    states: Counter[State] = Counter(item.state for item in texts)
    return Count(file, states["current"], states["outdated"], states["missing"], states["orphan"])


def lines(found: Standing, detailed: bool) -> Iterator[str]:
    """What the terminal shows of a language; `detailed` adds every text that waits, with both sources."""
    yield COMMANDS["status"].format(name=found.name, code=found.code, share=found.all.share, current=found.all.current, total=found.all.total)
    unfinished = [item for item in found.files if item.share < 100 or item.orphans]
    if unfinished:
        width = max(len(item.file) for item in unfinished)
        yield f"  {COMMANDS['status-head'].format(file='', width=width)}"
        for item in unfinished:
            yield f"  {item.file:{width}}  {item.current:8} {item.outdated:8} {item.missing:8} {item.orphans:8} {item.share:6} %"
    if detailed:
        for text in (*found.waiting, *found.orphans):
            yield from explained(text)


def explained(item: Translated) -> Iterator[str]:
    """A text that waits: where it stands, what was and is in the source, and what readers are shown."""
    yield f"\n  {item.file}: {item.key}  ({COMMANDS['state-' + item.state]})"
    if item.state != "missing":
        yield from quoted("status-before", item.before)
    if item.source:
        yield from quoted("status-now", item.source.value)
    if item.entry and item.entry.text.strip():
        yield from quoted("status-shown" if item.source else "status-kept", item.entry.text.strip())


def quoted(code: str, text: str) -> Iterator[str]:
    """A labelled text; its further paragraphs stand under the first."""
    label = COMMANDS[code]
    first, *rest = map(visible, text.split("\n"))
    yield f"    {label:9} {first}"
    yield from (f"    {'':9} {line}" for line in rest if line)


def data(found: Standing) -> dict[str, Any]:
    """The same as plain values, for programs."""
    return {
        "language": found.code,
        "name": found.name,
        "sheets": list(found.sheets),
        **counted(found.all),
        "files": {item.file: counted(item) for item in found.files},
        "waiting": [text_data(item) for item in found.waiting],
        "unplaced": [text_data(item) for item in found.orphans],
    }


def counted(item: Count) -> dict[str, int]:
    return {"total": item.total, "current": item.current, "outdated": item.outdated, "missing": item.missing, "orphans": item.orphans, "share": item.share}


def text_data(item: Translated) -> dict[str, str]:
    """A text that waits, without what it does not have."""
    place = str(item.entry.place) if item.entry else ""
    values = {
        "file": item.file,
        "key": item.key,
        "state": item.state,
        "before": item.before if item.state != "missing" else "",
        "now": item.source.value if item.source else "",
        "translation": item.entry.text.strip() if item.entry else "",
        "since": since(item),
        "place": place,
    }
    return {name: value for name, value in values.items() if value}


def json_text(found: list[Standing]) -> str:
    """Every language as JSON."""
    return json.dumps({item.code: data(item) for item in found}, ensure_ascii=False, indent=1)
