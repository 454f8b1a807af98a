"""Bringing tables up to date: what is new comes in, what changed waits, what moved is followed, and no word is ever lost."""

from pathlib import Path

import pytest

from guide.update import Updated, update
from tests.translated import DAY, edit, read, states, translate, whole_project

TRAIT = "traits/perseverance"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small project, wholly translated."""
    return whole_project(tmp_path)


def brought_up(content: Path, day: str = DAY) -> Updated:
    return update(read(content), day)


def tables(content: Path) -> dict[str, str]:
    """Every table's text by its path."""
    folder = content / "translations"
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))}


def test_nothing_changed_is_nothing_written(content: Path) -> None:
    brought_up(content)
    before = tables(content)
    assert brought_up(content, "2027-01-01") == Updated(0, 0, 0, 0, 0)
    assert tables(content) == before


def test_a_changed_sentence_waits_with_both_sources_until_it_is_seen_to(content: Path) -> None:
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå, også lærere.")
    (item,) = states(content)["outdated"]
    assert (item.file, item.key, item.before) == (TRAIT, "what", "Alle går i stå.")
    assert item.source and item.source.value == "Alle går i stå, også lærere."
    assert brought_up(content, "2026-12-24").waiting == 1
    (item,) = states(content)["outdated"]
    assert item.before == "Alle går i stå." and item.entry and item.entry.since == "2026-12-24"
    shown = tables(content)[f"en/{TRAIT}.yaml"]
    assert "what:\n  da: Alle går i stå, også lærere.\n  en: EN Alle går i stå.\n  da-before: Alle går i stå.\n" in shown
    translate(content, {(TRAIT, "what"): "EN Alle går i stå, også lærere."})
    assert states(content)["outdated"] == []
    brought_up(content)
    assert "da-before" not in tables(content)[f"en/{TRAIT}.yaml"] and "since" not in tables(content)[f"en/{TRAIT}.yaml"]


def test_a_second_change_keeps_the_source_that_the_translation_was_made_from(content: Path) -> None:
    for old, words in (("Alle går i stå.", "Alle går i stå tit."), ("Alle går i stå tit.", "Alle går i stå nu og da.")):
        edit(content, TRAIT, f"what: {old}", f"what: {words}")
        brought_up(content)
    (item,) = states(content)["outdated"]
    assert item.before == "Alle går i stå."


def test_a_change_that_is_taken_back_waits_for_nobody(content: Path) -> None:
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå tit.")
    brought_up(content)
    edit(content, TRAIT, "what: Alle går i stå tit.", "what: Alle går i stå.")
    brought_up(content)
    assert states(content)["outdated"] == []


def test_a_new_question_comes_in_where_it_stands_in_the_source(content: Path) -> None:
    edit(content, TRAIT, "questions:\n", "questions:\n  help-needed: Hvem hjalp dig?\n")
    assert brought_up(content).new == 1
    (item,) = states(content)["missing"]
    assert (item.key, item.entry and item.entry.since) == ("questions/help-needed", DAY)
    keys = list(read(content).tables[TRAIT].entries)
    assert keys.index("questions/help-needed") == keys.index("questions/perseverance-week") - 1
    assert len(states(content)["current"]) == len(read(content).texts) - 1


def test_a_renamed_id_takes_its_translation_and_comments_along(content: Path) -> None:
    edit(content, f"translations/en/{TRAIT}", "questions/perseverance-week:", "# ask a teacher\nquestions/perseverance-week:")
    edit(content, TRAIT, "perseverance-week:", "perseverance-lately:")
    assert [len(states(content)[name]) for name in ("missing", "orphan")] == [1, 1]
    assert brought_up(content).moved == 1
    assert [len(states(content)[name]) for name in ("missing", "orphan", "outdated")] == [0, 0, 0]
    entry = read(content).tables[TRAIT].entries["questions/perseverance-lately"]
    assert entry.text.startswith("EN ") and entry.comments == ("ask a teacher",)


def test_an_item_that_is_moved_shifts_nothing(content: Path) -> None:
    before = {(item.file, item.key): item.entry.text for item in read(content).texts if item.entry}
    path = content / f"{TRAIT}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index("looks:")
    moved = [lines[at + 1]]
    lines[at + 1 : at + 2] = ["  other: Du venter lidt."]
    lines[at + 2 : at + 2] = moved
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    after = {(item.file, item.key): item.entry.text for item in read(content).texts if item.entry}
    assert after == before and [item.key for item in states(content)["missing"]] == ["looks/other"]
    brought_up(content)
    assert {key: text for key, text in {(i.file, i.key): i.entry.text for i in read(content).texts if i.entry}.items() if text} == before


def test_two_texts_that_say_the_same_are_not_taken_for_each_other(content: Path) -> None:
    edit(content, TRAIT, "looks:\n  again: Du prøver igen.", "looks:\n  again: Du prøver igen.\n  twice: Du prøver igen.")
    brought_up(content)
    translate(content, {(TRAIT, "looks/twice"): "EN again, said twice"})
    edit(content, TRAIT, "  again: Du prøver igen.\n  twice: Du prøver igen.", "  first: Du prøver igen.\n  twice: Du prøver igen.")
    brought_up(content)
    entries = read(content).tables[TRAIT].entries
    assert entries["looks/first"].text == "EN Du prøver igen." and entries["looks/twice"].text == "EN again, said twice"


def test_a_deleted_text_is_kept_and_told(content: Path) -> None:
    edit(content, TRAIT, "  perseverance-week: Hvad prøvede du igen?\n", "  another: Et helt andet spørgsmål?\n")
    assert brought_up(content).orphans == 1
    (item,) = states(content)["orphan"]
    assert item.entry and item.entry.text == "EN Hvad prøvede du igen?"
    assert list(read(content).tables[TRAIT].entries)[-1] == "questions/perseverance-week"
    edit(content, TRAIT, "  another: Et helt andet spørgsmål?\n", "  another: Et helt andet spørgsmål?\n  back: Hvad prøvede du igen?\n")
    assert brought_up(content).moved == 1
    assert read(content).tables[TRAIT].entries["questions/back"].text == "EN Hvad prøvede du igen?"


def test_a_deleted_sheet_keeps_what_no_other_text_takes_over(content: Path) -> None:
    """The sheet gives way to another that says some of the same: that follows, the rest lies where it was."""
    (content / "sheets" / "notes-1.yaml").rename(content / "sheets" / "notes-2.yaml")
    edit(content, "sheets/notes-2", "title: Noter", "title: Helt andre noter")
    for path in content.rglob("*.yaml"):
        if "translations" not in path.parts:
            path.write_text(path.read_text(encoding="utf-8").replace("notes-1", "notes-2"), encoding="utf-8")
    brought_up(content)
    left = read(content).tables["sheets/notes-1"].entries
    assert list(left) == ["title"] and left["title"].text.startswith("EN Noter")
    assert [(item.file, item.key) for item in states(content)["missing"]] == [("sheets/notes-2", "title")]


def test_a_renamed_file_takes_its_table_along(content: Path) -> None:
    before = {key: entry.text for key, entry in read(content).tables[TRAIT].entries.items()}
    (content / f"{TRAIT}.yaml").rename(content / "traits" / "engagement.yaml")
    for path in content.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("perseverance", "engagement") if "translations" not in path.parts else text, encoding="utf-8")
    brought_up(content)
    after = {key: entry.text for key, entry in read(content).tables["traits/engagement"].entries.items()}
    assert list(after.values()) == list(before.values())
    assert not (content / f"translations/en/{TRAIT}.yaml").exists()


def test_a_remark_of_the_author_reaches_the_table(content: Path) -> None:
    edit(content, TRAIT, "motto: ", "# Til oversætteren: Skal også stå i figuren.\nmotto: ")
    brought_up(content)
    block = tables(content)[f"en/{TRAIT}.yaml"].partition("motto:")[0].rsplit("\n\n", 1)[-1]
    assert "#. Skal også stå i figuren." in block and "#. Det, eleven gør, i nogle få ord; står også i figuren. Højst 24 tegn." in block
    assert block.startswith("#: Siden ”Vedholdenhed”")


def test_an_update_that_cannot_be_written_leaves_every_table_whole(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from guide import disk

    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå tit.")
    before = tables(content)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        brought_up(content)
    assert tables(content) == before
