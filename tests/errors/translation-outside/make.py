"""Lead from the tables out of the content, by a file, a folder and a whole language; and put a pipe among them."""

import os
from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = content / "translations" / "en"
    english.mkdir(parents=True)
    (english / "language.yaml").write_text("name: English\n", encoding="utf-8")
    (english / "glossary.yaml").symlink_to("/etc/hostname")
    os.mkfifo(english / "sources.yaml")
    (english / "pages").symlink_to("/etc")
    (content / "translations" / "de").symlink_to("/etc")
