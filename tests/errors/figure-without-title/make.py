"""A page shows a figure that takes its headings from a section without a title."""

from pathlib import Path

import pytest

TABLE = "    table:\n      caption: Det hjælper\n      columns: {factor: Hvad, self: Selv, others: Andre}\n      rows:\n        sleep: {factor: Søvn, self: Jeg sover., others: Ro.}\n"


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = content / "pages" / "parachute.yaml"
    text = page.read_text(encoding="utf-8").replace("    title: Det holder os nede\n", TABLE)
    page.write_text(text + "figure: ready-to-learn\n", encoding="utf-8")
