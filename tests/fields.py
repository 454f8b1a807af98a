"""The fields of a sheet to fill in: what a program finds in the PDF, and PDFium typing into them as a person does."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from tests.printed import Area

TYPED = "Rødgrød på Ærø, 3 – ”å”"
"""What is typed on one line: Danish letters and the signs of our own texts."""
MULTILINE, RADIO = 1 << 12, 1 << 15


@dataclass(frozen=True)
class Place:
    """A field where it stands on its page: kind `text`, `lines`, `tick` or `answer`; `state` is what a tick or an answer stores."""

    name: str
    kind: str
    spoken: str
    question: str
    page: int
    area: Area
    state: str
    widget: Any


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def places(document: pikepdf.Pdf) -> list[Place]:
    """Every field in the order in which a page lists them."""
    return [place(widget, number) for number, page in enumerate(document.pages) for widget in page.get("/Annots", ()) if widget.Subtype == "/Widget"]


def place(widget: Any, page: int) -> Place:
    field = widget.get("/Parent", widget)
    left, bottom, right, top = map(float, widget.Rect)
    area = Area(left, min(bottom, top), right, max(bottom, top))
    if field.FT == "/Tx":
        kind, state = ("lines" if int(field.get("/Ff", 0)) & MULTILINE else "text"), ""
    else:
        kind = "answer" if int(field.get("/Ff", 0)) & RADIO else "tick"
        state = next(name.lstrip("/") for name in widget.AP.N if name != "/Off")
    return Place(str(field.get("/T", "")), kind, str(widget.get("/TU", "")), str(field.get("/TU", "")), page, area, state, widget)


def sample(found: list[Place]) -> dict[str, str]:
    """Something to fill into every field, by name: of several answers the last."""
    typed = {"text": "{} {}", "lines": "{}\n{}\n\nlinje 4"}
    return {place.name: f"/{place.state}" if place.state else typed[place.kind].format(TYPED, place.name) for place in found}


def stored(pdf: bytes) -> dict[str, str]:
    """What every field of a PDF holds, by name; line breaks as one sign."""
    with opened(pdf) as document:
        fields = {str(field.T): field for widget in (place.widget for place in places(document)) for field in [widget.get("/Parent", widget)]}
        return {name: str(field.get("/V", "")).replace("\r\n", "\n").replace("\r", "\n") for name, field in fields.items()}


@contextmanager
def form(pdf: bytes) -> Iterator["Viewer"]:
    """The PDF opened as Chromium's own viewer opens it."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    try:
        yield Viewer(document)
    finally:
        document.close()


class Viewer:
    """Types and clicks in a PDF."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.document, self.pages = document, [document[number] for number in range(len(document))]

    def fill(self, found: list[Place], values: Mapping[str, str]) -> None:
        """Type and click the values into the fields."""
        for place in found:
            if not place.state:
                self.click(place)
                for sign in values[place.name].replace("\n", "\r"):
                    pdfium.FORM_OnChar(self.handle, self.pages[place.page].raw, ord(sign), 0)
            elif values[place.name] == f"/{place.state}":
                self.click(place)
        pdfium.FORM_ForceToKillFocus(self.handle)

    @property
    def handle(self) -> Any:
        return self.document.formenv.raw

    def click(self, place: Place) -> None:
        x, y = (place.area.left + place.area.right) / 2, (place.area.bottom + place.area.top) / 2
        for press in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
            press(self.handle, self.pages[place.page].raw, 0, x, y)

    def ink(self, found: list[Place]) -> list[int]:
        """How many dark dots are seen in each field, at two dots a point."""
        images = [page.render(scale=2, may_draw_forms=True, grayscale=True).to_pil() for page in self.pages]
        heights = [page.get_height() for page in self.pages]
        return [dark(images[place.page], place.area, heights[place.page]) for place in found]

    def saved(self) -> bytes:
        """The PDF as the viewer saves it."""
        result = io.BytesIO()
        self.document.save(result)
        return result.getvalue()


def dark(image: Any, area: Area, height: float) -> int:
    """How many dark dots a picture has in an area; it has two dots a point."""
    box = (area.left + 1, height - area.top + 1, area.right - 1, height - area.bottom - 1)
    return sum(image.crop(tuple(round(2 * value) for value in box)).histogram()[:100])


def render(pdf: bytes, page: int = 0, scale: float = 1.5) -> Any:
    """A picture of a page with what stands in its fields."""
    with form(pdf) as viewer:
        return viewer.pages[page].render(scale=scale, may_draw_forms=True).to_pil()
