"""Our own builds: all from nothing, nothing changed, one text changed, one template changed."""

from collections.abc import Iterator
from statistics import median

from benchmarks.bench import LEAD, SHEET, Bench
from benchmarks.measure import Run, run
from benchmarks.project import EXAMPLE, PYTHON, Project, editions_of, with_editions
from benchmarks.table import Ratio, Row, timed
from guide.messages import COMMANDS

TEMPLATES = {
    "of the site": "templates/pages/trait.html",
    "of the sheets": "templates/sheets/components/prompts.html",
}


def full(bench: Bench) -> Iterator[Row]:
    """All that a build makes, with an empty store."""
    first = bench.built  # built from nothing when it is first asked for
    runs = [*bench.full, *bench.from_nothing("full build", bench.long - 1)]
    yield timed("full", f"build.py, an empty store: {printed(first)} PDFs, {pages(first)} pages of the site", runs)


def printed(project: Project) -> int:
    """How many PDFs a project has."""
    return sum(1 for _ in (project.output / "print").rglob("*.pdf"))


def pages(project: Project) -> int:
    """How many pages the site of a project has."""
    return sum(1 for _ in (project.output / "site").rglob("*.html"))


def nothing(bench: Bench) -> Iterator[Row]:
    """A build that has nothing to do, above a Python that does nothing."""
    bench.built.build()
    pairs = unchanged(bench, bench.built)
    yield Row("nothing", "python3 -c pass", tuple(bare.wall * 1000 for bare, _ in pairs), "ms")
    yield Row("nothing", "build.py", tuple(same.wall * 1000 for _, same in pairs), "ms")
    yield Row("nothing", "build.py above python3 -c pass", tuple(above(pairs)), "ms", bar=60)


def unchanged(bench: Bench, project: Project) -> list[tuple[Run, Run]]:
    """Pythons that do nothing and builds that have nothing to do, by turns: what disturbs the one disturbs the other."""
    bench.tell("nothing changed")
    pairs = [(run([PYTHON, "-c", "pass"], project.folder), project.build()) for _ in range(bench.repeat)]
    for _, same in pairs:
        if not same.said.startswith(COMMANDS["unchanged"].partition("{")[0]):
            raise RuntimeError(f"a build with nothing to do did something: {same.said}")
    return pairs


def above(pairs: list[tuple[Run, Run]]) -> Iterator[float]:
    """How many ms each build took above the median of the bare starts."""
    bare = median(bare.wall for bare, _ in pairs)
    yield from ((same.wall - bare) * 1000 for _, same in pairs)


def text(bench: Bench) -> Iterator[Row]:
    """One text of a sheet is changed, each time to words that never were."""
    orders = {"sheets ID --variant print": 1.2, "sheets ID": None, "": None}
    for order, bar in orders.items():
        bench.built.build()  # the whole is in step before the first edit

        def once(order: str = order) -> Run:
            bench.reword(LEAD)
            return bench.built.build(*order.replace("ID", SHEET).split())

        name = f"build.py {order}".strip()
        yield timed("text", f"one text of a sheet changed: {name}", bench.repeated(f"one text, {name}", once), bar=bar)


def template(bench: Bench) -> Iterator[Row]:
    """One template is changed, so that all that it draws is another."""
    for name, path in TEMPLATES.items():
        bench.built.build()
        runs = []
        for _ in range(bench.long):
            bench.tell(f"one template {name}")
            bench.built.edit(path, r"\Z", f"<!-- {next(bench.numbers)} -->\n")
            runs.append(bench.note(f"one template {name}", bench.built.build()))
        yield timed("template", f"one template {name} changed ({path}): build.py", runs)


def edition(bench: Bench) -> Iterator[Row]:
    """The example edition, once the guide that all share has been built from nothing: as when a municipality builds its own for the first time."""
    project = bench.new()
    id = EXAMPLE
    if bench.few:  # its content has no example
        with_editions(project.content, 1)
        (id,) = editions_of(1)
    bench.tell("the whole project from nothing, and the example edition after it")
    common = bench.note("full build", project.build())
    own = bench.note("an edition", project.build(f"--edition={id}"))
    ratio = Ratio(own.wall / common.wall, "the whole build")
    yield timed("edition", "the example edition after the whole build: build.py --edition ID", [own], ratio=ratio)


def memory(bench: Bench) -> Iterator[Row]:
    """The largest process where all PDFs of one language are made, with the editor's handbook; and that of all builds of ours that were measured."""
    order = ("sheets", "--language", "da")
    (run,) = bench.from_nothing("all PDFs of one language", 1, *order)
    yield Row("memory", f"the largest process of build.py {' '.join(order)}, an empty store", (run.peak,), "MB", bar=200)
    bench.built.build()
    for project, (what, build) in bench.largest.items():
        yield Row("memory", f"{project}: the largest process of all builds above ({what})", (build.peak,), "MB")
