"""How far a translation has come: just what waits is named, with the source before and now."""

import json
from pathlib import Path

import pytest

from guide.cli import main
from guide.pages import Surroundings, pages
from guide.status import standing
from tests.test_pages import pictures
from tests.translated import edit, read, whole_project

TRAIT = "traits/perseverance"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return whole_project(tmp_path)


def said(content: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["translate", "status", *arguments, "--content", str(content)]) == 0
    return capsys.readouterr().out


def test_all_done_is_one_line(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    total = len(read(content).texts)
    assert said(content, capsys, "en") == f"English (en): 100 % færdig, {total} af {total} tekster.\n"


def test_one_changed_sentence_is_one_outdated_text_with_both_sources(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå, også lærere.")
    shown = said(content, capsys, "en")
    assert shown.count("(forældet)") == 1 and "(mangler)" not in shown
    assert "Før:      Alle går i stå.\n    Nu:       Alle går i stå, også lærere.\n    Vises:    EN Alle går i stå.\n" in shown
    assert " 99 % færdig" in shown


def test_json_holds_the_same(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå, også lærere.")
    edit(content, TRAIT, "perseverance-week: Hvad prøvede du igen?", "another: Et helt andet spørgsmål?")
    found = json.loads(said(content, capsys, "en", "--json"))["en"]
    assert (found["outdated"], found["missing"], found["orphans"]) == (1, 1, 1)
    assert found["files"][TRAIT] == {**found["files"][TRAIT], "outdated": 1, "missing": 1, "orphans": 1}
    changed = next(item for item in found["waiting"] if item["state"] == "outdated")
    assert changed["before"] == "Alle går i stå." and changed["now"] == "Alle går i stå, også lærere." and changed["translation"] == "EN Alle går i stå."
    assert changed["place"].startswith(f"content/translations/en/{TRAIT}.yaml:")
    assert found["unplaced"][0]["key"] == "questions/perseverance-week"
    assert found["total"] == sum(item["total"] for item in found["files"].values())


def test_all_languages_are_told_without_details(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå, også lærere.")
    shown = said(content, capsys)
    assert "99 % færdig" in shown and f"  {TRAIT}" in shown and "Før:" not in shown


def test_a_project_without_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.projects import small_project

    assert said(small_project(tmp_path), capsys) == "Guiden er ikke oversat til noget sprog endnu.\n"


def test_an_unknown_language_is_told(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate", "status", "fr", "--content", str(content)]) == 2
    assert capsys.readouterr().err.startswith("Guiden findes ikke på ”fr”.")


def test_the_newest_that_waits_is_named_first(content: Path) -> None:
    from guide.update import update

    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå tit.")
    update(read(content), "2026-12-01")
    edit(content, TRAIT, "motto: Prøv igen", "motto: Prøv igen i dag")
    update(read(content), "2026-12-24")
    edit(content, TRAIT, "too-much: Ja, man kan også blive træt.", "too-much: Ja, man kan blive træt.")
    assert [item.key for item in standing(read(content)).waiting] == ["too-much", "motto", "what"]


def test_the_page_for_coordinators_shows_languages_files_and_what_waits(content: Path) -> None:
    about = (content / "pages" / "about.yaml").read_text(encoding="utf-8")
    page = about.replace("slug: om", "slug: oversaettelser").replace("about-text", "translations-text")
    (content / "pages" / "translations.yaml").write_text(page, encoding="utf-8")
    edit(content, "guide", "pages: [parachute]", "pages: [parachute, translations]")
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå, også lærere.")
    translation = read(content)
    written = pages(translation.source.guide, pictures(translation.source.guide), Surroundings(standings=(standing(translation),)))
    shown = written["mere/oversaettelser.md"]
    assert '<span lang="en">English</span>' in shown
    assert '<dd lang="da">Alle går i stå, også lærere.</dd>' in shown and '<dd lang="en">EN Alle går i stå.</dd>' in shown
    assert shown.count('role="rowheader"') == len(standing(translation).files)
