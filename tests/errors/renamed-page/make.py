"""Give a page that others link to a new name."""

from pathlib import Path


def make(content: Path, _: object) -> None:
    (content / "pages/parachute.yaml").rename(content / "pages/parachute-model.yaml")
