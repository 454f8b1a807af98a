"""Where a problem is told that only the printed sheet shows: at the words, or the number, that have to be mended."""

from pathlib import Path

from guide.problem import Place, problem
from guide.read import place_of, read_source
from tests.projects import small_project

SHEET = "content/sheets/notes-1.yaml"


def test_a_text_that_is_cut_is_told_where_it_stands(tmp_path: Path) -> None:
    source = read_source(small_project(tmp_path))
    own = problem(Place(SHEET), "text-cut", text="Skriv her", sheet="Noter")
    assert place_of(own, source.tree) == Place(SHEET, 15, 11)
    taken = problem(Place(SHEET), "text-cut", text="håber du", sheet="Noter")
    assert place_of(taken, source.tree) == Place("content/conversations/conversation-1.yaml", 18, 16)
    for strange in (problem(Place(SHEET), "text-cut", text="står intet sted", sheet="Noter"), problem(Place("content/translations/en/sheets/notes-1.yaml"), "text-cut", text="Skriv", sheet="Noter")):
        assert place_of(strange, source.tree) == strange.place


def test_a_wrong_number_of_pages_is_told_where_it_stands(tmp_path: Path) -> None:
    source = read_source(small_project(tmp_path))
    assert place_of(problem(Place(SHEET), "page-count", id="notes-1", sheet="Noter", pages=2, declared=1), source.tree) == Place(SHEET, 11, 1)
