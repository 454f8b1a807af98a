"""A guide written by somebody who means harm: the strings of `strings.yaml` in every place where a text may stand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from guide import new, text
from guide.build import Order, build
from guide.model.base import Slug, Text
from guide.problem import ContentError, Problem
from guide.read import read_source
from guide.source import SourceTexts
from guide.table import put as put_entry
from guide.yamltext import remark
from tests import translated
from tests.projects import HERE, small_project

FAMILIES: dict[str, dict[str, str]] = yaml.safe_load((HERE / "attacks" / "strings.yaml").read_text(encoding="utf-8"))
STRINGS = {f"{family}-{name}": text for family, strings in FAMILIES.items() for name, text in strings.items()}
"""Every attack by its name, which can stand as an id."""
SHEETS: dict[str, Any] = yaml.safe_load((HERE / "attacks" / "sheets.yaml").read_text(encoding="utf-8"))
PAGE = {"title": "Angreb", "slug": "angreb", "description": "En side.", "teaser": "En side", "lead": "Siden er kun til prøver."}
LISTS = ("glossary", "sources", "translations", "accessibility")
"""The pages that show what does not stand in their own file."""
NARROW = 24
"""The longest attack that has room everywhere on a sheet, in signs."""


@dataclass
class Attacked:
    """A content folder full of attacks: the names of those that the checker let through, as text and as label, and what it said of the others."""

    content: Path
    texts: list[str] = field(default_factory=lambda: list(STRINGS))
    labels: list[str] = field(default_factory=lambda: list(STRINGS))
    refused: dict[tuple[str, str], Problem] = field(default_factory=dict)
    """By what it was meant to be, and its name."""


def attacked(folder: Path, sheets: bool = False, languages: tuple[str, ...] = ()) -> Attacked:
    """The small project with an attack in every text, and all of them on one page; with sheets of every kind, and in these languages.

    English is of the whole guide, any other language of one sheet.
    """
    content = small_project(folder)
    for name in LISTS:
        put(content, f"pages/{name}", {**PAGE, "slug": name, "sections": {f"{name}-text": {"text": "Se her."}}})
    change(content, "guide", ("chapters", "more", "pages"), ["parachute", *LISTS, "attack"])
    result = Attacked(content)
    for kind, names in (("text", result.texts), ("label", result.labels)):
        while problems := refusals(content, kind, names):
            result.refused |= {(kind, name): problem for name, problem in problems.items()}
            names[:] = [name for name in names if name not in problems]
    if sheets:
        put_sheets(result)
    fill(result)
    for code in languages:
        new.language(content, code, () if code == "en" else ("notes-1",), translated.DAY)
        change(content, f"translations/{code}/language", ("name",), STRINGS["elements-image-error"])
        reader = {"name": STRINGS["attributes-double-tag"], "role": STRINGS["elements-script"]}
        change(content, f"translations/{code}/language", ("reviewed-by",), {"a": reader})
        translate(result, code)
    return result


def refusals(content: Path, kind: str, names: list[str]) -> dict[str, Problem]:
    """What the checker says of a page with these attacks, by their names; each is found by its own line."""
    lines, start = page(kind, names)
    (content / "pages" / "attack.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        read_source(content)
    except ContentError as error:
        assert {problem.place.path for problem in error.problems} == {"content/pages/attack.yaml"}
        return {names[problem.place.line - start - 1]: problem for problem in error.problems}
    return {}


def page(kind: str, names: list[str]) -> tuple[list[str], int]:
    """A page with these attacks as points or as titles of cards, one on each line, and how many lines come before them."""
    head = [*(f"{key}: {value}" for key, value in PAGE.items()), "sections:", "  attack-section:", f"    {'points' if kind == 'text' else 'cards'}:"]
    form = "      {0}: {1}" if kind == "text" else "      {0}: {{title: {1}, text: x}}"
    return [*head, *(form.format(name, written(STRINGS[name])) for name in names)], len(head)


def written(text: str) -> str:
    """A text in YAML, with signs that cannot be seen written as numbers: so it passes whatever looks at the file alone."""
    return "".join(json.dumps(sign)[1:-1] if ord(sign) < 0x10000 else sign for sign in text).join('""')


def put(content: Path, name: str, data: Any) -> None:
    """Write a file of the content."""
    text = yaml.safe_dump(data, sort_keys=False, width=10_000)
    (content / f"{name}.yaml").write_text(text, encoding="utf-8")


def data_of(content: Path, name: str) -> Any:
    return yaml.safe_load((content / f"{name}.yaml").read_text(encoding="utf-8"))


def change(content: Path, name: str, path: tuple[str, ...], value: Any) -> None:
    """Change one value in a file of the content."""
    data = part = data_of(content, name)
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    put(content, name, data)


def put_sheets(result: Attacked) -> None:
    """Sheets with one component of each kind, and one that has all attacks as they are."""
    points = {"type": "text", "text": "x", "points": {name: STRINGS[name] for name in result.texts}}
    facts = {"kind": "student", "group": "during", "title": "Ark", "kicker": "Ark", "purpose": "x", "use": {"a": "x"}, "description": "x"}
    for name, components in {**SHEETS, "attack-all": {"all": points}}.items():
        put(result.content, f"sheets/{name}", {**facts, "slug": name, **({} if name == "attack-book" else {"pages": 1}), "components": components})


def fill(result: Attacked) -> None:
    """Put the attacks that were let through into every text there is."""
    texts, labels = ({name: STRINGS[name] for name in names} for names in (result.texts, result.labels))
    section = {"points": texts, "questions": {f"q-{name}": text for name, text in list(texts.items())[::3]}}
    cards = {f"c-{name}": {"title": text, "text": texts[name]} for name, text in labels.items()}
    put(result.content, "pages/attack", {**PAGE, "sections": {"attack-section": section, "attack-cards": {"cards": cards}}})
    put(result.content, "glossary", {name: {"term": text, "text": texts[name]} for name, text in list(labels.items())[::2]})
    put(result.content, "sources", {name: {"title": text, "year": text, "text": texts[name]} for name, text in list(labels.items())[1::2]})
    wide, narrow = tours(result, 10_000), tours(result, NARROW)
    for file, found in SourceTexts(read_source(result.content)).files.items():
        if file in ("glossary", "sources", "pages/attack"):
            continue
        data = data_of(result.content, file)
        for key, source in found.items():
            if not issubclass(source.kind, Slug) and "/all/points/" not in key:
                put_behind(data, key.split("/"), next((narrow if file.startswith(("sheets/", "scales", "habits")) else wide)[source.kind is Text]))
        put(result.content, file, data)


def tours(result: Attacked, longest: int) -> dict[bool, Iterator[str]]:
    """The attacks that are no longer than this, one after the other and again: those for texts, and those for all that is shorter."""
    short = [name for name in result.labels if len(STRINGS[name]) <= longest and not set("{}") & set(STRINGS[name])]
    return {True: cycle(STRINGS[name] for name in result.texts if len(STRINGS[name]) <= longest), False: cycle(STRINGS[name] for name in short)}


def put_behind(data: Any, path: list[str], words: str) -> None:
    """Put words behind a text in the data of a file."""
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] += f" {words}"


def translate(result: Attacked, code: str) -> None:
    """Translate every text: the source with one more attack behind it, and another as the source before, in as many lines as it takes."""
    translation, tour = translated.read(result.content, code), tours(result, 10_000)
    for item in translation.texts:
        if item.source and item.entry:
            slug = issubclass(item.source.kind, Slug)
            words = f"{item.source.value}-{code}" if slug else f"{item.source.value} {next(tour[False])}"
            before = None if slug or item.file.startswith("pages/") else f"Før\n```\n{item.source.value}\n{next(tour[False])}\n```\nEfter"
            put_entry(translation.tables[item.file], replace(item.entry, text=words, before=before, comments=(remark(next(tour[False])),)))
    for file, table in translation.tables.items():
        (translation.folder / f"{file}.yaml").write_text(table.text(), encoding="utf-8")


def made(result: Attacked, output: Path, order: Order) -> Path:
    """What is built of it. A sheet says how many pages it takes only when it has been set: then it is written into its file."""
    try:
        build(result.content, output, order, lambda *_, **__: None)
    except ContentError as error:
        if {problem.code for problem in error.problems} != {"page-count"}:
            raise
        for problem in error.problems:
            change(result.content, problem.place.path.removeprefix("content/").removesuffix(".yaml"), ("pages",), int(dict(problem.details)["pages"]))
        build(result.content, output, order, lambda *_, **__: None)
    return output


def shown(name: str) -> str:
    """An attack as a reader sees it: what is no mark of ours stands as it was typed."""
    return text.plain(STRINGS[name])
