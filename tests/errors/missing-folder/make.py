"""Put a file where a folder belongs."""

import shutil
from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(content / "traits")
    (content / "traits").write_text("her\n", encoding="utf-8")
