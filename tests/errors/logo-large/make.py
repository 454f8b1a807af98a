"""A logo with a photograph in it."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / "editions" / "solby" / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="{"M0 0h8 " * 30_000}"/></svg>', encoding="utf-8")
