"""A page shows a figure that takes its words from a section without such words."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = content / "pages" / "parachute.yaml"
    page.write_text(page.read_text(encoding="utf-8") + "figure: evaluation-arrow\n", encoding="utf-8")
