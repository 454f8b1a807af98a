"""Every PDF there is: each sheet as it is printed by hand, and its variants."""

from dataclasses import dataclass

from guide.index import is_book
from guide.languages import script
from guide.model.component import Cards, Collection, Drawing
from guide.model.guide import SOURCE, Guide
from guide.model.sheet import Sheet
from guide.variants import VARIANTS


@dataclass(frozen=True)
class Printable:
    """A PDF: the sheet it shows, as which variant, and in which language."""

    sheet: str
    variant: str = "print"
    language: str = SOURCE

    @property
    def name(self) -> str:
        """The file's name without its suffix: `notes-1`, `notes-1-fillable`."""
        return self.sheet if self.variant == "print" else f"{self.sheet}-{self.variant}"

    @property
    def path(self) -> str:
        """Where the file lies below the root of the site."""
        return f"print/{self.language}/{self.name}.pdf"


def printables(guide: Guide, variants: tuple[str, ...] = VARIANTS, ids: tuple[str, ...] = ()) -> list[Printable]:
    """Every PDF of these variants, sheet by sheet; of these sheets, or of all where none is named."""
    return [
        Printable(id, variant, guide.language)
        for id in ids or guide.sheets
        for variant in of_sheet(guide.sheets[id])
        if variant in variants and (variant != "fillable" or types_in(guide))
    ]


def types_in(guide: Guide) -> bool:
    """Whether fields can be typed in with the guide's font of one byte a sign: its letters are Latin."""
    return script(guide.locale) == "Latn"


def sheet_file(guide: Guide, content: str, sheet: str) -> str:
    """The file in which the words of a sheet are to be mended: its own, or the table of its translation."""
    own = f"editions/{guide.edition}/add/" if sheet in guide.own_sheets and guide.language == SOURCE else ""
    return f"{content}/{own or guide.folder}sheets/{sheet}.yaml"


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
