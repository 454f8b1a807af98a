"""Marks round texts that are not translated, or whose source has changed since: they ride along through every template.

A mark is a sign of Unicode's private area, which no author can type. `show` turns it into HTML for a reader; everything else
that is made takes it away. So no template needs to know where its words come from.
"""

import re
from typing import Literal

Kind = Literal["missing", "outdated"]
BEGIN: dict[Kind, str] = {"missing": "\ue000", "outdated": "\ue001"}
END = "\ue002"
MARKS = re.compile("[\ue000-\ue002]")
PIECE = re.compile(r"(?P<raw><!--.*?-->|<(?P<whole>script|style|title|svg|textarea|select)\b.*?</(?P=whole)>|<[^>]*>)|(?P<text>[^<]+)", re.DOTALL)


def mark(value: str, kind: Kind) -> str:
    """A text with the mark round each of its paragraphs."""
    return "\n".join(f"{BEGIN[kind]}{line}{END}" if line.strip() else line for line in value.split("\n"))


def strip(value: str) -> str:
    """The value without marks."""
    return MARKS.sub("", value)


def found(value: str) -> set[Kind]:
    """The kinds of marks in a value."""
    return {kind for kind, sign in BEGIN.items() if sign in value}


def show(html: str, language: str, direction: str) -> str:
    """The HTML with its marks as elements: words that are not translated say in which language they are, here `language`.

    Each stretch of text is an element of its own, however tags stand between them; a `bdi`, which no style of a page is for. In attributes, scripts and drawings marks are taken away.
    """
    if not MARKS.search(html):
        return html
    opened = {"\ue000": f'<bdi class="untranslated" lang="{language}" dir="{direction}">', "\ue001": '<bdi class="outdated">'}
    now = ""

    def piece(match: re.Match[str]) -> str:
        nonlocal now
        if match["raw"]:
            return strip(match["raw"])
        result = ""
        for part in re.split("([\ue000-\ue002])", match["text"]):
            if MARKS.fullmatch(part):
                now = opened.get(part, "")
            else:
                result += f"{now}{part}</bdi>" if now and part.strip() else part
        return result

    return PIECE.sub(piece, html)
