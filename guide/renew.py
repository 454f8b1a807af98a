"""The pages of a few sheets, made anew in the site as it stands. All other pages wait for the whole build, which has the last word."""

import re
from collections.abc import Mapping

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


def renew(content: Content, pressed: Mapping[Printable, Pressed], tree: Tree) -> None:
    """Write what changes of a site with these PDFs: their files, their pictures, and the pages of their sheets."""
    for printable, made in pressed.items():
        tree.write(printable.path, made.pdf)
        if printable.variant == "print":
            _, files = pictures.of_sheet(made.pdf, f"{root(content.guides[printable.language])}assets/sheets/{printable.sheet}")
            for name, data in files.items():
                tree.write(name, data)
    for code, id in dict.fromkeys((printable.language, printable.sheet) for printable in pressed):
        guide = content.guides[code]
        path = page_path(guide, f"{SHEETS}/{id}")
        if path and tree.path(path).exists():
            tree.write(path, renewed(content, guide, f"{SHEETS}/{id}", tree).encode())


def page_path(guide: Guide, id: str) -> str | None:
    """Where the page of an id lies below the root of the site; None where it has none."""
    address = Links(guide).addresses.get(id)
    return None if address is None else f"{root(guide)}{address}index.html"


def renewed(content: Content, guide: Guide, id: str, site: Tree) -> str:
    """The page of an id with the words of `guide`, in the frame that it has in the site. `content` says what other languages there are."""
    sheet = id.removeprefix(f"{SHEETS}/")
    printed = tuple(item for code in content.guides if site.path((item := Printable(sheet, language=code)).path).exists())
    # the page leads to the sheet in other languages, the frame to their pages: those need not be known
    switch = switcher(content, [SOURCE], [code for code in content.translations if code in (guide.language, *(item.language for item in printed))])
    around = Surroundings(switcher=switch, printed=printed)
    key = next(key for key, _, ids in related.chapters(guide) if id in ids)
    translation = content.translations.get(guide.language)
    document = Writer(translation.marked if translation else guide, SheetPictures(guide, site), around).page(id, key)
    return reframed(document, site.path(str(page_path(guide, id))).read_text(encoding="utf-8"))


def reframed(document: str, page: str) -> str:
    """The page with what a document says, in the frame it has."""
    shown = show(parted(document)[1], SOURCE, "ltr")
    return BODY.sub(lambda _: shown, page)
