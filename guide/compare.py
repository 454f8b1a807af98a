"""Two states of the content → what is different for readers: texts, and what is not text; and which translations are left behind."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from guide.check import walk
from guide.content import Content
from guide.coverage import texts_of
from guide.index import targets
from guide.model.base import Text
from guide.model.guide import FOLDERS, Guide
from guide.source import SourceTexts
from guide.translation import Translation, is_usable

NOT_SAID = ("language", "locale", "direction", "edition", "own_sheets")
"""What a guide holds that no reader sees."""
Key = tuple[str, str]
"""The file and key of a text."""
Path = tuple[str, ...]


@dataclass(frozen=True)
class TextChange:
    """A text that is another than it was. `before` is '' where it was added, `after` where it was removed; `was` is where a moved one stood."""

    language: str
    file: str
    key: str
    kind: Literal["changed", "added", "removed", "moved"]
    before: str
    after: str
    was: Key | None = None


@dataclass(frozen=True)
class Other:
    """Something that is not text and is another than it was, by its path in the guide. Of an `order` both sides are the ids that were kept."""

    path: Path
    kind: Literal["value", "order", "added", "removed"]
    before: Any
    after: Any


@dataclass(frozen=True)
class Behind:
    """How many translations of a language were up to date, and are outdated or missing now."""

    code: str
    name: str
    outdated: int
    missing: int


@dataclass(frozen=True)
class Changes:
    """All that an edit changed. `hidden` and `shown` are the paths of what the edition now leaves out, and no longer leaves out."""

    texts: tuple[TextChange, ...]
    others: tuple[Other, ...]
    hidden: tuple[Path, ...]
    shown: tuple[Path, ...]
    behind: tuple[Behind, ...]


def compare(old: Content, new: Content, languages: list[str]) -> Changes:
    """What is different in these languages."""
    before, after = omitted(old), omitted(new)
    return Changes(
        tuple(change for code in languages for change in text_changes(code, texts_in(old, code), texts_in(new, code))),
        tuple(other_changes(old.source.guide, new.source.guide)),
        tuple(path for path in after if path not in before),
        tuple(path for path in before if path not in after),
        tuple(left_behind(old.translations[code], item) for code, item in new.translations.items() if code in old.translations),
    )


def omitted(content: Content) -> list[Path]:
    """The paths of what an edition leaves out."""
    return content.layer.omitted if content.layer else []


@dataclass(frozen=True)
class Shown:
    """A text as readers of a language see it; `own` where it is in their language, and not the source's for want of a translation."""

    value: str
    own: bool = True


def texts_in(content: Content, code: str) -> dict[Key, Shown]:
    """Every text of a language by its file and key; none where the guide is not in it."""
    if code == content.source.guide.language:
        return {(file, key): Shown(text.value) for file, texts in SourceTexts(content.source).files.items() for key, text in texts.items()}
    if code not in content.translations:
        return {}
    translation = content.translations[code]
    known = {target.id for target in targets(content.source.guide)}
    found = {}
    for item in texts_of(translation):
        if item.source:
            own = item.entry.text.strip() if item.entry and is_usable(item, known) else ""
            found[item.file, item.key] = Shown(own or item.source.value, bool(own))
    return found


def text_changes(code: str, old: dict[Key, Shown], new: dict[Key, Shown]) -> Iterator[TextChange]:
    """The texts that differ, in the order of today; those that are gone come last. Words that stand in for a translation are the source's changes."""
    lost: dict[str, list[Key]] = {}
    for place, shown in old.items():
        if place not in new and shown.own:
            lost.setdefault(shown.value, []).append(place)
    for (file, key), shown in new.items():
        before = old.get((file, key))
        if before and before.value != shown.value and (before.own or shown.own):
            yield TextChange(code, file, key, "changed", before.value, shown.value)
        elif not before and shown.own and (places := lost.get(shown.value)):
            was = max(places, key=lambda place: likeness(place, (file, key)))
            places.remove(was)
            yield TextChange(code, file, key, "moved", shown.value, shown.value, was)
        elif not before and shown.own:
            yield TextChange(code, file, key, "added", "", shown.value)
    left = {place for places in lost.values() for place in places}
    yield from (TextChange(code, *place, "removed", shown.value, "") for place, shown in old.items() if place in left)


def likeness(one: Key, other: Key) -> tuple[bool, int]:
    """How likely a text moved from the one place to the other: within a file, and with many steps of its key in common."""
    return one[0] == other[0], len(set(one[1].split("/")) & set(other[1].split("/")))


def other_changes(old: Guide, new: Guide) -> Iterator[Other]:
    """What differs besides texts. What came or went with texts in it is told by them."""
    for name in Guide.model_fields:
        if name not in NOT_SAID:
            yield from differences(getattr(old, name), getattr(new, name), (name,))


def differences(old: Any, new: Any, path: Path) -> Iterator[Other]:
    """What differs between two parts of a guide besides texts."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from among_ids(old, new, path)
    elif isinstance(old, BaseModel) and isinstance(new, type(old)):
        for name, field in type(old).model_fields.items():
            yield from differences(getattr(old, name), getattr(new, name), (*path, field.alias or name))
    elif old != new and (old or new) and not has_text(old) and not has_text(new):
        yield Other(path, "value", old, new)


def among_ids(old: dict[str, Any], new: dict[str, Any], path: Path) -> Iterator[Other]:
    """What differs where things stand under their ids: what came, what went, and the order of those that stayed. Files have no order."""
    for id, value in new.items():
        if id in old:
            yield from differences(old[id], value, (*path, id))
        elif not has_text(value):
            yield Other((*path, id), "added", None, value)
    yield from (Other((*path, id), "removed", value, None) for id, value in old.items() if id not in new and not has_text(value))
    before, after = [id for id in old if id in new], [id for id in new if id in old]
    if before != after and (len(path) > 1 or path[0] not in FOLDERS):
        yield Other(path, "order", before, after)


def has_text(value: Any) -> bool:
    """Whether there is a text in it."""
    return any(isinstance(part, Text) for _, part in walk(value))


def left_behind(old: Translation, new: Translation) -> Behind:
    """What the edit does to a translation. One whose text has moved is not lost: `translate update` lets it follow."""
    before = {(item.file, item.key): item.state for item in texts_of(old)}
    now = [item for item in texts_of(new) if item.source and before.get((item.file, item.key)) != item.state]
    outdated = sum(item.state == "outdated" for item in now)
    missing = Counter(item.source.value for item in now if item.state == "missing" and item.source)
    follow = Counter(item.before for item in new.orphans)
    return Behind(new.code, str(new.settings.name), outdated, (missing - follow).total())
