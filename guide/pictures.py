"""A small picture of a sheet, for its card and page on the site."""

import io
from typing import Any

import pypdfium2

WIDTH = 560
QUALITY = 82


def picture(pdf: bytes, page: int = 0, width: int = WIDTH) -> tuple[bytes, int, int]:
    """A page of a PDF as WebP, with its width and height in pixels. The same PDF gives the same bytes."""
    with pypdfium2.PdfDocument(pdf) as document:
        shown = document[page]
        image: Any = shown.render(scale=width / shown.get_width()).to_pil().convert("RGB")
    if image.width != width:
        image = image.resize((width, round(image.height * width / image.width)))
    result = io.BytesIO()
    image.save(result, "WEBP", quality=QUALITY, method=6)
    return result.getvalue(), image.width, image.height
