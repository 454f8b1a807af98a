"""Write 200 lists inside each other."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / "glossary.yaml").write_text("a: " + "[" * 200 + "]" * 200 + "\n", encoding="utf-8")
