"""Spell-check the translations with hunspell, where this machine has it and a dictionary of the language.

Words that are right and that no dictionary knows stand in `words.txt` beside the language's tables, one on each line.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator

from babel.core import get_global

from guide import text
from guide.decode import locate
from guide.languages import locale_of
from guide.load import read_text
from guide.model.base import Slug
from guide.problem import Problem, problem
from guide.translation import Translated, Translation

WORDS = "words.txt"
SKIPPED = ("search", "url")
"""Fields whose words are on purpose not those of a dictionary."""
LETTER = r"[^\W\d_][\u0300-\u036f\u064b-\u065f\u0670]*"
WORD = re.compile(rf"(?<!\w)(?:{LETTER})+(?:[’'-](?:{LETTER})+)*")
"""A word with the marks that stand over and under its letters."""
POSSESSIVE = re.compile(r"[’']s$")
ADDRESS = re.compile(r"https?://\S+|\b[\w-]+\.[a-z]{2,3}\b")


def dictionary(code: str) -> str:
    """The name of a language's dictionary: `en_GB`; the likeliest country where the code has none."""
    locale = locale_of(code)
    likely = get_global("likely_subtags").get(locale.language, "").split("_")
    country = locale.territory or (likely[-1] if len(likely) > 1 else "")
    return f"{locale.language}_{country}" if country else locale.language


def has_dictionary(code: str) -> bool:
    """Whether this machine can spell-check the language."""
    if not shutil.which("hunspell"):
        return False
    return subprocess.run(["hunspell", "-d", dictionary(code), "-l"], input=b"", capture_output=True).returncode == 0


def misspelt(translation: Translation) -> Iterator[Problem]:
    """Words that the dictionary of the language does not know, each where it first stands. Words of the source's own text are names and terms that stay.

    Raises ContentError where the list of known words cannot be read.
    """
    path = translation.folder / WORDS
    known = set(read_text(path, translation.source.root).split()) if path.exists() else set()
    places: dict[str, Translated] = {}
    for item in translation.texts:
        if item.entry and item.entry.node and item.source and not issubclass(item.source.kind, Slug) and item.key.rpartition("/")[2] not in SKIPPED:
            kept = {form for word in WORD.findall(item.source.value.casefold()) for form in (word, word.removesuffix("s"))}
            for found in WORD.findall(ADDRESS.sub(" ", text.plain(item.entry.text, lambda name: " "))):
                word = POSSESSIVE.sub("", found)
                if word.casefold() not in kept:
                    places.setdefault(word.replace("’", "'"), item)
    unknown = ask(sorted(set(places) - {word.replace("’", "'") for word in known}), dictionary(translation.locale))
    for word in sorted(unknown, key=lambda word: (places[word].file, word)):
        entry = places[word].entry
        assert entry and entry.node
        yield problem(locate(entry.node, word.replace("'", "’")), "spelling", word=word, words=WORDS)


def ask(words: list[str], name: str) -> set[str]:
    """Those of the words that the dictionary does not know."""
    run = subprocess.run(["hunspell", "-d", name, "-i", "utf-8", "-l"], input="\n".join(words), capture_output=True, text=True, encoding="utf-8", check=True)
    said = set(run.stdout.split())
    return {word for word in words if word in said or any(part in said for part in word.split("-"))}
