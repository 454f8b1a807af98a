"""The models are the authors' vocabulary: every field says in words what it is."""

import ast
from pathlib import Path

import pytest

from tests.projects import ROOT

FILES = sorted((ROOT / "guide" / "model").glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_field_is_described(path: Path) -> None:
    for model in (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)):
        assert ast.get_docstring(model), model.name
        for line, following in zip(model.body, [*model.body[1:], None], strict=True):
            if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.target.id != "kinds":
                described = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant) and isinstance(following.value.value, str)
                assert described, f"{model.name}.{line.target.id}"
