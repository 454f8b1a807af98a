"""The editor's handbook as one PDF in each language that has it: all its chapters, with contents and page numbers."""

import os
import re
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from guide import shelf
from guide.chapters import chapters, words
from guide.environment import ROOT, TEMPLATES, render
from guide.importing import print_engine
from guide.problem import BuildError
from guide.prose import Prose, parts_environment
from guide.store import DATE, digest, drawing

STYLE = TEMPLATES / "handbook" / "print.css"
NAME = "editors-handbook.pdf"
CONTENTS = "<!-- chapters -->"
"""Where the first chapter lists the others: here with the numbers of their pages."""
ANCHOR = re.compile(r' id="')


def book_path(language: str) -> str:
    """Where the handbook of a language lies, below the root of the whole site."""
    return f"print/{language}/{NAME}"


def manuals(languages: Iterable[str]) -> dict[str, bytes]:
    """The handbook in those of these languages that have it, by its path. Raises BuildError where the engine warns."""
    wanted = [language for language in languages if chapters(language)]
    sources = {language: html(language) for language in wanted}
    keys = {language: shelf.digest("manual", sources[language], digest([STYLE], ["manual", "pdf", "engine"], []), drawing(True), os.environ[DATE]) for language in wanted}
    found = {language: kept["pdf"] for language in wanted if (kept := shelf.fetch(keys[language]))}
    for language in wanted:
        if language not in found:
            found[language] = printed(sources[language])
            shelf.keep(keys[language], {"pdf": found[language]})
    return {book_path(language): found[language] for language in wanted}


def html(language: str) -> str:
    """The whole handbook as one document. Each anchor begins with the name of its chapter's file, as two chapters may have the same heading."""
    prose = Prose(language, lambda chapter, anchor: f"#{chapter.file}{anchor.replace('#', '-')}")
    all = chapters(language)
    opening = replace(all[0], text=all[0].text.partition(CONTENTS)[0])
    parts = [(chapter, Markup(prose.line(chapter.lead)), Markup(ANCHOR.sub(f' id="{chapter.file}-', prose.html(chapter)))) for chapter in (opening, *all[1:])]
    return render(parts_environment(), "book.html", words=words(language), parts=parts)


def printed(source: str) -> bytes:
    """The handbook's HTML as a PDF. Raises BuildError where the engine warns."""
    pdf = print_engine()
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle

    from guide import engine
    from guide.sheets import ASSETS

    printer = pdf.Printer()
    with pdf.warnings() as heard, engine.calm(printer.images):
        shared = {"font_config": printer.fonts, "counter_style": CounterStyle()}
        styles = [CSS(filename=file, url_fetcher=printer.fetcher, **shared) for file in (ASSETS / "css" / "tokens.css", STYLE)]
        page = engine.Source(source, f"{ASSETS.as_uri()}/", printer.fetcher)
        document = page.render(stylesheets=styles, cache=printer.images, **shared, **pdf.OPTIONS)
        engine.number(document)
        written: bytes = document.write_pdf(**pdf.OPTIONS)
    if heard:
        raise BuildError(f"{STYLE.relative_to(ROOT)}: {heard[0]}")
    return written
