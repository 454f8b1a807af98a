"""Misspell the gap of a phrase."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = content / "interface.yaml"
    text = words.read_text(encoding="utf-8")
    assert "{n} af {total}" in text
    words.write_text(text.replace("{n} af {total}", "{n} af {antal}", 1), encoding="utf-8")
