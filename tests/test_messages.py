"""What the program says: each message in both languages, with what is wrong and what to do; and none anywhere else."""

import ast
import re
import typing
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from guide import messages
from guide.cli import main
from guide.compare import Other, TextChange
from guide.messages import CATALOGUE, COMMANDS, FIELDS, PARTS, REVIEW, VARIABLE, Catalogue, choose, locale, written
from guide.model.guide import FILES, Guide
from tests.projects import ROOT, small_project
from tests.test_vocabulary import reached

GROUPS = {name: group for name, group in vars(messages).items() if isinstance(group, Catalogue)}
CODE = [ROOT / "build.py", *(path for path in (ROOT / "guide").rglob("*.py") if path.parent.name != "messages")]
DANISH = {"anden", "den", "der", "eller", "fejl", "filen", "findes", "fx", "højst", "ikke", "kan", "linje", "mangler", "mindst", "og", "skal", "skriv", "slet"}
"""Words that no English sentence has, and few Danish ones do without."""
KNOWN = ("[\\w-]*[æøå", "^\\s*#\\s*(?:Til oversætteren|")
"""How the strings begin that look for Danish words in what others wrote."""


def both(group: Catalogue, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, str], dict[str, str]]:
    """A part of the catalogue in Danish and in English, each message as one text."""
    texts = []
    for name in messages.LOCALES:
        monkeypatch.setenv(VARIABLE, name)
        texts.append({code: "\n".join(said) if isinstance(said, tuple) else said for code, said in group.spoken.items()})
    return texts[0], texts[1]


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-zæøå]{2,}", text.lower()))


@pytest.mark.parametrize("name", GROUPS)
def test_each_message_is_in_both_languages_with_the_same_gaps(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    danish, english = both(GROUPS[name], monkeypatch)
    assert list(danish) == list(english)
    for code, text in danish.items():
        gaps = [sorted(re.findall(r"\{[^}]*\}+", said)) for said in (text, english[code])]
        assert set(gaps[0]) == set(gaps[1]), code
        assert text.count("\n") == english[code].count("\n")


@pytest.mark.parametrize("name", GROUPS)
def test_english_is_english(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, english = both(GROUPS[name], monkeypatch)
    for code, text in english.items():
        assert not re.search("[æøåÆØÅ„«»]", text) and not words(text) & DANISH, code
        assert text.count("‘") == len(re.findall(r"’(?!\w)", text)), code


@pytest.mark.parametrize("language", messages.LOCALES)
def test_each_problem_says_what_is_wrong_and_what_to_do(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, language)
    for code, (message, hint) in CATALOGUE.spoken.items():
        assert message.endswith((".", "}", "”", "’")) and hint.endswith((".", "{suggestion}")), code
        assert message[0].isupper() or message[0] in "”‘{*", code
        assert hint != message and (len(hint.split()) > 1 or hint == "{suggestion}"), code
    for code in ("nothing", "near", "link", "brace", "rename", "not-content", "which-folder", "elsewhere"):
        assert len(PARTS[code].split()) > 1 and PARTS[code].endswith((".", "?"))


def raised() -> set[str]:
    """The codes of what stops a command in surroundings in which it cannot be done."""
    source = "".join(path.read_text(encoding="utf-8") for path in CODE)
    return set(re.findall(r'BuildError\(\s*COMMANDS\["([a-z-]+)"\]', source))


@pytest.mark.parametrize("language", messages.LOCALES)
def test_what_stops_a_command_says_what_to_do_too(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, language)
    assert len(raised()) > 15
    assert [code for code in sorted(raised()) if not re.search(r"\. (\S+ \S+|\{suggestion\})", COMMANDS[code])] == []


def of_a_review() -> set[str]:
    """The codes that are put together in the page of an edit, each from what it is put together of."""
    kinds = {model: typing.get_args(typing.get_type_hints(model)["kind"]) for model in (TextChange, Other)}
    made = {f"diff-text-{kind}" for kind in kinds[TextChange]} | {f"diff-part-{kind}" for kind in kinds[Other] if kind not in ("value", "order")}
    made |= {f"diff-{kind}-{number}" for kind, number in product((*kinds[TextChange], "rest", "pages", "sheets"), ("one", "other"))}
    made |= {f"diff-{state}-{kind}" for state, kind in product(("new", "gone"), ("page", "sheet"))} | {"diff-hidden", "diff-shown"}
    return made | {f"diff-shared-{name.removesuffix('.yaml')}" for name in FILES}


def test_every_message_is_said_somewhere() -> None:
    paths = [*CODE, ROOT / "guide/messages/__init__.py", *(ROOT / "templates/diff").glob("*.html")]
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    told = {code for group in (CATALOGUE, PARTS, COMMANDS, REVIEW) for code in group.spoken} | set(written.WRITTEN)
    made = {f"help-{name}" for name in ("update", "export", "import")} | {f"state-{name}" for name in ("outdated", "missing", "orphan")}
    made |= {f"help-edition-{name}" for name in ("update", "change")} | {f"new-{name}" for name in ("edition", "sheet", "conversation")}
    made |= {f"help-new-{name}" for name in ("edition", "sheet", "conversation", "name", "title")}
    made |= {f"{way}-{kind}" for way in ("added", "lost") for kind in ("blank", "link", "variable")}
    made |= of_a_review()
    assert sorted(made - told) == []
    assert sorted(code for code in told - made if not re.search(rf"""["']{code}["']""", source)) == []


def test_each_field_that_has_a_word_is_one() -> None:
    names = {name.replace("_", "-") for model in reached(Guide, {}) for name in model.model_fields}
    assert sorted(set(FIELDS.spoken) - names) == []


def test_every_message_that_is_asked_for_is_there() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in CODE)
    asked = re.findall(rf"""\b({'|'.join(GROUPS)})\[["']([a-z-]+)["']\]""", source)
    assert len(asked) > 100
    asked += [("REVIEW", code) for code in re.findall(r'say\("([a-z-]+)"[,)]', (ROOT / "templates/diff/page.html").read_text(encoding="utf-8"))]
    assert [(name, code) for name, code in asked if code not in GROUPS[name].spoken] == []


def strings(path: Path) -> Iterator[str]:
    """The strings of a module, without its docstrings and its notes to translators, who read Danish."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    left |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Note" for part in ast.walk(node)}
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left)


def test_no_danish_stands_in_the_code() -> None:
    found = [(path.name, text) for path in CODE for text in strings(path) if words(text) & DANISH or any(set(word) & set("æøå") for word in words(text))]
    assert [(name, text) for name, text in found if not text.startswith(KNOWN)] == []
    assert len(found) == len(KNOWN)


@pytest.mark.parametrize(
    ("arguments", "left", "spoken"),
    [
        (["check"], ["check"], "da"),
        (["--locale", "en", "check"], ["check"], "en"),
        (["check", "--locale=en"], ["check"], "en"),
        (["--loc", "en", "--lo=da", "check"], ["check"], "da"),
        (["check", "--locale"], ["check", "--locale"], "da"),
        (["--locale", "fr"], ["--locale", "fr"], "da"),
        (["--language", "en", "--l", "en"], ["--language", "en", "--l", "en"], "da"),
    ],
)
def test_the_choice_is_taken_out_of_the_arguments(arguments: list[str], left: list[str], spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert choose(arguments) == left
    assert locale() == spoken


@pytest.mark.parametrize(("value", "spoken"), [("en", "en"), ("EN_GB.UTF-8", "en"), ("da_DK.UTF-8", "da"), ("C.UTF-8", "da"), ("", "da")])
def test_the_environment_chooses(value: str, spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, value)
    monkeypatch.setenv("LANG", "en_US.UTF-8")  # a server's own language is nobody's choice
    assert locale() == spoken


@pytest.mark.parametrize("arguments", [[], ["check"], ["serve"], ["sheets"], ["translate"], ["translate", "export"], ["new", "language"], ["diff"]], ids=" ".join)
def test_help_is_whole_in_each_language(arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    said = []
    for name in messages.LOCALES:
        with pytest.raises(SystemExit) as stopped:
            main([*arguments, "--help", "--locale", name])
        assert stopped.value.code == 0
        said.append(words(capsys.readouterr().out))
    assert not said[0] & {"usage", "options", "positional", "show", "exit", "the", "folder"}
    assert not said[1] & DANISH


def test_a_command_speaks_english_from_beginning_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    content = small_project(tmp_path)
    call = ["--locale", "en", "--content", str(content)]
    assert main([*call, "check"]) == 0
    assert capsys.readouterr().out == "The content is in order.\n"
    (content / "glossary.yaml").unlink()
    assert main([*call, "check"]) == 1
    said = "content/glossary.yaml:1:1: The file is missing.\n    The guide cannot be built without it. Fetch it from an earlier version.\n\n1 problem. Nothing is built.\n"
    assert capsys.readouterr().err == said
    with pytest.raises(SystemExit):
        main([*call, "chek"])
    assert capsys.readouterr().err == "build.py did not understand that: ‘chek’ is not a command.\nType ‘python3 build.py --help’ to see the commands.\n"
