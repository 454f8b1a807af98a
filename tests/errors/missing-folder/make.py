"""Put a file where a folder belongs."""

import shutil
from pathlib import Path


def make(content: Path) -> None:
    shutil.rmtree(content / "traits")
    (content / "traits").write_text("her\n", encoding="utf-8")
