"""What the parts of a guide are called in front of those who do not write its files: a text by its page and heading, a field by plain words."""

from typing import Any

from pydantic import BaseModel

from guide import related, text
from guide.index import SHEETS, targets
from guide.messages import FIELDS, REVIEW
from guide.model.base import FigureRef, Ref, SheetRef, Text
from guide.model.guide import FOLDERS, Guide
from guide.usage import Usage, is_page

SHARED = "shared"
"""How the place of a text begins that belongs to no single page."""
TITLES = ("title", "term", "text")
"""The fields that a part is known by, the best first."""
SHORT = 60
"""As many signs of a text are enough to know it by."""


class Names:
    """The names of the parts of one guide."""

    def __init__(self, guide: Guide) -> None:
        self.guide, self.usage = guide, Usage(guide)
        self.targets = {target.id: target for target in targets(guide)}

    def words(self, value: str) -> str:
        """The words of a text, its gaps filled."""
        return text.plain(value, lambda name: str(getattr(self.guide.settings.variables, name, name)))

    def short(self, value: str) -> str:
        """As many words of a text as it is known by, on one line."""
        words = self.words(value).replace("\n", " ")
        return words if len(words) <= SHORT else f"{words[:SHORT].rpartition(' ')[0]} …"

    def place(self, file: str, key: str) -> str:
        """The id of the page that a text stands on; of what is on no page, a name by its file."""
        folder, _, id = file.partition("/")
        return next((page for page in self.usage.pages(folder, id, key) if is_page(self.guide, page)), f"{SHARED}/{folder}")

    def title(self, place: str) -> str:
        """What a place is called."""
        folder, _, id = place.partition("/")
        return REVIEW[f"diff-shared-{id}"] if folder == SHARED else self.words(related.title_of(self.guide, place))

    def where(self, place: str) -> str:
        """The word in the bar under which a page is found."""
        if place.startswith(SHARED):
            return REVIEW["diff-shared"]
        return next((self.words(chapter.title) for _, chapter, ids in related.chapters(self.guide) if place in ids), "")

    def heading(self, path: tuple[str, ...]) -> str:
        """What stands over a part of a file: the titles of what it is in, and the plain word for its field."""
        value: Any = self.guide
        found, word = [], ""
        for number, step in enumerate(path):
            is_field = isinstance(value, BaseModel)
            value = inner(value, step)
            if number <= (path[0] in FOLDERS) or path[0] == "interface":
                continue
            word = (FIELDS.spoken.get(step, "") if is_field else "") or word
            last = path[number + 1] if number == len(path) - 2 else ""
            if number < len(path) - 1 and (title := known_by(value, last)):
                found += [word, quoted(self.short(title))]
                word = ""
        return " · ".join(dict.fromkeys(part for part in (*found, word) if part))

    def value(self, value: Any) -> str:
        """A value that is no text, in words."""
        if isinstance(value, bool):
            return REVIEW["diff-yes" if value else "diff-no"]
        if isinstance(value, tuple | list):
            return ", ".join(map(self.value, value)) or REVIEW["diff-nothing"]
        if isinstance(value, Ref):
            return quoted(self.target(f"{SHEETS}/{value}" if isinstance(value, SheetRef) else value, isinstance(value, FigureRef)))
        if isinstance(value, BaseModel):
            named = getattr(value, "take", None) or getattr(value, "figure", None) or getattr(value, "type", None)
            return self.value(named)
        return quoted(value) if value and isinstance(value, str) else str(value or REVIEW["diff-nothing"])

    def target(self, id: str, figure: bool = False) -> str:
        """What an id leads to: its title, that of its page, or the address itself."""
        target = None if figure else self.targets.get(id)
        return self.short(target.title or self.targets[target.page].title) if target else id

    def ids(self, path: tuple[str, ...], ids: list[str]) -> str:
        """Things that stand under their ids, by what they are known by."""
        value: Any = self.guide
        for step in path:
            value = inner(value, step)
        return ", ".join(quoted(self.short(known_by(inner(value, id)) or id)) for id in ids)


def inner(value: Any, step: str) -> Any:
    """The part of a guide one step further; None where there is none."""
    return value.get(step) if isinstance(value, dict) else getattr(value, step.replace("-", "_"), None)


def known_by(value: Any, but: str = "") -> str:
    """The text that a part is known by, unless that is the one under this key; '' where it has none."""
    texts = [value, *(getattr(value, name, None) for name in TITLES if name != but)]
    return next((str(item) for item in texts if isinstance(item, Text)), "")


def quoted(words: str) -> str:
    """Words between the marks of whoever reads."""
    return REVIEW["diff-quoted"].format(words=words)
