"""The content as it was: from a folder that was kept, or from a revision of git."""

import shutil
import subprocess
from pathlib import Path

import pytest

from guide.cli import main
from guide.earlier import earlier
from guide.problem import BuildError


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A git clone with a content folder of one file, of which the first revision, `first`, has another; the content's path."""
    project = tmp_path / "project"
    content = project / "content"
    content.mkdir(parents=True)
    git(project, "init", "-q")
    for words in ("first", "second"):
        (content / "guide.yaml").write_text(f"title: {words}\n", encoding="utf-8")
        git(project, "add", ".")
        git(project, "-c", "user.name=Ø", "-c", "user.email=o@solby.example", "commit", "-q", "-m", words, "--date=2026-11-20T12:00:00+00:00")
    git(project, "tag", "first", "HEAD~1")
    return content


def git(project: Path, *arguments: str) -> None:
    surroundings = {"GIT_COMMITTER_DATE": "2026-11-20T12:00:00+00:00", "GIT_CONFIG_GLOBAL": "/dev/null", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    subprocess.run(["git", "-C", str(project), *arguments], check=True, env=surroundings)


def refusal(named: str, content: Path) -> str:
    with pytest.raises(BuildError) as caught, earlier(named, content):
        pass
    return str(caught.value)


@pytest.mark.parametrize("named", ["before/content", "before"])
def test_a_folder_is_the_content_or_a_copy_of_the_project(named: str, tmp_path: Path) -> None:
    (tmp_path / "before" / "content").mkdir(parents=True)
    (tmp_path / "before" / "content" / "guide.yaml").touch()
    with earlier(str(tmp_path / named), tmp_path / "content") as found:
        assert found.folder == tmp_path / "before" / "content"


def test_a_folder_without_content_and_a_file_are_refused(tmp_path: Path) -> None:
    assert refusal(str(tmp_path), tmp_path / "content") == f"I mappen {tmp_path} er der ikke noget indhold. Vælg den mappe, som filen guide.yaml ligger i."
    (tmp_path / "content.zip").touch()
    assert "Pak den ud" in refusal(str(tmp_path / "content.zip"), tmp_path / "content")


@pytest.mark.parametrize("named", ["first", "HEAD~1"])
def test_a_revision_is_read_from_git_and_goes_again(named: str, clone: Path) -> None:
    with earlier(named, clone) as found:
        assert (found.folder / "guide.yaml").read_text(encoding="utf-8") == "title: first\n"
        assert found.folder.name == "content" and found.label.startswith(f"{named} (") and found.label.endswith(", 20. november 2026)")
    assert not found.folder.exists()
    assert (clone / "guide.yaml").read_text(encoding="utf-8") == "title: second\n"


@pytest.mark.parametrize("named", ["third", "--output=x", "HEAD:content", "first^{tree}", "\x1b[2J"])
def test_what_is_no_revision_is_told(named: str, clone: Path) -> None:
    said = refusal(named, clone)
    assert said.startswith("Der er hverken en mappe eller en version i git, der hedder ”") and said.isprintable()
    assert sorted(path.name for path in clone.iterdir()) == ["guide.yaml"]


def test_a_revision_without_this_content_is_told(clone: Path) -> None:
    other = shutil.copytree(clone, clone.parent / "other")
    assert refusal("first", other).startswith("Versionen ”first” har ikke mappen ")


def test_content_outside_of_git_and_a_machine_without_it_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "er ikke med i git" in refusal("HEAD~1", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "installér git" in refusal("HEAD~1", tmp_path)


def test_the_command_says_it_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(tmp_path), "--content", str(tmp_path), "--output", str(tmp_path / "output")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "output").exists()
