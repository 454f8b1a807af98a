"""The benchmark measures what it says: its projects are valid content of the right size, its table is sound. Nothing is timed."""

import re
from pathlib import Path

import pytest

from benchmarks import project, run, table
from benchmarks.measure import Line, Run, line, together
from benchmarks.table import Ratio, Row, timed
from guide import new
from guide.content import check_translated, read_content, read_translation
from guide.layer import editions, read_layer
from guide.read import read_source
from guide.source import SourceTexts
from tests.projects import ROOT


def test_grown_content_is_valid(tmp_path: Path) -> None:
    project.copy_content(tmp_path, small=False)
    content = tmp_path / "content"
    there = len(list((content / "sheets").glob("*.yaml")))
    project.with_languages(content, 4)
    project.with_sheets(content, 2)
    project.with_editions(content, 2)
    source = read_source(content)
    second = read_layer(source, "udgave-2")
    assert second.settings.name == "Udgave-2" and second.additions and second.texts.tables
    assert len(source.guide.sheets) == 2 * there - 1  # there is one book
    assert sorted(path.name for path in (content / "translations").iterdir()) == ["en", "nb", "sv"]
    swedish = read_translation(SourceTexts(source), "sv")
    assert check_translated(swedish) == []
    assert swedish.whole
    assert swedish.guide.sheets["notes-1-again-2"].title == "Notes for the first conversation"
    assert {(item.state, item.key) for item in swedish.texts if item.state != "current"} == {("outdated", "description")}


def test_the_small_project_grows_too(tmp_path: Path) -> None:
    project.copy_content(tmp_path, small=True)
    content = tmp_path / "content"
    new.language(content, "en", (), "2026-11-26")
    project.with_languages(content, 4)
    project.with_sheets(content, 2)
    found = read_content(content)
    assert list(found.guides) == ["da", "en", "nb", "sv"]
    assert sorted(found.source.guide.sheets) == ["notes-1", "notes-1-again-2"]


def test_grown_editions_are_valid(tmp_path: Path) -> None:
    project.copy_content(tmp_path, small=True)
    content = tmp_path / "content"
    project.with_editions(content, 3)
    assert editions(content) == project.editions_of(3) == ["udgave-1", "udgave-2", "udgave-3"]
    guide = read_content(content, "udgave-2").source.guide
    assert guide.settings.publisher and guide.settings.publisher.name == guide.settings.variables.platform == "Udgave-2"


def test_one_language_is_danish_alone(tmp_path: Path) -> None:
    (tmp_path / "translations" / "en").mkdir(parents=True)
    (tmp_path / "translations" / "tr").mkdir()
    project.with_languages(tmp_path, 1)
    assert list((tmp_path / "translations").iterdir()) == []


def test_growth_is_straight_or_bent() -> None:
    assert line([(1, 3), (2, 5), (4, 9), (8, 17)]) == Line(pytest.approx(2), pytest.approx(1))
    assert line([(1, 3), (2, 5)]) == Line(pytest.approx(2), pytest.approx(1))
    assert line([(1, 1), (2, 4), (4, 16)]).bend == pytest.approx(2)


def test_a_bar_is_for_the_ratio_where_there_is_one() -> None:
    assert Row("a", "b", (5.0, 1.0, 3.0), "s", bar=3).met is True
    assert Row("a", "b", (5.0,), "s", bar=3).met is False
    assert Row("a", "b", (5.0,), "s", ratio=Ratio(0.5, "c"), bar=0.8).met is True
    assert Row("a", "b", (5.0,), "s").met is None


def test_programs_one_after_the_other_are_as_one() -> None:
    assert together([Run(1, 2, 30), Run(2, 1, 20)]) == Run(3, 3, 30)


def test_the_table_is_sound() -> None:
    rows = [
        timed("text", "one text", [Run(1.5, 1.0, 90.2), Run(0.5, 0.5, 110.7), Run(1.0, 0.8, 100.0)], bar=1.2),
        Row("rivals", "Chromium", (20.0,), "s", ratio=Ratio(0.912, "Chromium"), bar=0.8),
        Row("nothing", "build.py", (61.26, 58.0), "ms"),
    ]
    assert rows[0].cells == ("text", "one text", "1.00 s", "0.50–1.50", "3", "0.80 s", "111 MB", "", "≤ 1.2 s", "met")
    assert rows[1].cells == ("rivals", "Chromium", "20.00 s", "", "1", "", "", "0.91 × Chromium", "≤ 0.8 ×", "not met")
    head, rule, *body = table.markdown(rows).split("\n")
    assert head.count("|") == rule.count("|") == len(table.HEAD) + 1
    assert {line.count("|") for line in body} == {head.count("|")}
    starts = [text.index(cell) for text, cell in zip(table.plain(rows).split("\n"), ("figure", "1.00 s", "20.00 s", "59.6 ms"), strict=True)]
    assert len(set(starts)) == 1


def test_the_readme_names_every_part_and_option() -> None:
    readme = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| `(\w+)` \|", readme) == list(run.PARTS)
    for option in ("--repeat", "--long", "--few"):
        assert f"`{option}" in readme or f" {option}" in readme


def test_typst_is_pinned_and_hashed() -> None:
    lines = (ROOT / "benchmarks" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|typst==[\d.]+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?|    # via .*", line) for line in lines)
    chosen = (ROOT / "benchmarks" / "requirements.in").read_text(encoding="utf-8").splitlines()[-1].split()[0]
    assert f"{chosen} \\" in lines
