"""What a component of a sheet takes its words from has such words, and its fields fit them."""

from collections.abc import Iterator
from typing import Any

from guide.decode import Path, follow, key_place, suggest
from guide.load import Node
from guide.model.guide import Guide
from guide.model.page import Section
from guide.model.writing import FormTable, Prompts, StatementScale
from guide.problem import Problem, problem


def check_component(component: Any, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """Every problem of one component. A reference that leads nowhere is not told again here."""
    if isinstance(component, Prompts):
        yield from check_prompts(component, path, tree, guide)
    elif isinstance(component, StatementScale):
        yield from check_scale(component, path, tree, guide)
    elif isinstance(component, FormTable):
        for number, id in enumerate(component.wide):
            if id not in component.columns:
                place = follow(tree, (*path, "wide", number)).place
                yield problem(place, "unknown-column", value=id, suggestion=suggest(id, list(component.columns)))


def check_prompts(component: Prompts, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """There is something to write about, and a field that stands in for a card or question has its id."""
    if component.take is None:
        if not component.fields:
            yield problem(follow(tree, path).place, "nothing-to-write")
        return
    known = sections(guide)
    if component.take in known:
        section = known[str(component.take)]
        words = list(section.cards or section.questions)
        if not words:
            yield problem(follow(tree, (*path, "take")).place, "no-cards", value=component.take)
    elif component.take in guide.conversations:
        words = list(guide.conversations[str(component.take)].questions)
    else:
        words = []
    for id in component.fields if words else ():
        if id not in words:
            yield problem(key_place(tree, (*path, "fields", id)), "unknown-field", value=id, suggestion=suggest(id, words))


def check_scale(component: StatementScale, path: Path, tree: Node, guide: Guide) -> Iterator[Problem]:
    """A section that statements are taken from has points."""
    known = sections(guide)
    for number, id in enumerate(component.take):
        if id in known and not known[id].points:
            yield problem(follow(tree, (*path, "take", number)).place, "no-points", value=id)


def sections(guide: Guide) -> dict[str, Section]:
    """Every section of an article by its id."""
    return {id: section for article in guide.pages.values() for id, section in article.sections.items()}
