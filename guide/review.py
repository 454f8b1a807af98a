"""What an edit changed, page by page in the order of the site, in the words of whoever approves it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from guide import related, wording
from guide.compare import Changes, Other, TextChange
from guide.content import Content
from guide.coverage import Keys, on_paper
from guide.index import SHEETS
from guide.messages import REVIEW
from guide.model.guide import FOLDERS, Guide
from guide.naming import SHARED, Names, quoted
from guide.proofs import Proof, sets
from guide.source import SourceTexts, path_of
from guide.usage import is_page
from guide.wording import Reader

MANY = 6
"""As many titles are listed in a line."""


@dataclass(frozen=True)
class Item:
    """A text that differs, as HTML before and after. `also` says where else it stands, `was` where it stood."""

    change: TextChange
    heading: str
    before: Markup
    after: Markup
    also: str
    was: str


@dataclass
class Place:
    """A page, a sheet, or what belongs to several, with all that differs. `state` is 'new' or 'gone' where it was not there before or is not now."""

    id: str
    title: str
    where: str
    state: str
    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    because: str = ""

    @property
    def anchor(self) -> str:
        """Its id in the page of the review."""
        return self.id.replace("/", "-")

    @property
    def is_shared(self) -> bool:
        """Whether it belongs to several pages, and so has no title of its own."""
        return self.id.startswith(SHARED)

    @property
    def kind(self) -> str:
        """`sheet` or `page`."""
        return "sheet" if self.id.startswith(f"{SHEETS}/") else "page"


class Review:
    """Two states of the content side by side."""

    def __init__(self, old: Content, new: Content, changes: Changes, proofs: list[Proof]) -> None:
        self.old, self.new, self.changes, self.proofs = old, new, changes, proofs
        self.before, self.after = Names(old.source.guide), Names(new.source.guide)

    @cached_property
    def places(self) -> list[Place]:
        """All that differs, in the order of the site; what belongs to several pages comes last."""
        found: dict[str, Place] = {}
        for change in self.changes.texts:
            names = self.before if change.kind == "removed" else self.after
            self.at(found, names.place(change.file, change.key)).items.append(self.item(change, names))
        for other in self.changes.others:
            names = self.before if other.kind == "removed" else self.after
            self.at(found, names.place(file_of(other), "/".join(other.path[depth(other) :]))).notes.append(self.note(other, names))
        for proof in self.proofs:
            place = self.at(found, f"{SHEETS}/{proof.sheet}")
            place.proofs.append(proof)
            place.because = self.because(proof.sheet)
        order = [*reading_order(self.new.source.guide), *reading_order(self.old.source.guide)]
        return sorted(found.values(), key=lambda place: order.index(place.id) if place.id in order else len(order))

    def at(self, found: dict[str, Place], id: str) -> Place:
        """The place with this id."""
        if id not in found:
            there = [id.startswith(SHARED) or is_in(content.source.guide, id) for content in (self.old, self.new)]
            names = self.after if there[1] else self.before
            found[id] = Place(id, names.title(id), names.where(id), "" if all(there) else "new" if there[1] else "gone")
        return found[id]

    def item(self, change: TextChange, names: Names) -> Item:
        """A text as its readers are shown it."""
        old, new = self.reader(self.old, self.before, change.language), self.reader(self.new, self.after, change.language)
        if change.kind == "changed":
            before, after = wording.marked(change.before, change.after, old, new)
        else:
            before, after = wording.plain(change.before, old), wording.plain(change.after, new)
        here = names.place(change.file, change.key)
        others = [sheet for sheet in self.sheets_with(change) if f"{SHEETS}/{sheet}" != here]
        return Item(change, names.heading(full_path(change.file, change.key)), before, after, titles(names, others), self.was(change))

    def sheets_with(self, change: TextChange) -> list[str]:
        """The sheets that differ and on which the text stands, or stood."""
        paper = self.paper_before if change.kind == "removed" else self.paper_after
        differ = {proof.sheet for proof in self.proofs if proof.language == change.language}
        return [sheet for sheet, keys in paper.items() if sheet in differ and (change.file, change.key) in keys]

    @cached_property
    def paper_before(self) -> dict[str, Keys]:
        """The texts on the sheets that differ, as they were."""
        return self.paper(self.old)

    @cached_property
    def paper_after(self) -> dict[str, Keys]:
        """The texts on the sheets that differ, as they are."""
        return self.paper(self.new)

    def paper(self, content: Content) -> dict[str, Keys]:
        """The texts on the sheets that differ and are in this content."""
        ids = dict.fromkeys(proof.sheet for proof in self.proofs if proof.sheet in content.source.guide.sheets)
        return on_paper(SourceTexts(content.source), list(ids))

    def was(self, change: TextChange) -> str:
        """Where a text that has moved stood."""
        if not change.was:
            return ""
        heading = self.before.heading(full_path(*change.was))
        return " · ".join(part for part in (self.before.title(self.before.place(*change.was)), heading) if part)

    def reader(self, content: Content, names: Names, language: str) -> Reader:
        """Reads the texts of one language."""
        variables = content.guides.get(language, content.source.guide).settings.variables
        return Reader(lambda name: str(getattr(variables, name, name)), lambda id: REVIEW["diff-leads-to"].format(title=names.target(id)))

    def note(self, other: Other, names: Names) -> str:
        """Something that is not text, in a sentence."""
        if other.path == ("logo",):
            return REVIEW["diff-logo"]
        heading = names.heading(other.path)
        if other.kind == "order":
            said = REVIEW["diff-list-order"].format(names=self.after.ids(other.path, other.after))
        elif other.kind != "value":
            what = " · ".join(part for part in (heading, names.value(other.before or other.after)) if part)
            return REVIEW[f"diff-part-{other.kind}"].format(what=what)
        elif isinstance(other.before, tuple) and isinstance(other.after, tuple):
            said = "; ".join(self.of_list(other.before, other.after))
        else:
            said = REVIEW["diff-values"].format(before=self.before.value(other.before), after=self.after.value(other.after))
        return REVIEW["diff-said"].format(what=heading or quoted(other.path[-1]), said=said)

    def of_list(self, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
        """What a list has that it had not, what it had, and whether the rest stands in another order."""
        if gone := tuple(item for item in old if item not in new):
            yield REVIEW["diff-list-removed"].format(names=self.before.value(gone))
        if come := tuple(item for item in new if item not in old):
            yield REVIEW["diff-list-added"].format(names=self.after.value(come))
        if [item for item in old if item in new] != [item for item in new if item in old]:
            yield REVIEW["diff-list-order"].format(names=self.after.value(new))

    def because(self, sheet: str) -> str:
        """The other places whose words have changed and stand on this sheet."""
        found = {}
        for change in self.changes.texts:
            names = self.before if change.kind == "removed" else self.after
            place = names.place(change.file, change.key)
            if place != f"{SHEETS}/{sheet}" and sheet in self.sheets_with(change):
                found[place] = names.title(place)
        return ", ".join(found.values())

    def common(self, state: str, path: tuple[str, ...]) -> str:
        """What an edition leaves out, or no longer does, as the common guide calls it."""
        layer = (self.new if state == "hidden" else self.old).layer
        assert layer
        names = Names(layer.common.guide)
        *steps, last = path
        return names.ids(tuple(steps), [last])

    @cached_property
    def differing(self) -> list[str]:
        """The sheets that look different on paper."""
        return list(dict.fromkeys(proof.sheet for proof in self.proofs if proof.pages))

    @cached_property
    def sets(self) -> str:
        """The titles of the sets that hold a sheet that looks different."""
        return titles(self.after, sets(self.new.source.guide, self.differing))

    @property
    def is_empty(self) -> bool:
        return not self.places and not self.changes.hidden and not self.changes.shown

    def counts(self) -> Iterator[tuple[str, int]]:
        """How many there are of each kind of change, and what they touch; the names are those of messages."""
        for kind in ("changed", "added", "removed", "moved"):
            yield kind, sum(change.kind == kind for change in self.changes.texts)
        yield "rest", len(self.changes.others)
        yield "pages", sum(not place.is_shared and bool(place.items or place.notes) for place in self.places)
        yield "sheets", len(self.differing)


def full_path(file: str, key: str) -> tuple[str, ...]:
    """The path of a text in the guide."""
    return (*path_of(file), *key.split("/"))


def depth(other: Other) -> int:
    """How many steps of a path lead to the file."""
    return 2 if other.path[0] in FOLDERS else 1


def file_of(other: Other) -> str:
    """The file that something which is not text stands in."""
    return "guide" if other.path[0] in ("settings", "logo") else "/".join(other.path[: depth(other)])


def is_in(guide: Guide, place: str) -> bool:
    """Whether a guide has this page or sheet."""
    return place.removeprefix(f"{SHEETS}/") in guide.sheets if place.startswith(f"{SHEETS}/") else is_page(guide, place)


def reading_order(guide: Guide) -> list[str]:
    """The ids of all pages in the order of the bar."""
    return [id for _, _, ids in related.chapters(guide) for id in ids]


def titles(names: Names, sheets: list[str]) -> str:
    """The titles of sheets in a line; of many the first, and how many there are."""
    shown = [names.title(f"{SHEETS}/{id}") for id in sheets[:MANY]]
    return ", ".join(shown) + (f" … ({len(sheets)})" if len(sheets) > MANY else "")
