"""The real content: no problems, every id of the guide's plan, reading level, spelling, and the choices of its style."""

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from guide.check import walk
from guide.data import json_text
from guide.model.base import Ref, Slug, Text
from guide.model.guide import Guide
from guide.read import read
from guide.text import plain
from tests.reading import lix, longest, sentences

ROOT = Path(__file__).resolve().parent.parent
WORDS = Path(__file__).parent / "words.da.txt"
STUDENT_LIX, TEACHER_LIX = 24, 40
STUDENT_SENTENCE, TEACHER_SENTENCE = 15, 25


@cache
def guide() -> Guide:
    return read(ROOT / "content")


def texts(value: Any, skip: tuple[str, ...] = ()) -> Iterator[str]:
    """The texts a reader sees below a part of the guide, without the fields that are named."""
    for path, item in walk(value):
        if isinstance(item, Text) and not isinstance(item, Slug) and not set(path) & {*skip, "search", "description", "kicker"}:
            yield item


def keys(value: Any) -> Iterator[str]:
    """Every key in a value read from JSON."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_every_id_of_the_plan_is_in_the_data() -> None:
    wanted = [line for line in (Path(__file__).parent / "ids.txt").read_text().split() if line]
    there = set(keys(json.loads(json_text(guide()))))
    assert [id for id in wanted if id not in there] == []


TRAITS = ["self-control", "engagement", "perseverance", "social-intelligence", "gratitude", "optimism", "curiosity"]


def test_the_seven_traits_stand_in_their_order() -> None:
    assert list(guide().settings.chapters["traits"].pages) == TRAITS


def test_the_matrix_is_as_planned() -> None:
    expected = {
        "independence": {"self-control", "perseverance", "curiosity"},
        "motivation": {"curiosity", "engagement", "perseverance", "optimism"},
        "responsibility": {"engagement", "social-intelligence"},
        "attendance": {"self-control", "perseverance"},
        "choice-readiness": {"engagement", "curiosity"},
        "cooperation": {"social-intelligence", "perseverance", "gratitude"},
        "respect": {"social-intelligence", "curiosity"},
        "tolerance": {"social-intelligence", "gratitude"},
    }
    assert {id: set(area.traits) for id, area in guide().areas.items()} == expected


@pytest.mark.parametrize("id", TRAITS)
def test_a_trait_is_very_easy_to_read(id: str) -> None:
    trait = guide().traits[id]
    student = list(texts(trait, ("teacher",)))
    assert lix(student) <= STUDENT_LIX
    assert len(longest(student)) <= STUDENT_SENTENCE
    assert 3 <= len(trait.train) <= 5
    assert len(trait.statements) == 4
    assert all(len(longest([statement])) <= 12 for statement in trait.statements.values())


def test_student_sheets_are_very_easy_to_read() -> None:
    """A sheet of its own; those with fewer than 50 words together, as LIX says nothing of a handful of words."""
    few: list[str] = []
    for id, sheet in guide().sheets.items():
        if sheet.kind != "teacher":
            student = [*texts(sheet, ("purpose", "use"))]
            assert len(longest(student)) <= STUDENT_SENTENCE, (id, longest(student))
            if sum(len(sentence) for text in student for sentence in sentences(text)) < 50:
                few += student
            else:
                assert lix(student) <= STUDENT_LIX, id
    assert not few or lix(few) <= STUDENT_LIX


def test_habits_and_goals_are_very_easy_to_read() -> None:
    assert lix(texts(guide().habits)) <= STUDENT_LIX
    goals = list(guide().pages["behaviour-goals"].sections["behaviour-goal-list"].points.values())
    assert len(goals) == 9
    assert lix(goals) <= STUDENT_LIX


def test_questions_can_be_read_aloud() -> None:
    for id, conversation in guide().conversations.items():
        spoken = [text for question in conversation.questions.values() for text in (question.text, *question.follow_ups.values())]
        assert lix(spoken) <= STUDENT_LIX, id
        for question in spoken:
            assert question.count("?") <= 1, question
            assert len(longest([question])) <= 14, question
            assert not re.match(r"Hvorfor|Kan du|Er du|Har du", question), question
        notes = [question.note for question in conversation.questions.values() if question.note]
        assert all(len(re.findall(r"\w+", note)) <= 50 for note in notes), id


def teacher_pages() -> dict[str, Any]:
    return {**guide().pages, **guide().conversations, "sources-list": guide().sources, "glossary-list": guide().glossary}


@pytest.mark.parametrize("id", sorted([*(path.stem for folder in ("pages", "conversations") for path in (ROOT / "content" / folder).glob("*.yaml"))]))
def test_a_teacher_page_is_easy_enough(id: str) -> None:
    words = list(texts(teacher_pages()[id]))
    assert lix(words) <= TEACHER_LIX
    assert len(longest(words)) <= TEACHER_SENTENCE, longest(words)


FORBIDDEN = {
    r"\b[Hh](an|un|ans|endes)\b": "he and she",
    r"\bvedkommende\b": "officialese for a person",
    r"\bselv om\b": "selvom is one word",
    r"[»«“„]": "only ” is used",
    r"\b(fremadrettet|italesætte\w*|såfremt|i forhold til|tage afsæt|tage udgangspunkt|implementere\w*|monitorer\w*|ift\.|mhp\.|vedr\.)": "officialese",
    r"\b(facilitere\w*|performe\w*|booste\w*|commitment|challenge\w*)\b": "English in Danish words",
    r"\bMeeBook\b": "Meebook has a small b",
    r"\b(karaktertræks-vurdering|lærings samtale)": "compounds are one word",
    r"\bsvag(e)? elev": "labels",
    r"klik her": "a link says where it leads",
    r"  ": "two spaces",
    r" [,.;:!?]": "a space before a stop",
}


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_words_and_signs_that_we_do_not_use(pattern: str) -> None:
    found = [text for text in texts(guide()) if re.search(pattern, plain(text).replace(" …", "…"))]
    assert found == [], FORBIDDEN[pattern]


def written() -> Iterator[str]:
    """What we have written ourselves: every text with the pages' descriptions, less the titles of other people's works."""
    for path, item in walk(guide()):
        if isinstance(item, Text) and not isinstance(item, Slug) and "search" not in path and not (path[0] == "sources" and path[-1] == "title"):
            yield plain(item, lambda name: " ")


def own_words() -> list[str]:
    """The reviewed list of our own words; a word in small letters may also begin a sentence."""
    return [word for line in WORDS.read_text(encoding="utf-8").splitlines() if (word := line.partition("#")[0].strip())]


def test_spelling() -> None:
    """Debian's Danish dictionary and the reviewed list of our own words know every word."""
    words = {word for text in written() for word in re.findall(r"[^\W\d_]+(?:’[^\W\d_]+)?", re.sub(r"https?://\S+|\w+\.\w{2,3}\b", " ", text))}
    known = {form for word in own_words() for form in (word, word[0].upper() + word[1:])}
    assert [word for word in misspelt(sorted(words - known)) if word not in known] == []


def test_own_words_are_used_and_needed() -> None:
    """A word that the content no longer has, or that the dictionary knows, is not in the list."""
    own, everything = own_words(), "\n".join(written())
    assert [word for word in own if not re.search(rf"\b[{word[0]}{word[0].upper()}]{re.escape(word[1:])}\b", everything)] == []
    assert len(own) == len(set(own))
    assert set(own) - set(misspelt(own)) == set()


def misspelt(words: list[str]) -> list[str]:
    """The words that the dictionary does not know."""
    run = subprocess.run(["hunspell", "-d", "da_DK", "-i", "utf-8", "-l"], input="\n".join(words), capture_output=True, text=True, check=True, encoding="utf-8")
    assert run.stderr == ""
    return sorted(set(run.stdout.split("\n")) - {""})


def test_references_are_found_by_their_type() -> None:
    assert sum(isinstance(item, Ref) for _, item in walk(guide())) > 50
