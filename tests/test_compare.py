"""What an edit changed: texts, order, numbers, references, hidden things, and the translations it leaves behind."""

from pathlib import Path
from shutil import copytree

import pytest

from guide.compare import Behind, Changes, Other, TextChange, compare
from guide.content import read_content
from tests.projects import small_project
from tests.translated import edit, whole_project

CONVERSATION = "conversations/conversation-1"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The content as it was; what is edited lies in `content` beside it."""
    content = small_project(tmp_path)
    return copytree(content, tmp_path / "before" / "content")


def changed(old: Path, *languages: str, edition: str = "") -> Changes:
    new = old.parent.parent / "content"
    return compare(read_content(old, edition), read_content(new, edition), list(languages or ["da"]))


def new(old: Path, file: str, before: str, after: str) -> None:
    edit(old.parent.parent / "content", file, before, after)


def test_nothing_differs_where_nothing_was_changed(old: Path) -> None:
    assert changed(old) == Changes((), (), (), (), ())


def test_remarks_and_line_breaks_are_no_change(old: Path) -> None:
    new(old, CONVERSATION, "purpose: Her får I tid sammen.", "# Kort og godt\npurpose: >-\n  Her får\n  I tid sammen.")
    assert changed(old) == Changes((), (), (), (), ())


def test_texts_are_changed_added_and_removed(old: Path) -> None:
    new(old, CONVERSATION, "text: Hvad håber du på?", "text: Hvad drømmer du om?")
    new(old, CONVERSATION, "  own-words: Sig det med egne ord.", "  agreement: Skriv aftalen.")
    assert changed(old).texts == (
        TextChange("da", CONVERSATION, "questions/dream-year/text", "changed", "Hvad håber du på?", "Hvad drømmer du om?"),
        TextChange("da", CONVERSATION, "end/agreement", "added", "", "Skriv aftalen."),
        TextChange("da", CONVERSATION, "end/own-words", "removed", "Sig det med egne ord.", ""),
    )


def test_a_text_under_another_key_or_in_another_file_has_moved(old: Path) -> None:
    new(old, CONVERSATION, "  place: Find et sted med ro.", "  quiet: Find et sted med ro.")
    new(old, "pages/parachute", "      too-hard: ”Den er for svær.”\n", "")
    new(old, CONVERSATION, "end:\n", "end:\n  too-hard: ”Den er for svær.”\n")
    moved = {change.key: change.was for change in changed(old).texts if change.kind == "moved"}
    assert moved == {"begin/quiet": (CONVERSATION, "begin/place"), "end/too-hard": ("pages/parachute", "sections/stays-down/points/too-hard")}
    assert len(changed(old).texts) == 2


def test_what_is_there_twice_moves_once_and_from_nearby(old: Path) -> None:
    for file in (CONVERSATION, "pages/parachute"):
        edit(old, file, "lead: ", "search: roligt\nlead: ")
    new(old, CONVERSATION, "begin:\n", "begin:\n  roligt: roligt\n")
    assert [(change.kind, change.file, change.was) for change in changed(old).texts] == [
        ("moved", CONVERSATION, (CONVERSATION, "search")),
        ("removed", "pages/parachute", None),
    ]


def test_order_numbers_and_references_are_told_apart_from_texts(old: Path) -> None:
    new(old, CONVERSATION, "traits: [perseverance, curiosity]", "traits: [curiosity]")
    new(old, CONVERSATION, "months: [8]", "months: [9]")
    new(old, "guide", "pages: [perseverance, curiosity]", "pages: [curiosity, perseverance]")
    first, second = "  contribute:\n    text: Hvad kan du, som vi andre kan få glæde af?\n", "questions:\n"
    new(old, CONVERSATION, first, "")
    new(old, CONVERSATION, second, second + first)
    found = changed(old)
    assert found.texts == ()
    assert {other.path: (other.kind, other.before, other.after) for other in found.others} == {
        ("settings", "chapters", "traits", "pages"): ("value", ("perseverance", "curiosity"), ("curiosity", "perseverance")),
        ("conversations", "conversation-1", "when", "months"): ("value", (8,), (9,)),
        ("conversations", "conversation-1", "questions"): ("order", ["dream-year", "contribute"], ["contribute", "dream-year"]),
        ("conversations", "conversation-1", "traits"): ("value", ("perseverance", "curiosity"), ("curiosity",)),
    }


def test_a_part_without_words_of_its_own_is_told(old: Path) -> None:
    new(old, "sheets/notes-1", "components:\n", "components:\n  picture:\n    type: boxes\n    take: [stays-down]\n")
    (other,) = changed(old).others
    assert (other.path, other.kind) == (("sheets", "notes-1", "components", "picture"), "added")


def test_a_new_page_is_told_by_its_texts(old: Path) -> None:
    content = old.parent.parent / "content"
    about = (content / "pages" / "about.yaml").read_text(encoding="utf-8")
    (content / "pages" / "help.yaml").write_text(about.replace("slug: om", "slug: hjaelp").replace("about-text", "help-text"), encoding="utf-8")
    new(old, "guide", "pages: [parachute]", "pages: [parachute, help]")
    found = changed(old)
    assert {(change.file, change.kind) for change in found.texts} == {("pages/help", "added")}
    assert found.others == (Other(("settings", "chapters", "more", "pages"), "value", ("parachute",), ("parachute", "help")),)


def test_what_an_edition_begins_to_hide_is_told(old: Path) -> None:
    for content in (old, old.parent.parent / "content"):
        (content / "editions" / "solby").mkdir(parents=True)
        (content / "editions" / "solby" / "edition.yaml").write_text("name: Solby\nhide: [conversations/conversation-1/begin/place]\n", encoding="utf-8")
        edit(content, CONVERSATION, "begin:\n", "begin:\n  quiet: Sluk skærmen.\n")
    new(old, "editions/solby/edition", "begin/place", "begin/quiet")
    found = changed(old, edition="solby")
    assert found.hidden == (("conversations", "conversation-1", "begin", "quiet"),)
    assert found.shown == (("conversations", "conversation-1", "begin", "place"),)
    assert {(change.key, change.kind) for change in found.texts} == {("begin/quiet", "removed"), ("begin/place", "added")}


def test_translations_that_the_edit_leaves_behind_are_counted(tmp_path: Path) -> None:
    content = whole_project(tmp_path)
    old = copytree(content, tmp_path / "before" / "content")
    new(old, CONVERSATION, "text: Hvad håber du på?", "text: Hvad drømmer du om?")
    new(old, CONVERSATION, "  place: Find et sted med ro.", "  quiet: Find et sted med ro.\n  easy: Begynd let.")
    found = changed(old, "da", "en")
    assert found.behind == (Behind("en", "English", 1, 1),), "a text that has moved takes its translation along"
    assert {(change.language, change.key, change.kind) for change in found.texts} == {
        ("da", "questions/dream-year/text", "changed"),
        ("da", "begin/quiet", "moved"),
        ("da", "begin/easy", "added"),
        ("en", "begin/place", "removed"),
    }


def test_a_translation_that_changed_is_told_in_its_language(tmp_path: Path) -> None:
    content = whole_project(tmp_path)
    old = copytree(content, tmp_path / "before" / "content")
    edit(content, f"translations/en/{CONVERSATION}", "en: EN Hvad håber du på?", "en: What do you hope for?")
    assert [(change.language, change.before, change.after) for change in changed(old, "da", "en").texts] == [("en", "EN Hvad håber du på?", "What do you hope for?")]
    assert changed(old).texts == ()
