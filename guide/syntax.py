"""Say in an author's words what is wrong with the writing of a file: before YAML is read, and where its parser gave up."""

import re

import yaml

from guide.messages import SIGNS
from guide.problem import Place, Problem, problem

FILE_LIMIT = 1_000_000
LINE_LIMIT = 20_000
"""The longest line, and the longest text: what is made of texts may take time that grows faster than they do."""
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")
HARD_SPACE = re.compile(r"^\s*\u00a0|^ *[a-z][a-z0-9-]*:\s*\u00a0")
"""A no-break space where YAML wants a plain one: before a key or after its colon."""
MOJIBAKE = re.compile(r"Ã[¥¦¸…†˜\u0085\u0086\u0098]|â€")
"""UTF-8 that was read as Windows-1252 and saved again."""
KEY = re.compile(r" *[a-z][a-z0-9-]*:")
CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})( |$)")
"""A line that git writes where two people have changed the same."""
CURLY = re.compile("[“”„‟»«‘’‚‹›]")
"""Quotation marks as they are printed; YAML knows the straight ones alone."""


def check_source(text: str, path: str) -> list[Problem]:
    """Problems that show before YAML is read: size, lines, tabs, and signs that an author cannot see."""
    if not text.strip():
        return [problem(Place(path), "empty-file")]
    lines = text.split("\n")
    long = [(n, len(line)) for n, line in enumerate(lines, 1) if len(line) > LINE_LIMIT]
    if long:
        return [problem(Place(path, n), "long-line", length=grouped(length), limit=grouped(LINE_LIMIT)) for n, length in long]
    if len(text) > FILE_LIMIT:
        return [problem(Place(path), "too-large", size=grouped(len(text)), limit=grouped(FILE_LIMIT))]
    return check_conflicts(lines, path) or [found for n, line in enumerate(lines, 1) for found in check_line(line, path, n)]


def check_conflicts(lines: list[str], path: str) -> list[Problem]:
    """Each place where git has left two versions; where its first mark is gone, the first of the others."""
    marks = [(n, line) for n, line in enumerate(lines, 1) if CONFLICT.match(line)]
    begun = [(n, line) for n, line in marks if line.startswith("<")] or marks[:1]
    return [problem(Place(path, n), "conflict", snippet=line[:7]) for n, line in begun]


def check_line(line: str, path: str, n: int) -> list[Problem]:
    """Signs in one line that an author cannot see, or did not mean."""
    found = [problem(Place(path, n, line.index("\t") + 1), "tab")] if re.match(r" *\t", line) else []
    found += [problem(Place(path, n, sign.start() + 1), "control-character", character=f"U+{ord(sign[0]):04X}") for sign in HIDDEN.finditer(line)]
    found += [problem(Place(path, n, space.end()), "hard-space") for space in HARD_SPACE.finditer(line)]
    found += [problem(Place(path, n, sign.start() + 1), "mojibake", snippet=sign[0]) for sign in list(MOJIBAKE.finditer(line))[:1]]
    return found


def grouped(number: int) -> str:
    """A large number as it is grouped: in Danish 20.000."""
    return f"{number:,}".replace(",", SIGNS["thousands"])


def check_scalar(event: yaml.ScalarEvent, text: str, place: Place) -> Problem | None:
    """A value that YAML takes, but hardly as its author meant it."""
    if len(event.value) > LINE_LIMIT:
        return problem(place, "long-text", length=grouped(len(event.value)), limit=grouped(LINE_LIMIT))
    if event.style == "|":
        return problem(place, "literal-block")
    if event.style:
        return None
    rest = text[event.end_mark.index : text.find("\n", event.end_mark.index)]
    if comment := re.match(r"\s+#", rest):
        return problem(Place(place.path, event.end_mark.line + 1, event.end_mark.column + comment.end()), "comment-after")
    source = text[event.start_mark.index : event.end_mark.index]
    if item := re.search(r"\n\s*-\s", source):
        return problem(Place(place.path, place.line + source.count("\n", 0, item.end()), 1), "glued-item")
    if re.match(r"[->|]{2}\s", source):
        return problem(place, "block-mark")
    return None


def explain_syntax(error: yaml.MarkedYAMLError, text: str, path: str, quoted: yaml.ScalarEvent | None) -> Problem:
    """The parser's complaint in words an author understands, at the line the author has to mend.

    `quoted` is the last text in quotation marks that was read before.
    """
    context, complaint = error.context or "", error.problem or ""
    lines = text.split("\n")
    at = mark_place(error.problem_mark or error.context_mark, path, lines)
    began = mark_place(error.context_mark or error.problem_mark, path, lines)
    line = lines[at.line - 1]
    if quoted and error.problem_mark and quoted.end_mark.line == error.problem_mark.line:
        if quoted.start_mark.line < quoted.end_mark.line:  # a mark that was never closed ran on to the next one
            return problem(Place(path, quoted.start_mark.line + 1, quoted.start_mark.column + 1), "quote", quote=quoted.style)
        return problem(Place(path, at.line, quoted.end_mark.column + 1), "inner-quote", quote=quoted.style)
    if "escape" in complaint or "hexdecimal" in complaint:
        return problem(at, "escape")
    if "quoted scalar" in context:
        return problem(began, "quote", quote=text[error.context_mark.index : error.context_mark.index + 1])
    if "simple key" in context:
        return problem(began, "missing-colon")
    if "flow" in context:
        return problem(began, "list-open") if "':'" in complaint or "','" in complaint else problem(at, "list-comma")
    if "alias" in context or "anchor" in context or "tag" in context or "cannot start" in complaint or re.match(KEY.pattern + r"\s*[\[{]", line):
        return problem(value_place(line, at), "first-sign")
    if "block scalar" in context:
        return problem(began, "block-dash" if re.search("[>|][–—]", line) else "block-mark")
    if "mapping values" in complaint and not is_first_colon(line, at):
        value = value_place(line, at)
        return problem(value, "curly-quotes") if CURLY.match(line[value.column - 1 :]) else problem(at, "mapping-value")
    if item := re.match(r" *- ", line):
        return problem(Place(path, at.line, item.end() - 1), "dash-among-fields")
    return problem(Place(path, at.line), "indentation")


def mark_place(mark: yaml.Mark | None, path: str, lines: list[str]) -> Place:
    """The place of one of the parser's marks; the end of the file where it is said to be after its last line."""
    if mark and mark.line >= len(lines):
        return Place(path, len(lines), len(lines[-1]) + 1)
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


def is_first_colon(line: str, at: Place) -> bool:
    """Whether the colon at this place is the one after the key: then quotation marks would not help."""
    key = KEY.match(line)
    return key is None or at.column <= key.end()


def value_place(line: str, at: Place) -> Place:
    """Where the value on a line begins."""
    key = KEY.match(line)
    return Place(at.path, at.line, len(line) - len(line[key.end() :].lstrip()) + 1) if key else at
