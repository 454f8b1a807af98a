"""What each language has of its own besides words: the way it runs, its script, its dates, numbers and lists. From CLDR, by Babel."""

import datetime
from collections.abc import Sequence
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

DIGITS = {"arab": ("arabic-indic", "٠"), "arabext": ("persian", "۰"), "beng": ("bengali", "০"), "deva": ("devanagari", "०")}
"""Systems of digits other than ours: what CSS calls them, and their zero, after which the others follow."""


@cache
def locale_of(code: str) -> Locale:
    """The locale of a code such as `en-GB`. Raises ValueError where there is no such language."""
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(code) from error


def own_name(code: str) -> str:
    """What a language calls itself, as a name stands alone: `Svenska`."""
    locale = locale_of(code)
    name = str(locale.languages.get(locale.language, code))
    return name[:1].upper() + name[1:]


def script(code: str) -> str:
    """The script a language is written in, by its ISO 15924 code: `Latn`, `Arab`, `Cyrl`."""
    locale = locale_of(code)
    likely = get_global("likely_subtags").get(locale.language, "")
    return str(locale.script or next((part for part in likely.split("_") if len(part) == 4), "Latn"))


def direction(code: str) -> str:
    """`ltr`, or `rtl` where the language runs from right to left."""
    return str(locale_of(code).text_direction)


def day(date: str, code: str) -> str:
    """A day of the form year-month-day as the language writes it: `21. november 2026`."""
    return digits(format_date(datetime.date.fromisoformat(date), "long", locale=locale_of(code)), code)


def number(value: float, code: str) -> str:
    """A number with at most one decimal, in the language's own digits."""
    return digits(format_decimal(value, "#,##0.#", locale=locale_of(code), numbering_system="default"), code)


def counter_style(code: str) -> str:
    """The name by which CSS calls the language's digits."""
    return DIGITS.get(locale_of(code).default_numbering_system, ("decimal", "0"))[0]


def digits(text: str, code: str) -> str:
    """A text with its figures in the language's own digits."""
    zero = ord(DIGITS.get(locale_of(code).default_numbering_system, ("decimal", "0"))[1])
    return str(text).translate({ord("0") + figure: zero + figure for figure in range(10)})


def series(items: Sequence[str], code: str) -> str:
    """Words or numbers one after the other: `2, 5 og 7`."""
    return str(format_list(list(items), locale=locale_of(code)))
