"""Every PDF there is: each sheet as it is printed by hand, and its variants."""

from dataclasses import dataclass

from guide.model.component import Booklet, Cards, Collection, Drawing
from guide.model.guide import Guide
from guide.model.sheet import Sheet
from guide.variants import VARIANTS


@dataclass(frozen=True)
class Printable:
    """A PDF: the sheet it shows, and as which variant."""

    sheet: str
    variant: str = "print"

    @property
    def name(self) -> str:
        """The file's name without its suffix: `notes-1`, `notes-1-fillable`."""
        return self.sheet if self.variant == "print" else f"{self.sheet}-{self.variant}"


def is_book(sheet: Sheet) -> bool:
    """Whether it is the whole guide as a book."""
    return any(isinstance(part, Booklet) for part in sheet.components.values())


def printables(guide: Guide, variants: tuple[str, ...] = VARIANTS, ids: tuple[str, ...] = ()) -> list[Printable]:
    """Every PDF of these variants, sheet by sheet; of these sheets, or of all where none is named."""
    return [Printable(id, variant) for id in ids or guide.sheets for variant in of_sheet(guide.sheets[id]) if variant in variants]


def of_sheet(sheet: Sheet) -> tuple[str, ...]:
    """The variants of a sheet: whole books have none but the A5 booklet; a sheet that is one figure becomes a poster."""
    parts = sheet.components.values()
    if is_book(sheet):
        return ("print", "a5")
    if any(isinstance(part, Collection) for part in parts):
        return ("print",)
    if any(isinstance(part, Cards) for part in parts):
        return ("print", "large")
    if sheet.group == "posters":
        fillable = any(isinstance(part, Drawing) and part.write for part in parts)
        return ("print", "fillable", "a3") if fillable else ("print", "a3")
    return ("print", "fillable", "large")
