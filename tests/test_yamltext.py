"""A text that is written as YAML is read back as the very same text, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guide.load import Mapping, Scalar, parse
from guide.yamltext import WIDTH, entry

HARD = ["no", "12", "2024-01-01", "", " leading", "trailing ", "a: b", "a #b", "# a", "- a", "* a", "[a](b)", '"quoted"', "it's", "a\nb", "a\n\nb", "\na",
        "a\n", "a  b", "ja\u00a0nej", "\u200fعربي\u200f", "Ã¥", "tab\there", "\\n", "emoji 🎉", ">-", "|", "{platform}", "%", "@x", "a:\nb", "-\n-", "null", "~"]  # fmt: skip
WORDS = some.text(alphabet=some.characters(codec="utf-8"), max_size=300) | some.sampled_from(HARD) | some.lists(some.sampled_from(HARD + ["ord"] * 9), max_size=60).map(" ".join)


def read_back(text: str) -> str:
    tree = parse("key:\n" + "\n".join(entry("en", text)) + "\n", "x.yaml")
    assert isinstance(tree, Mapping)
    inner = tree.items["key"]
    assert isinstance(inner, Mapping)
    node = inner.items["en"]
    assert isinstance(node, Scalar)
    return "" if node.kind == "null" else node.value


@given(WORDS)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert read_back(text) == text


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_come_back(text: str) -> None:
    assert read_back(text) == text


def test_a_plain_text_is_written_plain_and_a_long_one_is_folded() -> None:
    assert entry("en", "Try again") == ["  en: Try again"]
    assert entry("en", "no") == ['  en: "no"']
    assert entry("en", "When: now") == ['  en: "When: now"']
    long = entry("en", " ".join(["word"] * 60) + "\n" + "end")
    assert long[0] == "  en: >-" and "" in long and all(len(line) <= WIDTH for line in long)
    assert entry("en", "") == ["  en:"]
