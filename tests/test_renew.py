"""A few sheets alone: their PDFs and pages are as the whole build makes them, and nothing else is touched."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from guide import new
from guide.ahead import ahead
from guide.build import Order, build
from guide.model.guide import Guide
from guide.problem import ContentError
from guide.translation import Translation
from tests.test_build import quiet
from tests.translated import DAY, edit, project, whole_project

SHEET = Order("sheets", ("notes-1",), jobs=2)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]:
    """The site before an edit of a sheet, after its sheet was made alone, and after the whole was built."""
    folder = tmp_path_factory.mktemp("renew")
    content = whole_project(folder)
    build(content, folder / "output", Order(jobs=2), quiet)
    before = files(folder / "output" / "site")
    edit(content, "sheets/notes-1", "purpose: Hold fast i det, I bliver enige om.", "purpose: Skriv det ned, I siger ja til.")
    edit(content, "sheets/notes-1", "text: Skriv her.", "text: Skriv det her.")
    with ahead(content.name, 2) as ready:
        build(content, folder / "output", SHEET, quiet, ready)
    alone = files(folder / "output" / "site")
    build(content, folder / "output", Order(jobs=2), quiet)
    return before, alone, files(folder / "output" / "site")


def changed(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def test_the_pdf_and_the_page_are_new_and_nothing_else(edited: tuple[dict[str, bytes], ...]) -> None:
    before, alone, _ = edited
    made = changed(before, alone)
    assert {name for name in made if not name.startswith(("print/da/notes-1", "assets/sheets/notes-1"))} == {"ark/noter-1/index.html", "en/ark-en/noter-1-en/index.html"}
    assert "print/da/notes-1.pdf" in made and not any(name.startswith("print/en") for name in made)


def test_the_page_holds_what_the_whole_build_makes(edited: tuple[dict[str, bytes], ...]) -> None:
    _, alone, whole = edited

    def page(site: dict[str, bytes]) -> bytes:
        return site["ark/noter-1/index.html"].partition(b'<div class="page ')[2].partition(b"</article>")[0]

    assert page(alone) == page(whole) and b"I siger ja til" in page(alone)
    assert alone["print/da/notes-1.pdf"] == whole["print/da/notes-1.pdf"]


def test_the_old_page_stays_where_it_was_linked(tmp_path: Path) -> None:
    content = project(tmp_path)
    build(content, tmp_path / "output", Order(languages=("da",), jobs=2), quiet)
    page = tmp_path / "output" / "site" / "ark" / "noter-1" / "index.html"
    (tmp_path / "kept.html").hardlink_to(page)
    old = page.read_bytes()
    edit(content, "sheets/notes-1", "purpose: Hold fast i det, I bliver enige om.", "purpose: Skriv det ned, I siger ja til.")
    build(content, tmp_path / "output", SHEET, quiet)
    assert (tmp_path / "kept.html").read_bytes() == old != page.read_bytes()


def laid_over(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages that are laid over the source from now on."""
    found: list[str] = []
    really = Translation.laid_over

    def noted(translation: Translation, marked: bool) -> Guide:
        found.append(translation.code)
        return really(translation, marked)

    monkeypatch.setattr(Translation, "laid_over", noted)
    return found


def test_a_language_of_which_nothing_is_made_is_neither_laid_over_nor_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, output = whole_project(tmp_path), tmp_path / "output"
    shutil.copy(content / "sheets" / "notes-1.yaml", content / "sheets" / "notes-2.yaml")
    edit(content, "sheets/notes-2", "slug: noter-1", "slug: noter-2")
    new.language(content, "uk", ("notes-2",), DAY)
    build(content, output, Order(jobs=2), quiet)
    laid = laid_over(monkeypatch)
    build(content, output, SHEET, quiet)
    assert set(laid) == {"en"}
    laid.clear()
    edit(content, "translations/en/sheets/notes-1", "EN Hold fast", "EN {unknown} Hold fast")
    build(content, output, replace(SHEET, languages=("da",)), quiet)
    assert laid == []
    with pytest.raises(ContentError):
        build(content, output, SHEET, quiet)
