"""Two texts → HTML of each, with the words that differ marked. What an author wrote is escaped; a link is its words, and leads nowhere."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from markupsafe import Markup, escape

from guide import text

WORD = re.compile(r"\s+|[\w’-]+|[^\w\s]")
TAGS = {"strong": "strong", "emphasis": "em", "link": "u"}
BREAK = "\n"
LIKE = 0.4
"""Texts less like each other than this are two texts, and not one with changes."""
GLUE = 3
"""Words with no more signs than this, alone between two changes, are taken for a part of them: a text of patches is hard to read."""
Words = Callable[[str], str]
"""What fills a gap of a text, or what a link leads to."""


@dataclass(frozen=True)
class Token:
    """A word or sign with the marks around it; `space` says that there is one before it.

    `aside` is what a link leads to, shown where that changes.
    """

    word: str
    marks: tuple[str, ...] = ()
    aside: bool = False
    space: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Reader:
    """What it takes to read the texts of one guide: its words for gaps, and the names of what links lead to."""

    variable: Words
    target: Words

    def tokens(self, value: str) -> list[Token]:
        """The text, word by word; a break stands between paragraphs."""
        found: list[Token] = []
        for paragraph in text.parse(value):
            found += [Token(BREAK)] if found else []
            found += spaced(self.pieces(paragraph.children, ()))
        return found

    def pieces(self, spans: tuple[text.Span, ...], marks: tuple[str, ...]) -> Iterator[Token]:
        """Words, signs and the spaces between them."""
        for span in spans:
            if span.kind in TAGS:
                yield from self.pieces(span.children, (*marks, TAGS[span.kind]))
                yield from [Token(self.target(span.value), marks, aside=True)] if span.kind == "link" else []
            else:
                words = {"variable": self.variable, "blank": lambda _: "___"}.get(span.kind, str)(span.value)
                yield from (Token(word, marks) for word in ([words] if span.kind == "blank" else WORD.findall(words)))


def spaced(pieces: Iterator[Token]) -> Iterator[Token]:
    """The words and signs, each knowing whether a space stands before it."""
    space = False
    for piece in pieces:
        if piece.word.isspace():
            space = True
        else:
            yield Token(piece.word, piece.marks, piece.aside, space or piece.aside)
            space = False


def plain(value: str, reader: Reader) -> Markup:
    """A text with nothing marked."""
    return html([(False, reader.tokens(value))], "")


def marked(before: str, after: str, old: Reader, new: Reader) -> tuple[Markup, Markup]:
    """Both texts; what only the first has stands in `<del>`, what only the second has in `<ins>`."""
    first, second = old.tokens(before), new.tokens(after)
    matcher = SequenceMatcher(None, first, second)
    if matcher.ratio() < LIKE:
        return html([(True, first)], "del"), html([(True, second)], "ins")
    codes = [(code[0] != "equal", first[code[1] : code[2]], second[code[3] : code[4]]) for code in matcher.get_opcodes()]
    codes = [(changed or is_glue(codes, number), one, other) for number, (changed, one, other) in enumerate(codes)]
    return html([(changed, one) for changed, one, _ in codes], "del"), html([(changed, other) for changed, _, other in codes], "ins")


def is_glue(codes: list[tuple[bool, list[Token], list[Token]]], number: int) -> bool:
    """Whether what is the same at this place only parts two changes."""
    same = [token for token in codes[number][1] if not token.aside]
    between = 0 < number < len(codes) - 1
    return between and len(same) < 2 and all(len(token.word) <= GLUE and token.word != BREAK for token in same)


def html(runs: list[tuple[bool, list[Token]]], tag: str) -> Markup:
    """Tokens as HTML; those of a changed run stand in the tag."""
    flat = [(changed, token) for changed, tokens in runs for token in tokens if (changed and tag) or not token.aside]
    result = Markup("")
    for changed, group in groupby(flat, lambda item: item[0]):
        tokens = [token for _, token in group]
        inner = Markup("").join(phrase(marks, list(same), changed) for marks, same in groupby(tokens, lambda token: (token.marks, token.aside)))
        space = " " if tokens[0].space and result else ""
        result += Markup(f"{{}}<{tag}>{{}}</{tag}>").format(space, inner.lstrip()) if changed and tag else space + inner.lstrip()
    return result


def phrase(marks: tuple[tuple[str, ...], bool], tokens: list[Token], changed: bool) -> Markup:
    """Words with the same marks round them."""
    pilcrow = Markup('<span class="break">¶</span><br>') if changed else Markup("<br>")
    inner = Markup("").join(pilcrow if token.word == BREAK else (" " if token.space else "") + escape(token.word) for token in tokens)
    tags, aside = marks
    if aside:
        return Markup(" <small>({})</small>").format(inner.strip())
    lead = " " if tokens[0].space else ""
    inner = inner.lstrip() if lead else inner
    for tag in reversed(tags):
        inner = Markup(f"<{tag}>{{}}</{tag}>").format(inner)
    return lead + inner
