"""Write a line of 5 MB; too large to keep."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trait = content / "traits" / "perseverance.yaml"
    trait.write_text(trait.read_text(encoding="utf-8").replace("Prøv igen", "Prøv igen " * 500_000), encoding="utf-8")
