"""What people and programs write: nearly YAML, nearly marked up, nearly a table."""

import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as some


def times(count: float) -> settings:
    """So many times as many examples as the profile says."""
    return settings(max_examples=round(count * settings().max_examples))


SIGNS = "\t\n\r\x00\x07\x1b\x7f\x85\xa0\xad\u061c\u200b\u200d\u200f\u2028\u2029\u202e\ufeff\ue000\ue003\ufffe🎉漢æøåÅß\u0301«»”’–…"
"""Signs that editors, word processors and other scripts bring."""
TEXT = some.text(alphabet=some.characters(codec="utf-8") | some.sampled_from(SIGNS), max_size=40)

SCALARS = [
    "ord", "et par ord", "no", "~", "null", "12", "0x1F", "1e3", "2026-11-21", '"i anførsel"', "'enkelt'", '"uden ende', "'uden ende", '"\\n \\x41 \\q"', "''", '""', "a: b", "a # b",
    "&a ord", "*a", "!!str 7", "!x y", "!<tag:x> y", "[a, b]", "[a, [b]]", "[a,, b", "{a: b}", "{a: b", "{{ 7 }}", "? a", "- a", "-", "@x", "`x`", "%x", "|", ">", ">-", "|+", ">2", "|-9",
    ">- ord", "ord: ", ": ord", "#", "# ord", "**ord**", "*ord*", "[ord](parachute)", "{platform}", "___", "\\", "...", "---", "<<", "=", "=>", "ord,", "[x", "x]", "æøå", "\ufeff", "🎉",
]  # fmt: skip
"""Values as they stand after a colon, sound and not."""
KEYS = ["a", "b", "title", "text", "type", "a-b", "Ø", "1", "no", "~", '"a"', "'b'", "? a", "- a", "<<", "a b", "[a]", "{a: 1}", "*a", "&k a", "!t a", "", "a" * 200]
HEADS = ["", "", "", "\ufeff", "---\n", "%YAML 1.2\n---\n", "# hoved\n", "\n\n", "--- !x\n", "...\n"]
ENDS = ["\n", "\n", "\n", "\r\n", "\r", "\x85", "\u2028", "\n\n"]


@some.composite
def trees(draw: Any, depth: int = 0) -> list[str]:
    """The lines of a mapping or list that is nearly YAML."""
    lines: list[str] = []
    step = draw(some.sampled_from([2, 2, 2, 2, 1, 3, 4]))
    listed = draw(some.integers(0, 4)) == 0
    for _ in range(draw(some.integers(1, 4))):
        head = "-" if listed else f"{draw(some.sampled_from(KEYS[:6]) | some.sampled_from(KEYS))}:"
        shape = draw(some.integers(0, 9 if depth < 4 else 5))
        if shape < 5:
            lines.append(f"{head} {draw(some.sampled_from(SCALARS) | TEXT)}")
        elif shape == 5:
            lines += [f"{head} {draw(some.sampled_from(['>-', '|', '>', '|2', '']))}", *(f"{' ' * step}{draw(some.sampled_from(SCALARS) | TEXT)}" for _ in range(draw(some.integers(0, 3))))]
        else:
            lines += [head, *(f"{' ' * step}{line}" for line in draw(trees(depth + 1)))]
    return lines


@some.composite
def nearly_yaml(draw: Any) -> str:
    """A file's text: a tree, then what hands and programs do to some of its lines."""
    lines = draw(trees())
    for _ in range(draw(some.integers(0, 3))):
        at = draw(some.integers(0, len(lines) - 1))
        lines[at] = draw(some.sampled_from([f" {lines[at]}", f"\t{lines[at]}", lines[at][1:], lines[at] + lines[at], f"{lines[at]} # x", lines[at].replace(":", ""), f"{lines[at]}\n", "", lines[at][: len(lines[at]) // 2]]))
    end = draw(some.sampled_from(ENDS))
    return str(draw(some.sampled_from(HEADS)) + end.join(lines) + draw(some.sampled_from([end, "", "---\n", "\x00"])))


def deep() -> some.SearchStrategy[str]:
    """Files that nest far, by indentation, in brackets or in list items."""
    return some.builds(
        lambda way, count: {"indent": "\n".join(f"{' ' * n}a:" for n in range(count)), "brackets": "a: " + "[" * count, "fields": "{a: " * count, "dashes": "- " * count, "closed": "[" * count + "]" * count}[way],
        some.sampled_from(["indent", "brackets", "fields", "dashes", "closed"]), some.integers(15, 400),
    )  # fmt: skip


MARKS = ["*", "**", "***", "[", "]", "(", ")", "](", "[x](", "{", "}", "{platform}", "{n}", "{x", "_", "__", "___", "____", "\\", "\\*", "\\\\", "\n", " ", "a", "ord", "Ord.", "7", "<b>", "&", '"', "'",
         "parachute", "https://x.dk/a", "https://x.dk/(a)", "http://x", "javascript:x", "//x", "www.x.dk", "sheets/notes-1", "\u00a0", "æ", "🎉", ",", ".", "[x](y)", "**a**", "*a*", "2–3", "læringssamtaler"]  # fmt: skip
MARKED = some.lists(some.sampled_from(MARKS) | some.text(max_size=3), max_size=25).map("".join)
"""Texts full of marks, opened and closed or not."""

PIECES = some.text(alphabet="abcæøå ,.7<&\"'#%|", min_size=1, max_size=8)
"""Text that holds no mark."""


def json_values() -> some.SearchStrategy[Any]:
    """Values of every kind, with the words of the content among them."""
    words = some.sampled_from(["", "a", "ord", "title", "type", "text", "figure", "notes-1", "curiosity", "conversation-1", "**x", "[x](y)", "[x](parachute)", "{platform}", "{n}", "a\nb", "https://x.dk/", "no", "2026-11-21", "🎉", "\x00"])
    single = some.none() | some.booleans() | some.integers(-3, 40) | some.floats(allow_nan=False, allow_infinity=False) | words | some.text(max_size=8)
    return some.recursive(single, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(words | some.text(max_size=4), inner, max_size=4), max_leaves=8)


def as_yaml(value: Any) -> str:
    """A value as YAML reads it: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)
