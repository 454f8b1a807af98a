"""A guide whose texts are longer, as they are in many languages: to see what gives way."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from guide.model.base import Text
from guide.model.guide import Guide

SHARE = 0.4
"""How much longer the texts become."""
MORE = "ogenerlos"
"""The letters that are put to the end of a word, as many as it needs."""
WORD = re.compile(r"\{[^}]*\}|\]\([^)]*\)|[^\W\d_]+")
"""A gap, the address of a link (both stay as they are), or a word."""


def longer_words(text: str) -> str:
    """Every word longer; what is too little for a whole letter is kept for the next word."""
    owed = 0.0

    def lengthen(word: re.Match[str]) -> str:
        nonlocal owed
        if not word[0][0].isalpha():
            return word[0]
        owed += len(word[0]) * SHARE
        extra, owed = int(owed), owed % 1
        return word[0] + (MORE * (extra // len(MORE) + 1))[:extra]

    return WORD.sub(lengthen, text)


def more_words(text: str) -> str:
    """Its own words once more until it is as much longer; the last of them may be a piece of a word."""
    words = " ".join(word[0] for word in WORD.finditer(text) if word[0][0].isalpha())
    return f"{text} {words[: max(1, int(len(words) * SHARE) - 1)]}".rstrip() if " " in words else longer_words(text)


def changed(part: Any, change: Callable[[str], str]) -> Any:
    """A part of a guide with every text changed."""
    if isinstance(part, BaseModel):
        return part.model_copy(update={name: changed(getattr(part, name), change) for name in type(part).model_fields})
    if isinstance(part, Text):
        return type(part)(change(part))
    if isinstance(part, dict):
        return {key: changed(value, change) for key, value in part.items()}
    return tuple(changed(value, change) for value in part) if isinstance(part, tuple) else part


def all_texts(part: Any) -> Iterator[Text]:
    """Every text of a part of a guide."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from all_texts(getattr(part, name))
    elif isinstance(part, (dict, tuple)):
        for value in part.values() if isinstance(part, dict) else part:
            yield from all_texts(value)


def longer(guide: Guide, change: Callable[[str], str]) -> Guide:
    """The guide with longer texts; its settings stay."""
    return changed(guide, change).model_copy(update={"settings": guide.settings})
