"""Spelling by hunspell: what the dictionary and the language's own list do not know is told where it stands."""

import subprocess
from pathlib import Path

import pytest

from guide import spelling
from guide.problem import ContentError
from tests.translated import project, read, translate

TRAIT = "traits/perseverance"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = project(tmp_path)
    (content / "translations/en/language.yaml").write_text("name: English\nlocale: en-GB\n", encoding="utf-8")
    translate(content, {(TRAIT, "what"): "Everyone gets stukk, and Emil’s colour is läringssamtaler.", (TRAIT, "title"): "Perseverance"})
    return content


def found(content: Path) -> list[str]:
    return [dict(item.details)["word"] for item in spelling.misspelt(read(content))]


def test_unknown_words_are_told_at_their_place(content: Path) -> None:
    told = list(spelling.misspelt(read(content)))
    assert [dict(item.details)["word"] for item in told] == ["läringssamtaler", "stukk"]
    assert told[1].code == "spelling" and told[1].place.path == f"content/translations/en/{TRAIT}.yaml"


def test_the_language_has_a_list_of_its_own(content: Path) -> None:
    (content / "translations/en/words.txt").write_text("stukk\n", encoding="utf-8")
    assert found(content) == ["läringssamtaler"]


def test_a_list_that_cannot_be_read_is_told(content: Path) -> None:
    (content / "translations/en/words.txt").write_bytes("stukk\nÅrhus\n".encode("cp1252"))
    with pytest.raises(ContentError) as caught:
        found(content)
    assert [str(item.place) for item in caught.value.problems] == ["content/translations/en/words.txt:2:1"]


def test_words_of_the_source_are_names_and_terms(content: Path) -> None:
    translate(content, {(TRAIT, "example/text"): "Emil læser the text again."})
    assert "læser" not in found(content) and "Emil" not in found(content)


def test_marks_over_letters_are_part_of_the_word() -> None:
    assert spelling.WORD.findall("التعلّم, Ørred-linje’s 1st") == ["التعلّم", "Ørred-linje’s"]


@pytest.mark.parametrize(("code", "name"), [("en-GB", "en_GB"), ("uk", "uk_UA"), ("pl", "pl_PL"), ("tr", "tr_TR"), ("da", "da_DK")])
def test_the_dictionary_of_a_language(code: str, name: str) -> None:
    assert spelling.dictionary(code) == name


def test_a_machine_without_the_dictionary_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spelling.has_dictionary("en-GB")
    assert not spelling.has_dictionary("zu")
    monkeypatch.setattr(spelling.shutil, "which", lambda name: None)
    monkeypatch.setattr(spelling.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    assert not spelling.has_dictionary("en-GB")
