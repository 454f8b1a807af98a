"""Every PDF there is: each sheet as it is printed by hand, and its variants."""

from dataclasses import dataclass

from guide.model.component import Booklet, Cards, Collection, Drawing
from guide.model.guide import Guide
from guide.model.sheet import Sheet

VARIANTS = ("print", "fillable", "large", "a3", "a5")
"""To write on by hand; to fill in on a screen; 140 % for low vision; a poster; a booklet to fold."""


@dataclass(frozen=True)
class Printable:
    """A PDF: the sheet it shows, and as which variant."""

    sheet: str
    variant: str = "print"

    @property
    def name(self) -> str:
        """The file's name without its suffix: `notes-1`, `notes-1-fillable`."""
        return self.sheet if self.variant == "print" else f"{self.sheet}-{self.variant}"


def printables(guide: Guide, variants: tuple[str, ...] = VARIANTS) -> list[Printable]:
    """Every PDF of these variants, sheet by sheet."""
    return [Printable(id, variant) for id, sheet in guide.sheets.items() for variant in of_sheet(sheet) if variant in variants]


def of_sheet(sheet: Sheet) -> tuple[str, ...]:
    """The variants of a sheet: whole books have none but the A5 booklet; a sheet that is one figure becomes a poster."""
    parts = sheet.components.values()
    if any(isinstance(part, Booklet) for part in parts):
        return ("print", "a5")
    if any(isinstance(part, Collection) for part in parts):
        return ("print",)
    if sheet.group == "posters":
        fillable = any(isinstance(part, Drawing) and part.write for part in parts)
        return ("print", "fillable", "a3") if fillable else ("print", "a3")
    if sheet.kind == "parents" or any(isinstance(part, Cards) for part in parts):
        return ("print", "large")
    return ("print", "fillable", "large")
