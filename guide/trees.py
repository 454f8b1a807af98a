"""The whole site: the pages of each language side by side, with what they share: PDFs, data, and links that are seen to at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from guide import handbook, imprint, letters, pages, pictures
from guide.content import Content
from guide.coverage import texts_of
from guide.data import json_text
from guide.deadlinks import Ends, check_links, ends
from guide.disk import Tree
from guide.environment import TEMPLATES, fill
from guide.forking import side_by_side
from guide.languages import series
from guide.model.guide import Guide
from guide.pages import Surroundings
from guide.pictures import Picture
from guide.printables import Printable
from guide.settings import shared
from guide.site import write_site
from guide.status import standing
from guide.store import Pressed
from guide.switcher import Switcher, root, switcher
from guide.translation import Translation

Made = Mapping[Printable, Pressed]


def build(content: Content, whole: list[str], part: list[str], pressed: Made, books: Mapping[str, bytes], tree: Tree, workshop: Path, jobs: int) -> None:
    """Write the site into `tree`: `whole` are the languages with all pages, `part` those with a few sheets alone. `workshop` is a folder to work in.

    `books` are the PDFs of the editor's handbook, by their paths.

    Raises BuildError where MkDocs has a warning or a link leads nowhere.
    """
    offered = [code for code in part if any(item.language == code for item in pressed)]
    switch = switcher(content, whole, offered)
    around = Surroundings(
        switcher=switch,
        standings=tuple(standing(item) for item in sorted(content.translations.values(), key=lambda item: not item.whole)),
        printed=tuple(pressed),
    )
    found: dict[str, Ends] = {}
    work = Work(content, pressed, around, tree, workshop)
    for of_language in side_by_side(write_language, work, {f"site/{code}": code for code in whole}, jobs):
        found |= of_language
    for printable, made in pressed.items():
        tree.write(printable.path, made.pdf)
    for path, pdf in books.items():
        tree.write(path, pdf)
    if page := imprint.statement_page(content.source.guide, shared()["extra"]["policy"]):
        tree.write(imprint.STATEMENT, page.encode())
        found[imprint.STATEMENT] = ends(page)
    tree.write("assets/css/letter.css", (TEMPLATES / "letters" / "letter.css").read_bytes())
    for code in whole:
        tree.write(f"guide.{code}.json", json_text(content.guides[code]).encode())
    for code in offered:
        for name, data in letter_page(content.translations[code], pressed, switch).items():
            tree.write(name, data)
            if name.endswith(".html"):
                found[name] = ends(data.decode())
    check_links(found, tree.files(), urlsplit(content.source.guide.settings.address).path)


@dataclass(frozen=True)
class Work:
    """What a language's pages are made of."""

    content: Content
    pressed: Made
    around: Surroundings
    tree: Tree
    workshop: Path


def write_language(work: Work, code: str) -> dict[str, Ends]:
    """Write the pages of one language and its pictures of sheets; where the links of its pages lead."""
    content = work.content
    guide, translation = content.guides[code], content.translations.get(code)
    own = {printable: made for printable, made in work.pressed.items() if printable.language == code}
    shown, files = pictured(own, "")
    reports = {printable: made.report for printable, made in own.items() if made.report}
    seen = replace(work.around, reports=reports)
    documents = pages.pages(translation.marked if translation else guide, shown, seen) | handbook.documents(guide, work.around.switcher)
    for name, data in files.items():
        work.tree.write(root(guide) + name, data)
    return write_site(guide, documents, review(translation, guide) if translation else "", work.tree, work.workshop / code)


def pictured(pressed: Made, folder: str) -> tuple[dict[str, Picture], dict[str, bytes]]:
    """A picture of every sheet, by its id, and the files they consist of, below a folder."""
    shown: dict[str, Picture] = {}
    files: dict[str, bytes] = {}
    for printable, made in pressed.items():
        if printable.variant == "print":
            shown[printable.sheet], drawn = pictures.of_sheet(made.pdf, f"{folder}assets/sheets/{printable.sheet}")
            files |= drawn
    return shown, files


def review(translation: Translation, guide: Guide) -> str:
    """Who has read a translation through, or that nobody has."""
    words, names = guide.interface.site.translation, reviewers(translation)
    return fill(words.reviewed, text=names) if names else str(words.unreviewed)


def reviewers(translation: Translation) -> str:
    """The names of those who have read a translation through, with what readers are to know of them."""
    people = translation.settings.reviewed_by.values()
    return series([f"{person.name} ({person.role})" if person.role else str(person.name) for person in people], translation.locale) if people else ""


def letter_page(translation: Translation, pressed: Made, switch: Switcher) -> dict[str, bytes]:
    """The page of a language with a few sheets alone, and its pictures, by their paths."""
    guide, code = translation.guide, translation.code
    own = {printable: made for printable, made in pressed.items() if printable.language == code}
    shown, files = pictured(own, root(guide))
    policy = shared()["extra"]["policy"]
    sheets = dict.fromkeys(printable.sheet for printable in own)
    outdated = any(item.state == "outdated" for item in texts_of(translation))
    others = switch.others(code, "", None)
    said = {"reviewers": reviewers(translation), "outdated": outdated, "statement": translation.source.guide.interface.site.frame.statement}
    page = letters.html(guide, *sheets, pictures=shown, others=others, policy=policy, **said)
    return {f"{root(guide)}index.html": page.encode(), **files}
