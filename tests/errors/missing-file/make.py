"""Take a file away."""

from pathlib import Path


def make(content: Path) -> None:
    (content / "glossary.yaml").unlink()
