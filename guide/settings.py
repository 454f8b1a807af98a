"""The settings of the site in one language: those of `mkdocs.yml`, and what the content adds."""

from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape

from guide import imprint, related
from guide.chapters import HOMES, chapters
from guide.environment import ROOT, fill
from guide.links import Links, relative
from guide.markup import Renderer
from guide.model.guide import SOURCE, Guide
from guide.model.site_words import SiteWords
from guide.pages import document
from guide.switcher import root


def settings(guide: Guide, review: str, folder: Path) -> dict[str, Any]:
    """Settings for MkDocs, with the documents in `folder`/docs and the site in `folder`/site. `review` stands in the foot of every page.

    The theme writes titles into its pages as they are, so they are given to it escaped.
    """
    result = shared()
    words, name, publisher = guide.interface.site, title(guide, guide.settings.title), guide.settings.publisher
    result |= {
        "site_name": name,
        "site_url": guide.settings.address,
        "copyright": Markup("{} · {}").format(name, title(guide, guide.settings.licence)),
        "extra_css": [*result["extra_css"], *([imprint.STYLE] if publisher and publisher.colour else [])],
        "docs_dir": str(folder / "docs"),
        "site_dir": str(folder / "site"),
        "nav": nav(guide),
    }
    result["theme"] |= {"custom_dir": str(ROOT / result["theme"]["custom_dir"]), "language": guide.language}
    for palette in result["theme"]["palette"]:
        palette["toggle"]["name"] = escape(getattr(words.frame, palette["toggle"]["name"]))
    result["extra"] |= {"theme_words": theme_words(guide), "words": script_words(words), "site_words": words, "foot": foot(guide)}
    if guide.logo:
        result["theme"]["logo"] = imprint.LOGO
    result["extra"] |= {"imprint": imprint.imprint(guide), "contacts": imprint.contacts(guide)}
    result["extra"] |= {"alternate": [guide.language], "review": escape(review), "direction": guide.direction}
    return dict(result)


def shared() -> dict[str, Any]:
    """The settings of `mkdocs.yml`, which are those of every language."""
    return dict(yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def title(guide: Guide, label: str) -> Markup:
    """A label as the theme can write it: its variables filled in, its signs escaped."""
    return escape(Renderer(guide, lambda target: target).plain(label))


def nav(guide: Guide) -> list[dict[Markup, Any]]:
    """The pages in order, under the places in the bar."""
    addresses = Links(guide).addresses
    places = [
        {
            title(guide, chapter.title): [
                {title(guide, related.title_of(guide, id)): document(addresses[id], id == chapter.index)} for id in ids
            ]
        }
        for _, chapter, ids in related.chapters(guide)
    ]
    return [{escape(guide.interface.site.frame.home): "index.md"}, *places]


def foot(guide: Guide) -> dict[str, Markup]:
    """The pages that the foot of every page leads to: their titles by their addresses, below the site's root. The last is the editor's handbook."""
    addresses = Links(guide).addresses
    result = {addresses[id]: title(guide, related.title_of(guide, id)) for id in guide.settings.foot}
    if chapters(SOURCE):
        handbook = HOMES[guide.language] if chapters(guide.language) else relative(root(guide), HOMES[SOURCE])
        result[handbook] = escape(guide.interface.site.frame.editors)
    return result


def theme_words(guide: Guide) -> dict[str, str]:
    """The words of the theme by its own keys, escaped; the theme puts a number in the place of `#`."""
    frame, search = guide.interface.site.frame, guide.interface.site.search
    words = {
        "language": guide.language,
        "direction": guide.direction,
        "header": frame.header,
        "nav": frame.menu,
        "tabs": frame.main_menu,
        "toc": frame.contents,
        "select.language": guide.interface.site.translation.language,
        "search": search.label,
        "search.placeholder": search.label,
        "search.reset": search.clear,
        "search.result.initializer": search.begin,
        "search.result.placeholder": search.begin,
        "search.result.none": search.none,
        "search.result.one": search.one,
        "search.result.other": fill(search.other, n="#"),
        "search.result.more.one": search.more_one,
        "search.result.more.other": fill(search.more_other, n="#"),
        "search.result.term.missing": search.missing,
        "search.config.lang": "en",
        "search.config.separator": "[\\s\\-]+",
        "search.config.pipeline": "",
    }
    return {key: escape(word) for key, word in words.items()}


def script_words(words: SiteWords) -> dict[str, str]:
    """The words that the scripts put into the page."""
    return {
        "search": words.search.label,
        "menu": words.frame.menu,
        "mainMenu": words.frame.main_menu,
        "pagesIn": words.frame.pages_in,
    }
