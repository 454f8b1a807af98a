"""The whole guide as one book: HTML for printing on A4, or on A5 to fold. Links in its texts become references to pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from guide import figures, related, text
from guide.environment import environment, fill, render
from guide.index import SHEETS, addresses, page_of, traits, used_in
from guide.links import site_name
from guide.model.component import Booklet, BookPart
from guide.model.conversation import Conversation
from guide.model.guide import Guide
from guide.model.page import Article
from guide.sheets import PaperRenderer
from guide.tokens import colours

LISTS = ("glossary", "sources", SHEETS)
"""The pages that end with a long list of their own; no room for notes comes after them."""
LEAST_LINES = 4
"""A chapter that ends with room for fewer lines than this on its page has no notes."""
MOST_LINES = 24
"""More lines than any page has room for."""


@dataclass(frozen=True)
class Chapter:
    """A page of the guide as it stands in the book. `template` draws it with `values`; `opens` is the list of what its part holds."""

    id: str
    page: Any
    template: str
    values: dict[str, Any]
    part: str
    opens: list[str] | None


class BookRenderer(PaperRenderer):
    """Texts in the book: a link within the guide says on which page its target stands, one out of it on which site."""

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide, resolve=anchor)
        self.before, _, self.after = guide.interface.booklet.see_page.partition("{n}")

    def span(self, span: text.Span) -> Markup:
        if span.kind != "link":
            return super().span(span)
        label = self.words(span.children)
        if not span.value.startswith("https://"):
            return self.see(span.value, label)
        site = site_name(span.value)
        named = Markup("") if site in label else Markup(" ({})").format(site)
        return Markup('<a href="{}">{}</a>{}').format(span.value, label, named)

    def see(self, target: str, label: str) -> Markup:
        """A link to another place in the book with its page, which the engine fills in."""
        before, after = (words.replace(" ", "\N{NO-BREAK SPACE}") for words in (self.before, self.after))
        return Markup('<a class="see" href="#{}" data-before=" {}" data-after="{}">{}</a>').format(anchor(target), before, after, label)

    def words(self, spans: tuple[text.Span, ...]) -> str:
        """The words alone: a link in an accessible PDF holds nothing but text."""
        return "".join(self.variables.get(span.value, span.value) if span.kind in ("text", "variable") else self.words(span.children) for span in spans)


def anchor(target: str) -> str:
    """Where a target of a link stands in the book: ids are used once in the whole guide."""
    return target.replace("/", "-")


def html(guide: Guide, variant: str = "print") -> str:
    """The book as a whole HTML document, without its style sheets; `variant` is `print` or `a5`. Addresses in it are relative to `templates/assets`."""
    renderer = BookRenderer(guide)
    order = parts(guide)
    return render(
        book_environment(),
        "book.html",
        guide=guide,
        sheet=next(sheet for sheet in guide.sheets.values() if any(isinstance(item, Booklet) for item in sheet.components.values())),
        variant=variant,
        contents=contents(guide, order),
        chapters=list(chapters(guide, order)),
        drawn=drawn(guide),
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
        date=day(guide.settings.updated),
        addresses=addresses(guide),
        site_name=site_name,
        colour=colours(),
        least=LEAST_LINES,
        most=MOST_LINES,
        lists=LISTS,
        gallery=related.gallery(guide),
        told_in=told_in(guide),
    )


@cache
def book_environment() -> Environment:
    """The environment of the book."""
    result = environment("booklet")
    result.filters.update(initial=lambda words: words[:1].upper() + words[1:], in_sheets=lambda id: f"{SHEETS}/{id}")
    return result


def parts(guide: Guide) -> list[tuple[BookPart, list[str]]]:
    """The parts of the book with the ids of their pages. Pages that no part names come last."""
    book = next(item for sheet in guide.sheets.values() for item in sheet.components.values() if isinstance(item, Booklet))
    result = [(part, [str(id) for id in part.pages]) for part in book.parts.values()]
    named = {id for _, ids in result for id in ids}
    result[-1][1].extend(id for id in (*guide.pages, *guide.conversations, *guide.traits) if id not in named)
    return result


def contents(guide: Guide, order: list[tuple[BookPart, list[str]]]) -> list[list[tuple[str, list[tuple[str, str]]]]]:
    """The list of contents in two columns of about one height: a title and its rows, each with its target and its words."""
    listed = [(str(part.title), [(id, str(page_of(guide, id).title)) for id in ids]) for part, ids in order]
    listed.append((str(guide.interface.booklet.figures), [(f"figure-{id}", str(page.title)) for id, page in guide.pages.items() if page.figure]))
    heights = list(accumulate(len(rows) + 2 for _, rows in listed))
    first = next(place for place, height in enumerate(heights, 1) if height * 2 >= heights[-1])
    return [listed[:first], listed[first:]]


def told_in(guide: Guide) -> dict[str, list[str]]:
    """For each sheet the conversations and articles that say more about it."""
    articles = {id: related.article_sheets(guide, id) for id in guide.pages if id not in LISTS}
    return {sheet: [*used_in(guide, sheet), *(id for id, sheets in articles.items() if sheet in sheets)] for sheet in guide.sheets}


def chapters(guide: Guide, order: list[tuple[BookPart, list[str]]]) -> Iterator[Chapter]:
    """The chapters of the book, in order."""
    for part, ids in order:
        for id in ids:
            page = page_of(guide, id)
            template, values = content(guide, id, page)
            yield Chapter(id, page, template, values, part.title, ids[1:] if id == ids[0] else None)


def content(guide: Guide, id: str, page: Any) -> tuple[str, dict[str, Any]]:
    """The name of a page's template and what it needs besides the page."""
    if isinstance(page, Conversation):
        return "conversation", conversation(guide, id, page)
    if isinstance(page, Article):
        return "article", article(guide, id, page)
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


def article(guide: Guide, id: str, page: Article) -> dict[str, Any]:
    """What an article needs besides its texts."""
    reference = guide.interface.site.reference
    return {
        "kicker": {"model": reference.model, "strategy": reference.strategy, "law": reference.law}.get(page.kind),
        "sheets": related.article_sheets(guide, id),
    }


def drawn(guide: Guide) -> dict[str, figures.Drawn]:
    """The figures, drawn, by the id of the page they are about."""
    return {id: figures.draw(guide, page.figure) for id, page in guide.pages.items() if page.figure}


def day(date: str) -> str:
    """A day as it is written with figures: `21.11.2026`."""
    year, month, number = date.split("-")
    return f"{int(number)}.{int(month)}.{year}"
