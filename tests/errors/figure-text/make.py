"""A word in a figure on a page that is too long for its place, even in small letters."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, figures = content / "pages" / "parachute.yaml", content / "figures.yaml"
    page.write_text(page.read_text(encoding="utf-8") + "figure: parachute\n", encoding="utf-8")
    figures.write_text(figures.read_text(encoding="utf-8").replace("title: Udsigten", "title: Udsigtspunktsforestillingen"), encoding="utf-8")
