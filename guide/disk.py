"""Write files so that they are there whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; whoever reads it meanwhile sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
    os.chmod(file.name, path.stat().st_mode if path.exists() else 0o644)
    os.replace(file.name, path)


def write_changed(files: Mapping[Path, str]) -> list[Path]:
    """Write the texts that differ from their files; which those were. A text that is empty takes its file away."""
    changed = [path for path, text in files.items() if text != (path.read_text(encoding="utf-8") if path.exists() else "")]
    for path in changed:
        if files[path]:
            write_whole(path, files[path].encode())
        else:
            path.unlink()
    return changed
