"""No name leads out of the content, and no file from outside comes in: names, ids and references that climb, and files that are no files."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from guide import spelling
from guide.cli import main
from guide.content import read_content
from guide.problem import ContentError, Problem
from tests import translated
from tests.attacks.corpus import change, data_of, put
from tests.projects import small_project

CLIMBING = [
    *("..", "../x", "../../etc/passwd", "x/../../y", "/etc/passwd", "//attack.example/x", "file:///etc/passwd", "%2e%2e%2fx", "..\\x"),
    *("C:\\x", "x/", "./x", "x//y"),
    *("A", "å", "x y", "x.y", "-x", "x-", "x--y", "1x", "x_y", "con.", "x\0y", "x\ny", "x\u202ey", "\x1b[2J", "x'y", 'x"y', "x<y", "x;y"),
    *("$(x)", "`x`", "{{x}}", "x" * 300 + "!", " x", "~", "*"),
    *("__proto__", "__class__", "constructor()", "javascript:__hit()", "x#y", "x?y", "&x;"),
]
"""What no id is, and what would be trouble in a path, an address, a style or an attribute."""
NAMES = [name for name in CLIMBING if not {"/", "\0"} & set(name) and not name.startswith(".") and name != "~" and len(name.encode()) < 200]
"""Those that can be the name of a file, and that no editor leaves behind."""
SECRET = "name: hemmeligt\n"


def problems(content: Path) -> list[Problem]:
    """Everything that is wrong with the content; it must be wrong."""
    with pytest.raises(ContentError) as caught:
        read_content(content)
    assert all(problem.place.path.startswith("content/") and problem.place.line > 0 for problem in caught.value.problems)
    return caught.value.problems


def places(content: Path) -> set[tuple[str, int]]:
    """The file and line of everything that is wrong."""
    return {(problem.place.path.removeprefix("content/"), problem.place.line) for problem in problems(content)}


def test_no_file_has_such_a_name(tmp_path: Path) -> None:
    content = small_project(tmp_path)
    for folder in ("pages", "sheets"):
        for name in NAMES:
            (content / folder / f"{name}.yaml").write_text("title: x\n", encoding="utf-8")
    assert {problem.code for problem in problems(content)} == {"file-name"}
    assert places(content) == {(f"{folder}/{name}.yaml", 1) for folder in ("pages", "sheets") for name in NAMES}
    assert not any(sign in str(problem) for problem in problems(content) for sign in "\x1b\u202e\0")


def test_no_id_is_such_a_word(tmp_path: Path) -> None:
    """Ids become anchors, names of fields and parts of styles."""
    content = small_project(tmp_path)
    keys = {f"{name}.": {"term": "x", "text": "x"} for name in CLIMBING}  # with a point each is a word that is no id, and none is a list or number
    put(content, "glossary", {**keys, **{name: {"term": "x", "text": "x"} for name in CLIMBING}})
    assert len([line for file, line in places(content) if file == "glossary.yaml"]) == 2 * len(CLIMBING)
    cards = ("sections", "parachute-use", "cards")
    for file, path in (("pages/about", ("sections",)), ("pages/parachute", cards), ("sheets/notes-1", ("components",))):
        data = part = data_of(content, file)
        for step in path:
            part = part[step]
        known = next(iter(part.values()))
        part |= {name: known for name in CLIMBING if len(name) < 100}
        (content / f"{file}.yaml").write_text(yaml.dump(data, Dumper=NoAliases, sort_keys=False, width=10_000), encoding="utf-8")
        assert len([line for where, line in places(content) if where == f"{file}.yaml"]) >= len(part) - 2


class NoAliases(yaml.SafeDumper):
    """Writes the same value again where it comes again."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def test_no_reference_leads_there(tmp_path: Path) -> None:
    content = small_project(tmp_path)
    change(content, "pages/parachute", ("see",), CLIMBING)
    change(content, "conversations/conversation-1", ("sheets", "during"), CLIMBING)
    change(content, "conversations/conversation-1", ("traits",), CLIMBING)
    change(content, "guide", ("foot",), CLIMBING)
    change(content, "sheets/notes-1", ("components", "hello"), {"type": "scale", "scale": "../x", "take": CLIMBING})
    change(content, "figures", ("costa", "take"), "../x")
    found = problems(content)
    assert {problem.code for problem in found} == {"unknown-page", "unknown-sheet", "unknown-trait", "unknown-words", "unknown-scale", "ids-comma"}
    assert len({problem.place for problem in found}) == 5 * len(CLIMBING) + 2


def test_no_page_lies_there(tmp_path: Path) -> None:
    content = small_project(tmp_path)
    chapters = data_of(content, "guide")["chapters"]
    slugs = [slug for slug in [*CLIMBING, "index"] if not slug.strip().replace("-", "").isalnum() or slug in ("A", "å", "index")]
    for number, slug in enumerate(slugs):
        put(content, f"pages/page-{number}", {**data_of(content, "pages/about"), "slug": slug, "sections": {f"section-{number}": {"text": "x"}}})
        chapters[f"chapter-{number}"] = {"title": "x", "slug": slug.replace("index", "assets"), "index": f"page-{number}"}
    change(content, "guide", ("chapters",), chapters)
    found = {problem.place.path for problem in problems(content)}
    assert {f"content/pages/page-{number}.yaml" for number, slug in enumerate(slugs) if slug != "index"} <= found and "content/guide.yaml" in found
    assert len([1 for file, _ in places(content) if file == "guide.yaml"]) >= len(slugs) - 1


def test_no_language_is_named_so(tmp_path: Path) -> None:
    content = small_project(tmp_path)
    for name in NAMES:
        (content / "translations" / name).mkdir(parents=True)
    assert {problem.code for problem in problems(content)} == {"language-folder"}
    assert len(problems(content)) == len(NAMES)
    before = sorted(tmp_path.rglob("*"))
    for code in (*CLIMBING, "xx", "en-", "EN", "da/en"):
        for arguments in (["new", "language"], ["translate", "update"]):
            assert main([*arguments, f"--content={content}", "--", code]) in (1, 2)
    assert sorted(tmp_path.rglob("*")) == before


def link_to_link(path: Path, secret: Path) -> None:
    path.with_name("a~").symlink_to(secret)
    path.symlink_to("a~")


def large(path: Path, secret: Path) -> None:
    path.touch()
    os.truncate(path, 20_000_000)


KINDS: dict[str, Callable[[Path, Path], Any]] = {
    "link": lambda path, secret: path.symlink_to(secret),
    "link-relative": lambda path, secret: path.symlink_to(os.path.relpath(secret, path.parent)),
    "link-to-link": link_to_link,
    "link-system": lambda path, _: path.symlink_to("/etc/passwd"),
    "link-device": lambda path, _: path.symlink_to("/dev/zero"),
    "link-terminal": lambda path, _: path.symlink_to("/dev/stdin"),
    "link-process": lambda path, _: path.symlink_to("/proc/self/environ"),
    "link-nowhere": lambda path, _: path.symlink_to("/nowhere"),
    "link-itself": lambda path, _: path.symlink_to(path.name),
    "link-folder": lambda path, secret: path.symlink_to(secret.parent, target_is_directory=True),
    "pipe": lambda path, _: os.mkfifo(path),
    "folder": lambda path, _: path.mkdir(),
    "large": large,
    "nulls": lambda path, _: path.write_bytes(b"\0" * 1000),
    "binary": lambda path, _: path.write_bytes(bytes(range(256))),
    "utf-16": lambda path, _: path.write_bytes(SECRET.encode("utf-16")),
    "utf-7": lambda path, _: path.write_bytes(b"name: +ADw-script+AD4-\x80"),
}
"""What may lie where a file belongs, made at a path; the secret is a file outside of the content."""
PLACES = ("glossary.yaml", "pages/about.yaml", "translations/en/language.yaml", "translations/en/glossary.yaml")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_a_file_of_the_content_is_read(tmp_path: Path, kind: str, place: str) -> None:
    content, secret = small_project(tmp_path), tmp_path / "secret" / "secret.yaml"
    secret.parent.mkdir()
    secret.write_text(SECRET, encoding="utf-8")
    (content / "translations" / "en").mkdir(parents=True)
    (content / "translations" / "en" / "language.yaml").write_text("name: English\n", encoding="utf-8")
    (content / place).unlink(missing_ok=True)
    KINDS[kind](content / place, secret)
    found = problems(content)
    assert f"content/{place}" in {problem.place.path for problem in found}
    assert not any("hemmeligt" in str(problem) or "root:" in str(problem) for problem in found)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("link-nowhere", "link-itself", "nulls")])
def test_words_of_a_dictionary_are_no_way_in(tmp_path: Path, kind: str) -> None:
    content, secret = translated.project(tmp_path), tmp_path / "secret.yaml"
    secret.write_text(SECRET, encoding="utf-8")
    KINDS[kind](content / "translations" / "en" / "words.txt", secret)
    with pytest.raises(ContentError) as caught:
        list(spelling.misspelt(translated.read(content)))
    assert [problem.place.path for problem in caught.value.problems] == ["content/translations/en/words.txt"]


@pytest.mark.parametrize("folder", ["pages", "sheets", "translations", "translations/en"])
def test_no_folder_leads_out(tmp_path: Path, folder: str) -> None:
    """A folder of the content that is a way out is told of; what lies there is not, not even by name."""
    content = small_project(tmp_path / "project")
    outside = tmp_path / "outside" / "translations" / "en"
    outside.mkdir(parents=True)
    (outside / "language.yaml").write_text(SECRET, encoding="utf-8")
    (outside / "hemmeligt.yaml").write_text(SECRET, encoding="utf-8")
    (content / folder).parent.mkdir(exist_ok=True)
    if (content / folder).exists():
        (content / folder).rename(tmp_path / "moved")
    (content / folder).symlink_to(outside if folder != "translations" else outside.parent)
    assert any(problem.code == "outside" for problem in problems(content))
    assert "hemmeligt" not in "".join(map(str, problems(content)))
