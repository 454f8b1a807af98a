"""Small pictures of a sheet's pages, for its card and page on the site."""

import io
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2

WIDTH = 560
QUALITY = 82
MOST = 4
"""How many pages of a sheet are shown, of a whole book the first ones; bare backs are passed over."""


@dataclass(frozen=True)
class Picture:
    """The picture of a sheet's first page: `path` below the site's root, `width` and `height` in pixels, and how many pages the sheet has.

    `others` are the paths of the pictures of its next pages.
    """

    path: str
    width: int
    height: int
    pages: int
    others: tuple[str, ...] = ()


def of_sheet(pdf: bytes, stem: str) -> tuple[Picture, dict[str, bytes]]:
    """The picture of a sheet, and the files it consists of by their paths, which begin with `stem`. The same PDF gives the same bytes."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        shown = (page for page in document if page.get_textpage().count_chars())
        drawn = [picture(page) for page in islice(shown, MOST)]
    paths = [f"{stem}{f'-{number}' if number else ''}.webp" for number in range(len(drawn))]
    first = drawn[0]
    files = {path: data for path, (data, _, _) in zip(paths, drawn, strict=True)}
    return Picture(paths[0], first[1], first[2], pages, tuple(paths[1:])), files


def picture(page: pypdfium2.PdfPage, width: int = WIDTH) -> tuple[bytes, int, int]:
    """A page as WebP, with its width and height in pixels."""
    image: Any = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    if image.width != width:
        image = image.resize((width, round(image.height * width / image.width)))
    result = io.BytesIO()
    image.save(result, "WEBP", quality=QUALITY, method=6)
    return result.getvalue(), image.width, image.height
