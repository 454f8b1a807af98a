"""Delete a sheet that a conversation uses; one with another number is left."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = content / "sheets" / "notes-1.yaml"
    sheet.rename(sheet.with_name("notes-2.yaml"))
