"""Text tables are edited by people: what is written into one by the program leaves every other line as it was."""

from dataclasses import replace

import pytest

from guide.problem import ContentError
from guide.table import Entry, put, read_table, take

TABLE = """# Perseverance, in English.
# Ask Zofia about the tone.

#: Siden ”Vedholdenhed”
#. Sidens overskrift.
# grit? no: too hard a word
title:
  da:   Vedholdenhed
  en: "Perseverance"   

motto:
    da: Prøv igen
    en: >-
      Try

      again

#: here
what: {da: Alle går i stå., en: Everyone gets stuck.}
plan:
  da: Når ___, så ___.
  en:
"""



def test_a_table_is_read() -> None:
    entries = read_table(TABLE, "x.yaml", "en").entries
    assert [(item.key, item.source, item.text) for item in entries.values()] == [
        ("title", "Vedholdenhed", "Perseverance"),
        ("motto", "Prøv igen", "Try\nagain"),
        ("what", "Alle går i stå.", "Everyone gets stuck."),
        ("plan", "Når ___, så ___.", ""),
    ]
    assert entries["title"].comments == ("grit? no: too hard a word",)
    assert entries["title"].place.line == 7 and entries["plan"].node is None


def test_what_is_not_changed_is_written_as_it_was() -> None:
    found = read_table(TABLE, "x.yaml", "en")
    assert found.text() == TABLE
    for item in list(found.entries.values())[:2]:
        put(found, item)
    assert found.text() == TABLE


def test_one_field_is_written_and_all_other_lines_stay() -> None:
    found = read_table(TABLE, "x.yaml", "en")
    put(found, replace(found.entries["title"], text="Grit: yes"))
    assert found.text() == TABLE.replace('  en: "Perseverance"   ', '  en: "Grit: yes"')
    put(found, replace(found.entries["motto"], before="Prøv"))
    assert "    da-before: Prøv\n" in found.text(), "a new field stands as far in as its neighbours"
    put(found, replace(found.entries["motto"], before=None))
    assert found.text() == TABLE.replace('  en: "Perseverance"   ', '  en: "Grit: yes"')


def test_an_entry_on_one_line_is_spread_out_where_it_changes() -> None:
    found = read_table(TABLE, "x.yaml", "en")
    put(found, replace(found.entries["what"], text="All get stuck."))
    assert "#: here\nwhat:\n  da: Alle går i stå.\n  en: All get stuck.\n" in found.text()
    assert read_table(found.text(), "x.yaml", "en").entries["what"].text == "All get stuck."


def test_remarks_below_a_field_that_goes_stay_and_are_not_taken_for_those_of_the_next_entry() -> None:
    found = read_table('title:\n  da: Ord\n  en: Word\n  since: "2026-11-26"\n  # ask Zofia\nlead:\n  en: x\n# is this all?\n', "x.yaml", "en")
    put(found, replace(found.entries["title"], since=""))
    put(found, Entry("motto", text="y"))
    assert found.text() == "title:\n  da: Ord\n  en: Word\n  # ask Zofia\nlead:\n  en: x\n# is this all?\n\nmotto:\n  da:\n  en: y\n"
    assert [item.comments for item in read_table(found.text(), "x.yaml", "en").entries.values()] == [(), (), ()]


def test_remarks_within_an_entry_in_braces_stay() -> None:
    found = read_table("title: {da: Ord,\n  # ask Zofia\n  en: Word}\n", "x.yaml", "en")
    put(found, replace(found.entries["title"], text="Words"))
    assert "# ask Zofia\n" in found.text()


def test_a_new_entry_and_its_comments() -> None:
    found = read_table(TABLE, "x.yaml", "en")
    put(found, Entry("lead", source="Kort.", since="2026-11-26", comments=("ask",)), ["#: there"])
    assert found.text().endswith('# ask\n#: there\nlead:\n  da: Kort.\n  en:\n  since: "2026-11-26"\n')


def test_an_entry_moves_with_what_people_wrote_above_it() -> None:
    found, other = read_table(TABLE, "x.yaml", "en"), read_table("# Other\n", "y.yaml", "en")
    take(found, "title", other, "examples/first/title")
    assert "title:" not in found.text()
    assert "# grit? no: too hard a word\nexamples/first/title:\n  da:   Vedholdenhed\n" in other.text()


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "# nothing yet\n{}\n"])
def test_a_table_may_be_empty(text: str) -> None:
    assert read_table(text, "x.yaml", "en").entries == {}


def test_problems_of_a_table_are_all_told() -> None:
    with pytest.raises(ContentError) as caught:
        read_table("a: b\nC:\n  da: x\n  en: y\n", "x.yaml", "en")
    assert [(item.code, item.place.line) for item in caught.value.problems] == [("table-entry", 1), ("table-key", 2)]
