"""The whole guide as one book: HTML for printing on A4, or on A5 to fold. Links in its texts become references to pages."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from guide import figures, related, text
from guide.check import texts
from guide.environment import environment, fill, once, render
from guide.index import SHEETS, addresses, page_of, targets, traits, used_in
from guide.languages import day
from guide.links import site_name
from guide.model.component import Booklet
from guide.model.conversation import Conversation
from guide.model.guide import Guide
from guide.model.page import Article
from guide.sheets import PaperRenderer
from guide.tokens import colours

LISTS = ("glossary", "sources", SHEETS)
"""The pages that end with a long list of their own."""
LEAST_LINES = 3
"""A chapter that ends with room for fewer lines than this on its page has no notes."""
SIGNS = {"print": 1780, "a5": 1320}
"""About how many signs of text a page of each size holds, with all that stands between them."""
MOST_LINES = 24
"""More lines, with the least, than any page has room for."""
ROOM = {"print": (172.0, 253.0), "a5": (121.0, 178.0)}
"""The width and height of a page without its margins, in mm."""
HEAD = {"print": (46.0, 66.0), "a5": (38.0, 46.0)}
"""The height of the head of a chapter, and of a chapter that opens a part, in mm: what a figure leaves free above it."""
FIRST_PAGE = {"print": 2000, "a5": 1000}
"""About how many signs of text stand on the first page of a chapter."""
COVER = 470
"""The height of the picture on the cover, where its width is 488."""
WIDE = 600
"""Figures of more units than this are drawn for a page that lies."""
WHOLE = {"print": 800, "a5": 360}
"""Tables and boxes with fewer signs than this stand on one page."""

Part = tuple[str, list[str]]
"""A part of the book: its title and the ids of its pages, in reading order."""


@dataclass(frozen=True)
class Chapter:
    """A page of the guide as it stands in the book. `template` draws it with `values`.

    The first chapter of a part has the list of the others in `opens`; it is None for those.
    """

    id: str
    page: Any
    template: str
    values: dict[str, Any]
    part: str
    opens: list[str] | None
    picture: "Picture | None"


class BookRenderer(PaperRenderer):
    """Texts in the book: a link within the guide says on which page its target stands, one out of it on which site.

    `guesses` tell of targets that will stand before page 10 or after page 99: lines are broken before the page is known. A link to what
    is not in the book is its words alone; `there` are the targets in it.
    """

    def __init__(self, guide: Guide, there: set[str], guesses: Mapping[str, str]) -> None:
        super().__init__(guide, resolve=anchor)
        self.there, self.guesses = there, guesses
        self.before, _, self.after = guide.interface.booklet.see_page.replace(" ", "\N{NO-BREAK SPACE}").partition("{n}")

    def spans(self, spans: tuple[text.Span, ...]) -> Markup:
        """The spans as HTML. The page of a link in brackets has none of its own: `(mindset, se side 9)`."""
        result = []
        for before, span, after in zip((None, *spans), spans, (*spans[1:], None), strict=False):
            enclosed = before and after and before.value.endswith("(") and after.value.startswith(")")
            result.append(self.see(span.value, self.words(span.children), enclosed=True) if enclosed and span.kind == "link" else self.span(span))
        return Markup("").join(result)

    def span(self, span: text.Span) -> Markup:
        if span.kind != "link":
            return super().span(span)
        label = self.words(span.children)
        if not span.value.startswith("https://"):
            return self.see(span.value, label)
        site = site_name(span.value)
        named = Markup("") if site in label else Markup(" ({})").format(site)
        return Markup('<a href="{}">{}</a>{}').format(span.value, label, named)

    def see(self, target: str, label: str, enclosed: bool = False) -> Markup:
        """A link to another place in the book with its page, which the engine fills in."""
        if target not in self.there:
            return escape(label)
        before, after = (f", {self.before.removeprefix('(')}", self.after.removesuffix(")")) if enclosed else (f" {self.before}", self.after)
        link = Markup('<a href="#{0}">{1}</a><span class="see {2}" style="--to:url(#{0})" data-before="{3}" data-after="{4}"></span>')
        return link.format(anchor(target), label, self.guesses.get(target, ""), before, after)

    def words(self, spans: tuple[text.Span, ...]) -> str:
        """The words alone: a link in an accessible PDF holds nothing but text."""
        return "".join(self.variables.get(span.value, span.value) if span.kind in ("text", "variable") else self.words(span.children) for span in spans)


def anchor(target: str) -> str:
    """Where a target of a link stands in the book: ids are used once in the whole guide."""
    return target.replace("/", "-")


@once
def html(guide: Guide, variant: str = "print") -> str:
    """The book as a whole HTML document, without its style sheets; `variant` is `print` or `a5`. Addresses in it are relative to `templates/assets`."""
    order = parts(guide)
    renderer = BookRenderer(guide, there(guide, order), guesses(guide, order, SIGNS[variant]))
    sheets = related.sheets_of_articles(guide)
    gallery = guide.settings.chapters[SHEETS].index
    return render(
        book_environment(),
        "book.html",
        guide=guide,
        sheet=next(sheet for sheet in guide.sheets.values() if any(isinstance(item, Booklet) for item in sheet.components.values())),
        variant=variant,
        contents=contents(guide, order),
        chapters=list(chapters(guide, order, variant, sheets)),
        cover=cover(guide),
        logo=f"data:image/svg+xml;base64,{b64encode(guide.logo.encode()).decode()}" if guide.logo else "",
        traits=traits(guide),
        site=guide.interface.site,
        words=guide.interface.booklet,
        inline=renderer.inline,
        block=renderer.block,
        plain=renderer.plain,
        see=lambda id: renderer.see(id, renderer.plain(related.title_of(guide, id))),
        short=lambda id: renderer.plain(related.title_of(guide, id)),
        anchor=anchor,
        page_of=lambda id: page_of(guide, id),
        number_of=lambda id: list(guide.conversations).index(id) + 1,
        quote=lambda words: Markup(fill(str(escape(guide.interface.site.conversation.quote)), text=escape(words))),
        date=day(guide.settings.updated, guide.locale),
        addresses=addresses(guide),
        site_name=site_name,
        colour=colours(),
        least=LEAST_LINES,
        most=MOST_LINES,
        whole=lambda part: sum(len(words) for _, words in texts(part)) < WHOLE[variant],
        lists=LISTS,
        listed=lambda id: SHEETS if id == gallery else id,
        gallery=related.gallery(guide),
        told_in=told_in(guide, sheets),
    )


@cache
def book_environment() -> Environment:
    """The environment of the book."""
    result = environment("booklet")
    result.filters.update(initial=lambda words: words[:1].upper() + words[1:], in_sheets=lambda id: f"{SHEETS}/{id}")
    return result


def parts(guide: Guide) -> list[Part]:
    """The parts of the book, each with its title and the ids of its pages. Pages that no part names come last."""
    book = next(item for sheet in guide.sheets.values() for item in sheet.components.values() if isinstance(item, Booklet))
    places = {id: (chapter.title, (chapter.index, *chapter.pages)) for id, chapter in guide.settings.chapters.items()}
    named = {id: (part.title, part.pages) for id, part in book.parts.items()} or places
    result = [(str(title), [str(page) for page in pages]) for title, pages in named.values()]
    known = {id for _, ids in result for id in ids} | {id for id, page in guide.pages.items() if not page.book}
    result[-1][1].extend(id for id in (*guide.pages, *guide.conversations, *guide.traits) if id not in known)
    return result


def contents(guide: Guide, order: list[Part]) -> list[list[tuple[str, list[tuple[str, str]]]]]:
    """The list of contents in two columns of about one height: a title and its rows, each with its target and its words."""
    listed = [(title, [(id, str(page_of(guide, id).title)) for id in ids]) for title, ids in order]
    inside = {id for _, ids in order for id in ids}
    listed.append((str(guide.interface.booklet.figures), [(f"figure-{id}", str(page.title)) for id, page in guide.pages.items() if page.figure and id in inside]))
    heights = [0, *accumulate(len(rows) + 2 for _, rows in listed)]
    half = min(range(len(heights)), key=lambda place: abs(2 * heights[place] - heights[-1]))
    return [listed[:half], listed[half:]]


def there(guide: Guide, order: list[Part]) -> set[str]:
    """The targets that are in the book; the sheets are where their list is."""
    pages = {id for _, ids in order for id in ids}
    sheets = guide.settings.chapters[SHEETS].index in pages
    return {target.id for target in targets(guide) if target.page in pages or (sheets and target.kind == "sheet")}


def guesses(guide: Guide, order: list[Part], signs: int) -> dict[str, str]:
    """How many digits the page of each target will have, as far as can be told from the length of what comes before it."""
    ids = [id for _, ids in order for id in ids]
    lengths = [0.7 + sum(len(words) for _, words in texts(page_of(guide, id))) / signs for id in ids]
    pages = {id: before for id, before in zip(ids, accumulate(lengths, initial=4), strict=False)}
    gallery = pages.get(guide.settings.chapters[SHEETS].index, 10)
    found = {target.id: pages.get(target.page, gallery) for target in targets(guide)}
    return {id: "early" if page < 9.5 else "late" if page > 99.5 else "" for id, page in found.items()}


def told_in(guide: Guide, sheets: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """For each sheet the conversations and articles that say more about it. `sheets` are those of every article."""
    articles = {id: sheets[id] for id, page in guide.pages.items() if page.book and id not in LISTS}
    return {sheet: [*used_in(guide, sheet), *(id for id, known in articles.items() if sheet in known)] for sheet in guide.sheets}


def chapters(guide: Guide, order: list[Part], variant: str, sheets: Mapping[str, list[str]]) -> Iterator[Chapter]:
    """The chapters of the book, in order. `sheets` are those of every article."""
    for title, ids in order:
        for id in ids:
            page = page_of(guide, id)
            template, values = content(guide, id, page, sheets.get(id, []))
            drawn = picture(guide, page, id == ids[0], variant) if isinstance(page, Article) else None
            yield Chapter(id, page, template, values, title, ids[1:] if id == ids[0] else None, drawn)


def content(guide: Guide, id: str, page: Any, sheets: list[str]) -> tuple[str, dict[str, Any]]:
    """The name of a page's template and what it needs besides the page; `sheets` are those of an article."""
    if isinstance(page, Conversation):
        return "conversation", conversation(guide, id, page)
    if isinstance(page, Article):
        return "article", article(guide, page, sheets)
    return "trait", {
        "number": list(traits(guide)).index(id) + 1,
        "used": related.trait_conversations(guide, id),
        "sheets": related.trait_sheets(guide, id),
    }


def conversation(guide: Guide, id: str, page: Conversation) -> dict[str, Any]:
    """What a conversation needs besides its texts."""
    plain = [(name, question) for name, question in page.questions.items() if not question.condition]
    numbered = [(name, question, number) for number, (name, question) in enumerate(plain, start=1)]
    return {
        "road": road_of(guide, id),
        "notes": related.note_sheet(guide, id),
        "extra": related.extra_sheets(guide, id),
        "groups": [(part, list(items)) for part, items in groupby(numbered, key=lambda item: item[1].part)],
        "conditional": {name: question for name, question in page.questions.items() if question.condition},
        "sheets": related.conversation_sheets(page),
    }


def road_of(guide: Guide, conversation: str) -> dict[str, Any]:
    """The year's road with the stop of this conversation lit."""
    place = list(guide.conversations).index(conversation) + 1
    words = guide.interface.site.conversation.of
    return {"total": len(guide.conversations), "lit": [place], "title": fill(words, n=place, total=len(guide.conversations))}


def article(guide: Guide, page: Article, sheets: list[str]) -> dict[str, Any]:
    """What an article needs besides its texts."""
    reference = guide.interface.site.reference
    return {
        "kicker": {"model": reference.model, "strategy": reference.strategy, "law": reference.law}.get(page.kind),
        "sheets": sheets,
    }


def cover(guide: Guide) -> Markup:
    """The picture on the cover."""
    alt = PaperRenderer(guide, resolve=anchor).plain(guide.figures.parachute.alt)
    return Markup(figures.drawings().get_template("booklet/cover.svg").render(colour=colours(), height=COVER, title=alt))


@dataclass(frozen=True)
class Picture:
    """A figure in the book: its SVG, its width in mm, and the section after which it stands, None where that is the head."""

    svg: Markup
    width: float
    after: str | None


def picture(guide: Guide, page: Article, opens: bool, variant: str) -> Picture | None:
    """The figure of a page, as wide as the page unless it would then not stand under the head of its chapter.

    A figure that lies is turned, so that its words can be read, and has a page of its own after as much text as fills one.
    """
    if not page.figure:
        return None
    figure = figures.draw(guide, page.figure)
    width, height = ROOM[variant]
    if figure.width > WIDE:
        return Picture(turned(figure), min(width, height * figure.height / figure.width), enough(page, FIRST_PAGE[variant]))
    return Picture(figure.svg, min(width, (height - HEAD[variant][opens]) * figure.width / figure.height), None)


def turned(figure: figures.Drawn) -> Markup:
    """The figure turned to the left, so that it stands."""
    head, title, body = re.split(r"(<title>.*?</title>)", figure.svg, maxsplit=1)
    width, height = f"{figure.height:g}", f"{figure.width:g}"
    head = re.sub(r'viewBox="[^"]*"', f'viewBox="0 0 {width} {height}"', head)
    turn = f'<g transform="translate(0 {height}) rotate(-90)">'
    return Markup(head + title + turn + body.removesuffix("</svg>") + "</g></svg>")


def enough(page: Article, signs: int) -> str:
    """The last section that ends, with those before it, within so many signs of text; the first where none does."""
    lengths = accumulate(sum(len(words) for _, words in texts(section)) for section in page.sections.values())
    fitting = [id for id, length in zip(page.sections, lengths, strict=True) if length <= signs]
    return fitting[-1] if fitting else next(iter(page.sections))
