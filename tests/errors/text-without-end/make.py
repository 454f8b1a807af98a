"""Write a text on several lines that join to one long word."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    glossary = content / "glossary.yaml"
    glossary.write_text(glossary.read_text(encoding="utf-8") + '  # \nlong:\n  term: Lang\n  text: "' + (6_000 * "ord" + "\\\n    ") * 2 + '"\n', encoding="utf-8")
