"""Give a language a name that turns round what stands after it, and a table a name and a day that do something to a terminal."""

from pathlib import Path

import pytest


def make(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = content / "translations" / "en"
    english.mkdir(parents=True)
    (english / "language.yaml").write_text('name: "\\u202eEnglish"\nreviewed-by: {a: {name: "\\e[2J"}}\n', encoding="utf-8")
    (english / "\x1b[2J.yaml").write_text("")
    (english / "guide.yaml").write_text('title:\n  da: x\n  en: y\n  since: "\\e[2J"\n', encoding="utf-8")
