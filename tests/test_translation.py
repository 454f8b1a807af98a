"""A guide in another language: fresh texts, old ones, and the source's words where there are none; and what a reader is told of it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from guide import marks
from guide.content import read_content
from guide.model.base import Text
from guide.model.guide import FILES, FOLDERS
from guide.pages import pages
from guide.problem import ContentError
from tests.projects import ROOT
from tests.test_pages import pictures
from tests.translated import edit, project, read, translate, whole_project

TRAIT = "traits/perseverance"
NOTICE = 'class="translation"'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return whole_project(tmp_path)


def page(content: Path, name: str) -> str:
    """A page of the English site as a reader gets it."""
    translation = read_content(content).translations["en"]
    return marks.show(pages(translation.marked, pictures(translation.guide))[name], "da", "ltr")


def test_a_whole_translation_has_no_notice_and_no_danish(content: Path) -> None:
    written = page(content, "traek-en/vedholdenhed-en.md")
    assert "EN Alle går i stå." in written
    assert NOTICE not in written and 'lang="da"' not in written and not marks.MARKS.search(written)


def test_a_changed_sentence_shows_the_old_translation_with_a_notice_on_its_pages_alone(content: Path) -> None:
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå, også lærere.")
    written = page(content, "traek-en/vedholdenhed-en.md")
    assert '<bdi class="outdated">EN Alle går i stå.</bdi>' in written and "også lærere" not in written
    assert read(content).guide.interface.site.translation.outdated in written
    assert NOTICE not in page(content, "samtaler-en/foerste-en.md")
    translate(content, {(TRAIT, "what"): "EN Everyone, teachers too."})
    from guide.update import update

    update(read(content), "2026-11-26")
    translate(content, {(TRAIT, "what"): "EN Everyone, teachers too."})
    assert NOTICE not in page(content, "traek-en/vedholdenhed-en.md")


def test_a_missing_text_is_shown_in_danish_and_says_so(content: Path) -> None:
    edit(content, TRAIT, "questions:\n", "questions:\n  help-needed: Hvem **hjalp** dig?\n")
    written = page(content, "traek-en/vedholdenhed-en.md")
    assert '<bdi class="untranslated" lang="da" dir="ltr">Hvem </bdi><strong><bdi class="untranslated" lang="da" dir="ltr">hjalp</bdi></strong>' in written
    assert read(content).guide.interface.site.translation.missing in written


def test_a_language_with_nothing_translated_is_danish_all_over(tmp_path: Path) -> None:
    content = project(tmp_path, "sv")
    found = read_content(content).translations["sv"]
    source = read_content(content).source.guide
    assert found.guide.traits == source.traits and found.guide.language == "sv"
    written = pages(found.marked, pictures(found.guide))
    assert all(NOTICE in text for text in written.values())


def test_an_outdated_translation_with_a_link_to_what_is_gone_gives_way_to_the_source(content: Path) -> None:
    edit(content, TRAIT, "teacher: Sæt ord på det, eleven gjorde.", "teacher: Læs [siden](parachute).")
    translate_teacher = {(TRAIT, "teacher"): "EN Read [the page](gone-page)."}
    from guide.update import update

    update(read(content), "2026-11-26")
    edit(content, TRAIT, "teacher: Læs [siden](parachute).", "teacher: Sæt ord på det.")
    translate(content, translate_teacher)
    guide = read(content).guide
    assert guide.traits["perseverance"].teacher == "Sæt ord på det."


def test_an_outdated_translation_is_held_against_the_source_it_was_made_from(content: Path) -> None:
    """Who changes the Danish text breaks no translation."""
    edit(content, TRAIT, "what: Alle går i stå.", "what: Alle går i stå på {platform}. Læs [siden](parachute).")
    assert read_content(content).translations["en"].guide.traits["perseverance"].what == "EN Alle går i stå."


def test_paper_and_data_have_no_marks(content: Path) -> None:
    edit(content, TRAIT, "what: Alle går i stå.", "what: Noget helt andet.")
    guide = read(content).guide
    assert not marks.MARKS.search(guide.model_dump_json())
    assert marks.MARKS.search(read(content).marked.model_dump_json())


def test_problems_point_into_the_translators_file(content: Path) -> None:
    translate(content, {(TRAIT, "what"): "EN **Everyone gets stuck."})
    with pytest.raises(ContentError) as caught:
        read_content(content)
    (found,) = caught.value.problems
    assert found.place.path == f"content/translations/en/{TRAIT}.yaml" and found.code == "unclosed-mark"
    line = (content / f"translations/en/{TRAIT}.yaml").read_text(encoding="utf-8").splitlines()[found.place.line - 1]
    assert line[found.place.column - 1 :].startswith("**Everyone")


def test_no_text_stands_in_a_list() -> None:
    """Items of a list have no id of their own: a translation of one would shift when another comes in."""

    def holds_text(kind: object) -> bool:
        return (isinstance(kind, type) and issubclass(kind, Text)) or any(holds_text(part) for part in get_args(kind))

    seen: set[type] = set()

    def models(kind: object) -> None:
        for part in get_args(kind):
            models(part)
        if isinstance(kind, type) and hasattr(kind, "model_fields") and kind not in seen:
            seen.add(kind)
            for field in kind.model_fields.values():
                assert not lists_of_text(field.annotation), (kind, field)
                models(field.annotation)

    def lists_of_text(kind: object) -> bool:
        if getattr(kind, "__origin__", None) in (tuple, list):
            return any(holds_text(part) for part in get_args(kind))
        return any(lists_of_text(part) for part in get_args(kind))

    for model in (*FILES.values(), *FOLDERS.values()):
        models(model)
    assert len(seen) > 40


def test_each_language_has_its_own_addresses(content: Path) -> None:
    translation = read_content(content).translations["en"]
    assert "traek-en/vedholdenhed-en.md" in pages(translation.guide, pictures(translation.guide))
    assert translation.guide.settings.address == "https://guide.example/en/"


def test_the_glossary_is_in_the_order_of_its_own_alphabet() -> None:
    terms = [term.term.casefold() for term in read_content(ROOT / "content").translations["en"].guide.glossary.values()]
    assert terms == sorted(terms) and len(terms) > 30


def test_marks_are_shown_in_text_and_taken_away_elsewhere() -> None:
    missing = marks.mark("Hej *du*", "missing")
    html = f'<p title="{missing}">{missing}</p><title>{missing}</title><svg><text>{missing}</text></svg><script>"{missing}"</script>'
    shown = marks.show(html, "da", "ltr")
    assert shown.startswith('<p title="Hej *du*"><bdi class="untranslated" lang="da" dir="ltr">Hej *du*</bdi></p>')
    assert not marks.MARKS.search(shown) and shown.count("<bdi") == 1


def test_marks_follow_a_text_through_its_tags() -> None:
    inner = marks.mark("a\nb", "outdated").split("\n")
    html = f"<ul><li>{inner[0][:2]}<b>x</b>{inner[0][2:]}</li><li>{inner[1]}</li></ul> after"
    assert re.sub(r' class="outdated"', "", marks.show(html, "da", "ltr")) == "<ul><li><bdi>a</bdi><b><bdi>x</bdi></b></li><li><bdi>b</bdi></li></ul> after"
