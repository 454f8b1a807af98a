"""The inline markup of every text a reader sees: **strong**, *emphasis*, [label](target), {variable} and ___ (a blank to fill).

A line break starts a new paragraph. A backslash takes the meaning from the sign after it. A single star between letters
or figures (7*7) or between spaces is a star. All else is shown as typed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

TOKEN = re.compile(
    r"""(?P<escape>\\[\\*\[\]{}_])
      | (?P<strong>\*\*)
      | (?P<emphasis>(?<!\w)\*(?=[^\s\ue000-\ue1ff])|(?<=[^\s\ue000-\ue1ff])\*(?!\w))  # marks and tags of texts are as if not there
      | (?P<link>\[(?P<label>[^\[\]\n]*)\]\((?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\))
      | (?P<variable>(?<!\{)\{(?P<name>[a-z][a-z_-]*)\}(?!\}))
      | (?P<blank>_{3,})""",
    re.VERBOSE,
)
SIGNS = re.compile(r"[\\*\[\]{}_]")
"""Every mark has one of these; most texts have none."""
BROKEN = re.compile(r"\]\([^()]*\)?|\] \([a-z0-9/-]+\)|\[[^\[\]]*\([a-z0-9/-]+\)(?![^\[]*\])|\([^()]*\)\[[a-z0-9/-]+\]")
"""What is left of a link that was not written right."""
WEB = re.compile(r"www\.|[\w-]+(\.[\w-]+)*\.(?!yml|pdf|md)[a-z]{2,3}(/|$)")
"""An address without its beginning: no id has a dot."""
SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
HOST = "[A-Za-z0-9À-ÖØ-öø-ÿ]+(?:[.-]+[A-Za-z0-9À-ÖØ-öø-ÿ]+)*"
ADDRESS = re.compile(rf"https://{HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s\"'<>\\]*)?")
"""An address elsewhere. Its host is in Latin letters, which cannot be taken for others, and nobody's name stands before it."""

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\uffff]")
"""Signs that do something where a text is shown, such as turning it round or clearing a terminal; a line break is one of them."""

Kind = Literal["text", "strong", "emphasis", "link", "variable", "blank", "paragraph"]


class MarkupError(ValueError):
    """A text whose markup is wrong; `code` names the message, `snippet` the part of the text it is about."""

    def __init__(self, code: str, snippet: str) -> None:
        super().__init__(f"{code}: {snippet}")
        self.code, self.snippet = code, snippet


@dataclass(frozen=True)
class Span:
    """A piece of a text: `value` is its words, its variable's name or its link's target; `children` what it encloses."""

    kind: Kind
    value: str = ""
    children: tuple["Span", ...] = field(default=())


@lru_cache(maxsize=16384)
def parse(text: str) -> tuple[Span, ...]:
    """Turn a text into paragraphs of spans. Raises MarkupError on a mark that is never closed or a link that may not be made."""
    lines = [line.strip() for line in text.split("\n")]
    return tuple(Span("paragraph", children=parse_inline(line)) for line in lines if line)


def parse_inline(text: str) -> tuple[Span, ...]:
    """Parse one paragraph, without looking for line breaks."""
    if not SIGNS.search(text):
        return (Span("text", text),) if text else ()
    stack: list[tuple[str, list[Span]]] = [("", [])]
    position = 0
    for match in TOKEN.finditer(text):
        if match.start() > position:
            stack[-1][1].append(Span("text", text[position : match.start()]))
        position = match.end()
        kind = match.lastgroup if match.lastgroup not in ("label", "target", "name") else None
        kind = kind or ("link" if match["link"] else "variable")
        if kind in ("strong", "emphasis"):
            toggle(stack, kind)
        else:
            stack[-1][1].append(leaf(kind, match))
    if position < len(text):
        stack[-1][1].append(Span("text", text[position:]))
    if len(stack) > 1:
        raise MarkupError("unclosed-mark", "**" if stack[-1][0] == "strong" else "*")
    spans = tuple(stack[0][1])
    for span in walk(spans):
        if span.kind == "text" and (broken := BROKEN.search(span.value)):
            raise MarkupError("broken-link", broken[0])
    return spans


def toggle(stack: list[tuple[str, list[Span]]], kind: str) -> None:
    """Open a mark, or close it where it is the innermost open one."""
    if stack[-1][0] == kind:
        _, children = stack.pop()
        stack[-1][1].append(Span(kind, children=tuple(children)))  # type: ignore[arg-type]
    elif any(open_kind == kind for open_kind, _ in stack):
        raise MarkupError("crossed-marks", "**" if kind == "strong" else "*")
    else:
        stack.append((kind, []))


def leaf(kind: str, match: re.Match[str]) -> Span:
    """The span of a mark that encloses no other mark."""
    if kind == "escape":
        return Span("text", match["escape"][1:])
    if kind == "variable":
        return Span("variable", match["name"])
    if kind == "blank":
        return Span("blank")
    label, target = match["label"].strip(), match["target"].strip()
    if not label or not target:
        raise MarkupError("empty-link", match["link"])
    if WEB.match(target):
        raise MarkupError("link-www", target)
    if target.startswith("https://") and " " in target:
        raise MarkupError("link-space", target)
    if SCHEME.match(target) and not target.startswith("https://"):
        raise MarkupError("link-scheme", target)
    if target.startswith("//") or (target.startswith("https://") and not is_address(target)):
        raise MarkupError("link-scheme", target)
    return Span("link", target, parse_inline(label))


def is_address(value: str) -> bool:
    """Whether a link may lead out of the guide to this: a whole https address without a sign that nobody sees."""
    return bool(ADDRESS.fullmatch(value)) and value.isprintable()


def visible(value: str) -> str:
    """The value with signs that nobody sees written as numbers, to be shown where it was not checked."""
    return UNSEEN.sub(lambda sign: sign[0].encode("unicode_escape").decode(), value)


def walk(spans: tuple[Span, ...]) -> Iterator[Span]:
    """Every span of a text, outer before inner."""
    for span in spans:
        yield span
        yield from walk(span.children)


def plain(text: str, variable: Callable[[str], str] = lambda name: "{" + name + "}") -> str:
    """The words alone, as a title or a search result shows them; paragraphs are parted by a line break."""

    def words(spans: tuple[Span, ...]) -> str:
        return "".join(plain_span(span) for span in spans)

    def plain_span(span: Span) -> str:
        if span.kind == "variable":
            return variable(span.value)
        return "___" if span.kind == "blank" else span.value if span.kind == "text" else words(span.children)

    return "\n".join(words(paragraph.children) for paragraph in parse(text))
