"""Give a file the other ending that YAML has."""

from pathlib import Path


def make(content: Path, _: object) -> None:
    (content / "traits/perseverance.yaml").rename(content / "traits/perseverance.yml")
