"""Write a file of fifty megabytes, which take no room on the disk."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (content / "glossary.yaml").open("ab") as file:
        file.truncate(50_000_000)
