"""Rename a file as a plain text program does."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trait = content / "traits" / "curiosity.yaml"
    trait.rename(trait.with_name("Curiosity.yaml.txt"))
