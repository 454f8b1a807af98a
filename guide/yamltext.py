"""Write a text as YAML that a person can read and go on with: plain where that is safe, in quotes or folded where it is not.

What is written is read back as the very same text, whatever signs are in it.
"""

import json
import re
import textwrap

import yaml

from guide.load import RESOLVER
from guide.syntax import HIDDEN, MOJIBAKE

WIDTH = 120
"""The longest line that is written, where words can be parted."""
PLAIN = re.compile(r"[^\W\d_](?:(?!: |:$| #)[^\n\t])*")
"""A text that needs no marks round it: it begins with a letter and has nothing in it that YAML would take for its own."""
SPACES = re.compile(r"^\s|\s$|[^\S\n ]|  |\n[ \n]| \n")
"""Spaces that would be lost where lines are folded."""
REFUSED = re.compile(f"{HIDDEN.pattern}|{MOJIBAKE.pattern}")
"""Signs that may not stand in a file as they are, not even in a comment."""
HIDE = re.compile(f"{REFUSED.pattern}|[\u00a0\u0085]")


def entry(key: str, text: str, indent: int = 2) -> list[str]:
    """The lines of a key with its text, `indent` spaces in; a key without a text has nothing after its colon."""
    margin, head = " " * indent, f"{' ' * indent}{key}:"
    if not text:
        return [head]
    if is_plain(text) and len(head) + 1 + len(text) <= WIDTH:
        return [f"{head} {text}"]
    line = f"{head} {quoted(text)}"
    if HIDE.search(text) or SPACES.search(text) or ("\n" not in text and len(line) <= WIDTH):
        return [line]
    paragraphs = [textwrap.wrap(part, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False) for part in text.split("\n")]
    lines = [line for paragraph in paragraphs for line in (*paragraph, "")][:-1]
    return [f"{head} >-", *(f"{margin}  {line}" if line else "" for line in lines)]


def is_plain(text: str) -> bool:
    """Whether the text can stand without quotation marks, and is still a text: `no` would be a truth value."""
    if not PLAIN.fullmatch(text) or HIDE.search(text) or SPACES.search(text):
        return False
    return bool(RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str")


def quoted(text: str) -> str:
    """The text in quotation marks; signs that cannot be seen are written out as numbers."""
    return HIDE.sub(number, json.dumps(text, ensure_ascii=False))


def number(sign: re.Match[str]) -> str:
    """The first sign of a match as its number, with what comes after it."""
    return f"\\u{ord(sign[0][0]):04x}{sign[0][1:]}"


def remark(line: str) -> str:
    """A line of a comment as it may stand in a file."""
    return REFUSED.sub(number, line)
