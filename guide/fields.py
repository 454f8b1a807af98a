"""The names of the places to write in a sheet that is filled in on a screen, and the words a screen reader says of them."""

import re
import unicodedata

GAP = "___"
MORE = "…"
"""Stands in spoken words for what is to be written."""
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
"""What letters become in an answer that is stored, where Unicode does not say so."""


class Fields:
    """Counts the places of one sheet, so that each has a name of its own: `plan-2` is the second of the component `plan`.

    Names that a component's template asks for follow from the sheet alone, never from how its room is used: answers that
    were saved find their place again.
    """

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.groups: dict[tuple[str, str], str] = {}
        self.answers: dict[str, list[str]] = {}

    def name(self, component: str) -> str:
        """The next name of a component."""
        self.counts[component] = self.counts.get(component, 0) + 1
        return f"{component}-{self.counts[component]}"

    def group(self, component: str, question: str) -> str:
        """The name that the answers to one question share."""
        if (component, question) not in self.groups:
            self.groups[component, question] = self.name(component)
        return self.groups[component, question]

    def answer(self, name: str, question: str, spoken: str) -> str:
        """What is stored where this answer of the group `name` is chosen: its own words, `nogle-gange`; never twice in a group."""
        word = slug(spoken.removeprefix(question.rstrip(".:"))) or "x"
        before = self.answers.setdefault(name, [])
        before.append(word)
        return word if before.count(word) == 1 else f"{word}-{before.count(word)}"


def slug(words: str) -> str:
    """Words as small letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", words.translate(LETTERS)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def say(*parts: str) -> str:
    """Parts as a screen reader says them: `Min plan: Når …`. Empty parts are left out; what is to be written is three dots."""
    result = ""
    for words in (" ".join(part.replace(GAP, MORE).split()) for part in parts):
        if words and result:
            start = result.rstrip(f".: {MORE}")
            result = f"{start}{' ' if start.endswith(('?', '!')) else ': '}{words}"
        else:
            result = result or words
    return result


def gaps(sentence: str, *before: str) -> list[str]:
    """The spoken words of every gap of a plain sentence: all up to it, and what comes after where no word stands before it."""
    pieces = sentence.split(GAP)
    starts = [GAP.join(pieces[:count]) for count in range(1, len(pieces))]
    wholes = [f"{start}{GAP}{'' if start.replace(GAP, '').strip() else pieces[count]}" for count, start in enumerate(starts, 1)]
    return [say(*before, whole) for whole in wholes]
