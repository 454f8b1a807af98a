"""Take a file away."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / "glossary.yaml").unlink()
