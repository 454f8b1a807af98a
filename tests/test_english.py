"""The English guide and the letters: complete, checked as strictly as can be, and in the words that are fixed."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from guide.check import walk
from guide.cli import main
from guide.content import Content, read_content
from guide.coverage import texts_of
from guide.model.base import Slug, Text
from guide.status import standing
from guide.text import plain
from tests.projects import ROOT
from tests.reading import longest

STUDENT_SENTENCE = 15


@cache
def content() -> Content:
    return read_content(ROOT / "content")


def english() -> Iterator[tuple[str, str]]:
    """Every English text a reader sees, by its file and key."""
    for item in content().translations["en"].texts:
        if item.entry and item.source and not issubclass(item.source.kind, Slug) and not item.key.endswith("search"):
            yield f"{item.file}:{item.key}", item.entry.text


@pytest.mark.parametrize("code", ["en", "ar", "pl", "tr", "uk"])
def test_the_translation_is_complete_and_of_today(code: str) -> None:
    found = standing(content().translations[code])
    assert (found.all.share, found.all.outdated, found.all.missing, found.all.orphans) == (100, 0, 0, 0)
    assert all(item.entry and not item.entry.since for item in texts_of(content().translations[code]))


def test_the_strictest_check_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Spelling too: the dictionaries of all five languages are there."""
    code = main(["check", "--strict", "--content", str(ROOT / "content")])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")


FORBIDDEN = {
    r"\b(pupils?|homeroom|grader|Mom|math|color|behavior|organiz\w+|recogniz\w+|realiz\w+|practic(ing|ed)|learned|fulfill)\b": "British, and students",
    r"[”“„»«]": "quotation marks are ‘…’",
    r"\b(eventual(ly)?|actual (situation|status))\b": "false friends",
    r"  ": "two spaces",
    r" [,.;:!](?!\w)": "a space before a stop",
    r"\b[Ii]t handles about\b|\bunder the conversation\b": "Danish word for word",
    r"\bYear \d+\b": "grades are Danish",
    r"\d-\d": "ranges have an en dash",
}
QUOTED = {r"[”“„»«]": r"‘[^’]*“[^”]*”[^’]*’"}
"""What may hold the sign all the same: a quotation within one."""


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_words_and_signs_that_we_do_not_use(pattern: str) -> None:
    found = []
    for place, text in english():
        words = re.sub(r"https?://\S+", " ", plain(text).replace(" …", "…"))
        words = re.sub(QUOTED[pattern], "", words) if pattern in QUOTED else words
        if not place.startswith("sources:") and re.search(pattern, words):
            found.append((place, words))
    assert found == [], FORBIDDEN[pattern]


def test_student_texts_have_short_sentences() -> None:
    guide = content().translations["en"].guide
    for id, sheet in guide.sheets.items():
        if sheet.kind == "student":
            said = [item for path, item in walk(sheet) if isinstance(item, Text) and not set(path) & {"purpose", "use", "search", "description", "kicker", "slug"}]
            assert len(longest(said)) <= STUDENT_SENTENCE, (id, longest(said))
    for id, trait in guide.traits.items():
        assert all(len(longest([statement])) <= 14 for statement in trait.statements.values()), id


def test_questions_can_be_read_aloud() -> None:
    for id, conversation in content().translations["en"].guide.conversations.items():
        for question in conversation.questions.values():
            for spoken in (question.text, *question.follow_ups.values()):
                assert spoken.count("?") <= 1 and len(spoken.split()) <= 18, (id, spoken)


TERMS = {
    "faldskærmsmodellen": "parachute model",
    "evalueringspilen": "evaluation arrow",
    "ved ikke": "don’t know",
    "Du må springe over": "You may skip",
    "Arket er dit. Du bestemmer, hvad du viser.": "This sheet is yours. You decide what you show.",
}


@pytest.mark.parametrize("danish", TERMS)
def test_fixed_terms(danish: str) -> None:
    """Wherever the Danish has the term in full, the English has its own."""
    found = []
    for item in content().translations["en"].texts:
        if item.source and item.entry and danish in item.source.value and not item.key.endswith(("search", "slug")) and item.file != "sources":
            if TERMS[danish].casefold() not in item.entry.text.casefold():
                found.append((item.file, item.key, item.entry.text))
    assert found == []


def test_titles_are_named_as_they_are() -> None:
    """A sheet that a text links to in quotation marks has just that title."""
    guide = content().translations["en"].guide
    wrong = []
    for place, text in english():
        for label, id in re.findall(r"\[‘([^’]*)’\]\(sheets/([a-z0-9-]+)\)", text):
            if label != guide.sheets[id].title:
                wrong.append((place, label, str(guide.sheets[id].title)))
    assert wrong == []


def test_the_danish_that_is_left_are_names_and_terms() -> None:
    """A Danish letter stands in a word only where the Danish text has that word too, or the list of the language names it."""
    known = set((ROOT / "content/translations/en/words.txt").read_text(encoding="utf-8").split())
    strange = []
    for item in content().translations["en"].texts:
        if item.source and item.entry and not issubclass(item.source.kind, Slug):
            for word in re.findall(r"\b\w*[æøåÆØÅ]\w*\b", item.entry.text):
                if word.casefold() not in item.source.value.casefold() and word not in known:
                    strange.append((item.file, item.key, word))
    assert strange == []


@pytest.mark.parametrize("path", sorted((ROOT / "content" / "translations").glob("*/words.txt")), ids=lambda path: path.parent.name)
def test_the_list_of_words_is_sorted_and_used(path: Path) -> None:
    words = path.read_text(encoding="utf-8").splitlines()
    said = " ".join(item.entry.text for item in content().translations[path.parent.name].texts if item.entry)
    assert words == sorted(set(words)) and [word for word in words if word not in said] == []
