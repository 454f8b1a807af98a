"""Tiny real projects for tests: a copy of `tests/project` with single files changed."""

import importlib.util
import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def small_project(folder: Path) -> Path:
    """A valid content folder below `folder`, with the real words of the interface; its path."""
    content = folder / "content"
    shutil.copytree(HERE / "project" / "content", content)
    shutil.copy(ROOT / "content" / "interface.yaml", content)
    return content


def broken_project(case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project with the case's files laid over it and its `make.py` run; the content folder's path."""
    content = small_project(folder)
    for path in sorted((case / "content").rglob("*")) if (case / "content").exists() else []:
        target = content / path.relative_to(case / "content")
        if path.is_dir() and not path.is_symlink():
            if target.is_file():
                target.unlink()
            target.mkdir(exist_ok=True)
        else:
            target.unlink(missing_ok=True)
            shutil.copy(path, target, follow_symlinks=False)
    if (case / "make.py").exists():
        spec = importlib.util.spec_from_file_location("make", case / "make.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.make(content, monkeypatch)
    return content
