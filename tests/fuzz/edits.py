"""What goes wrong in a file that people edit: every edit takes lines and gives lines, or None where it has nothing to work on."""

import random
import re
from collections.abc import Callable

Lines = list[str]
KEY = re.compile(r"(?P<indent> *)(?P<key>[A-Za-z0-9][\w/-]*):(?P<value> .*|)$")
LIST = re.compile(r"\[[a-z][a-z0-9, -]*\]")
LINK = re.compile(r"\]\(([^()\n]+)\)")
WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
NUMBERS = ("0", "1", "-1", "2", "3", "12", "13", "20", "21", "99", "1000000000000", "1.5", "007", "1_000", "0x1F", "1e3", ".inf")
KINDS = ("true", "no", "null", "~", "7", "3.5", "2026-11-21", '""', "''", "[]", "{}", "[a, b]", "[[a], [b]]", "{a: b}", "{a: {b: c}}", "ord", "|", ">-", "!!int 3", "&a x", "*a", "- a")
SIGNS = (
    "**", "*", "***", "\\", "___", "____", "{platform}", "{n}", "{", "}", "{{", "{{ 7 * 7 }}", "{% raw %}", "[x](parachute)", "[x](https://example.org)",
    "[", "](", "[x]()", "[**x**](parachute)", "<b>", "</div>", "<!--", "-->", "&", "&amp;", '"', "'", "”", ": ", ":", " #", "#", "%", "|", "`", "~", "@", "- ",
    "\t", "\u00a0", "\u00ad", "\u200b", "\u200f", "\u202e", "\ufeff", "\ue000", "\ue003\ue100\ue100", "\x00", "\x07", "\x85", "\u2028", "🎉", "漢", "ß", "ǆ", "Å", "A\u030a",
    "Ã¥", "\n", "\n\n", " ", "  ", "x" * 60, "ord " * 40, "x" * 25_000, "€", "1/2", "2–3", "...", "§",
)  # fmt: skip
NAMES = ("x", "copy", "Æble", "two words", "12", "yes", "null", "~", "a.b", "a_b", "title", "type", "text", "sections", "sheets", "__class__", "model_fields", "<b>", "-", "x" * 300)


class Words:
    """The words that the content uses where an id or a word to choose stands."""

    def __init__(self, texts: dict[str, str]) -> None:
        values = [key["value"].strip() for text in texts.values() for key in map(KEY.match, text.split("\n")) if key]
        listed = [word for value in values if LIST.fullmatch(value) for word in value.strip("[]").split(", ")]
        links = [link for text in texts.values() for link in LINK.findall(text)]
        self.ids = sorted({*listed, *links, *(value for value in values if WORD.fullmatch(value))})
        self.texts = sorted(value for value in values if len(value) > 20)
        self.under: dict[str, list[str]] = {}
        for text in texts.values():
            for key in filter(None, map(KEY.match, text.split("\n"))):
                if key["value"].strip():
                    self.under.setdefault(key["key"], []).append(key["value"].strip())

    def like(self, chance: random.Random, key: str) -> str:
        """A value that stands under the same key somewhere, or, now and then, any id."""
        return chance.choice(self.under[key]) if key in self.under and chance.random() < 0.8 else chance.choice(self.ids)


def keys(lines: Lines) -> list[int]:
    """The numbers of the lines with a key."""
    return [number for number, line in enumerate(lines) if KEY.match(line)]


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def end(lines: Lines, start: int) -> int:
    """The number of the line after the last that belongs to the key on this one."""
    stop = start + 1
    while stop < len(lines) and (not lines[stop].strip() or indent(lines[stop]) > indent(lines[start])):
        stop += 1
    while stop > start + 1 and not lines[stop - 1].strip():
        stop -= 1
    return stop


def moved(block: Lines, to: int) -> Lines:
    """A block with its first line `to` spaces in."""
    by = to - indent(block[0])
    return [" " * max(0, indent(line) + by) + line.lstrip(" ") if line.strip() else line for line in block]


def delete_key(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    if not (found := keys(lines)):
        return None
    at = chance.choice(found)
    return lines[:at] + lines[end(lines, at) :]


def double_key(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    if not (found := keys(lines)):
        return None
    at = chance.choice(found)
    return lines[: end(lines, at)] + lines[at:]


def copy_key(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """The block once more under another id."""
    if not (found := keys(lines)):
        return None
    at = chance.choice(found)
    stop = end(lines, at)
    return lines[:stop] + [lines[at].replace(":", "-again:", 1)] + lines[at + 1 : stop] + lines[stop:]


def rename_key(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    if not (found := keys(lines)):
        return None
    at = chance.choice(found)
    key = KEY.match(lines[at])
    assert key
    other = KEY.match(lines[chance.choice(found)])
    assert other
    typo = key["key"][:-1] if len(key["key"]) > 1 else key["key"] * 2
    new = chance.choice([typo, typo, other["key"], chance.choice(NAMES), chance.choice(words.ids)])
    return [*lines[:at], f"{key['indent']}{new}:{key['value']}", *lines[at + 1 :]]


def move_key(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """A block taken out and put in before another key, as far in as that one."""
    if len(found := keys(lines)) < 2:
        return None
    at = chance.choice(found)
    stop = end(lines, at)
    block, rest = lines[at:stop], lines[:at] + lines[stop:]
    if not (found := keys(rest)):
        return None
    to = chance.choice(found)
    return rest[:to] + moved(block, indent(rest[to])) + rest[to:]


def swap_blocks(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """Two blocks that stand equally far in, each in the other's place."""
    found = keys(lines)
    pairs = [(a, b) for a in found for b in found if end(lines, a) <= b and indent(lines[a]) == indent(lines[b])]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    a_end, b_end = end(lines, a), end(lines, b)
    return lines[:a] + lines[b:b_end] + lines[a_end:b] + lines[a:a_end] + lines[b_end:]


def swap_values(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """Two values, each under the other's key."""
    found = keys(lines)
    pairs = [(a, b) for a in found for b in found if end(lines, a) <= b]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    a_end, b_end = end(lines, a), end(lines, b)
    first, second = under(lines[a], lines[b:b_end]), under(lines[b], lines[a:a_end])
    return lines[:a] + first + lines[a_end:b] + second + lines[b_end:]


def under(line: str, block: Lines) -> Lines:
    """The value of a block under the key of a line."""
    key, other = KEY.match(line), KEY.match(block[0])
    assert key and other
    return moved([f"{other['indent']}{key['key']}:{other['value']}", *block[1:]], indent(line))


def other_value(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """A value of another kind, a text from elsewhere, or none at all."""
    if not (found := keys(lines)):
        return None
    at = chance.choice(found)
    value = chance.choice(["", chance.choice(KINDS), chance.choice(NUMBERS), chance.choice(words.texts), chance.choice(words.ids)])
    head = lines[at].partition(":")[0]
    return [*lines[:at], f"{head}: {value}".rstrip(), *lines[end(lines, at) :]]


def listed_value(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """Fields as a list, or a text as fields."""
    if not (found := keys(lines)):
        return None
    at = chance.choice(found)
    stop, head = end(lines, at), lines[at].partition(":")[0]
    inside = indent(lines[at]) + 2
    if stop > at + 1:
        return [*lines[: at + 1], *(re.sub(r"^( *)", r"\1- ", line, count=1) if indent(line) == inside else line for line in lines[at + 1 : stop]), *lines[stop:]]
    return [*lines[:at], f"{head}:", f"{' ' * inside}inside:{lines[at].partition(':')[2]}", *lines[stop:]]


def number(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """Another number."""
    found = [n for n, line in enumerate(lines) if re.search(r": \d+$", line)]
    if not found:
        return None
    at = chance.choice(found)
    return [*lines[:at], re.sub(r"\d+$", chance.choice(NUMBERS), lines[at]), *lines[at + 1 :]]


def word(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """Another word where there is a word to choose or an id."""
    found = [n for n in keys(lines) if (key := KEY.match(lines[n])) and WORD.fullmatch(key["value"].strip())]
    if not found:
        return None
    at = chance.choice(found)
    head = lines[at].partition(":")[0]
    return [*lines[:at], f"{head}: {words.like(chance, head.strip())}", *lines[at + 1 :]]


def reference(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """A list of ids with one more, one less, one twice, another one, or in another order."""
    found = [n for n, line in enumerate(lines) if LIST.search(line)]
    if not found:
        return None
    at = chance.choice(found)
    match = LIST.search(lines[at])
    assert match
    ids = match[0].strip("[]").split(", ")
    place = chance.randrange(len(ids))
    other = LIST.search(words.like(chance, lines[at].partition(":")[0].strip()))
    near = chance.choice(other[0].strip("[]").split(", ")) if other else chance.choice(words.ids)
    after = chance.choice([ids[:place] + ids[place + 1 :], [*ids, near], [near, *ids[1:]], ids[: place + 1] + ids[place:], chance.sample(ids, len(ids)), []])
    return [*lines[:at], lines[at].replace(match[0], f"[{', '.join(after)}]"), *lines[at + 1 :]]


def link(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """A link that leads elsewhere."""
    found = [n for n, line in enumerate(lines) if LINK.search(line)]
    if not found:
        return None
    at = chance.choice(found)
    target = chance.choice([chance.choice(words.ids), chance.choice(words.ids), "https://example.org/æ(ø)", "http://x.dk", "../x", "#top", "sheets/", "mailto:a@b.dk", ""])
    return [*lines[:at], LINK.sub(lambda _: f"]({target})", lines[at], count=1), *lines[at + 1 :]]


def sign(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """Marks, signs and white space put into a text, or in place of a piece of it."""
    found = [n for n, line in enumerate(lines) if len(line.strip()) > 6 and not line.lstrip().startswith("#")]
    if not found:
        return None
    at = chance.choice(found)
    start = chance.randrange(indent(lines[at]), len(lines[at]) + 1)
    stop = chance.choice([start, start, start + chance.randrange(12), len(lines[at])])
    line = lines[at][:start] + chance.choice(SIGNS) + lines[at][stop:]
    return [*lines[:at], *line.split("\n"), *lines[at + 1 :]]


def added(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """Marks and signs at the beginning or end of a text, where they are likely to be sound."""
    found = [n for n in keys(lines) if (key := KEY.match(lines[n])) and len(key["value"]) > 12 and key["value"][1].isalpha()]
    if not found:
        return None
    at = chance.choice(found)
    head, _, value = lines[at].partition(": ")
    extra = chance.choice(["{platform}", "**ord**", "*ord*", "___", "[x](parachute)", "<b>", "&", "x" * 60, "ord " * 60, "\\*", "½", "{n}", "é", "i 2–3 uger"])
    return [*lines[:at], f"{head}: {chance.choice([f'{value} {extra}', f'ord {extra} {value}', f'Ord {extra}', value[:1], value * 5])}", *lines[at + 1 :]]


def line(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """A line that is gone, stands twice, is further in or out, or changes place with the next."""
    at = chance.randrange(len(lines))
    here, before, after = lines[at], lines[:at], lines[at + 1 :]
    return chance.choice([
        before + after,
        [*before, here, here, *after],
        [*before, " " * chance.randrange(1, 5) + here, *after],
        [*before, here[1:] if here.startswith(" ") else here[2:], *after],
        [*before, here.lstrip(), *after],
        [*before, "\t" + here, *after],
        [*before, *after[:1], here, *after[1:]],
        [*before, here + (after[0] if after else ""), *after[1:]],
        [*before, here, chance.choice(["x", "---", "...", "- a", "  a: b", ": x", "#", "%YAML 1.2", "? a", "[", "{", "'", '"', "|", "\\"]), *after],
    ])  # fmt: skip


def cut(chance: random.Random, lines: Lines, words: Words) -> Lines | None:
    """The file up to somewhere within a line."""
    text = "\n".join(lines)
    return text[: chance.randrange(len(text))].split("\n") if text else None


Edit = Callable[[random.Random, Lines, Words], Lines | None]
ALL: tuple[Edit, ...] = (
    delete_key, delete_key, double_key, copy_key, copy_key, rename_key, rename_key, move_key, move_key, swap_blocks, swap_blocks, swap_values, swap_values,
    other_value, other_value, listed_value, number, number, word, word, reference, reference, link, sign, sign, added, added, line, line, cut,
)  # fmt: skip
"""Every edit, as often as it is to be met."""
