"""The page of a language that has a few sheets alone: it offers them, and lets them be read on a phone. Nothing on it is in another language."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from guide.environment import environment, render
from guide.linebreaks import LineBreaks
from guide.marks import PIECE
from guide.markup import Renderer
from guide.model.guide import SOURCE, Guide
from guide.printables import printables

DANISH = re.compile(r"[\w-]*[æøåÆØÅ][\w-]*")
BLANK = Markup('<span class="blank"></span>')


def html(guide: Guide, *sheets: str, pictures: Any = None, others: Sequence[Any] = (), policy: str = "", reviewers: str = "", outdated: bool = False, statement: str = "") -> str:
    """The page with these sheets. `pictures` has one for each of them; `others` are the languages that the guide is in.

    `reviewers` have read the translation through; `outdated` says that the source has changed since; `statement` are the source's
    words for the accessibility statement.
    """
    renderer = Renderer(guide, lambda target: target, BLANK)
    page = render(
        letter_environment(),
        "page.html",
        guide=guide,
        words=guide.interface.site,
        sheets={id: guide.sheets[id] for id in sheets},
        variants={id: printables(guide, ids=(id,)) for id in sheets},
        pictures=pictures or {},
        others=others,
        policy=policy,
        reviewers=reviewers,
        outdated=outdated,
        statement=statement,
        t=renderer,
    )
    head, body, rest = page.partition("<body>")
    return head + body + LineBreaks(guide.locale, ()).set(in_danish(rest))


def in_danish(html: str) -> str:
    """The HTML with its Danish terms as such: a voice that reads another language aloud has to change. Æ, ø and å tell them."""
    return PIECE.sub(lambda piece: piece[0] if piece["raw"] else DANISH.sub(rf'<span lang="{SOURCE}" dir="ltr">\g<0></span>', piece[0]), html)


@cache
def letter_environment() -> Environment:
    """The environment of these pages."""
    return environment("letters")
