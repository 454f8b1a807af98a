"""Take away the right to read a file, as far as this user can be denied it."""

import errno
from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "perseverance.yaml":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
