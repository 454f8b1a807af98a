"""What the checker knows of the world outside the content: the signs that the fonts have."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from guide.check import STRANGE
from tests.projects import ROOT

FONTS = sorted((ROOT / "templates" / "assets" / "fonts").glob("*.ttf"))
SOFT_HYPHEN, LINE_BREAK = 0xAD, 0x0A


def signs(path: Path) -> set[int]:
    """The signs of a font file."""
    with TTFont(path) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("weight", ["400", "600", "700"])
def test_every_sign_the_checker_lets_in_is_in_the_fonts(weight: str) -> None:
    there = {SOFT_HYPHEN, LINE_BREAK}.union(*(signs(path) for path in FONTS if path.stem.endswith(weight)))
    let_in = {code for code in range(0x30000) if not STRANGE.match(chr(code))}
    assert [f"U+{code:04X}" for code in sorted(let_in - there)] == []


def test_letters_of_names_are_let_in_and_what_is_not_drawn_is_not() -> None:
    assert not STRANGE.search("Читання, ґанок; قراءة، ١٠")
    assert not STRANGE.search("Zofia Łukasz Søren Åse Zoë Çelik Šárka – ”ja” … 10 € · ½")
    assert [sign for sign in "ễ😀漢אक→✓" if not STRANGE.search(sign)] == []
