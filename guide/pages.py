"""Render the guide into the Markdown pages of the site. Pure: from a Guide to text, nothing is read but templates.

A page is front matter and one block of HTML. Markdown leaves a block of HTML as it is, so no sign in a text is ever taken
for markup: what an author types is what a reader sees.
"""

import json
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from guide import figures, marks, related
from guide.check import texts
from guide.environment import environment, fill
from guide.index import SHEETS, collected, page_of, traits, used_in
from guide.languages import day, number, series
from guide.linebreaks import LineBreaks
from guide.links import FRONT, Links, relative, site_name
from guide.markup import Renderer
from guide.model.conversation import Conversation, Question
from guide.model.guide import Guide
from guide.model.page import Article
from guide.pictures import Picture
from guide.printables import Printable, printables
from guide.quality import Report
from guide.sprite import sprite, symbols
from guide.status import Standing, since
from guide.switcher import Other, Switcher, root
from guide.text import visible
from guide.variants import OTHERS

FAN = 3
"""How many sheets the picture on the front page shows."""
WIDE = 600
"""A figure of more units than this needs all the room a page has."""


@dataclass(frozen=True)
class Surroundings:
    """What the pages of a language show besides its guide.

    `reports` are what was measured of its PDFs, `switcher` leads to the other languages, `standings` tell how far the translations
    have come, and `printed` are all PDFs in all languages.
    """

    reports: dict[Printable, Report] = field(default_factory=dict)
    switcher: Switcher | None = None
    standings: tuple[Standing, ...] = ()
    printed: tuple[Printable, ...] = ()


def pages(guide: Guide, pictures: dict[str, Picture], around: Surroundings = Surroundings()) -> dict[str, str]:
    """Every page of the site: from its path in the docs folder to its text. `pictures` has one for each sheet, by the sheet's id."""
    writer = Writer(guide, pictures, around)
    result = {"index.md": writer.front()}
    for key, chapter, ids in related.chapters(guide):
        for id in ids:
            result[document(writer.links.addresses[id], id == chapter.index)] = writer.page(id, key)
    return result


def document(address: str, is_index: bool) -> str:
    """The path of a page's document from its address: `samtaler/foerste.md` for `samtaler/foerste/`."""
    return f"{address}index.md" if is_index else f"{address.rstrip('/')}.md"


def parted(text: str) -> tuple[dict[str, Any], str]:
    """The front matter of a document, and the page it holds."""
    matter, _, body = text.removeprefix("---\n").partition("\n---\n\n")
    return {key: json.loads(value) for key, _, value in (line.partition(": ") for line in matter.split("\n"))}, body.rstrip("\n")


class Writer:
    """Renders the pages of one guide."""

    def __init__(self, guide: Guide, pictures: dict[str, Picture], around: Surroundings) -> None:
        self.guide, self.pictures, self.around = guide, pictures, around
        self.words = guide.interface.site
        self.links = Links(guide)
        self.traits = traits(guide)
        self.neighbours = related.neighbours(guide)
        self.articles = related.sheets_of_articles(guide)
        self.breaks = LineBreaks(guide.locale, (text for _, text in texts(guide)))
        self.environment = environment("pages")
        self.environment.filters.update(initial=initial, typed=typed, number_of=self.number_of, number=self.number)

    def front(self) -> str:
        """The front page."""
        settings = self.guide.settings
        fan = [id for ids in related.gallery(self.guide).values() for id in ids if not self.is_wide(id)]
        values = {"fan": spread(fan, FAN), "conversation_sheets": related.conversation_sheets}
        return self.document("front", FRONT, None, settings.tagline, settings.description, **values)

    def page(self, id: str, key: str) -> str:
        """The page of an id that is in the chapter `key`."""
        page = page_of(self.guide, id)
        before, after = self.neighbours[id]
        if id.startswith(f"{SHEETS}/"):
            name, values = "sheet", self.sheet(id.partition("/")[2])
        elif id == self.guide.settings.chapters[SHEETS].index:
            name, values = "gallery", {"groups": related.gallery(self.guide), "kinds": related.kinds(self.guide)}
        elif isinstance(page, Conversation):
            name, values = "conversation", self.conversation(id, page)
        elif isinstance(page, Article):
            name, values = "article", self.article(id, page, key)
        else:
            name, values = "trait", self.trait(id)
        chapter = self.guide.settings.chapters[key]
        values |= {"page": page, "chapter": chapter, "before": before, "after": after}
        return self.document(name, self.links.addresses[id], id, page.title, page.description, **values)

    def conversation(self, id: str, page: Conversation) -> dict[str, Any]:
        """What the page of a conversation needs besides its content."""
        plain = [(name, question) for name, question in page.questions.items() if not question.condition]
        numbered = [(name, question, number) for number, (name, question) in enumerate(plain, start=1)]
        return {
            "number": self.number_of(id),
            "sheets": related.conversation_sheets(page),
            "notes": related.note_sheet(self.guide, id),
            "pack": related.pack(self.guide, id),
            "extra": related.extra_sheets(self.guide, id),
            "banded": any(len(question.grades) == 1 for question in page.questions.values()),
            "conditional": {name: question for name, question in page.questions.items() if question.condition},
            "groups": [(part, list(items)) for part, items in groupby(numbered, key=part_of)],
        }

    def trait(self, id: str) -> dict[str, Any]:
        """What the page of a trait needs besides its content."""
        return {
            "number": list(self.traits).index(id) + 1,
            "used": related.trait_conversations(self.guide, id),
            "sheets": related.trait_sheets(self.guide, id),
            "planned_on": related.plan_sheets(self.guide, id),
        }

    def sheet(self, id: str) -> dict[str, Any]:
        """What the page of a sheet needs besides its content."""
        return {
            "sheet": id,
            "variants": printables(self.guide, OTHERS, (id,)),
            "holds": collected(self.guide, id),
            "used": [*used_in(self.guide, id), *(page for page, sheets in self.articles.items() if id in sheets)],
            "abroad": self.abroad(id),
        }

    def abroad(self, sheet: str) -> list[tuple[Other, Printable]]:
        """The sheet in every other language it is in, with its PDF."""
        found = {item.language: item for item in self.around.printed if item.sheet == sheet and item.variant == "print"}
        others = self.around.switcher.others(self.guide.language, FRONT, None) if self.around.switcher else []
        return [(other, found[other.code]) for other in others if other.code in found and not other.current]

    def article(self, id: str, page: Article, key: str) -> dict[str, Any]:
        """What an article needs besides its content."""
        chapter = self.guide.settings.chapters[key]
        linked = {card.see for section in page.sections.values() for card in section.cards.values()}
        kickers = {"model": self.words.reference.model, "strategy": self.words.reference.strategy, "law": self.words.reference.law}
        renderer = self.renderer(self.links.addresses[id])
        return {
            "kicker": kickers.get(page.kind) if id != chapter.index else None,
            "children": [child for child in chapter.pages if child not in linked] if id == chapter.index else [],
            "contents": [(part, renderer.plain(section.title)) for part, section in page.sections.items() if section.title],
            "sheets": self.articles[id],
            "measured": self.measured,
            "standings": self.around.standings,
            "day": lambda date: day(date, self.guide.locale),
            "since": since,
            "sheet_names": lambda ids: series([renderer.plain(self.guide.sheets[sheet].title) for sheet in ids], self.guide.locale),
            "figure": self.figure(page.figure) if page.figure else None,
        }

    def measured(self) -> dict[str, list[tuple[Printable, Report]]]:
        """What was measured of every PDF, by the groups of the gallery and in their order."""
        groups = related.gallery(self.guide)
        found = {group: [item for id in ids for item in self.around.reports.items() if item[0].sheet == id] for group, ids in groups.items()}
        return {group: items for group, items in found.items() if items}

    def number(self, value: float) -> str:
        """A number with one decimal as the guide's language writes it; whole numbers without."""
        return number(value, self.guide.locale)

    def figure(self, id: str) -> dict[str, Any]:
        """A figure for screens: the whole of it, and for phones, where there is one, a drawing with numbers for words."""
        whole = figures.draw(self.guide, id, write=False)
        small = figures.draw(self.guide, id, small=True).svg if figures.has_small(id) else None
        return {"id": id, "whole": whole.svg, "small": small, "wide": whole.width > WIDE}

    def renderer(self, here: str) -> Renderer:
        """Renders texts with the links as they are on the page at address `here`."""
        blank = Markup('<span class="blank"><span class="vh">({})</span></span>').format(self.words.trait.blank)
        return Renderer(self.guide, lambda target: self.links.href(here, target), blank)

    def document(self, template: str, here: str, id: str | None, title: str, description: str, **values: Any) -> str:
        """A whole document: front matter, the page, and the drawings it uses. `id` is None for the front page."""
        renderer = self.renderer(here)
        body = self.environment.get_template(f"{template}.html").render(
            guide=self.guide,
            words=self.words,
            traits=self.traits,
            t=renderer,
            up=relative(here, FRONT),
            to=lambda target: self.links.href(here, target),
            name=lambda id: renderer.plain(related.title_of(self.guide, id)),
            page_of=lambda id: page_of(self.guide, id),
            used_in=lambda id: used_in(self.guide, id),
            number_of=self.number_of,
            is_wide=self.is_wide,
            quote=self.quote,
            site_name=site_name,
            symbols=symbols(),
            pictures=self.pictures,
            pdf=lambda id: self.file(Printable(id, language=self.guide.language)),
            file=self.file,
            id=id,
            **values,
        )
        head: dict[str, Any] = {"heading": renderer.plain(title), "description": renderer.plain(description), "hide": ["navigation", "toc"]}
        if self.around.switcher and len(self.around.switcher.tongues) > 1:
            head["languages"] = [asdict(other) for other in self.around.switcher.others(self.guide.language, here, id)]
        matter = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
        return f"---\n{matter}\n---\n\n<div class=\"page page--{template}\">\n{self.notice(body)}{self.breaks.set(tidy(body))}\n{sprite(body)}\n</div>\n"

    def notice(self, body: str) -> str:
        """What a reader is told of a page with texts that are not translated, or whose source has changed; '' where there are none."""
        words, kinds = self.words.translation, marks.found(body)
        said = [text for kind, text in (("missing", words.missing), ("outdated", words.outdated)) if kind in kinds]
        return "".join(f'<p class="translation" role="note">{escape(text)}</p>\n' for text in said)

    def file(self, printable: Printable) -> str:
        """Where a PDF lies, seen from the root of the language's pages."""
        return relative(root(self.guide), printable.path)

    def number_of(self, conversation: str) -> int:
        """Which of the conversations it is, from 1."""
        return list(self.guide.conversations).index(conversation) + 1

    def is_wide(self, sheet: str) -> bool:
        """Whether the sheet's page lies."""
        return self.pictures[sheet].width > self.pictures[sheet].height

    def quote(self, text: str) -> Markup:
        """A text in quotation marks; what is not HTML already is escaped."""
        return Markup(fill(str(escape(self.words.conversation.quote)), text=escape(text)))


def part_of(item: tuple[str, Question, int]) -> str | None:
    """The part of the conversation that a numbered question is in."""
    return item[1].part


def initial(text: str) -> str:
    """The text with a capital; a mark may stand before its first letter."""
    place = next((number for number, sign in enumerate(text) if not marks.MARKS.match(sign)), 0)
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]


def typed(text: str) -> Markup:
    """A text as it stands in a table, with its marks: each paragraph on its own. Nobody has checked it."""
    return Markup("<br>").join(visible(line) for line in text.split("\n") if line.strip())


def spread(items: list[str], count: int) -> list[str]:
    """A few of the items, as far from each other as can be, so that a picture of them shows how they differ."""
    step = max(1, len(items) // count)
    return items[::step][:count]


def tidy(html: str) -> str:
    """The lines that hold something; templates leave empty ones behind."""
    return "\n".join(line for line in html.split("\n") if line.strip())
