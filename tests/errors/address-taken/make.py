"""Give pages addresses that the site needs for other things."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, old, new in (("guide", "slug: mere", "slug: assets"), ("traits/curiosity", "slug: nysgerrighed", "slug: index")):
        path = content / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
