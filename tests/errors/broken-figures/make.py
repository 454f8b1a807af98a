"""The file of the figures cannot be read: that alone is told, not that figures are missing."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, figures = content / "pages" / "parachute.yaml", content / "figures.yaml"
    page.write_text(page.read_text(encoding="utf-8") + "figure: costa\n", encoding="utf-8")
    figures.write_text(figures.read_text(encoding="utf-8").replace("  me: Mig\n", '  me: "Mig\n', 1), encoding="utf-8")
