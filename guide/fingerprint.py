"""Find out whether anything has changed since the last build, without reading the content as YAML."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def files(folder: Path) -> Iterator[Path]:
    """Every file below a folder in a fixed order, without those that Python and editors leave behind."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.endswith("~"):
            yield path


def digest(paths: Iterable[Path], *words: str) -> str:
    """A hash of the files' names and bytes and of the words."""
    result = hashlib.sha256()
    for word in words:
        result.update(word.encode() + b"\0")
    for path in paths:
        result.update(str(path).encode() + b"\0")
        with path.open("rb") as file:  # piece by piece: nobody has yet seen how large it is
            result.update(hashlib.file_digest(file, "sha256").digest())
    return result.hexdigest()


def fingerprint(content: Path) -> str:
    """A hash of all that makes the output: content, templates, code, settings, the versions of the parts.

    Empty where a file cannot be read: the reader of the content says which, and why.
    """
    parts = [ROOT / "mkdocs.yml", ROOT / "requirements.txt"]
    sources = [path for folder in (content, ROOT / "templates", ROOT / "guide") for path in files(folder)]
    try:
        return digest([*sources, *(path for path in parts if path.exists())], sys.version, os.environ.get("SOURCE_DATE_EPOCH", ""))
    except OSError:
        return ""


def inventory(output: Path) -> str:
    """A hash of the names and sizes of what was built, to see that nothing is gone."""
    result = hashlib.sha256()
    for part in ("site", "print"):
        for path in files(output / part):
            result.update(f"{path.relative_to(output)}\0{path.stat().st_size}\0".encode())
    return result.hexdigest()
