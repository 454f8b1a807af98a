"""The site's small drawings: each page carries just those it uses, so that it works from a folder as well as from a server."""

import re
from functools import cache

from markupsafe import Markup

from guide.environment import TEMPLATES

SYMBOL = re.compile(r'<symbol id="([^"]+)".*?</symbol>', re.DOTALL)
USE = re.compile(r'<use href="#([^"]+)"')


@cache
def symbols() -> dict[str, str]:
    """Every drawing of the sprite by its id."""
    text = (TEMPLATES / "assets" / "sprite.svg").read_text(encoding="utf-8")
    return {match[1]: re.sub(r"\n\s*", "", match[0]) for match in SYMBOL.finditer(text)}


def sprite(page: str) -> Markup:
    """The drawings that a page uses, in an element that takes no room. Raises KeyError where the page uses one that is not there."""
    used = dict.fromkeys(USE.findall(page))
    return Markup('<svg class="sprite" width="0" height="0" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(Markup(symbols()[id]) for id in used)
    )
