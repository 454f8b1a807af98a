"""A language with a few sheets alone: it needs what shows on them, and offers a sheet when all of it is translated."""

from pathlib import Path

import pytest

from guide import build as stage
from guide import letters
from guide.build import Order
from guide.content import read_content
from guide.coverage import offered, texts_of
from guide.status import standing
from tests.translated import edit, project, read, translate

SHEET = "notes-1"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return project(tmp_path, "uk", (SHEET,))


def needed(content: Path) -> set[tuple[str, str]]:
    return {(item.file, item.key) for item in texts_of(read(content, "uk"))}


def all_needed(content: Path, *, but: tuple[str, str] | None = None) -> dict[tuple[str, str], str]:
    return {key: f"УК {key[1].rpartition('/')[2]}" + gaps(content, key) for key in needed(content) if key != but}


def gaps(content: Path, key: tuple[str, str]) -> str:
    """What the source's text has to be translated with: its gaps and blanks."""
    import re

    return " ".join(re.findall(r"\{\w+\}|___", read(content, "uk").sources.files[key[0]][key[1]].value))


def test_only_what_shows_is_needed(content: Path) -> None:
    keys = needed(content)
    assert (f"sheets/{SHEET}", "title") in keys and ("interface", "site/translation/unreviewed") in keys and ("guide", "title") in keys
    assert (f"sheets/{SHEET}", "purpose") not in keys
    assert not any(file.startswith(("pages/", "traits/")) for file, _ in keys)
    assert ("interface", "site/front/doors") not in keys and len(keys) < 60


def test_tables_hold_just_what_is_needed(content: Path) -> None:
    tables = read(content, "uk").tables
    assert {(file, key) for file, table in tables.items() for key in table.entries} == needed(content)


def test_a_sheet_is_offered_when_all_of_it_is_translated(content: Path) -> None:
    assert offered(read(content, "uk")) == []
    translate(content, all_needed(content, but=(f"sheets/{SHEET}", "title")), "uk")
    assert offered(read(content, "uk")) == []
    translate(content, all_needed(content), "uk")
    assert offered(read(content, "uk")) == [SHEET]
    assert standing(read(content, "uk")).all.share == 100


def test_nothing_half_translated_is_printed_and_the_build_says_so(content: Path) -> None:
    translate(content, all_needed(content, but=(f"sheets/{SHEET}", "title")), "uk")
    said: list[tuple[str, dict[str, object]]] = []
    found = read_content(content)
    wanted = stage.ordered(found, list(found.guides), Order(), lambda code, **gaps: said.append((code, gaps)))
    assert {item.language for item in wanted} == {"da"}
    assert said == [("not-offered", {"sheet": SHEET, "language": "uk"})]


def test_no_danish_is_left_on_the_page(content: Path) -> None:
    translate(content, all_needed(content), "uk")
    page = letters.html(read(content, "uk").marked, SHEET, outdated=True)
    assert "\ue000" not in page and "\ue001" not in page
    assert page.startswith('\n<!doctype html>\n<html lang="uk" dir="ltr">') or '<html lang="uk" dir="ltr">' in page


def test_no_form_to_type_in_without_latin_letters(content: Path) -> None:
    translate(content, all_needed(content), "uk")
    found = read_content(content)
    variants = [item.variant for item in stage.ordered(found, ["uk"], Order(), lambda *_, **__: None)]
    assert variants == ["print", "large"]


def test_a_changed_source_is_told_on_the_page(content: Path) -> None:
    translate(content, all_needed(content), "uk")
    edit(content, f"sheets/{SHEET}", "title: Noter", "title: Nye noter")
    translation = read(content, "uk")
    assert offered(translation) == [SHEET]
    assert [item.key for item in standing(translation).waiting] == ["title"]


def test_danish_terms_on_the_page_say_that_they_are_danish() -> None:
    assert letters.in_danish('<a title="lær">Це (læringssamtaler), å.</a>') == (
        '<a title="lær">Це (<span lang="da" dir="ltr">læringssamtaler</span>), <span lang="da" dir="ltr">å</span>.</a>'
    )
