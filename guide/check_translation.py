"""Hold each translation against the text that it was made from: the same links, variables, gaps and blanks on both sides.

A translation is held against its own source, not that of today: who changes the source breaks nobody's translation.
What stops a build is a problem; what a person should look at is a warning.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from guide import text
from guide.decode import locate
from guide.model.base import Slug
from guide.problem import Problem, problem
from guide.translation import Translated, Translation

SENTENCE = 4
"""Texts of fewer words may well be the same in two languages."""
SAME = re.compile(r"(ens|same)\b", re.IGNORECASE)
"""How a comment begins that says that a text is meant to be as in the source."""
KEPT = ("link", "variable", "blank")


def problems(translation: Translation) -> Iterator[Problem]:
    """Links, variables, gaps and blanks that a translation has lost or added."""
    for item in translation.texts:
        if item.state in ("current", "outdated") and item.before:
            yield from lost(item)


def lost(item: Translated) -> Iterator[Problem]:
    """What one translation has lost or added."""
    assert item.entry and item.entry.node
    node = item.entry.node
    if not text.SIGNS.search(item.before) and not text.SIGNS.search(node.value):
        return
    try:
        before, after = marks_of(item.before), marks_of(node.value)
    except text.MarkupError:
        return  # told where the text is decoded
    for kind, value in before - after:
        yield problem(node.place, f"lost-{kind}", value=typed(kind, value))
    for kind, value in after - before:
        yield problem(locate(node, typed(kind, value)), f"added-{kind}", value=typed(kind, value))


def typed(kind: str, value: str) -> str:
    """What an author types for a link's target, a variable or a blank."""
    return {"link": value, "variable": "{" + value + "}"}.get(kind, "___")


def marks_of(value: str) -> Counter[tuple[str, str]]:
    """The links within the guide, the variables and the blanks of a text, with how often each is there."""
    spans = [span for paragraph in text.parse(value) for span in text.walk(paragraph.children)]
    return Counter((span.kind, span.value) for span in spans if span.kind in KEPT and not span.value.startswith("https://"))


def warnings(texts: Iterable[Translated]) -> Iterator[Problem]:
    """What a person should look at: texts left as in the source, marks that differ, and texts longer than their place."""
    for item in texts:
        if item.state != "current" or not item.entry or not item.entry.node or not item.source:
            continue
        node, value = item.entry.node, item.entry.text.strip()
        is_sentence = len(re.findall(r"[^\W\d_]+", value)) >= SENTENCE
        if value == item.source.value and is_sentence and not any(map(SAME.match, item.entry.comments)):
            yield problem(node.place, "left-as-is")
        if issubclass(item.source.kind, Slug):
            continue
        if emphasis(value) != emphasis(item.source.value):
            yield problem(node.place, "marks-differ")
        if len(text.parse(value)) != len(text.parse(item.source.value)):
            yield problem(node.place, "paragraphs-differ", count=len(text.parse(item.source.value)))
        yield from too_long(item, value)


def emphasis(value: str) -> Counter[str]:
    """How many marks of each kind a text has."""
    return Counter(span.kind for paragraph in text.parse(value) for span in text.walk(paragraph.children) if span.kind in ("strong", "emphasis"))


def too_long(item: Translated, value: str) -> Iterator[Problem]:
    """Where the translation is longer than its field allows; nobody is held to more than the source itself is."""
    assert item.entry and item.entry.node and item.source
    shown, source = text.plain(value), text.plain(item.source.value)
    for note in item.source.notes:
        if note.signs and len(shown) > max(note.signs, len(source)):
            yield problem(item.entry.node.place, "too-many-signs", count=len(shown), limit=note.signs)
        if note.words and len(shown.split()) > max(note.words, len(source.split())):
            yield problem(item.entry.node.place, "too-many-words", count=len(shown.split()), limit=note.words)
