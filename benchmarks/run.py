"""The benchmark: `.venv/bin/python benchmarks/run.py [PART…]`. See benchmarks/README.md."""

import argparse
import datetime
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # started by its path, Python looks for our packages in its folder alone

from benchmarks import builds, growth, rivals, serving, table
from benchmarks.bench import Bench
from benchmarks.project import CHROMIUM, ROOT
from benchmarks.table import Row

RESULTS = ROOT / "benchmarks" / "results.md"
PARTS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "full": builds.full,
    "nothing": builds.nothing,
    "text": builds.text,
    "template": builds.template,
    "serve": serving.serve,
    "languages": growth.languages,
    "sheets": growth.sheets,
    "edition": builds.edition,
    "editions": growth.editions,
    "rivals": rivals.printers,
    "mkdocs": rivals.mkdocs,
    "typst": rivals.typst,
    "memory": builds.memory,
}
"""The parts in the order in which they run. A part measures; what it is held against stands in its rows."""
PACKAGES = ("weasyprint", "mkdocs", "mkdocs-material", "playwright")


def options(arguments: list[str]) -> argparse.Namespace:
    """What the user asks for."""
    parser = argparse.ArgumentParser(description="Measure builds, side by side with what one would do instead.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure, all where none is named: {', '.join(PARTS)}")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="how often to measure what takes seconds (5)")
    parser.add_argument("--long", type=int, default=1, metavar="N", help="how often to measure what takes minutes (1)")
    parser.add_argument("--few", action="store_true", help="try the benchmark on the small content of the tests: its figures say nothing of the build")
    found = parser.parse_args(arguments)
    if unknown := set(found.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return found


def main(arguments: list[str]) -> None:
    """Measure, print the table, and write it where the whole was measured."""
    wanted = options(arguments)
    facts = surroundings()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        bench = Bench(Path(folder).resolve(), wanted.few, wanted.repeat, wanted.long)
        for name, part in PARTS.items():
            if not wanted.parts or name in wanted.parts:
                for row in part(bench):
                    rows.append(row)
                    bench.tell("  ".join(filter(None, row.cells)))  # a run of half an hour that fails at its end has said the rest
    print(f"{facts}\n\n{table.plain(rows)}")
    if not wanted.parts and not wanted.few:
        text = f"# What was measured\n\n{facts}\n\nHow to read it stands in [README.md](README.md).\n\n{table.markdown(rows)}\n"
        RESULTS.write_text(text, encoding="utf-8")


def surroundings() -> str:
    """The day, the machine, how busy it was when the benchmark began, and the versions of what was measured."""
    browser = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=True).stdout.split()[:2]
    pinned = re.findall(r"(?m)^(\S+)==(\S+)", (ROOT / "benchmarks" / "requirements.txt").read_text(encoding="utf-8"))
    versions = [("Python", platform.python_version()), *((name, version(name)) for name in PACKAGES), browser, *pinned]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} when it began"
    return f"{datetime.date.today().isoformat()}: {machine}.\n{', '.join(map(' '.join, versions))}."


if __name__ == "__main__":
    main(sys.argv[1:])
