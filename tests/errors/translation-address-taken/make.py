"""Begin a language whose pages would lie where those of a chapter do."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / "translations" / "en").mkdir(parents=True)
    (content / "translations" / "en" / "language.yaml").write_text("name: English\n", encoding="utf-8")
    guide = content / "guide.yaml"
    guide.write_text(guide.read_text(encoding="utf-8").replace("slug: traek", "slug: en"), encoding="utf-8")
