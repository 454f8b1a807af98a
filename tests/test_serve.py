"""`build.py serve`: an edit is shown at once, a mistake until it is mended, and nothing is left of it at the end."""

import http.client
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from guide import serve as stage
from guide.cli import main
from guide.listen import Listeners, server
from guide.messages import VARIABLE
from guide.serve import Edits, look, serve, settled
from guide.swap import locked
from tests.projects import small_project
from tests.served import IN_STEP, Served, served, until

SHEET, PDF = "sheets/notes-1.yaml", "print/da/notes-1.pdf"
SHOWN = "Rettelsen er vist"
MANY = 700
"""So many mistakes that the pipe of a process could not hold what is said of them."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site served from a guide that is full of mistakes when it begins."""
    wrong = "".join(f"wrong-{number}: x\n" for number in range(MANY))

    def spoil(content: Path) -> None:
        path = content / "traits" / "curiosity.yaml"
        path.write_text(path.read_text(encoding="utf-8") + wrong, encoding="utf-8")

    with served(tmp_path_factory.mktemp("serve"), spoil) as site:
        until(lambda: f"{MANY} fejl. Intet er bygget." in site.lines)
        site.told_first = list(site.told)  # type: ignore[attr-defined]
        with site.step():
            site.edit("traits/curiosity.yaml", wrong, "")
        yield site


@pytest.fixture
def site(begun: Served) -> Served:
    """The site in step with the content; what was said before is forgotten."""
    begun.lines.clear()
    begun.told.clear()
    return begun


def words(site: Served, path: str = PDF) -> str:
    """The words of a PDF that lies in the output."""
    with pypdfium2.PdfDocument(site.output / path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def files(site: Served) -> dict[str, bytes]:
    """The files that an edit of the sheet touches, and pages that show it."""
    site_folder = site.output / "site"
    return {path.relative_to(site_folder).as_posix(): path.read_bytes() for path in site_folder.rglob("*") if path.suffix in (".pdf", ".html", ".webp")}


def test_a_guide_that_begins_with_mistakes_says_so_until_they_are_mended(begun: Served) -> None:
    told = [text for event, text in begun.told_first if event == "mistakes" and text]  # type: ignore[attr-defined]
    assert f"{MANY} fejl." in told[-1]
    assert "Første læringssamtale" in begun.get("/samtaler/foerste/")


def test_an_edit_of_a_sheet_is_shown_as_the_build_makes_it(site: Served) -> None:
    with site.step():
        site.edit(SHEET, "hvad I talte om.", "hvad I talte om: Zebraer.")
        until(lambda: any(line.startswith(SHOWN) for line in site.lines))
        assert "Zebraer" in words(site) and "Zebraer" in site.get("/ark/noter-1/")
        before = files(site)
    after = files(site)
    shown = ("ark/noter-1/index.html", "ark/index.html", "samtaler/foerste/index.html", PDF, "assets/sheets/notes-1.webp")
    assert [name for name in shown if before[name] != after[name]] == []
    assert "Zebraer" in words(site, "print/da/notes-1-large.pdf")
    assert ("changed", "") in site.told


def test_an_edit_of_words_that_a_sheet_takes_is_on_the_sheet_at_once(site: Served) -> None:
    with site.step():
        site.edit(SHEET, "  hello:\n", "  asked:\n    type: prompts\n    take: conversation-1\n  hello:\n")
    site.lines.clear()
    with site.step():
        site.edit("conversations/conversation-1.yaml", "Hvad håber du på?", "Hvad håber en zebra på?")
        until(lambda: any(line.startswith(SHOWN) for line in site.lines))
        assert "zebra" in words(site) and "zebra" in site.get("/samtaler/foerste/")


def test_a_mistake_is_told_until_it_is_mended(site: Served) -> None:
    site.edit(SHEET, "kicker:", "kikker:")
    until(lambda: any("kikker" in text for _, text in site.told))
    assert any("content/sheets/notes-1.yaml" in line and "kikker" in line for line in site.lines)
    assert site.get("/ark/noter-1/")
    with site.step():
        site.edit(SHEET, "kikker:", "kicker:")
        until(lambda: site.told[-1] != ("mistakes", "") and ("mistakes", "") in site.told)
    assert [text for event, text in site.told if event == "mistakes"][-1] == ""


def test_a_sheet_that_does_not_fit_is_told_until_it_does(site: Served) -> None:
    site.edit(SHEET, "pages: 1", "pages: 2")
    until(lambda: any("notes-1" in text for _, text in site.told))
    site.edit("traits/curiosity.yaml", "Prøv igen", "Prøv en gang til")
    until(lambda: "en gang til" in site.get("/traek/nysgerrighed/"))
    assert [text for event, text in site.told if event == "mistakes"][-1]
    with site.step():
        site.edit(SHEET, "pages: 2", "pages: 1")
    assert site.told[-2:] == [("mistakes", ""), ("changed", "")]


def test_what_editors_do_beside_writing_is_no_edit(site: Served) -> None:
    for name in (".notes-1.yaml.swp", "notes-1.yaml~", "#notes-1.yaml#"):
        (site.content / "sheets" / name).write_text("half", encoding="utf-8")
    (site.content / "sheets" / ".#notes-1.yaml").symlink_to("someone@a-computer.1234")
    with site.step():
        path = site.content / SHEET
        text = path.read_text(encoding="utf-8").replace("Skriv her.", "Skriv, zebra.")
        path.with_name(".new").write_text(text, encoding="utf-8")
        path.with_name(".new").replace(path)
    assert "zebra." in words(site)
    assert [line for line in site.lines if not line.startswith(SHOWN) and line != IN_STEP] == []


def test_a_file_that_comes_and_one_that_goes(site: Served) -> None:
    new = site.content / "sheets" / "extra.yaml"
    with site.step():
        text = (site.content / SHEET).read_text(encoding="utf-8")
        new.write_text(text.replace("slug: noter-1", "slug: ekstra").replace("kind: notes", "kind: teacher"), encoding="utf-8")
    assert site.get("/ark/ekstra/") and site.get("/print/da/extra.pdf")
    with site.step():
        new.unlink()
    assert not site.get("/ark/ekstra/") and not site.get("/print/da/extra.pdf")


def test_an_edit_of_a_template_is_shown_and_the_next_edit_is_made_with_it(site: Served) -> None:
    with site.step():
        site.edit("templates/pages/trait.html", '<h1 id="top">', '<p>Giraf</p><h1 id="top">')
    assert "Giraf" in site.get("/traek/nysgerrighed/")
    site.lines.clear()
    with site.step():
        site.edit("traits/curiosity.yaml", "Alle går i stå.", "Alle zebraer går i stå.")
        until(lambda: any(line.startswith(SHOWN) for line in site.lines))
        assert "Giraf" in site.get("/traek/nysgerrighed/") and "zebraer" in site.get("/traek/nysgerrighed/")


def test_a_build_that_was_stopped_from_outside_is_told_and_begins_again(site: Served) -> None:
    site.edit("traits/curiosity.yaml", "zebraer går", "giraffer går")
    until(lambda: len(site.processes()) > 1)
    for process in set(site.processes()) - {str(site.process.pid)}:
        os.kill(int(process), signal.SIGKILL)
    until(lambda: any("stoppet udefra" in line for line in site.lines))
    with site.step():
        site.edit("traits/curiosity.yaml", "giraffer går", "gnuer går")


def test_nothing_is_left_when_it_is_ended_in_the_middle(site: Served) -> None:
    """The last of the tests that share the process."""
    site.edit(SHEET, "zebra.", "giraf.")
    until(lambda: len(site.processes()) > 1)
    assert site.end() == 0
    assert site.processes() == []
    assert sorted(path.name for path in site.output.iterdir() if path.name not in (".fingerprint", ".lock")) == ["guide.zip", "print", "site"]
    assert [path for folder in (site.output, site.root / ".cache") for path in folder.rglob(".*.part")] == []
    assert not any("Traceback" in line for line in site.lines)
    assert site.lines[-1] == "Stoppet, før alt var bygget. ”python3 build.py” bygger resten."


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_it_ends_at_once_while_it_begins(tmp_path: Path, number: signal.Signals) -> None:
    with served(tmp_path) as site:
        assert site.end(number) == 0
        assert site.processes() == []
        assert site.lines[-1].startswith("Stoppet")


def test_a_file_that_is_written_in_steps_is_read_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = small_project(tmp_path)
    path, before, steps = content / SHEET, look(content), ["half", "whole"]
    path.write_text("", encoding="utf-8")
    monkeypatch.setattr(stage.time, "sleep", lambda _: steps and path.write_text(steps.pop(0), encoding="utf-8"))
    now = settled(content, before)
    assert path.read_text(encoding="utf-8") == "whole"
    assert now == look(content) and {name for name in now if now[name] != before.get(name)} == {str(path)}


def test_files_that_go_while_they_are_looked_at_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = small_project(tmp_path)
    monkeypatch.setattr(stage, "sources", lambda *_: iter([str(content / "gone.yaml"), str(content / "guide.yaml")]))
    assert list(look(content)) == [str(content / "guide.yaml")]
    monkeypatch.undo()
    assert look(tmp_path / "nowhere") == {}


def test_another_build_is_waited_for_and_after_a_while_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    edits = Edits(small_project(tmp_path), tmp_path, [], 0, Listeners())
    monkeypatch.setattr(stage.subprocess, "Popen", lambda *_, **__: pytest.fail("two builds at once"))
    with locked(tmp_path):
        edits.begin(time.monotonic())
        assert edits.due and edits.listeners.mistakes == ""
        edits.begin(time.monotonic() - stage.PATIENCE - 1)
        edits.begin(time.monotonic() - stage.PATIENCE - 1)
    assert "En anden bygning er i gang" in edits.listeners.mistakes
    assert capsys.readouterr().err.count("En anden bygning") == 1
    assert edits.is_free()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "output").write_text("a file")
    assert main(["serve", "--content", str(small_project(tmp_path)), "--output", str(tmp_path / "output"), "--port", "0"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Der kan ikke skrives i ")


@pytest.mark.parametrize("port", ["70000", "-1", "otte"])
def test_a_port_that_is_none_is_told(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["serve", f"--port={port}"])
    assert caught.value.code == 2 and "”--port”" in capsys.readouterr().err


def test_options_go_to_every_build(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    monkeypatch.setattr(stage, "serve", lambda *all: given.extend(all))
    assert main(["serve", "--language", "da", "--jobs", "1", "--port", "0"]) == 0
    assert given[2:] == [0, ["--language=da", "--jobs=1"], ""]
    assert serve is not stage.serve


def test_a_page_of_its_own_speaks_the_language_that_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "en")
    with server(tmp_path, 0, Listeners()) as port, closing(http.client.HTTPConnection(f"127.0.0.1:{port}", timeout=60)) as connection:
        connection.request("GET", "/")
        page = connection.getresponse().read().decode()
    assert page.startswith('<!doctype html><html lang="en">')
    assert "The page is not here yet." in page
