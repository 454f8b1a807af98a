"""Let the disk fail while a file is read."""

import errno
from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.name == "perseverance.yaml":
            raise OSError(errno.EIO, "Input/output error", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
