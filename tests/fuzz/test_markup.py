"""The markup of texts: what is written as markup comes out as that, all else as typed, and no word is lost."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some

from guide import marks, text
from guide.booklet import BookRenderer
from guide.linebreaks import HYPHEN, LineBreaks
from guide.markup import Renderer
from guide.read import read
from guide.sheets import PaperRenderer
from guide.text import MarkupError, Span
from tests.fuzz.strategies import MARKED, PIECES, TEXT, times
from tests.projects import ROOT

ALLOWED = {"strong": set[str](), "em": set[str](), "br": set[str](), "a": {"href"}, "span": {"class"}}
BREAKS = LineBreaks("da", ["samtale guide læring"])


class Variables:
    """Stands in for the settings' variables."""

    model_fields = {"platform": None}
    platform = "Aula & <3"


GUIDE: Any = SimpleNamespace(settings=SimpleNamespace(variables=Variables()))
RENDERER, PAPER = Renderer(GUIDE, lambda target: f"../{target}/"), PaperRenderer(GUIDE, lambda target: f"../{target}/")


class Checked(HTMLParser):
    """HTML read strictly: only allowed tags, each closed in its turn. It has the HTML's words, and where its links lead."""

    def __init__(self, html: str, allowed: dict[str, set[str]] = ALLOWED) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed, self.words = allowed, ""
        self.open: list[str] = []
        self.links: list[str] = []
        self.feed(str(html))
        self.close()
        assert not self.open, html

    def handle_starttag(self, tag: str, attributes: Iterable[tuple[str, str | None]]) -> None:
        assert tag in self.allowed and {name for name, _ in attributes} <= self.allowed[tag], tag
        assert tag != "a" or "a" not in self.open
        self.links += [str(value) for name, value in attributes if name == "href"]
        if tag == "br":
            self.words += "\n"
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == "br" or self.open.pop() == tag  # a line break closes itself

    def handle_data(self, data: str) -> None:
        self.words += data

    def unexpected(self, *_: object) -> None:
        raise AssertionError("a comment or declaration that nobody wrote")

    handle_comment = handle_decl = handle_pi = unknown_decl = unexpected


def letters(value: str) -> str:
    """The letters and figures of a text."""
    return "".join(filter(str.isalnum, value))


def parsed(value: str) -> list[list[Span]]:
    """The spans of each paragraph, the outer before the inner; no examples but those with sound markup."""
    try:
        return [list(text.walk(paragraph.children)) for paragraph in text.parse(value)]
    except MarkupError as error:
        assert error.code and error.snippet in value
        assume(False)
        raise


def words(paragraphs: list[list[Span]]) -> str:
    """What a reader sees of them; a blank has no words."""
    said = {"text": lambda span: span.value, "variable": lambda span: RENDERER.variables.get(span.value, "{" + span.value + "}")}
    return "\n".join("".join(said[span.kind](span) for span in spans if span.kind in said) for spans in paragraphs)


@times(2)
@given(MARKED | TEXT)
@example("[a](b)(c)")
def test_markup_is_sound_html_with_every_word(value: str) -> None:
    spans = parsed(value)
    html = Checked(RENDERER.inline(value))
    assert html.words == words(spans)
    assert html.links == [f"../{span.value}/" for paragraph in spans for span in paragraph if span.kind == "link"]
    assert re.sub(r"</?p>", "", str(RENDERER.block(value)).replace("</p>\n", "<br/>")) == RENDERER.inline(value)
    assert "](" in value or letters(text.plain(value)) == letters(value), "only a link may hide a word"


SPANS = some.recursive(
    some.builds(Span, some.just("text"), PIECES) | some.sampled_from([Span("variable", "platform"), Span("variable", "x"), Span("blank")])
    | some.builds(lambda label: Span("link", "parachute", (Span("text", label),)), PIECES.filter(lambda label: label.strip() == label)),
    lambda inner: some.builds(lambda kind, children: Span(kind, children=tuple(children)), some.sampled_from(["strong", "emphasis"]), some.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)  # fmt: skip


def written(span: Span) -> str:
    """A span as an author types it."""
    inside = "".join(map(written, span.children))
    ways = {"strong": f"**{inside}**", "emphasis": f"*{inside}*", "link": f"[{inside}]({span.value})", "variable": f"{{{span.value}}}", "blank": "___"}
    return ways.get(span.kind, span.value)


@times(1)
@given(some.lists(SPANS, min_size=1, max_size=4))
def test_what_is_written_as_markup_is_read_as_that(spans: list[Span]) -> None:
    """Marks within marks of the same kind, and those that stand against letters, mean something else: they are left out."""
    value = "".join(map(written, spans))
    assume(value.strip() == value and not re.search(r"\*{3,}|_{4,}|\w\*(?!\*)|(?<!\*)\*\w.*\w\*\w|\s\*|\*\s", value) and "(a" not in value)
    kinds = [span.kind for span in text.walk(tuple(spans)) if span.kind != "text"]
    assume(len(kinds) == len(set(kinds)))
    found = [span for paragraph in parsed(value) for span in paragraph]
    assert [span.kind for span in found if span.kind != "text"] == kinds
    assert text.plain(value) == "".join({"text": span.value, "variable": "{" + span.value + "}", "blank": "___"}.get(span.kind, "") for span in text.walk(tuple(spans)))


@times(1)
@given(MARKED | TEXT)
def test_after_a_backslash_every_sign_is_as_typed(value: str) -> None:
    lines = [line.strip() for line in value.split("\n")]
    assert text.plain(re.sub(r"[\\*\[\]{}_]", r"\\\g<0>", value)) == "\n".join(line for line in lines if line)


@times(1)
@given(MARKED | TEXT)
def test_paper_and_line_breaks_keep_every_word(value: str) -> None:
    spans = parsed(value)
    allowed = {**ALLOWED, "span": {"class"}}
    paper = Checked(PAPER.inline(value), allowed)
    assert paper.words.replace("\N{NO-BREAK SPACE}", " ") == words(spans).replace("\N{NO-BREAK SPACE}", " ") and not paper.links
    broken = Checked(BREAKS.set(RENDERER.inline(value)), allowed)
    assert broken.words.replace(HYPHEN, "") == words(spans).replace(HYPHEN, "")


@pytest.fixture(scope="module")
def book() -> BookRenderer:
    return BookRenderer(read(ROOT / "content"), {"parachute"}, {"parachute"})


@times(1)
@given(MARKED | TEXT)
def test_the_book_keeps_every_word(book: BookRenderer, value: str) -> None:
    parsed(value)
    html = Checked(book.inline(value), {**ALLOWED, "span": {"class", "style", "data-before", "data-after"}})
    assert letters(html.words).startswith(letters(book.plain(value))[:1]) and (letters(html.words) == letters(book.plain(value)) or "https://" in value)


@times(1)
@given(MARKED | TEXT, some.sampled_from(["missing", "outdated"]))
def test_marks_of_translations_change_no_word(value: str, kind: Any) -> None:
    value = "\n".join(line.strip() for line in marks.strip(value).split("\n"))
    marked = marks.mark(value, kind)
    assert marks.strip(marked) == value
    spans = parsed(value)
    shown = Checked(marks.show(RENDERER.inline(marked), "da", "ltr"), {**ALLOWED, "bdi": {"class", "lang", "dir"}})
    assert shown.words == words(spans)
    assert marks.found(marked) == ({kind} if value.strip() else set())
