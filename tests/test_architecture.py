"""ARCHITECTURE.md is true: it names every module, in an order in which each imports only from those before it."""

import ast
import re

from tests.projects import ROOT

APART = {"setup", "machine", "__init__", "__main__"}
PACKAGES = {"messages", "model"}
ROWS = [re.findall(r"`([a-z_]+)/?`", line.split("|")[1]) for line in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
ORDER = [name for row in ROWS for name in row]


def imported(path: str) -> set[str]:
    """The modules of the package that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / "guide" / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "guide":
            found |= {alias.name for alias in node.names if alias.name.islower()}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("guide."):
            found.add(node.module.split(".")[1])
    return found


def test_every_module_is_named_once() -> None:
    there = {path.stem for path in (ROOT / "guide").glob("*.py")} - APART | PACKAGES
    assert len(ORDER) == len(set(ORDER))
    assert set(ORDER) == there


def test_imports_run_one_way() -> None:
    wrong = [(name, other) for name in ORDER if name not in PACKAGES for other in imported(f"{name}.py") if ORDER.index(other) >= ORDER.index(name)]
    assert wrong == []


def test_the_page_is_short() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 150
