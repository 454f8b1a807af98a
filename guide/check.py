"""What no single file can know: that references lead somewhere, ids are used once, and parts fit together."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from guide import text
from guide.check_figures import check_figures
from guide.check_sheets import check_component, check_sheet
from guide.decode import Path, follow, key_place, locate, suggest, typed
from guide.index import SHEETS, Target, figure_ids, page_of, targets
from guide.load import Mapping, Node, Scalar, Sequence
from guide.messages import PARTS
from guide.model.base import GAPS, Phrase, Ref, Text
from guide.model.guide import Guide
from guide.model.page import Table
from guide.model.sheet import Sheet
from guide.model.trait import DRAWN
from guide.model.writing import Part
from guide.problem import Place, Problem, problem

STRANGE = re.compile(
    r"[^\n -~"
    r"\u00a0-\u00b4\u00b6-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0123\u0126\u0127\u012a\u012b\u012e-\u0133\u0136\u0137"
    r"\u0139-\u013e\u0141-\u0148\u0150-\u0155\u0158-\u015b\u015e-\u0165\u016a\u016b\u016e-\u017e\u0192\u0218-\u021b\u0237"
    r"\u0400-\u04ff\u0600-\u061c\u061e-\u06ff\u0750-\u077f\u200c-\u200f"
    r"\u1e80-\u1e85\u1e9e\u1ef2\u1ef3\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2039\u203a\u20ac\u2122\u2212"
    r"]"
)
"""Signs that the guide's fonts do not have: paper has no others to take them from. A test holds it against the font files."""
TAKEN = ("assets", "print", "search", "redaktoer", "editor")
"""Folders of the site with other things than the pages of the guide."""
CODES = {"trait": "unknown-trait", "sheet": "unknown-sheet", "conversation": "unknown-conversation", "scale": "unknown-scale", "figure": "unknown-figure", "section": "unknown-words"}


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every part of a model with its path in the file, outer before inner."""
    yield path, value
    for step, item in inside(value):
        if isinstance(item, BaseModel | dict | tuple | list):
            yield from walk(item, (*path, step))
        else:
            yield (*path, step), item


def inside(value: Any) -> Iterable[tuple[str | int, Any]]:
    """What a part of a model consists of, by its key or place."""
    if isinstance(value, BaseModel):
        return [(name, getattr(value, field)) for field, name in keys_of(type(value))]
    return value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple | list) else ()


@cache
def keys_of(model: type[BaseModel]) -> list[tuple[str, str]]:
    """The fields of a model, each with its key as authors write it."""
    return [(name, field.alias or name) for name, field in model.model_fields.items()]


def texts(value: Any) -> Iterator[tuple[str, Text]]:
    """Every text a reader sees, with its key: the path of ids."""
    return (("/".join(map(str, path)), item) for path, item in walk(value) if isinstance(item, Text))


def check(guide: Guide, tree: Node) -> list[Problem]:
    """Every problem of the guide as a whole. `tree` is the node tree of all files, to find the author's lines."""
    found = list(targets(guide))
    known = {target.id: target for target in found}
    ids = ids_by_kind(guide, found)
    problems = list(check_ids(found, tree))
    variables = list(type(guide.settings.variables).model_fields)
    for _, kind, node in typed(tree, Guide):
        if kind and issubclass(kind, Ref):
            problems += check_ref(kind, node, ids)
        elif kind and issubclass(kind, Text):
            problems += check_text(kind, node, known, variables)
    for sequence in sequences(tree):
        problems += check_list(sequence)
    for path, item in walk(guide):
        if isinstance(item, Table):
            problems += check_table(item, path, tree)
        elif isinstance(item, Part):
            problems += check_component(item, path, tree, guide)
        elif isinstance(item, Sheet):
            problems += check_sheet(item, path, tree, guide)
    return problems + [*check_parts(guide, tree), *check_traits(guide, tree), *check_chapters(guide, tree), *check_figures(guide, tree)]


def check_ids(found: list[Target], tree: Node) -> Iterator[Problem]:
    """Ids that are used once in the whole guide."""
    first: dict[str, Target] = {}
    for target in found:
        earlier = first.setdefault(target.id, target)
        if earlier is not target:
            other = key_place(tree, earlier.path)
            yield problem(key_place(tree, target.path), "id-twice", value=target.id, other=PARTS["line"].format(path=other.path, line=other.line))


def ids_by_kind(guide: Guide, found: list[Target]) -> dict[str, list[str]]:
    """The ids of each kind, as a reference writes them."""
    result: dict[str, list[str]] = {"scale": list(guide.scales), "habits": list(guide.habits), "figure": figure_ids()}
    for target in found:
        result.setdefault(target.kind, []).append(target.id.removeprefix(f"{SHEETS}/"))
    return result


def check_ref(kind: type[Ref], node: Scalar, ids: dict[str, list[str]]) -> Iterator[Problem]:
    """A reference leads to something of the right kind."""
    if any(node.value in ids.get(name, ()) for name in kind.kinds):
        return
    allowed = [id for name in kind.kinds for id in ids.get(name, ())]
    code = CODES.get(kind.kinds[0], "unknown-page") if len(kind.kinds) == 1 else "unknown-page" if "page" in kind.kinds else "unknown-words"
    if len(re.split(r"[\s;]+", node.value.strip())) > 1:
        code = "ids-comma"
    yield problem(node.place, code, value=node.value, suggestion=suggest(node.value, allowed))


def check_list(node: Sequence) -> Iterator[Problem]:
    """Nothing stands twice in a list of references."""
    seen: set[str] = set()
    for item in node.items:
        if isinstance(item, Scalar):
            if item.value in seen:
                yield problem(item.place, "ref-twice", value=item.value)
            seen.add(item.value)


def sequences(node: Node) -> Iterator[Sequence]:
    """Every list in a tree."""
    if isinstance(node, Sequence):
        yield node
    for item in node.items.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ():
        yield from sequences(item)


def check_text(kind: type[Text], node: Scalar, known: dict[str, Target], variables: list[str]) -> Iterator[Problem]:
    """The links, variables and signs of one text. The gaps of a phrase are filled by the templates."""
    if sign := STRANGE.search(node.value):
        yield problem(locate(node, sign[0]), "character", character=sign[0])
    if "[" not in node.value and "{" not in node.value:
        return
    try:
        spans = list(text.walk(text.parse(node.value)))
    except text.MarkupError:
        return
    for span in spans:
        if span.kind == "link" and not span.value.startswith("https://") and span.value not in known:
            place = locate(node, f"({span.value})")
            yield problem(place, "unknown-link", value=span.value, suggestion=suggest(span.value, list(known), PARTS["link"]))
        elif span.kind == "variable":
            yield from check_variable(kind, node, "{" + span.value + "}", variables)
        elif span.kind == "text":
            for nearly in re.finditer(r"(?<!\{)\{ *([A-Za-z]+) *\}?(?!\})", span.value):
                if nearly[1].lower() in variables and not issubclass(kind, Phrase):
                    yield from check_variable(kind, node, nearly[0], variables)


def check_variable(kind: type[Text], node: Scalar, shown: str, variables: list[str]) -> Iterator[Problem]:
    """A variable that an edition fills, or a gap that a template fills, is one of those there are."""
    allowed = list(GAPS) if issubclass(kind, Phrase) else variables
    name = shown.strip("{} ")
    if shown not in ("{" + item + "}" for item in allowed):
        hint = suggest(name.lower(), allowed)
        if issubclass(kind, Phrase):
            yield problem(locate(node, shown), "unknown-gap", snippet=shown, suggestion=hint)
        else:
            yield problem(locate(node, shown), "unknown-variable", snippet=shown, suggestion=f"{hint} {PARTS['brace']}")


def check_table(table: Table, path: Path, tree: Node) -> Iterator[Problem]:
    """Every row has a text for every heading."""
    for id, row in table.rows.items():
        if list(row) != list(table.columns):
            yield problem(key_place(tree, (*path, "rows", id)), "table-columns", columns=", ".join(table.columns))


def check_parts(guide: Guide, tree: Node) -> Iterator[Problem]:
    """Questions name a part of their own conversation."""
    for id, conversation in guide.conversations.items():
        for name, question in conversation.questions.items():
            if question.part and question.part not in conversation.parts:
                place = follow(tree, ("conversations", id, "questions", name, "part")).place
                yield problem(place, "unknown-part", value=question.part, suggestion=suggest(question.part, list(conversation.parts)))


def check_traits(guide: Guide, tree: Node) -> Iterator[Problem]:
    """Every trait is drawn: its sign and pattern stand on pages, sheets and in figures."""
    for id in guide.traits:
        if id not in DRAWN:
            yield problem(follow(tree, ("traits", id)).place, "no-drawing", ids=", ".join(DRAWN))


def check_chapters(guide: Guide, tree: Node) -> Iterator[Problem]:
    """The sheets have a chapter, every page stands in one, and no two share an address."""
    if SHEETS not in guide.settings.chapters:
        yield problem(key_place(tree, ("settings", "chapters")), "no-sheets-chapter")
    placed: dict[str, str] = {}
    for name, chapter in guide.settings.chapters.items():
        base: Path = ("settings", "chapters", name)
        for path, id in [((*base, "index"), chapter.index), *(((*base, "pages", number), id) for number, id in enumerate(chapter.pages))]:
            if placed.setdefault(id, name) != name or ("pages" in path and id == chapter.index):
                yield problem(follow(tree, path).place, "page-twice", value=id)
        if chapter.slug in TAKEN:
            yield problem(follow(tree, ("settings", "chapters", name, "slug")).place, "slug-taken", value=chapter.slug)
        in_chapter = [id for id in chapter.pages if id in {*guide.pages, *guide.conversations, *guide.traits}]
        yield from check_slugs([(id, page_path(guide, id)) for id in in_chapter], lambda id: page_of(guide, id).slug, tree)
    sheets: list[tuple[str, Path]] = [(f"{SHEETS}/{id}", (SHEETS, id)) for id in guide.sheets]
    yield from check_slugs(sheets, lambda id: page_of(guide, id).slug, tree)
    for group in ("pages", "conversations", "traits"):
        for id in getattr(guide, group):
            if id not in placed:
                yield problem(follow(tree, (group, id)).place, "not-in-chapter")


def page_path(guide: Guide, id: str) -> Path:
    """The folder and id of a page."""
    return next((group, id) for group in ("pages", "conversations", "traits") if id in getattr(guide, group))


def check_slugs(pages: list[tuple[str, Path]], slug: Callable[[str], str], tree: Node) -> Iterator[Problem]:
    """No two pages beside each other share a slug."""
    first: dict[str, Place] = {}
    for id, path in pages:
        place = follow(tree, (*path, "slug")).place
        earlier = first.setdefault(slug(id), place)
        if slug(id) == "index":
            yield problem(place, "slug-taken", value="index")
        elif earlier != place:
            yield problem(place, "slug-twice", value=slug(id), other=PARTS["line"].format(path=earlier.path, line=earlier.line))
