"""The colours of the design tokens, for drawings: an SVG cannot see the custom properties of a page."""

import re
from functools import cache

from guide.environment import TEMPLATES

TOKENS = TEMPLATES / "assets" / "css" / "tokens.css"
COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")


@cache
def colours() -> dict[str, str]:
    """Every colour by its name in `tokens.css`, e.g. `petrol-12` → `#e2eeed`."""
    return dict(COLOUR.findall(TOKENS.read_text(encoding="utf-8")))
