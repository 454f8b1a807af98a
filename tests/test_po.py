"""PO there and back: what translators' own programs write comes back right, and nothing that is imported takes a word away."""

from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from guide import po
from guide.content import read_translation
from guide.problem import BuildError
from guide.read import read_source
from guide.source import SourceTexts
from guide.table import put
from guide.update import update
from tests.translated import DAY, edit, everything, project, read, states

TRAIT = "traits/perseverance"
PROFILE = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.reuse, Phase.generate))
TEXT = some.text(alphabet=some.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=80) | some.sampled_from(
    ['He said: "yes"', "a\nb", " leading", "trailing ", "# no comment", "emoji 🎉", "هل تحتاجون إلى مترجم؟", "a: b", "\\n \\t \\", "tab\t", "100 %", "no", "___ {platform}"]
)  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small project, wholly translated, with one text of each other state."""
    content = project(tmp_path)
    everything(content)
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå tit.")
    edit(content, TRAIT, "  perseverance-week: Hvad prøvede du igen?\n", "  another: Et helt andet spørgsmål?\n")
    update(read(content), DAY)
    return content


def exported(content: Path, name: str = "en.po") -> Path:
    path = content.parent / name
    po.export(read(content), path)
    return path


def test_states_and_notes_are_in_the_po(content: Path) -> None:
    edit(content, f"translations/en/{TRAIT}", "motto:", "# keep it short\nmotto:")
    found = {entry.msgctxt: entry for entry in polib.pofile(str(exported(content)))}
    what = found[f"{TRAIT}:what"]
    assert (what.msgid, what.previous_msgid, what.flags) == ("Alle går i stå tit.", "Alle går i stå.", ["fuzzy"])
    assert found[f"{TRAIT}:questions/another"].msgstr == ""
    assert found[f"{TRAIT}:questions/perseverance-week"].obsolete
    motto = found[f"{TRAIT}:motto"]
    assert "Siden ”Vedholdenhed”" in motto.comment and "Højst 24 tegn." in motto.comment and motto.tcomment == "keep it short"
    assert motto.occurrences[0][0] == "content/traits/perseverance.yaml" and int(motto.occurrences[0][1]) > 1
    assert not any(entry.msgid_plural for entry in found.values())


def test_an_export_that_is_imported_changes_nothing(content: Path) -> None:
    first = exported(content)
    tables = {path: path.read_text(encoding="utf-8") for path in (content / "translations").rglob("*.yaml")}
    assert vars(po.import_po(read(content), first)) == {"taken": 0, "kept": 0, "strange": 0}
    assert {path: path.read_text(encoding="utf-8") for path in (content / "translations").rglob("*.yaml")} == tables
    assert exported(content, "again.po").read_bytes() == first.read_bytes()


def test_an_edited_po_comes_back_byte_for_byte(content: Path) -> None:
    path = exported(content)
    edited = polib.pofile(str(path))
    by_context = {entry.msgctxt: entry for entry in edited}
    by_context[f"{TRAIT}:questions/another"].msgstr = "Quite “another”: a question?\nWith two paragraphs."
    by_context[f"{TRAIT}:what"].msgstr = "Everyone gets stuck often."
    by_context[f"{TRAIT}:what"].flags, by_context[f"{TRAIT}:what"].previous_msgid = [], None
    by_context[f"{TRAIT}:motto"].flags = ["fuzzy"]
    by_context[f"{TRAIT}:title"].tcomment = "seen by a teacher"
    path.write_text(f"{edited}\n", encoding="utf-8")
    assert po.import_po(read(content), path).taken == 3
    assert exported(content, "again.po").read_bytes() == path.read_bytes()
    entries = read(content).tables[TRAIT].entries
    assert entries["what"].before is None and entries["motto"].before == "" and entries["title"].comments == ("seen by a teacher",)
    assert [item.key for item in states(content)["outdated"]] == ["motto"]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[SourceTexts, Path, dict[Path, bytes]]:
    """A language with nothing translated: its source, read once, its PO file, and its tables."""
    content = project(tmp_path_factory.mktemp("begun"))
    sources, path = SourceTexts(read_source(content)), content.parent / "en.po"
    po.export(read_translation(sources, "en"), path)
    return sources, path, {table: table.read_bytes() for table in (content / "translations").rglob("*.yaml")}


@PROFILE
@given(some.lists(TEXT, min_size=30, max_size=60))
def test_any_words_come_back_byte_for_byte(begun: tuple[SourceTexts, Path, dict[Path, bytes]], words: list[str]) -> None:
    sources, path, tables = begun
    for table, text in tables.items():
        table.write_bytes(text)
    edited = polib.pofile(str(path))
    for entry, text in zip((entry for entry in edited if not entry.msgctxt.endswith("slug")), words, strict=False):
        entry.msgstr = text
    other, again = path.with_name("edited.po"), path.with_name("again.po")
    other.write_text(f"{edited}\n", encoding="utf-8")
    po.import_po(read_translation(sources, "en"), other)
    po.export(read_translation(sources, "en"), again)
    assert again.read_bytes() == other.read_bytes()


def test_what_another_program_wraps_and_heads_comes_back(content: Path) -> None:
    """Poedit and Weblate wrap lines at other places, sort the header anew and add to it."""
    path = exported(content)
    expected = path.read_bytes()
    other = polib.pofile(str(path), wrapwidth=40)
    other.metadata = {"X-Generator": "Poedit 3.4", "Last-Translator": "Zofia", "PO-Revision-Date": "2026-12-01 10:00+0100", **other.metadata}
    other.save(str(path), newline="\r\n")
    po.import_po(read(content), path)
    assert exported(content, "again.po").read_bytes() == expected


def test_a_translation_is_never_emptied_and_a_newer_one_never_replaced(content: Path) -> None:
    path = exported(content)
    old = polib.pofile(str(path))
    for entry in old:
        entry.msgstr = "" if entry.msgctxt == f"{TRAIT}:title" else "OLD" if entry.msgctxt == f"{TRAIT}:motto" else entry.msgstr
        if entry.msgctxt == f"{TRAIT}:motto":
            entry.msgid = "Prøv, prøv igen"
    old.save(str(path))
    assert po.import_po(read(content), path).kept == 2
    entries = read(content).tables[TRAIT].entries
    assert (entries["title"].text, entries["motto"].text) == ("EN Vedholdenhed", "EN Prøv igen")


def test_a_translation_of_an_older_source_is_taken_where_there_is_none_and_waits(content: Path) -> None:
    path = exported(content)
    edit(content, TRAIT, "  another: Et helt andet spørgsmål?", "  another: Et nyt spørgsmål?")
    edited = polib.pofile(str(path))
    next(entry for entry in edited if entry.msgctxt == f"{TRAIT}:questions/another").msgstr = "Another question?"
    edited.save(str(path))
    po.import_po(read(content), path)
    waiting = {item.key: item.before for item in states(content)["outdated"]}
    assert waiting == {"what": "Alle går i stå.", "questions/another": "Et helt andet spørgsmål?"}


def test_a_context_that_belongs_nowhere_is_counted_and_changes_nothing(content: Path) -> None:
    path = exported(content)
    edited = polib.pofile(str(path))
    edited.append(polib.POEntry(msgctxt="../../etc/passwd:x", msgid="a", msgstr="b"))
    edited.append(polib.POEntry(msgid="no context", msgstr="b"))
    edited.save(str(path))
    assert vars(po.import_po(read(content), path)) == {"taken": 0, "kept": 0, "strange": 2}


def test_a_language_begun_by_po_alone(tmp_path: Path) -> None:
    content = project(tmp_path, "sv")
    path = tmp_path / "sv.po"
    po.export(read(content, "sv"), path)
    edited = polib.pofile(str(path))
    assert edited.metadata["Language"] == "sv" and len(edited) == len(read(content, "sv").texts)
    next(entry for entry in edited if entry.msgctxt == f"{TRAIT}:title").msgstr = "Uthållighet"
    edited.save(str(path))
    po.import_po(read(content, "sv"), path)
    assert [item.key for item in states(content, "sv")["current"]] == ["title"]


def test_a_file_that_is_no_po_is_told_in_one_line(content: Path) -> None:
    path = content.parent / "bad.po"
    path.write_text("not a PO file", encoding="utf-8")
    with pytest.raises(BuildError, match="kan ikke læses som en PO-fil") as caught:
        po.import_po(read(content), path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_another_language_are_told(content: Path) -> None:
    with pytest.raises(BuildError, match="ingen fil"):
        po.import_po(read(content), content.parent / "gone.po")
    path = exported(content)
    path.write_text(path.read_text(encoding="utf-8").replace("Language: en_", "Language: fr_").replace("Language: en\\n", "Language: fr\\n"), encoding="utf-8")
    with pytest.raises(BuildError, match="”fr”"):
        po.import_po(read(content), path)


def test_every_kind_of_table_text_survives_an_export(tmp_path: Path) -> None:
    """A text with signs that YAML and PO both have rules for."""
    content = project(tmp_path)
    hard = 'He said: "a \\ b" # not a comment\n- and more'
    translation = read(content)
    table = translation.tables[TRAIT]
    put(table, replace(table.entries["what"], text=hard))
    (translation.folder / f"{TRAIT}.yaml").write_text(table.text(), encoding="utf-8")
    found = {entry.msgctxt: entry.msgstr for entry in polib.pofile(str(exported(content)))}
    assert found[f"{TRAIT}:what"] == hard


def test_a_comment_with_a_sign_nobody_sees_does_not_break_the_table(content: Path) -> None:
    """It was written as it came, and the table could not be read again."""
    path = exported(content)
    edited = polib.pofile(str(path))
    entry = next(entry for entry in edited if entry.msgctxt == f"{TRAIT}:motto")
    entry.tcomment = "to the right\u200f, \u0001 and Ã¥"
    edited.save(str(path))
    for _ in range(2):
        po.import_po(read(content), path)
        assert read(content).tables[TRAIT].entries["motto"].comments == ("to the right\\u200f, \\u0001 and \\u00c3¥",)
