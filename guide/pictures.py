"""Small pictures of a sheet's pages, for its card and page on the site."""

import io
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import islice
from typing import Any

from guide import shelf

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
    key = shelf.digest("pictures", pdf, maker())
    found = shelf.fetch(key)
    if found is None:
        found = drawn(pdf)
        shelf.keep(key, found)
    facts = json.loads(found.pop("facts"))
    files = {f"{stem}{name}.webp": data for name, data in found.items()}
    first, *others = files
    return Picture(first, facts["width"], facts["height"], facts["pages"], tuple(others)), files


def prepare() -> None:
    """Import what draws: whoever has to wait for a PDF can do it meanwhile."""
    import PIL.WebPImagePlugin  # noqa: F401
    import pypdfium2  # noqa: F401


@cache
def maker() -> bytes:
    """What draws: this module, and the versions of what it uses."""
    return shelf.code("pictures") + version("pypdfium2").encode() + version("pillow").encode()


def drawn(pdf: bytes) -> dict[str, bytes]:
    """The pictures of the pages that are shown, under the ends of their names, and the facts of the first."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        shown = (page for page in document if page.get_textpage().count_chars())
        pictures = [picture(page) for page in islice(shown, MOST)]
        facts = {"width": pictures[0][1], "height": pictures[0][2], "pages": len(document)}
    return {"facts": json.dumps(facts).encode()} | {f"-{number}" if number else "": data for number, (data, _, _) in enumerate(pictures)}


def picture(page: Any, width: int = WIDTH) -> tuple[bytes, int, int]:
    """A page as WebP, with its width and height in pixels."""
    image = seen(page, width)
    return webp(image), image.width, image.height


def seen(page: Any, width: int) -> Any:
    """A page as an image of this width."""
    image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    return image if image.width == width else image.resize((width, round(image.height * width / image.width)))


def webp(image: Any) -> bytes:
    """An image as WebP."""
    result = io.BytesIO()
    image.save(result, "WEBP", quality=QUALITY, method=6)
    return result.getvalue()
