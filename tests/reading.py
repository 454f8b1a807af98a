"""How hard a text is to read: LIX (C.-H. Björnsson, 1968), words per sentence plus per cent of words over six letters.

A sentence ends at . ! ?, at a colon before a capital, and at the end of a paragraph or a list item; each text here is one
such item. A full stop after a figure before a small letter (8. februar) ends nothing.
"""

import re
from collections.abc import Iterable

from guide import text

SENTENCE = re.compile(r"(?<=[.!?:])[”)]*\s+(?=[”(]?[A-ZÆØÅÉ0-9])")
WORD = re.compile(r"[^\W\d_]+(?:[-’][^\W\d_]+)*|\d+(?:[.,–]\d+)*")


def sentences(value: str) -> list[list[str]]:
    """The words of each sentence."""
    lines = text.plain(value, lambda name: name).split("\n")
    found = [WORD.findall(sentence) for line in lines for sentence in SENTENCE.split(line)]
    return [words for words in found if words]


def lix(values: Iterable[str]) -> float:
    """LIX of all the texts together."""
    split = [words for value in values for words in sentences(value)]
    words = [word for sentence in split for word in sentence]
    return len(words) / len(split) + 100 * sum(len(word) > 6 for word in words) / len(words)


def longest(values: Iterable[str]) -> list[str]:
    """The words of the longest sentence."""
    return max((words for value in values for words in sentences(value)), key=len, default=[])
