"""The pages of a few sheets, made anew in the site as it stands. All other pages wait for the whole build, which has the last word."""

import re
from collections.abc import Collection, Mapping

from guide import pictures, related
from guide.content import Content
from guide.disk import Tree
from guide.index import SHEETS
from guide.links import Links
from guide.marks import show
from guide.model.guide import SOURCE, Guide
from guide.pages import Surroundings, Writer, parted
from guide.pictures import Picture
from guide.printables import Printable
from guide.store import Pressed
from guide.switcher import root, switcher

BODY = re.compile(r'<div class="page page--.*</div>(?=\s*</article>)', re.DOTALL)
"""The page in its frame."""


class SheetPictures(dict[str, Picture]):
    """The pictures of a language's sheets by their ids, drawn when they are asked for."""

    def __init__(self, guide: Guide, site: Tree) -> None:
        super().__init__()
        self.guide, self.site = guide, site

    def __missing__(self, id: str) -> Picture:
        pdf = self.site.path(Printable(id, language=self.guide.language).path).read_bytes()
        self[id] = pictures.of_sheet(pdf, f"assets/sheets/{id}")[0]
        return self[id]


class Renewal:
    """What changes of a site with these PDFs: their files, their pictures, and the pages of their sheets."""

    def __init__(self, content: Content, wanted: Collection[Printable], tree: Tree) -> None:
        """`tree` is the site as it stands, and what is made of it anew."""
        self.content, self.tree = content, tree
        self.sheets = list(dict.fromkeys((item.language, item.sheet) for item in wanted))
        print_ones = (Printable(id, language=code) for id in dict.fromkeys(item.sheet for item in wanted) for code in content.guides)
        self.printed = tuple(item for item in print_ones if item in wanted or tree.path(item.path).exists())
        self.writers: dict[str, Writer] = {}

    def prepare(self) -> None:
        """Make ready what writes the pages, which takes about as long as the printing."""
        pictures.prepare()
        for code, _ in self.sheets:
            self.writer(code)

    def write(self, pressed: Mapping[Printable, Pressed]) -> None:
        """Write it, with the PDFs as they were printed."""
        for printable, made in pressed.items():
            self.tree.write(printable.path, made.pdf)
            if printable.variant == "print":
                _, files = pictures.of_sheet(made.pdf, f"{root(self.content.guides[printable.language])}assets/sheets/{printable.sheet}")
                for name, data in files.items():
                    self.tree.write(name, data)
        for code, sheet in self.sheets:
            guide, id = self.content.guides[code], f"{SHEETS}/{sheet}"
            path = page_path(guide, id)
            if path and self.tree.path(path).exists():
                key = next(key for key, _, ids in related.chapters(guide) if id in ids)
                document = self.writer(code).page(id, key)
                self.tree.write(path, reframed(document, self.tree.path(path).read_text(encoding="utf-8")).encode())

    def writer(self, code: str) -> Writer:
        """What writes the pages of a language."""
        if code not in self.writers:
            content, guide = self.content, self.content.guides[code]
            # a page leads to its sheet in other languages, its frame to the pages there: those need not be known
            others = [other for other in content.translations if other in (code, *(item.language for item in self.printed))]
            around = Surroundings(switcher=switcher(content, [SOURCE], others), printed=self.printed)
            translation = content.translations.get(code)
            self.writers[code] = Writer(translation.marked if translation else guide, SheetPictures(guide, self.tree), around)
        return self.writers[code]


def page_path(guide: Guide, id: str) -> str | None:
    """Where the page of an id lies below the root of the site; None where it has none."""
    address = Links(guide).addresses.get(id)
    return None if address is None else f"{root(guide)}{address}index.html"


def reframed(document: str, page: str) -> str:
    """The page with what a document says, in the frame it has."""
    shown = show(parted(document)[1], SOURCE, "ltr")
    return BODY.sub(lambda _: shown, page)
