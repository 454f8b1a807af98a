"""Write a file of more than a million letters."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    glossary = content / "glossary.yaml"
    glossary.write_text(glossary.read_text(encoding="utf-8") + "# fyld\n" * 200_000, encoding="utf-8")
