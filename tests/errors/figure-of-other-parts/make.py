"""The house has three floors, but what it takes its words from has one card and no row for it."""

from pathlib import Path

import pytest

TABLE = """sections:
  floors-table:
    table:
      caption: Ord til hver etage
      columns: {floor: Etage, verbs: Verber}
      rows:
        find: {floor: Find, verbs: nævn}
        use: {floor: Brug, verbs: vurdér}
"""


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, figures = content / "pages" / "parachute.yaml", content / "figures.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("sections:\n", TABLE) + "figure: costa\n", encoding="utf-8")
    before, costa, after = figures.read_text(encoding="utf-8").partition("costa:\n")
    after = after.replace("take: stays-down", "take: parachute-use").replace("words: stays-down", "words: floors-table")
    figures.write_text(before + costa + after, encoding="utf-8")
