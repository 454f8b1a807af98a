"""The inline markup: what it means, what is refused, and that everything else is shown as typed."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from guide import marks, text
from guide.text import MarkupError, Span


def kinds(value: str) -> list[str]:
    return [span.kind for span in text.walk(text.parse(value))]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ord", ["paragraph", "text"]),
        ("**ord**", ["paragraph", "strong", "text"]),
        ("*ord*", ["paragraph", "emphasis", "text"]),
        ("**et *to* tre**", ["paragraph", "strong", "text", "emphasis", "text", "text"]),
        ("[ord](parachute)", ["paragraph", "link", "text"]),
        ("[**ord**](parachute)", ["paragraph", "link", "strong", "text"]),
        ("[x](https://da.wikipedia.org/wiki/Grit_(bog))", ["paragraph", "link", "text"]),
        ("[se figur (a)] (side 3)", ["paragraph", "text"]),
        ("{platform}", ["paragraph", "variable"]),
        ("Når ___, så ___.", ["paragraph", "text", "blank", "text", "blank", "text"]),
        ("et\nto", ["paragraph", "text", "paragraph", "text"]),
        ("et\n\n\nto", ["paragraph", "text", "paragraph", "text"]),
        (r"\*ord\*", ["paragraph", "text", "text", "text"]),
    ],
)
def test_markup(value: str, expected: list[str]) -> None:
    assert kinds(value) == expected


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "a_b __init__ `kode` # nej", "5 > 4 & 3 < 4", "2 * 3", "[ikke et link]", "{Platform}"])
def test_all_else_is_as_typed(value: str) -> None:
    assert text.plain(value) == value


@pytest.mark.parametrize("value", ["Kun for udskolingen *", "* Kun for udskolingen", "7 * 7"])
def test_a_star_that_stands_alone_is_one_with_marks_round_the_text_too(value: str) -> None:
    assert kinds(value) == kinds(marks.mark(value, "missing")) == kinds(f"\ue003\ue100\ue1ff{value}") == ["paragraph", "text"]
    assert kinds(marks.mark("*ord*", "outdated")) == ["paragraph", "text", "emphasis", "text", "text"]


@pytest.mark.parametrize(
    ("value", "code", "snippet"),
    [
        ("**ord", "unclosed-mark", "**"),
        ("et *ord", "unclosed-mark", "*"),
        ("**et *to** tre*", "crossed-marks", "**"),
        ("[ ](parachute)", "empty-link", "[ ](parachute)"),
        ("[x]()", "empty-link", "[x]()"),
        ("[x](javascript:alert)", "link-scheme", "javascript:alert"),
        ("[x](http://example.org)", "link-scheme", "http://example.org"),
        ("[x](data:text/html,x)", "link-scheme", "data:text/html,x"),
        ("[x](//example.org)", "link-scheme", "//example.org"),
        ("[x](https://exa mple.org)", "link-space", "https://exa mple.org"),
        ("[x](www.ug.dk)", "link-www", "www.ug.dk"),
        ("[x](parachute nu", "broken-link", "](parachute nu"),
        ("[x] (parachute)", "broken-link", "] (parachute)"),
        ("(x)[parachute]", "broken-link", "(x)[parachute]"),
        ("[x(parachute)", "broken-link", "[x(parachute)"),
        ("[a [2]](parachute)", "broken-link", "](parachute)"),
        ('[x](https://example.org/"onclick=)', "link-scheme", 'https://example.org/"onclick='),
    ],
)
def test_refused(value: str, code: str, snippet: str) -> None:
    with pytest.raises(MarkupError) as caught:
        text.parse(value)
    assert (caught.value.code, caught.value.snippet) == (code, snippet)


@pytest.mark.parametrize(
    "address",
    [
        *("https://uvm.dk", "https://www.uvm.dk/a-b/?q=1#x", "https://børns-vilkår.dk/", "https://xn--brns-gra.dk/"),
        *("https://10.0.0.1:8443/", "https://intranet/", "https://uvm.dk/@æ[1]"),
    ],
)
def test_address(address: str) -> None:
    assert text.is_address(address) and urlsplit(address).netloc


@pytest.mark.parametrize(
    "address",
    [
        *("http://uvm.dk/", "HTTPS://uvm.dk/", "https:/uvm.dk/", "https://", "https:///etc/passwd", "https://?x", "https://#x"),
        *("https://.uvm.dk/", "https://uvm.dk./"),
        *("https://uvm.dk@attack.example/", "https://a:b@attack.example/", "https://uvm.dk\\@attack.example/", "https://uvm.dk:x/"),
        *("https://uvm.dk:123456/",),
        *("https://[attack.example/", "https://[::1]/", "https://attack℀.example/", "https://уvm.dk/", "https://uvm.d\u212a/"),
        *("https://uvm。dk/", "https://uvm%2edk/"),
        *("https://uvm.dk/\0", "https://uvm.dk/\u202egpj", "https://uvm.dk/\u200b", "https://uvm.dk/\u00ad", "https://uvm.dk/\x85"),
        *("https://uvm.dk/\n", "https://uvm.dk\n", "https://uvm.dk/\ue000"),
        *('https://uvm.dk/"', "https://uvm.dk/'", "https://uvm.dk/<", "https://uvm.dk/>", "https://uvm.dk/ x", "https://uvm.dk/\\"),
    ],
)
def test_no_address(address: str) -> None:
    """Each of these was let through, broke the build with a traceback, or says one place and leads to another."""
    assert not text.is_address(address)


def test_signs_nobody_sees_are_written_as_numbers() -> None:
    assert text.visible("\x1b[2J\u202e\ue000\n") == "\\x1b[2J\\u202e\\ue000\\n"
    assert text.visible("Blåbær\u00a0\u00adgrød \u200f؟") == "Blåbær\u00a0\u00adgrød \u200f؟"


@pytest.mark.parametrize("value", ["* * *", "2 *", "* 2", "*", "*ord*", "**ord**"])
@pytest.mark.parametrize("kind", ["missing", "outdated"])
def test_stars_mean_the_same_beside_a_mark_for_readers(value: str, kind: marks.Kind) -> None:
    """A text with a star at its end stopped the build of a language into which it was not translated."""
    assert marks.strip(text.plain(marks.mark(value, kind))) == text.plain(value)


@given(st.text())
def test_parse_ends_in_spans_or_one_kind_of_error(value: str) -> None:
    try:
        paragraphs = text.parse(value)
    except MarkupError:
        return
    assert all(isinstance(span, Span) and span.kind == "paragraph" for span in paragraphs)


@given(st.text(alphabet="æøå <>&\"'{}%#`|!ab1,.", min_size=1))
def test_words_without_marks_come_out_whole(value: str) -> None:
    words = "\n".join(line.strip() for line in value.split("\n") if line.strip())
    assert text.plain(value) == words
    assert "<" not in escape(text.plain(value))
