"""The schemas for editors: they are those of today, every content file is valid, and schema and checker agree on right and wrong files."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from guide import schema
from guide.cli import main
from guide.fingerprint import fingerprint
from guide.load import Mapping, Node, Scalar, Sequence, parse
from guide.model.guide import FOLDERS
from guide.problem import ContentError
from guide.read import read_source
from guide.schema import MARK, schema_line
from tests.judged import Judges
from tests.projects import HERE, ROOT, small_project
from tests.translated import edit, project

CONTENT = ROOT / "content"
FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yaml"))
RIGHT = HERE / "schema" / "right"
CASES = yaml.load((HERE / "schema" / "cases.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
MARKUP = {"unclosed-mark", "crossed-marks", "empty-link", "broken-link", "link-www", "link-space", "link-scheme", "label-markup", "character"}
WHOLE = {"unknown-link", "unknown-variable", "unknown-part", "unknown-column", "unknown-field", "slug-twice", "page-twice", "page-twice-in-book"}
WHOLE |= {"id-twice", "no-sheets-chapter", "not-in-chapter", "no-drawing", "sheet-taken", "book-alone", "table-columns", "locale"}
PARTS = {"booklet-alone", "collection-last", "no-cards", "no-heading", "no-pages", "no-points", "no-rows", "no-steps"}
PARTS |= {"nothing-to-show", "nothing-to-write"}
DAYS = {"day-form", "date-not-text"}
BEYOND = MARKUP | WHOLE | PARTS | DAYS | {"colour-pale"}
"""The problems that a schema cannot know: the markup of a text, what other places say, what parts must have together, which days there are, how light a colour is."""
LATER = {"title-of-two-lines"}
"""Cases in which the checker points at a word further down in a text, and an editor marks the whole of it."""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with every field of every model."""
    folder = small_project(tmp_path_factory.mktemp("schema"))
    shutil.copytree(RIGHT, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def judges(content: Path) -> Judges:
    return Judges(read_source(content), schema.schemas(content))


@cache
def real_schemas() -> dict[str, Any]:
    return schema.schemas(CONTENT)


def test_the_schemas_are_those_of_today() -> None:
    there = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (CONTENT / schema.FOLDER).iterdir()}
    assert there == real_schemas(), "The schemas are not those of today. Run: python3 build.py schema"


def test_every_schema_is_one() -> None:
    for item in real_schemas().values():
        Draft7Validator.check_schema(item)


def test_every_content_file_begins_with_the_line_to_its_schema() -> None:
    for file in FILES:
        first = (CONTENT / file).read_text(encoding="utf-8").partition("\n")[0]
        assert first == line_of(file), f"content/{file} does not begin with the line: {line_of(file)}"
        assert ((CONTENT / file).parent / first.removeprefix(MARK)).is_file(), file


def test_every_content_file_is_valid() -> None:
    validators = {name: Draft7Validator(item) for name, item in real_schemas().items()}
    for file in FILES:
        found = yaml.load((CONTENT / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        name = line_of(file).rpartition("/")[2].removesuffix(".json")
        assert [error.message for error in validators[name].iter_errors(found)] == [], file


def test_the_editor_is_told_to_read_as_we_do() -> None:
    """In YAML 1.2, `no` would be a text; the schemas would then mark what the checker takes."""
    settings, extensions = (json.loads((ROOT / ".vscode" / f"{name}.json").read_text(encoding="utf-8")) for name in ("settings", "extensions"))
    assert settings["yaml.yamlVersion"] == "1.1" and settings["files.encoding"] == "utf8"
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]


def line_of(file: str) -> str:
    """The first line of a content file. An edition's file is added whole where the guide that all share has none of its name."""
    parts = file.split("/")
    return schema_line(file, added="add" in parts and not (CONTENT / "/".join(parts[3:])).exists())


def verdict(judges: Judges, file: str, node: Node, text: str = "") -> str:
    """What both judges say: `right` or `wrong`, or `beyond` where it is a problem that a schema cannot know."""
    marked, found = judges.editor(file, node), judges.checker(file, node, text)
    if not marked and {item.code for item in found} <= BEYOND:
        return "beyond" if found else "right"
    assert bool(marked) == bool(found), (file, sorted(marked), [str(item) for item in found])
    return "wrong"


@pytest.mark.parametrize("file", sorted(path.relative_to(RIGHT).as_posix() for path in RIGHT.rglob("*.yaml")))
def test_what_is_right_is_right_to_both(file: str, judges: Judges, content: Path) -> None:
    text = (content / file).read_text(encoding="utf-8")
    assert verdict(judges, file, parse(text, file), text) == "right"


@pytest.mark.parametrize(("file", "name"), [(file, name) for file, cases in CASES.items() for name in cases], ids=str)
def test_schema_and_checker_agree_on_a_case(file: str, name: str, judges: Judges, content: Path) -> None:
    old, to, expected = CASES[file][name]
    text = (content / file).read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, to, 1)
    assert verdict(judges, file, parse(text, file), text) == expected


def mistakes() -> Iterator[tuple[str, str, Path]]:
    """The files of `tests/errors` that lie where a content file may lie: case, file and path."""
    for path in sorted((HERE / "errors").glob("*/content/**/*.yaml")):
        case, _, file = path.relative_to(HERE / "errors").as_posix().split("/", 2)
        known = file.startswith("translations/en/") or "/" not in file and (CONTENT / file).exists() or file.partition("/")[0] in FOLDERS
        if known and path.is_file() and not (HERE / "errors" / case / "make.py").exists():
            yield case, file, path


def test_schema_and_checker_agree_on_the_mistakes_of_editors(tmp_path: Path) -> None:
    content = project(tmp_path)
    judges = Judges(read_source(content), schema.schemas(content))
    verdicts: dict[str, set[str]] = {}
    for case, file, path in mistakes():
        try:
            text = path.read_text(encoding="utf-8")
            node = parse(text, file)
        except (ContentError, UnicodeDecodeError):
            continue  # no schema is asked of a file that cannot be read
        verdicts.setdefault(verdict(judges, file, node, text), set()).add(case)
        marked, lines = judges.editor(file, node), {item.place.line for item in judges.checker(file, node, text)}
        assert not marked or marked & lines or case in LATER, (case, file, marked, lines)
    assert len(verdicts["wrong"]) >= 40 and len(verdicts["beyond"]) >= 35


ELSE: dict[str, Any] = {
    "number": lambda at: Scalar(at, "2015", "2015", "int"),
    "truth": lambda at: Scalar(at, "no", "no", "bool"),
    "nothing": lambda at: Scalar(at, "", "", "null"),
    "text": lambda at: Scalar(at, "Tekst", "Tekst", "str"),
    "spaces": lambda at: Scalar(at, "'  '", "  ", "str"),
    "list": lambda at: Sequence(at, "", (Scalar(at, "x", "x", "str"),)),
    "no-list": lambda at: Sequence(at, "", ()),
    "fields": lambda at: Mapping(at, "", {"x": Scalar(at, "x", "x", "str")}, {"x": at}),
    "no-fields": lambda at: Mapping(at, "", {}, {}),
}
"""What may stand where something else belongs."""


def edited(node: Node) -> Iterator[tuple[str, Node]]:
    """A tree with one thing in it left out, put in, or of another kind."""
    if isinstance(node, Mapping):
        for key, value in node.items.items():
            yield f"-{key}", replace(node, items={name: item for name, item in node.items.items() if name != key})
            yield from ((f"{key}: {name}", replace(node, items={**node.items, key: make(value.place)})) for name, make in ELSE.items())
            yield from ((f"{key}/{name}", replace(node, items={**node.items, key: item})) for name, item in edited(value))
        for key in ("Stray_Key", "stray-key"):
            places = {**node.key_places, key: node.place}
            yield f"+{key}", replace(node, items={**node.items, key: Scalar(node.place, "x", "x", "str")}, key_places=places)
    elif isinstance(node, Sequence):
        yield from ((f"[]: {name}", replace(node, items=(make(node.place), *node.items[1:]))) for name, make in ELSE.items())
        yield "twice", replace(node, items=(*node.items, node.items[0]))


def test_schema_and_checker_agree_on_every_value_of_another_kind(judges: Judges, content: Path, pytestconfig: pytest.Config) -> None:
    """Some of them, or all with `--long`."""
    step = 1 if pytestconfig.getoption("--long") else 23
    files = [path.relative_to(content).as_posix() for path in sorted(content.rglob("*.yaml"))]
    files = [file for file in files if not file.startswith(("translations", "interface"))]
    trees = [(file, parse((content / file).read_text(encoding="utf-8"), file)) for file in files]
    found = [(file, *edit) for file, tree in trees for edit in edited(tree)][::step]
    assert len(found) > 200
    for file, _, node in found:
        verdict(judges, file, node)


def test_the_command_writes_what_has_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)
    folder = content / schema.FOLDER
    assert main(["schema", "--content", str(content)]) == 0
    assert len(list(folder.iterdir())) == 27 and "Filer, der er ændret: 27." in capsys.readouterr().out
    assert main(["schema", "--content", str(content)]) == 0
    assert "Intet" in capsys.readouterr().out
    shutil.copy(content / "pages/parachute.yaml", content / "pages/second.yaml")
    assert main(["schema", "--content", str(content)]) == 1
    printed = capsys.readouterr()
    assert "content/pages/second.yaml" in printed.err and not printed.out


def test_a_schema_of_a_language_comes_and_goes_with_it(tmp_path: Path) -> None:
    content = project(tmp_path, "sv", ("notes-1",))
    table = content / schema.FOLDER / "table-sv.json"
    assert table.is_file() and schema.write(content) == []
    settings = content / "translations/sv/language.yaml"
    assert settings.read_text(encoding="utf-8").startswith(schema_line("translations/sv/language.yaml") + "\n")
    shutil.rmtree(settings.parent)
    assert schema.write(content) == [table] and not table.exists()


def test_a_new_table_begins_with_the_line_and_keeps_it(tmp_path: Path) -> None:
    content = project(tmp_path)
    path = content / "translations/en/traits/perseverance.yaml"
    before = path.read_text(encoding="utf-8")
    assert before.splitlines()[0] == "# yaml-language-server: $schema=../../../.schema/table-en.json"
    edit(content, "traits/perseverance", "title: Vedholdenhed", "title: Udholdenhed")
    assert main(["translate", "update", "en", "--content", str(content)]) == 0
    after = path.read_text(encoding="utf-8")
    assert after != before and after.splitlines()[:3] == before.splitlines()[:3]


def test_a_table_with_nothing_but_its_head_goes(tmp_path: Path) -> None:
    content = project(tmp_path)
    path = content / "translations/en/traits/perseverance.yaml"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:2]) + "\n", encoding="utf-8")
    (content / "translations/en/language.yaml").write_text("name: English\nsheets: [notes-1]\n", encoding="utf-8")
    assert main(["translate", "update", "en", "--content", str(content)]) == 0
    assert not path.exists()


def test_a_schema_is_no_part_of_what_is_built(content: Path) -> None:
    before = fingerprint(content)
    schema.write(content)
    assert fingerprint(content) == before
