"""Updates of tables that people have edited, and PO files that other programs have damaged: no translation and no remark is lost."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guide import po
from guide.content import check_translated, read_translation
from guide.problem import BuildError
from guide.read import read_source
from guide.source import SourceTexts
from guide.translation import Translation
from guide.update import Updated, update
from guide.yamltext import entry
from tests.fuzz.strategies import TEXT, times
from tests.translated import DAY, edit, everything, project, read

TABLE = "traits/perseverance"
EDITS = [
    ("what: Alle går i stå.", "what: Alle går i stå tit."), ("perseverance-week:", "perseverance-lately:"), ("motto: Prøv igen", "motto: Prøv noget andet"),
    ("looks:\n", "looks:\n  new: Du spørger.\n"), ("  perseverance-week: Hvad prøvede du igen?\n", "  other: Et helt andet spørgsmål?\n"),
]  # fmt: skip
"""What editors do to the source."""


def words(content: Path) -> tuple[list[str], list[str]]:
    """Every translation and every remark in a language's tables."""
    tables = read(content).tables
    text = "".join(table.text() for table in tables.values())
    return sorted(item.text.strip() for table in tables.values() for item in table.entries.values() if item.text.strip()), sorted(re.findall(r"# (husk \d+)", text))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, bytes]]:
    """The small project, wholly translated, and its files."""
    content = project(tmp_path_factory.mktemp("translated"))
    everything(content)
    return content, {path: path.read_bytes() for path in content.rglob("*.yaml")}


def put_back(content: Path, files: dict[Path, bytes]) -> None:
    """The content as it was."""
    for path in content.rglob("*.yaml"):
        if path not in files:
            path.unlink()
    for path, data in files.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


@some.composite
def edited(draw: Any, text: str) -> str:
    """A table after people have been at it: remarks, other layouts, other words."""
    blocks = re.split(r"\n\n(?=#|[a-z])", text.rstrip("\n"))
    for _ in range(draw(some.integers(1, 5))):
        at = draw(some.integers(1, len(blocks) - 1))
        lines = blocks[at].split("\n")
        number = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
        remark = f"# husk {draw(some.integers(0, 10**6))}"
        way = draw(some.sampled_from(["above", "within", "below", "after", "words", "wide", "braces", "apart"]))
        if way == "above":
            lines.insert(draw(some.integers(0, number)), remark)
        elif way == "within":
            lines.insert(number + 1, f"{' ' * draw(some.sampled_from([0, 2, 4]))}{remark}")
        elif way == "below":
            lines.append(f"{' ' * draw(some.sampled_from([0, 2]))}{remark}")
        elif way == "after":
            lines += ["", remark, ""]
        elif way == "words" and lines[number:]:
            lines = [*lines[: number + 1], *entry("da", draw(TEXT).replace("\r", ""), 2), *entry("en", f"EN {draw(TEXT)}".replace("\r", ""), 2)]
        elif way == "wide":
            lines = [*lines[: number + 1], *(f"    {line}" for line in lines[number + 1 :])]
        elif way == "braces" and len(lines) == number + 3 and not re.search(r">-|[\"'{]", "".join(lines[number:])):
            (_, da), (_, en) = (line.strip().split(": ", 1) for line in lines[number + 1 :])
            lines = [*lines[:number], f"{lines[number]} {{da: '{da}', en: '{en}'}}"]
        else:
            lines = [*lines[: number + 1], "", *lines[number + 1 :]]
        blocks[at] = "\n".join(lines)
    return "\n\n".join(blocks) + "\n"


@times(0.2)
@given(some.data())
def test_an_update_loses_no_word_and_a_second_one_has_nothing_to_do(content: tuple[Path, dict[Path, bytes]], data: Any) -> None:
    root, files = content
    put_back(root, files)
    path = root / f"translations/en/{TABLE}.yaml"
    path.write_text(data.draw(edited(files[path].decode())), encoding="utf-8")
    before = words(root)
    for old, new in data.draw(some.lists(some.sampled_from(EDITS), unique=True, max_size=3)):
        if old in (root / f"{TABLE}.yaml").read_text(encoding="utf-8"):
            edit(root, TABLE, old, new)
    update(read(root), DAY)
    assert words(root) == before
    again = update(read(root), "2027-01-01")
    assert (again.new, again.moved, again.files) == (0, 0, 0) and isinstance(again, Updated)
    assert words(root) == before


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SourceTexts, dict[Path, bytes], str]:
    """The small project, half of it translated: its source, its files, and its texts as PO."""
    content = project(tmp_path_factory.mktemp("begun"))
    everything(content)
    edit(content, TABLE, "what: Alle går i stå.", "what: Alle går i stå tit.")
    update(read(content), DAY)
    po.export(read(content), content.parent / "en.po")
    return content, SourceTexts(read_source(content)), {path: path.read_bytes() for path in content.rglob("*.yaml")}, (content.parent / "en.po").read_text(encoding="utf-8")


@some.composite
def damaged(draw: Any, text: str) -> bytes:
    """A PO file after other programs, hands and disks have been at it."""
    lines = text.split("\n")
    for _ in range(draw(some.integers(1, 4))):
        at = draw(some.integers(0, len(lines) - 1))
        part = lines[at : at + draw(some.integers(1, 8))]
        new = draw(some.sampled_from([
            [], part + part, part[::-1], [part[0][:-1]], [part[0] + '"'], ["msgid_plural \"x\""], ['msgstr[0] "x"'], ["#~ " + line for line in part], ["#, fuzzy, c-format"], ['msgctxt "x"'],
            ["#| msgid \"før\""], ["x"], ['"\\q\\"'], [""], ["msgstr \"æ\\n\""], ['"Content-Type: text/plain; charset=x\\n"'], ['"Language: fr\\n"'], [part[0].replace("EN", "NY")], ["#:"], ["#."],
        ]) | TEXT.map(lambda words: [f"msgstr {words}"]))  # fmt: skip
        lines[at : at + len(part)] = new
    data = "\n".join(lines).encode()
    at = draw(some.integers(0, len(data)))
    return draw(some.sampled_from([data, data, data, data, data[:at], data[:at] + b"\xe6" + data[at:], b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r\n"), data.decode().encode("cp1252", "replace"), data.decode().encode("utf-16")]))


def by_key(translation: Translation) -> dict[tuple[str, str], str]:
    """The translations that are there, by file and key."""
    return {(item.file, item.key): item.entry.text for item in translation.texts if item.entry and item.entry.text.strip()}


@times(0.3)
@given(some.data())
def test_a_damaged_po_file_is_refused_or_takes_no_translation_away(begun: tuple[Path, SourceTexts, dict[Path, bytes], str], data: Any) -> None:
    root, sources, files, text = begun
    put_back(root, files)
    before = by_key(read_translation(sources, "en"))
    path = root.parent / "damaged.po"
    path.write_bytes(data.draw(damaged(text)))
    try:
        po.import_po(read_translation(sources, "en"), path)
    except BuildError as error:
        assert "damaged.po" in str(error) and "\n" not in str(error)
        assert {path: path.read_bytes() for path in files} == files
        return
    after = read_translation(sources, "en")
    assert before.keys() <= by_key(after).keys()
    assert all(item.place.path.startswith("content/translations/en/") for item in check_translated(after))
