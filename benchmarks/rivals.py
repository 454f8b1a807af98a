"""What one would do instead: print the same HTML with one Chromium, or with WeasyPrint file by file; run MkDocs alone; set sheets in Typst."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.bench import PURPOSE, Bench
from benchmarks.measure import Run, run, together
from benchmarks.project import ROOT
from benchmarks.table import Ratio, Row, timed
from guide.variants import VARIANTS

PYTHON = sys.executable
TYPST = ROOT / "benchmarks" / "typst"
SHEETS = ("notes-1", "trait-assessment-1", "parachute")
"""The sheets that are set in Typst too."""


def papers(bench: Bench) -> Path:
    """A folder with what the others are given: see benchmarks/papers.py. It is made once."""
    folder = bench.folder / "papers"
    if not folder.exists():
        bench.built.build()
        bench.tell("what the others are given")
        run([PYTHON, "-m", "benchmarks.papers", folder], bench.built.folder)
    return folder


def printers(bench: Bench) -> Iterator[Row]:
    """The PDFs of one language: ours, and the same HTML in one Chromium, by turns; and in a new WeasyPrint for each file."""
    printed = json.loads((papers(bench) / "printed.json").read_text(encoding="utf-8"))
    variants = [part for variant in VARIANTS for part in ("--variant", variant)]
    loose = [name for name, facts in printed.items() if not facts["book"]]
    by_hand = [name for name, facts in printed.items() if facts["variant"] == "print"]
    parts = [
        Part("sheets of one language", loose, [*dict.fromkeys(printed[name]["sheet"] for name in loose)], (0.8, 0.3)),
        Part("sheets and books of one language", list(printed), variants, (None, 0.3)),
        Part("sheets and book as printed by hand", by_hand, ["--variant", "print"]),
    ]
    in_chromium: list[tuple[dict[str, float], Run]] = []
    ours: list[list[Run]] = [[] for _ in parts]
    for _ in range(bench.repeat):
        in_chromium.append(chromium(bench))
        for part, runs in zip(parts, ours, strict=True):
            runs += bench.from_nothing(part.what, 1, *part.command)
    in_weasyprint = weasyprint(bench, {name: facts["variant"] for name, facts in printed.items()})
    for part, runs in zip(parts, ours, strict=True):
        what, took = f"{part.what}: {len(part.names)} PDFs", median(run.wall for run in runs)
        theirs = tuple(sum(seconds[name] for name in part.names) for seconds, _ in in_chromium)
        whole = {"cpu": median(run.cpu for _, run in in_chromium), "peak": max(run.peak for _, run in in_chromium)} if part is parts[1] else {}
        many = together(in_weasyprint[name] for name in part.names)
        yield timed("rivals", f"{what}, from an empty store", runs)
        yield Row("rivals", f"{what}; one Chromium that is open already. Ours take", theirs, "s", **whole, ratio=Ratio(took / median(theirs), "Chromium"), bar=part.bars[0])
        yield timed("rivals", f"{what}; python -m weasyprint for each file. Ours take", [many], Ratio(took / many.wall, "WeasyPrint"), part.bars[1])


class Part(NamedTuple):
    """Some of the PDFs: their names, what makes them, and what they may take at most, measured by Chromium and by WeasyPrint."""

    what: str
    names: list[str]
    order: list[str]
    bars: tuple[float | None, float | None] = (None, None)

    @property
    def command(self) -> tuple[str, ...]:
        return "sheets", *self.order, "--language", "da"


def chromium(bench: Bench) -> tuple[dict[str, float], Run]:
    """The seconds that each file took in Chromium, and what the whole run took with its start."""
    bench.tell("Chromium")
    target = bench.folder / "chromium"
    target.mkdir(exist_ok=True)
    took = run([PYTHON, "-m", "benchmarks.chromium", papers(bench) / "assets", target], ROOT)
    return json.loads(took.said.splitlines()[-1]), took


def weasyprint(bench: Bench, variants: dict[str, str]) -> dict[str, Run]:
    """What each file took in a WeasyPrint of its own."""
    target = bench.folder / "weasyprint"
    target.mkdir()
    found = {}
    for number, (name, variant) in enumerate(variants.items(), 1):
        if number % 20 == 1:
            bench.tell(f"WeasyPrint, file {number} of {len(variants)}")
        forms = ["--pdf-forms"] if variant == "fillable" else []
        files = [papers(bench) / "assets" / f"{name}.html", target / f"{name}.pdf"]
        found[name] = run([PYTHON, "-m", "weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1", *forms, *files], bench.folder)
    return found


def mkdocs(bench: Bench) -> Iterator[Row]:
    """The site of one language after a text of a page has changed: ours, and MkDocs alone, which makes its pages anew."""
    folder = papers(bench) / "mkdocs"
    command = ("site", "--language", "da")
    bench.built.build(*command)

    def ours() -> Run:
        bench.reword(PURPOSE)
        return bench.built.build(*command)

    def alone() -> Run:
        return run([PYTHON, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml"], folder, NO_MKDOCS_2_WARNING="1")

    bench.tell("MkDocs alone")
    theirs = [alone() for _ in range(bench.repeat)]
    changed = bench.repeated("the site of one language", ours)
    ratio = Ratio(median(run.wall for run in changed) / median(run.wall for run in theirs), "MkDocs")
    yield timed("mkdocs", "the pages of one language: mkdocs build, without pictures, PDFs and data", theirs)
    yield timed("mkdocs", f"one text of a page changed: build.py {' '.join(command)}", changed, ratio)


def typst(bench: Bench) -> Iterator[Row]:
    """Three sheets set by hand in Typst, beside those of ours that they are like: each in one process from nothing."""
    packages, folder = bench.folder / "packages", bench.folder / "typst"
    bench.tell("Typst")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    run([*pip, "--target", packages, "-r", ROOT / "benchmarks" / "requirements.txt"], bench.folder)
    shutil.copytree(TYPST, folder)
    shutil.copy(papers(bench) / "figure.svg", folder)
    typeset = ["-m", "benchmarks.typeset", str(folder), str(ROOT / "templates" / "assets" / "fonts")]
    theirs = [run([PYTHON, *typeset], ROOT, PYTHONPATH=str(packages)) for _ in range(bench.repeat)]
    there = [id for id in SHEETS if id in bench.built.sheets]
    order = ("sheets", *there, "--variant", "print", "--language", "da")
    ours = bench.from_nothing("sheets that are set in Typst too", bench.repeat, *order)
    ratio = Ratio(median(run.wall for run in ours) / median(run.wall for run in theirs), "Typst")
    yield timed("typst", "three sheets set by hand in Typst, without fields and without room dealt out", theirs)
    yield timed("typst", f"the sheets that they are like: build.py {' '.join(order)}, an empty store", ours, ratio)
