"""Take the whole folder away."""

import shutil
from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(content)
