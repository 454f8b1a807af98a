"""Give the guide an address before whose host a name stands, a source one whose host has another alphabet, and a date no file can carry."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, old, new in (
        ("guide", "https://guide.example/", "https://guide.example@attack.example/"),
        ("guide", "2026-11-21", "0001-01-01"),
        ("sources", "https://www.readingrockets.org", "https://www.reаdingrockets.org"),
    ):
        path = content / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
