"""Read what a PDF says of itself to a screen reader: its tags, language, title, links, fields and fonts; and tell what is wrong with it.

The rules are those of PDF/UA-1 (ISO 14289-1) that can be broken by what we write, and a few of our own: every field has a
spoken name, every font is a subset.
"""

import io
import re
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

UA = re.compile(rb"pdfuaid:part(=[\"']|>)1\b")
HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}
LISTS = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}
"""What may stand right below a list, and below its parts."""
RULED = {"Figure", "Table", *LISTS}
"""The kinds of elements that have rules of their own."""


class Tag(NamedTuple):
    """An element of the tree of tags: its kind (`H1`), the kinds it stands in, and the element itself."""

    kind: str
    inside: tuple[str, ...]
    element: Object


class Tree:
    """Every element below one, outer before inner, in reading order; and what else stands in them, with its tag: marked pieces, links and fields."""

    def __init__(self, root: Object) -> None:
        self.tags: list[Tag] = []
        self.held: list[tuple[int | Object, Tag]] = []
        self.grow(Tag("", (), root), ())

    def grow(self, tag: Tag, inside: tuple[str, ...]) -> None:
        """Take up what stands below a tag; `inside` are the kinds that that stands in."""
        below = tag.element.get("/K", Array())
        for child in below if isinstance(below, Array) else [below]:
            kind = child.get("/S") if isinstance(child, Dictionary) else None
            if kind is None:
                self.held.append((child, tag))
            else:
                inner = Tag(str(kind)[1:], inside, child)
                self.tags.append(inner)
                self.grow(inner, (*inside, inner.kind))

    def under(self, number: int) -> range:
        """The numbers of all elements below one."""
        depth, end = len(self.tags[number].inside), number + 1
        while end < len(self.tags) and len(self.tags[end].inside) > depth:
            end += 1
        return range(number + 1, end)

    def below(self, number: int) -> list[Tag]:
        """The elements right below one."""
        depth = len(self.tags[number].inside) + 1
        return [self.tags[inner] for inner in self.under(number) if len(self.tags[inner].inside) == depth]


@dataclass(frozen=True)
class Field:
    """A place to fill in: its name, what is said of it, its page from 0, and its corners in points: left, bottom, right, top."""

    name: str
    spoken: str
    page: int
    corners: tuple[float, float, float, float]


class Inside:
    """What stands in a PDF besides what is seen."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(pdf))
        self.root = self.pdf.Root
        self.pages = [page.obj for page in self.pdf.pages]
        self.page_numbers = {page.objgen: number for number, page in enumerate(self.pages)}

    @cached_property
    def tree(self) -> Tree:
        """The tree of tags; an empty one where there is none."""
        return Tree(self.root.get("/StructTreeRoot", Dictionary()))

    @cached_property
    def marked(self) -> dict[tuple[int, int, int], tuple[str, ...]]:
        """The kinds that each marked piece stands in, by the page, the form on it (-1 for the page itself), and its number there."""
        return {
            (self.page_of(child, tag.element), self.form_of(child), number): (*tag.inside, tag.kind)
            for child, tag in self.tree.held
            if (number := marked_number(child)) is not None
        }

    def page_of(self, child: int | Object, element: Object) -> int:
        page = child.get("/Pg") if isinstance(child, Dictionary) else None
        page = page if page is not None else element.get("/Pg")
        return self.page_numbers.get(page.objgen, -1) if page is not None else -1

    def form_of(self, child: int | Object) -> int:
        """Which of the forms that its page draws holds a marked piece."""
        return self.forms.get(child.Stm.objgen, -1) if isinstance(child, Dictionary) and "/Stm" in child else -1

    @cached_property
    def forms(self) -> dict[tuple[int, int], int]:
        """For every form that a page draws, its number on that page, from 0."""
        return {form.objgen: number for page in self.pages for number, form in enumerate(drawn_forms(page))}

    @cached_property
    def owners(self) -> dict[tuple[int, int], str]:
        """The kind of the tag that each link and field stands in, by its object."""
        return {child.Obj.objgen: tag.kind for child, tag in self.tree.held if isinstance(child, Dictionary) and "/Obj" in child}

    @cached_property
    def notes(self) -> list[tuple[int, Object]]:
        """Every link and field on the pages, with its page."""
        return [(number, note) for number, page in enumerate(self.pages) for note in page.get("/Annots", Array())]

    @cached_property
    def fields(self) -> list[Field]:
        """Every place to fill in; the answers of one choice share a name."""
        return [
            Field(full_name(note), str(note.get("/TU", "")).strip(), page, corners(note))
            for page, note in self.notes
            if note.get("/Subtype") == Name.Widget
        ]

    def faults(self, title: str, language: str, several: bool) -> Iterator[tuple[str, str]]:
        """The code of everything that is wrong, and where. `several` documents in one may have a first heading each."""
        yield from self.font_faults()
        yield from self.document(title, language)
        yield from headings([tag.kind for tag in self.tree.tags if tag.kind in HEADINGS], several)
        for number, tag in enumerate(self.tree.tags):
            if tag.kind in RULED:
                yield from tag_faults(self.tree, number)
        yield from self.note_faults()

    def document(self, title: str, language: str) -> Iterator[tuple[str, str]]:
        """What is wrong with what is said of the document as a whole."""
        if not self.tree.tags or not self.root.get("/MarkInfo", Dictionary()).get("/Marked"):
            yield "untagged", ""
        if str(self.root.get("/Lang", "")) != language:
            yield "language", str(self.root.get("/Lang", ""))
        if str(self.pdf.docinfo.get("/Title", "")) != title:
            yield "title", str(self.pdf.docinfo.get("/Title", ""))
        if not self.root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
            yield "title-hidden", ""
        if "/Metadata" not in self.root or not UA.search(self.root.Metadata.read_bytes()):
            yield "no-pdfua", ""
        for number, page in enumerate(self.pages, 1):
            if page.get("/Tabs") != Name.S:
                yield "tab-order", str(number)

    def note_faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong with links and fields."""
        for page, note in self.notes:
            subtype, owner = note.get("/Subtype"), self.owners.get(note.objgen)
            if subtype == Name.Link and owner != "Link":
                yield "link-untagged", str(page + 1)
            if subtype == Name.Widget and owner != "Form":
                yield "field-untagged", full_name(note)
            if subtype == Name.Widget and str(note.get("/TU", "")).strip() in ("", full_name(note)):
                yield "field-silent", full_name(note)
        tops = {field.objgen: field for field in map(top, self.root.get("/AcroForm", Dictionary()).get("/Fields", Array()))}
        for name, count in Counter(str(field.get("/T", "")) for field in tops.values()).items():
            if count > 1 or not name:
                yield "field-name", name

    @cached_property
    def typed(self) -> set[tuple[int, int]]:
        """The fonts that fields are typed with. They keep their whole name: programs do not type with what is named a part of a font."""
        fonts = self.root.get("/AcroForm", Dictionary()).get("/DR", Dictionary()).get("/Font", Dictionary())
        return {fonts[name].objgen for name in fonts.keys()}

    def font_faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the fonts: every one is there as a subset, with a drawing for each sign that is used."""
        for found in self.pdf.objects:
            if isinstance(found, Dictionary) and found.get("/Type") == "/Font" and found.get("/Subtype") not in ("/Type0", "/Type3"):
                described = found.get("/FontDescriptor", Dictionary(FontName=found.get("/BaseFont")))
                if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
                    yield "font-missing", str(described.FontName)
                elif not re.match(r"/[A-Z]{6}\+", str(described.FontName)) and found.objgen not in self.typed:
                    yield "font-whole", str(described.FontName)
                elif "/FontFile2" in described and max(used(found), default=-1) >= drawings(described.FontFile2.read_bytes()):
                    yield "sign-missing", str(described.FontName)


def drawings(font: bytes) -> int:
    """How many signs a TrueType font draws, from its table `maxp`."""
    tables = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(struct.unpack_from(">H", font, 4)[0]))
    place = next(offset for name, _, offset, _ in tables if name == b"maxp")
    return int(struct.unpack_from(">H", font, place + 4)[0])


def used(font: Object) -> Iterator[int]:
    """The numbers of the signs that a font has widths for: the last of each row of its widths is the highest."""
    listed = list(font.get("/W", Array()))
    for number, widths in pairwise(listed):
        if isinstance(widths, Array):
            yield int(number) + len(widths) - 1


def drawn_forms(page: Object) -> list[Object]:
    """The forms that a page draws, in order."""
    there = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    content = b"".join(part.read_bytes() for part in (page.Contents if isinstance(page.Contents, Array) else [page.Contents]))
    named = (there.get(name.decode()) for name in re.findall(rb"(/\S+)\s+Do\b", content))
    return [found for found in named if found is not None and found.get("/Subtype") == Name.Form]


def marked_number(child: int | Object) -> int | None:
    """The number of a marked piece of a page; None where the child is something else."""
    if isinstance(child, int):
        return child
    return int(child.MCID) if isinstance(child, Dictionary) and "/MCID" in child else None


def headings(kinds: list[str], several: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with the order of headings."""
    if not kinds or kinds[0] != "H1":
        yield "heading-first", kinds[0] if kinds else ""
    if kinds.count("H1") > 1 and not several:
        yield "heading-twice", "H1"
    for before, after in pairwise(kinds):
        if int(after[1]) > int(before[1]) + 1:
            yield "heading-skip", f"{before} {after}"


def tag_faults(tree: Tree, number: int) -> Iterator[tuple[str, str]]:
    """What is wrong with one element."""
    tag, below = tree.tags[number], tree.below(number)
    if tag.kind == "Figure" and not str(tag.element.get("/Alt", "")).strip():
        yield "figure-alt", ""
    if tag.kind in LISTS and not {inner.kind for inner in below} <= LISTS[tag.kind]:
        yield "list-child", " ".join(inner.kind for inner in below)
    if tag.kind == "Table":
        yield from table_faults([tree.below(inner) for inner in tree.under(number) if tree.tags[inner].kind == "TR"])


def table_faults(rows: list[list[Tag]]) -> Iterator[tuple[str, str]]:
    """What is wrong with a table: it has a row of headings, its rows are equally long, its cells know their headings."""
    if not rows or {cell.kind for cell in rows[0]} != {"TH"}:
        yield "table-header", ""
    widths = {sum(int(attribute(cell, "/ColSpan") or 1) for cell in row) for row in rows}
    if len(widths) > 1 and not any(attribute(cell, "/RowSpan") for row in rows for cell in row):
        yield "table-uneven", ""
    if any(cell.kind == "TD" and not attribute(cell, "/Headers") for row in rows for cell in row):
        yield "cell-header", ""


def attribute(tag: Tag, name: str) -> Object | None:
    """An attribute of an element, or None."""
    found = tag.element.get("/A", Dictionary())
    return next((item[name] for item in (found if isinstance(found, Array) else [found]) if name in item), None)


def top(field: Object) -> Object:
    """The field that a field is an answer of, or itself."""
    while "/Parent" in field:
        field = field.Parent
    return field


def full_name(note: Object) -> str:
    return str(top(note).get("/T", ""))


def corners(note: Object) -> tuple[float, float, float, float]:
    one, two, three, four = (float(value) for value in note.Rect)
    return min(one, three), min(two, four), max(one, three), max(two, four)
