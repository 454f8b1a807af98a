"""What each language has of its own, as CLDR tells it."""

import pytest

from guide import languages


@pytest.mark.parametrize(
    ("code", "direction", "script", "name", "day"),
    [
        ("da", "ltr", "Latn", "Dansk", "21. november 2026"),
        ("en-GB", "ltr", "Latn", "English", "21 November 2026"),
        ("ar-SY", "rtl", "Arab", "العربية", "٢١ تشرين الثاني ٢٠٢٦"),
        ("uk", "ltr", "Cyrl", "Українська", "21 листопада 2026\u202fр."),
        ("pl", "ltr", "Latn", "Polski", "21 listopada 2026"),
        ("tr", "ltr", "Latn", "Türkçe", "21 Kasım 2026"),
    ],
)
def test_a_language(code: str, direction: str, script: str, name: str, day: str) -> None:
    assert (languages.direction(code), languages.script(code), languages.own_name(code)) == (direction, script, name)
    assert languages.day("2026-11-21", code) == day


def test_numbers_and_lists_follow_the_language() -> None:
    assert [languages.number(12.65, code) for code in ("da", "en-GB", "ar-SY")] == ["12,6", "12.6", "١٢٫٦"]
    assert [languages.number(3, code) for code in ("da", "ar-SY")] == ["3", "٣"]
    assert languages.series(["2", "5", "7"], "en-GB") == "2, 5 and 7" and languages.series(["2", "5"], "uk") == "2 і 5"
    assert [languages.counter_style(code) for code in ("da", "ar-SY", "fa")] == ["decimal", "arabic-indic", "persian"]


@pytest.mark.parametrize("code", ["engelsk", "xx", "", "../en"])
def test_what_is_no_language(code: str) -> None:
    with pytest.raises(ValueError):
        languages.locale_of(code)
