"""A chapter of the editor's handbook → HTML: its prose by Markdown, its pieces of code and pictures made of words, what the program lists."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from jinja2 import Environment
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from guide.chapters import FENCE, Chapter, Piece, chapters, piece, words
from guide.environment import environment, fill
from guide.listings import Kind, commands, kinds

LISTING = re.compile(r"^<!-- (\w+)(?:: (\w+))? -->$", re.MULTILINE)
"""A line in a chapter where something is listed or drawn."""
PLACE = "\ue020"
"""Round the number of a part that Markdown is to leave alone."""
LINK = re.compile(r"([\w-]+)\.md(#.+)?")
"""A link to another chapter."""
NOTE = re.compile(r"(\s*\S.*?)(?:\s{2,}(\S.*))?")
"""A line of a picture that explains code: the code, and what it is."""
SCREEN = {"> ": "typed", "(x) ": "on", "( ) ": "off"}
"""How a line of a picture of a screen begins, by what it shows."""
CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
SLASH = re.compile(r"(?<!<)/(?=[^<>]*<)")
"""Where a path may be parted at the end of a line."""
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})

Resolve = Callable[[Chapter, str], str]
"""From a chapter that a link leads to, and the anchor on its page, to what stands in `href`."""


@dataclass(frozen=True)
class Prose:
    """Renders the chapters of one language; `resolve` says where links to chapters lead."""

    language: str
    resolve: Resolve

    def html(self, chapter: Chapter) -> str:
        """What stands below the chapter's first paragraph."""
        parts: list[str] = []
        before: list[Piece] = []

        def keep(html: str) -> str:
            parts.append(html)
            return f"{PLACE}{len(parts) - 1}{PLACE}"

        def code(found: re.Match[str]) -> str:
            before.append(piece(found))
            return keep(self.piece(before[-1], before[-2] if len(before) > 1 else before[-1]))

        text = LISTING.sub(lambda found: keep(self.listing(found[1], found[2])), FENCE.sub(code, chapter.text))
        html = re.sub(f"<p>{PLACE}(\\d+){PLACE}</p>", lambda found: parts[int(found[1])], self.markdown(text))
        return CODE.sub(lambda found: SLASH.sub("/<wbr/>", found[0]), html)

    def line(self, text: str) -> str:
        """One paragraph, without its tag."""
        return self.markdown(text).removeprefix("<p>").removesuffix("</p>")

    def markdown(self, text: str) -> str:
        """Markdown as HTML, with tables as the site has them."""
        converter = Markdown(extensions=["tables", "attr_list", "toc"], extension_configs={"toc": {"slugify": slug}})
        converter.treeprocessors.register(Tree(self.href), "guide", 5)
        return converter.convert(text)

    def href(self, target: str) -> str:
        """Where a link in a chapter leads. Raises ValueError where that is neither a chapter nor another site."""
        if target.startswith(("https://", "#")):
            return target
        found = LINK.fullmatch(target)
        chapter = next((each for each in chapters(self.language) if found and each.file == found[1]), None)
        if chapter is None or found is None:
            raise ValueError(f"a link leads to {target}")
        return self.resolve(chapter, found[2] or "")

    def piece(self, piece: Piece, before: Piece) -> str:
        """A piece of code, or a picture made of words."""
        own = words(self.language)
        if piece.kind == "flow":
            return self.part("flow", [line.split(": ", 1) for line in piece.text.splitlines()])
        if piece.kind == "notes":
            return self.part("notes", [(found[1], found[2] or "") for line in piece.text.splitlines() if (found := NOTE.fullmatch(line))], own)
        if piece.kind == "screen":
            return self.part("screen", piece.said, [shown(line) for line in piece.text.splitlines()], own)
        return self.part("code", piece, self.caption(piece), before.text.splitlines())

    def caption(self, piece: Piece) -> Markup:
        """What stands over a piece of code: what to do with it."""
        own = words(self.language)
        act = {"": "run" if piece.kind == "sh" else "plain", "fails": "run", "not-run": "run"}.get(piece.act, piece.act)
        place = Markup("<code>{}</code>").format(piece.value(piece.act))
        if piece.value("edition"):
            place = Markup(fill(own["edition"], text=place, title=Markup("<code>{}</code>").format(piece.value("edition"))))
        return Markup(fill(str(escape(own[act])), text=place))

    def listing(self, name: str, value: str | None) -> str:
        """What stands in the place of a line such as `<!-- fields: Sheet -->`."""
        own = words(self.language)
        if name == "chapters":
            return self.part("list", [(self.resolve(each, ""), each.title, Markup(self.line(each.lead))) for each in chapters(self.language)[1:]])
        if name == "commands":
            return self.part("commands", *commands(self.language), own)
        if name == "fields":
            listed = placed(self.language)
            titles = {kind.id: (self.resolve(chapter, f"#{kind.id.lower()}"), kind.title) for chapter, _, kind in listed}
            return self.part("fields", [kind for _, root, kind in listed if root == value], titles, own)
        return f'<figure class="plate"><div>{parts_environment().get_template(f"{value}.svg").render(words=own)}</div></figure>'

    def part(self, name: str, *values: Any) -> str:
        """A part by its macro."""
        return str(getattr(parts_environment().get_template("parts.html").module, name)(*values)).strip()


class Tree(Treeprocessor):
    """Links lead to pages, and tables are those of the site: on a phone their rows become cards, which need the headings."""

    def __init__(self, href: Callable[[str], str]) -> None:
        super().__init__()
        self.href = href

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            link.set("href", self.href(link.get("href", "")))
        for table in root.iter("table"):
            table.attrib.update({"class": "table", "role": "table"})
            labels = ["".join(cell.itertext()) for cell in table.iter("th")]
            for group in table:
                group.set("role", "rowgroup")
                for row in group:
                    row.set("role", "row")
                    for number, cell in enumerate(row):
                        dress(cell, group.tag == "thead", number == 0, labels[number])


def dress(cell: Element, is_heading: bool, is_first: bool, label: str) -> None:
    """Give a cell of a table its role; the first of a row is its heading."""
    if is_heading or is_first:
        cell.tag = "th"
        cell.attrib.update({"role": "columnheader", "scope": "col"} if is_heading else {"role": "rowheader", "scope": "row"})
    else:
        cell.attrib.update({"role": "cell", "data-label": label})


def shown(line: str) -> tuple[str, list[str]]:
    """A line of a picture of a screen: its kind, and its words."""
    if line.startswith("["):
        return "buttons", re.findall(r"\[(.+?)\]", line)
    mark = next((mark for mark in SCREEN if line.startswith(mark)), "")
    return SCREEN.get(mark, "words"), [line.removeprefix(mark)]


def slug(title: str, separator: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^a-z0-9]+", separator, title.lower().translate(LETTERS)).strip(separator)


@cache
def placed(language: str) -> tuple[tuple[Chapter, str, Kind], ...]:
    """Every model with the chapter it stands in and the name it is listed under: each stands where it is met first."""
    seen: set[str] = set()
    roots = [(chapter, found[2]) for chapter in chapters(language) for found in LISTING.finditer(chapter.text) if found[1] == "fields"]
    return tuple((chapter, root, kind) for chapter, root in roots for kind in kinds(root, language, seen))


@cache
def parts_environment() -> Environment:
    """The environment of the handbook's templates."""
    return environment("handbook")
