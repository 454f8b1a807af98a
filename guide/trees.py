"""The whole site: the pages of each language side by side, with what they share: PDFs, data, and links that are seen to at the end."""

import multiprocessing
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from guide import letters, pages, pictures, site
from guide.content import Content
from guide.coverage import texts_of
from guide.data import json_text
from guide.environment import ROOT, TEMPLATES, fill
from guide.finish import check_links
from guide.forking import ignore_interrupts
from guide.languages import series
from guide.messages import COMMANDS
from guide.model.guide import Guide
from guide.pages import Surroundings
from guide.pictures import Picture
from guide.printables import Printable
from guide.problem import BuildError
from guide.status import standing
from guide.store import Pressed
from guide.switcher import Switcher, root, switcher
from guide.translation import Translation

Made = Mapping[Printable, Pressed]


def build(content: Content, whole: list[str], part: list[str], pressed: Made, folder: Path, jobs: int) -> None:
    """Build the site in `folder`, which must not exist: `whole` are the languages with all pages, `part` those with a few sheets alone.

    Raises BuildError where MkDocs has a warning or a link leads nowhere.
    """
    offered = [code for code in part if any(item.language == code for item in pressed)]
    switch = switcher(content, whole, offered)
    around = Surroundings(
        switcher=switch,
        standings=tuple(standing(item) for item in sorted(content.translations.values(), key=lambda item: not item.whole)),
        printed=tuple(pressed),
    )
    with tempfile.TemporaryDirectory() as name:
        workshop = Path(name)
        build_trees(content, whole, pressed, around, workshop, jobs)
        for code in sorted(whole, key=lambda code: root(content.guides[code])):
            shutil.copytree(workshop / code, folder / root(content.guides[code]), dirs_exist_ok=True)
    site.write_files({printable.path: made.pdf for printable, made in pressed.items()}, folder)
    site.write_files({f"guide.{code}.json": json_text(content.guides[code]).encode() for code in whole}, folder)
    for code in offered:
        site.write_files(letter_page(content.translations[code], pressed, switch), folder)
        site.write_files({"assets/css/letter.css": (TEMPLATES / "letters" / "letter.css").read_bytes()}, folder)
    check_links(folder, urlsplit(content.source.guide.settings.address).path)


def build_trees(content: Content, whole: list[str], pressed: Made, around: Surroundings, workshop: Path, jobs: int) -> None:
    """Build the pages of each language in a folder of `workshop`, side by side where the system can fork."""
    global work
    work = (content, pressed, around, workshop)
    try:
        if jobs < 2 or len(whole) < 2 or "fork" not in multiprocessing.get_all_start_methods():
            for code in whole:
                build_tree(code)
            return
        with ProcessPoolExecutor(min(jobs, len(whole)), multiprocessing.get_context("fork"), initializer=ignore_interrupts) as pool:
            list(pool.map(build_tree, whole))
    except BrokenProcessPool:
        raise BuildError(COMMANDS["worker-lost"]) from None
    finally:
        del work


work: tuple[Content, Made, Surroundings, Path]
"""What forked processes share with the one that forked them."""


def build_tree(code: str) -> None:
    """Build the pages of one language."""
    content, pressed, around, workshop = work
    guide, translation = content.guides[code], content.translations.get(code)
    own = {printable: made for printable, made in pressed.items() if printable.language == code}
    shown, files = pictured(own, "")
    reports = {printable: made.report for printable, made in own.items() if made.report}
    seen = Surroundings(reports, around.switcher, around.standings, around.printed)
    documents = pages.pages(translation.marked if translation else guide, shown, seen)
    site.build_tree(guide, documents, review(translation, guide) if translation else "", workshop / code)
    site.write_files(files, workshop / code)


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
    policy = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["policy"]
    sheets = dict.fromkeys(printable.sheet for printable in own)
    outdated = any(item.state == "outdated" for item in texts_of(translation))
    others = switch.others(code, "", None)
    page = letters.html(guide, *sheets, pictures=shown, others=others, policy=policy, reviewers=reviewers(translation), outdated=outdated)
    return {f"{root(guide)}index.html": page.encode(), **files}
