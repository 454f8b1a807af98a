"""Make the forms sound that the engine writes, for every program that fills in a PDF.

The engine writes fields with a font that few programs can type with, answers to one question as fields of their own, and no
pictures of what is chosen. Here each field gets what the standard asks for; nothing that is printed changes.
"""

import io
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String
from weasyprint.document import Document
from weasyprint.layout.background import layout_box_backgrounds

from guide.environment import TEMPLATES
from guide.tokens import colours

FONT = TEMPLATES / "assets" / "fonts" / "atkinson-next-400.ttf"
KEY = "/Atkinson"
"""What fields call their font."""
NARROW = 40
"""Fields narrower than this, in points, have room for a sign or two: it stands in the middle."""
ENCODING = "cp1252"
"""The signs that fields are shown with; programs take a font of their own for others."""
INSET = 3.0
"""From the edge of a square to the field in it, in pixels of the engine."""
RADIO = 1 << 15
"""The flag of a group of which one is chosen. Without the flag beside it one click takes the answer back: nothing must be answered."""

Pictures = dict[tuple[float, float], tuple[Any, Any]]
"""For a size in points, a ticked circle or square and an empty one."""


def stretch(document: Document) -> None:
    """Make the fields of squares as high as the place that layout gave them."""
    for page in document.pages:
        moved = {id(box): stretched(page._page_box, box, holder) for holder, box in squares(page._page_box)}
        for items in page.forms.values():
            items[:] = [(box, moved.get(id(box), rectangle)) for box, rectangle in items]


def squares(box: Any, holder: Any = None) -> Iterator[tuple[Any, Any]]:
    """The fields of squares below a box, each with the cell or part that holds it."""
    for child in box.all_children():
        if child.is_input() and child.element.get("class") == "square":
            yield holder, child
        else:
            yield from squares(child, child if child.element_tag in ("td", "section") else holder)


def stretched(page_box: Any, box: Any, holder: Any) -> tuple[float, float, float, float]:
    """Set the box of a field to the room of its holder; its corners, in pixels. In a cell it takes the cell, else what is left below it."""
    bottom = holder.padding_box_y() + holder.padding_height()
    if holder.element_tag == "td":
        box.position_x, box.position_y = holder.padding_box_x() + INSET, holder.padding_box_y() + INSET
        box.width = holder.padding_width() - 2 * INSET - box.border_width() + box.width
        bottom -= INSET
    else:
        bottom -= holder.padding_bottom
    box.height += bottom - box.position_y - box.margin_height()
    layout_box_backgrounds(page_box, box, None, layout_children=False)
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height


def questions(document: Document) -> dict[str, str]:
    """The question of every group of answers, by the group's name."""
    boxes = (box for page in document.pages for items in page.forms.values() for box, _ in items)
    return {box.element.get("name"): box.element.get("data-question") for box in boxes if box.element.get("data-question")}


def repair(pdf: bytes, questions: Mapping[str, str]) -> bytes:
    """The PDF with sound form fields; `questions` are what is said of every group of answers, by its name."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/AcroForm" not in document.Root:
            return pdf
        font = document.make_indirect(typing_font(document))
        pictures: Pictures = {}
        found = widgets(document)
        fonts = {str(widget.DA).split("/")[-1].split()[0] for widget in found if "/DA" in widget}
        for widget in found:
            widget.Rect = Array(corners(widget))
            if widget.get("/FT") == "/Tx":
                repair_text(document, widget, font)
            else:
                repair_button(document, widget, pictures)
        fields = ordered(document, found)
        for field in fields:
            if "/Kids" in field:
                repair_group(field, questions[str(field.T)])
        default = String(f"{KEY} 12 Tf 0 g")
        document.Root.AcroForm = document.make_indirect(Dictionary(Fields=Array(fields), DR=Dictionary(Font=Dictionary({KEY: font})), DA=default))
        for page in document.pages:
            forget(page, fonts)
        result = io.BytesIO()
        document.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()


def widgets(document: pikepdf.Pdf) -> list[Any]:
    """Every field on the pages, in the order of the tags."""
    return [tag for tag in referenced(document.Root.StructTreeRoot) if tag.get("/Subtype") == "/Widget"]


def referenced(tag: Any) -> Iterator[Any]:
    """The fields and links below a tag, in order."""
    kids = tag.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR":
            yield kid.Obj
        elif isinstance(kid, Dictionary):
            yield from referenced(kid)


def ordered(document: pikepdf.Pdf, found: list[Any]) -> list[Any]:
    """The form's fields, groups once each; and put the fields of every page into the same order, which is that of the tags."""
    for page in document.pages:
        here = [widget for widget in found if widget.P.objgen == page.objgen]
        others = [annotation for annotation in page.get("/Annots", ()) if annotation.get("/Subtype") != "/Widget"]
        if here or others:
            page.Annots = Array([*others, *here])
        page.Tabs = Name.S
    fields = {field.objgen: field for field in (widget.get("/Parent", widget) for widget in found)}
    return list(fields.values())


def repair_text(document: pikepdf.Pdf, widget: Any, font: Any) -> None:
    """A place to write: our font at the size it was laid out with, never made smaller, and a picture of it empty."""
    letters = float(str(widget.DA).split()[-2])
    widget.DA = String(f"{ink()} rg {KEY} {letters:g} Tf")
    widget.AP = Dictionary(N=picture(document, widget, b"/Tx BMC EMC", Dictionary(Font=Dictionary({KEY: font}))))
    if size(widget)[0] < NARROW:
        widget.Q = 1
    del widget.V


def repair_button(document: pikepdf.Pdf, widget: Any, pictures: Pictures) -> None:
    """A circle or square to tick: a picture with a cross, under the name of the answer, and one without; all of one size share them."""
    state = "/yes"
    if "/Parent" in widget:
        options, place = widget.Parent.Opt, [kid.objgen for kid in widget.Parent.Kids].index(widget.objgen)
        state = f"/{options[place]}"
        del widget.T, widget.FT
    else:
        widget.V = Name.Off
    if size(widget) not in pictures:
        pictures[size(widget)] = picture(document, widget, cross(*size(widget))), picture(document, widget, b"")
    ticked, empty = pictures[size(widget)]
    widget.AP = Dictionary(N=Dictionary({state: ticked, "/Off": empty}))
    widget.AS = Name.Off
    widget.MK = Dictionary(CA=String("8"))
    del widget.Border


def cross(width: float, height: float) -> bytes:
    """A cross as a PDF draws it."""
    x, y, dx, dy = width / 2, height / 2, width * 0.3, height * 0.3
    strokes = f"{x - dx:.2f} {y - dy:.2f} m {x + dx:.2f} {y + dy:.2f} l {x - dx:.2f} {y + dy:.2f} m {x + dx:.2f} {y - dy:.2f} l"
    return f"q 1 J 1.8 w {ink()} RG {strokes} S Q".encode()


def repair_group(group: Any, question: str) -> None:
    """Answers of which one is chosen: what is said of them all, and one click to take an answer back."""
    group.TU = String(question)
    group.Ff = RADIO
    group.V = Name.Off
    del group.Opt


def picture(document: pikepdf.Pdf, widget: Any, drawing: bytes, resources: Dictionary | None = None) -> Any:
    """What a field looks like, with its lower left corner at 0, 0."""
    result = document.make_stream(drawing, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *size(widget)]))
    result.Resources = resources or Dictionary()
    return result


def size(widget: Any) -> tuple[float, float]:
    """The width and height of a field in points."""
    left, bottom, right, top = corners(widget)
    return round(right - left, 3), round(top - bottom, 3)


def corners(widget: Any) -> tuple[float, float, float, float]:
    """The left, bottom, right and top of a field in points; the engine writes the top first."""
    one, two, three, four = (round(float(value), 3) for value in widget.Rect)
    return min(one, three), min(two, four), max(one, three), max(two, four)


@cache
def ink() -> str:
    """The colour of ink as a PDF writes it."""
    code = colours()["ink"].lstrip("#")
    return " ".join(f"{int(code[n : n + 2], 16) / 255:.3f}" for n in (0, 2, 4))


def forget(page: Any, fonts: set[str]) -> None:
    """Leave out the fonts that only fields were written with: they were embedded whole."""
    for key in fonts:
        if f"/{key}" in page.Resources.get("/Font", {}):
            del page.Resources.Font[f"/{key}"]


def typing_font(document: pikepdf.Pdf) -> Dictionary:
    """The font that is typed with: all the signs of one byte, which every program that fills in forms can write."""
    data, widths, measures = western()
    file = document.make_stream(data, Length1=len(data))
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=measures["name"], Flags=32, ItalicAngle=0, StemV=80, FontFile2=file)
    descriptor.FontBBox = Array(measures["box"])
    descriptor.Ascent, descriptor.Descent, descriptor.CapHeight = measures["ascent"], measures["descent"], measures["capitals"]
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=measures["name"], Encoding=Name.WinAnsiEncoding, FirstChar=32, LastChar=255,
        Widths=Array(widths), FontDescriptor=document.make_indirect(descriptor),
    )  # fmt: skip


@cache
def western() -> tuple[bytes, list[int], dict[str, Any]]:
    """The font with the signs of ENCODING alone, the widths of codes 32 to 255, and its measures, all in thousandths of an em."""
    with TTFont(FONT, recalcTimestamp=False) as font:
        signs = [bytes([code]).decode(ENCODING, errors="ignore") for code in range(32, 256)]
        options = subset.Options(layout_features=[], name_IDs=["*"], hinting=False, notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[ord(sign) for sign in signs if sign])
        subsetter.subset(font)
        scale = 1000 / font["head"].unitsPerEm
        glyphs, metrics, head = font.getBestCmap(), font["hmtx"].metrics, font["head"]
        widths = [round(metrics[glyphs.get(ord(sign), ".notdef")][0] * scale) if sign else 0 for sign in signs]
        measures = {
            "name": Name(f"/{font['name'].getDebugName(6)}"),
            "box": [round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)],
            "ascent": round(font["hhea"].ascent * scale),
            "descent": round(font["hhea"].descent * scale),
            "capitals": round(font["OS/2"].sCapHeight * scale),
        }
        result = io.BytesIO()
        font.save(result)
    return result.getvalue(), widths, measures
