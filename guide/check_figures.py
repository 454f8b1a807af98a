"""What a figure takes its words from has such words. A figure that is nowhere shown may wait for its words."""

from collections.abc import Iterator

from guide.decode import follow
from guide.load import Node
from guide.model.component import Drawing
from guide.model.figure import Costa, Figures
from guide.model.guide import Guide
from guide.model.page import Section
from guide.problem import Problem, problem

NEEDS = {
    "evaluation-arrow": {"take": ("cards",)},
    "ready-to-learn": {"out-of-school": ("title", "table"), "in-school": ("title", "table")},
    "mindset": {"take": ("pairs",)},
    "costa": {"take": ("cards",), "words": ("table",)},
}
"""What the sections must have that a figure takes its words from, by the figure and its field."""
COLUMNS = 3
"""How many columns of the table the house shows: the floor, verbs, beginnings of questions."""


def check_figures(guide: Guide, tree: Node) -> Iterator[Problem]:
    """Every problem of the figures that are shown. A reference that leads nowhere is not told again here."""
    known = {id: section for article in guide.pages.values() for id, section in article.sections.items()}
    complete = shown(guide) if isinstance(guide.figures, Figures) else set()  # a file that cannot be read has been told of
    for figure in sorted(complete & set(NEEDS)):
        words = getattr(guide.figures, figure.replace("-", "_"))
        for field, kinds in NEEDS[figure].items():
            taken = getattr(words, field.replace("-", "_"))
            lacking = [kind for kind in kinds if taken in known and not getattr(known[taken], kind)]
            if taken not in known or lacking:
                complete.discard(figure)
            for kind in lacking:
                yield problem(follow(tree, ("figures", figure, field)).place, "figure-words", value=taken, field=kind)
    if "costa" in complete:
        yield from check_floors(guide.figures.costa, known, tree)


def check_floors(costa: Costa, known: dict[str, Section], tree: Node) -> Iterator[Problem]:
    """Every floor of the house has a row in the table and a few words of its own."""
    floors, table = known[costa.take].cards, known[costa.words].table
    assert table
    if len(table.rows) != len(floors) or len(table.columns) < COLUMNS:
        place = follow(tree, ("figures", "costa", "words")).place
        yield problem(place, "figure-rows", value=costa.words, rows=len(floors), columns=COLUMNS)
    if list(costa.says) != list(floors):
        yield problem(follow(tree, ("figures", "costa", "says")).place, "figure-says", ids=", ".join(floors))


def shown(guide: Guide) -> set[str]:
    """The figures that a page or a sheet shows."""
    on_pages = {page.figure for page in guide.pages.values() if page.figure}
    on_sheets = {part.figure for sheet in guide.sheets.values() for part in sheet.components.values() if isinstance(part, Drawing)}
    return {str(id) for id in on_pages | on_sheets}
