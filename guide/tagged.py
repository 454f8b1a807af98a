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

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

UA = re.compile(rb"pdfuaid:part(=[\"']|>)1\b")


@dataclass(frozen=True)
class Tag:
    """An element of the tree of tags: its kind (`H1`), the kinds it stands in, and the element itself."""

    kind: str
    inside: tuple[str, ...]
    element: Object

    @property
    def below(self) -> list[str]:
        """The kinds of the elements right below."""
        return [kind(child) for child in children(self.element) if is_tag(child)]


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
        self.page_numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}

    @cached_property
    def tags(self) -> list[Tag]:
        """Every element of the tree, outer before inner, in reading order; none where there is no tree."""
        return list(walk(self.root.StructTreeRoot, ())) if "/StructTreeRoot" in self.root else []

    @cached_property
    def marked(self) -> dict[tuple[int, int, int], tuple[str, ...]]:
        """The kinds that each marked piece stands in, by the page, the form on it (-1 for the page itself), and its number there."""
        return {
            (self.page_of(child, tag.element), self.form_of(child), number): (*tag.inside, tag.kind)
            for tag in self.tags
            for child in children(tag.element)
            if (number := marked_number(child)) is not None
        }

    def page_of(self, child: Object, element: Object) -> int:
        page = child.get("/Pg") if isinstance(child, Dictionary) else None
        page = page if page is not None else element.get("/Pg")
        return self.page_numbers.get(page.objgen, -1) if page is not None else -1

    def form_of(self, child: Object) -> int:
        """Which of the forms that its page draws holds a marked piece."""
        return self.forms.get(child.Stm.objgen, -1) if isinstance(child, Dictionary) and "/Stm" in child else -1

    @cached_property
    def forms(self) -> dict[tuple[int, int], int]:
        """For every form that a page draws, its number on that page, from 0."""
        return {form.objgen: number for page in self.pdf.pages for number, form in enumerate(drawn_forms(page))}

    @cached_property
    def owners(self) -> dict[tuple[int, int], str]:
        """The kind of the tag that each link and field stands in, by its object."""
        held = ((child, tag.kind) for tag in self.tags for child in children(tag.element))
        return {child.Obj.objgen: kind for child, kind in held if isinstance(child, Dictionary) and "/Obj" in child}

    @cached_property
    def notes(self) -> list[tuple[int, Object]]:
        """Every link and field on the pages, with its page."""
        return [(number, note) for number, page in enumerate(self.pdf.pages) for note in page.obj.get("/Annots", Array())]

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
        yield from headings([tag.kind for tag in self.tags if re.fullmatch("H[1-6]", tag.kind)], several)
        for tag in self.tags:
            yield from tag_faults(tag)
        yield from self.note_faults()


    def document(self, title: str, language: str) -> Iterator[tuple[str, str]]:
        """What is wrong with what is said of the document as a whole."""
        if not self.tags or not self.root.get("/MarkInfo", Dictionary()).get("/Marked"):
            yield "untagged", ""
        if str(self.root.get("/Lang", "")) != language:
            yield "language", str(self.root.get("/Lang", ""))
        if str(self.pdf.docinfo.get("/Title", "")) != title:
            yield "title", str(self.pdf.docinfo.get("/Title", ""))
        if not self.root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
            yield "title-hidden", ""
        if "/Metadata" not in self.root or not UA.search(self.root.Metadata.read_bytes()):
            yield "no-pdfua", ""
        for number, page in enumerate(self.pdf.pages, 1):
            if page.obj.get("/Tabs") != Name.S:
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
            if isinstance(found, Dictionary) and found.get("/Type") == Name.Font and found.get("/Subtype") not in (Name.Type0, Name.Type3):
                described = found.get("/FontDescriptor", Dictionary(FontName=found.get("/BaseFont")))
                if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
                    yield "font-missing", str(described.FontName)
                elif not re.match(r"/[A-Z]{6}\+", str(described.FontName)) and found.objgen not in self.typed:
                    yield "font-whole", str(described.FontName)
                elif "/FontFile2" in described and any(sign >= drawings(described.FontFile2.read_bytes()) for sign in used(found)):
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


def drawn_forms(page: pikepdf.Page) -> list[Object]:
    """The forms that a page draws, in order."""
    there = page.obj.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    content = b"".join(part.read_bytes() for part in (page.obj.Contents if isinstance(page.obj.Contents, Array) else [page.obj.Contents]))
    named = (there.get(name.decode()) for name in re.findall(rb"(/\S+)\s+Do\b", content))
    return [found for found in named if found is not None and found.get("/Subtype") == Name.Form]


def walk(element: Object, inside: tuple[str, ...]) -> Iterator[Tag]:
    """Every tag below an element, outer before inner."""
    for child in children(element):
        if is_tag(child):
            yield Tag(kind(child), inside, child)
            yield from walk(child, (*inside, kind(child)))


def children(element: Object) -> list[Object]:
    """What stands right below an element: other elements, marked pieces of pages, links and fields."""
    found = element.get("/K", Array())
    return list(found) if isinstance(found, Array) else [found]


def is_tag(child: Object) -> bool:
    return bool(isinstance(child, Dictionary) and "/S" in child)


def kind(element: Object) -> str:
    return str(element.S)[1:]


def marked_number(child: Object) -> int | None:
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


def tag_faults(tag: Tag) -> Iterator[tuple[str, str]]:
    """What is wrong with one element."""
    if tag.kind == "Figure" and not str(tag.element.get("/Alt", "")).strip():
        yield "figure-alt", ""
    if tag.kind == "LI" and not set(tag.below) <= {"Lbl", "LBody"}:
        yield "list-child", " ".join(tag.below)
    if tag.kind == "L" and not set(tag.below) <= {"LI", "L", "Caption"}:
        yield "list-child", " ".join(tag.below)
    if tag.kind == "Table":
        yield from table_faults([row for row in walk(tag.element, ()) if row.kind == "TR"])


def table_faults(rows: list[Tag]) -> Iterator[tuple[str, str]]:
    """What is wrong with a table: it has a row of headings, its rows are equally long, its cells know their headings."""
    if not rows or set(rows[0].below) != {"TH"}:
        yield "table-header", ""
    cells = [[cell for cell in children(row.element) if is_tag(cell)] for row in rows]
    widths = {sum(int(attribute(cell, "/ColSpan") or 1) for cell in row) for row in cells}
    if len(widths) > 1 and not any(attribute(cell, "/RowSpan") for row in cells for cell in row):
        yield "table-uneven", ""
    if any(kind(cell) == "TD" and not attribute(cell, "/Headers") for row in cells for cell in row):
        yield "cell-header", ""


def attribute(element: Object, name: str) -> Object | None:
    """An attribute of an element, or None."""
    found = element.get("/A", Dictionary())
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
