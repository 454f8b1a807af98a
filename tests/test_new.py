"""A language that is begun builds at once, all in Danish with a notice; ten texts that are translated are shown."""

import json
from pathlib import Path

import pytest

from guide.build import Order, build
from guide.cli import main
from guide.content import read_content
from tests.projects import small_project
from tests.translated import read, translate

TEN = {
    ("traits/perseverance", "title"): "Uthållighet",
    ("traits/perseverance", "what"): "Alla kör fast.",
    ("traits/perseverance", "motto"): "Försök igen",
    ("traits/perseverance", "too-much"): "Ja, man kan också bli trött.",
    ("traits/perseverance", "teacher"): "Sätt ord på det eleven gjorde.",
    ("traits/perseverance", "lead"): "**Det handlar om** att försöka.",
    ("traits/perseverance", "questions/perseverance-week"): "Vad försökte du igen?",
    ("traits/perseverance", "example/title"): "Ett exempel från danska",
    ("traits/perseverance", "example/text"): "Emil läser texten igen.",
    ("traits/perseverance", "slug"): "uthallighet",
}


def test_a_new_language_builds_at_once_and_ten_translated_texts_are_shown(tmp_path: Path) -> None:
    content, output = small_project(tmp_path), tmp_path / "output"
    assert main(["new", "language", "sv", "--content", str(content)]) == 0
    build(content, output, Order(jobs=2), lambda *_, **__: None)
    page = (output / "site/sv/traek/vedholdenhed/index.html").read_text(encoding="utf-8")
    assert '<html lang="sv"' in page and 'class="translation"' in page and 'lang="da" dir="ltr">Alle går i stå.' in page
    assert (output / "print/sv/notes-1.pdf").exists() and (output / "site/print/sv/notes-1.pdf").exists() and (output / "site/guide.sv.json").exists()
    data = json.loads((output / "site/guide.sv.json").read_text(encoding="utf-8"))
    assert data["language"] == "sv" and data["traits"]["perseverance"]["address"] == "sv/traek/vedholdenhed/"
    assert (output / "site" / data["sheets"]["notes-1"]["pdf"]).exists()
    translate(content, TEN, "sv")
    build(content, output, Order(jobs=2), lambda *_, **__: None)
    page = (output / "site/sv/traek/uthallighet/index.html").read_text(encoding="utf-8")
    for (_, key), words in TEN.items():
        assert key == "slug" or words.replace("**Det handlar om** ", "") in page.replace("\u00ad", ""), key
    assert "Alle går i stå." not in page and 'class="translation"' in page, "the words of the frame are not translated yet"


def test_the_files_of_a_new_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    main(["new", "language", "pt-BR", "--content", str(content)])
    folder = content / "translations" / "pt-BR"
    assert capsys.readouterr().out == f"Português er begyndt i {folder}. Oversæt filerne der, og byg guiden.\n"
    assert "name: Português\n" in (folder / "language.yaml").read_text(encoding="utf-8")
    sources = {path.relative_to(content).as_posix() for path in content.rglob("*.yaml") if "translations" not in path.parts}
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")} == sources | {"language.yaml"}
    assert all(item.state == "missing" for item in read(content, "pt-BR").texts)
    assert read_content(content).translations["pt-BR"].whole


@pytest.mark.parametrize(("code", "said"), [("engelsk", "ikke koden"), ("../x", "ikke koden"), ("xx", "ikke koden"), ("SV", "ikke koden")])
def test_what_is_no_language_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str, said: str) -> None:
    content = small_project(tmp_path)
    assert main(["new", "language", code, "--content", str(content)]) == 2
    assert said in capsys.readouterr().err and not (content / "translations").exists()


def test_a_language_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    main(["new", "language", "sv", "--content", str(content)])
    translate(content, TEN, "sv")
    before = {path: path.read_bytes() for path in (content / "translations").rglob("*.yaml")}
    assert main(["new", "language", "sv", "--content", str(content)]) == 2
    assert "translate update sv" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (content / "translations").rglob("*.yaml")} == before


def test_an_unknown_sheet_begins_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    assert main(["new", "language", "so", "--sheet", "note-1", "--content", str(content)]) == 2
    assert "Mente du ”notes-1”?" in capsys.readouterr().err and not (content / "translations").exists()


def test_the_language_of_the_source_and_a_book_alone_begin_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    assert main(["new", "language", "da", "--content", str(content)]) == 2
    assert "Guiden er skrevet på ”da”" in capsys.readouterr().err
    book = content / "sheets" / "book.yaml"
    book.write_text((content / "sheets/notes-1.yaml").read_text(encoding="utf-8").partition("pages:")[0].replace("noter-1", "bog") + "components:\n  book:\n    type: booklet\n", encoding="utf-8")
    assert main(["new", "language", "so", "--sheet", "book", "--content", str(content)]) == 2
    assert "Arket book er hele guiden som bog" in capsys.readouterr().err and not (content / "translations").exists()
