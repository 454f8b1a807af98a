"""Write the documents and build the site with MkDocs. The one module that imports MkDocs."""

import io
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guide import related
from guide.environment import TEMPLATES
from guide.finish import SearchEntry, finish
from guide.index import SHEETS, page_of
from guide.links import Links
from guide.messages import COMMANDS
from guide.model.guide import Guide
from guide.problem import BuildError
from guide.settings import settings

ASSETS = {"css": "*.css", "js": "*.js", "fonts": "*.woff2"}
"""What the site needs of each folder of `templates/assets`."""


def build_tree(guide: Guide, pages: dict[str, str], review: str, folder: Path) -> None:
    """Build the pages of one language in `folder`, which must not exist. `review` says who has read its translation through, '' for the source.

    Raises BuildError where MkDocs has a warning.
    """
    with tempfile.TemporaryDirectory() as name:
        workshop = Path(name)
        write_documents(pages, workshop / "docs")
        run_mkdocs(guide, review, workshop)
        finish(workshop / "site", guide.language, search_entries(guide))
        shutil.copytree(workshop / "site", folder)


def write_documents(pages: dict[str, str], docs: Path) -> None:
    """Write the documents, and the site's styles, scripts and fonts."""
    own = [path for kind, pattern in ASSETS.items() for path in sorted((TEMPLATES / "assets" / kind).glob(pattern))]
    assets = {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in [*own, TEMPLATES / "assets" / "favicon.svg"]}
    write_files(assets | {name: text.encode() for name, text in pages.items()}, docs)


def write_files(files: dict[str, bytes], folder: Path) -> None:
    """Write files by their paths below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def run_mkdocs(guide: Guide, review: str, workshop: Path) -> None:
    """Build `workshop`/docs into `workshop`/site. Every warning of MkDocs stops the build."""
    with surroundings(), warnings() as found:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        try:
            # an empty file of settings: without one, MkDocs looks for its own in the folder the user stands in
            config = load_config(io.BytesIO(), config_file_path=str(workshop / "mkdocs.yml"), **settings(guide, review, workshop))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            raise BuildError(COMMANDS["site-failed"].format(reason=found[0] if found else error)) from error
    if found:
        raise BuildError(COMMANDS["site-failed"].format(reason=found[0]))


@contextmanager
def surroundings() -> Iterator[None]:
    """The environment MkDocs needs: a fixed time, so that the same content gives the same bytes, and no notice of later versions."""
    wanted = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0")}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def warnings() -> Iterator[list[str]]:
    """Collect what MkDocs warns of, and keep its log off the terminal."""
    found: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Collect(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def search_entries(guide: Guide) -> dict[str, SearchEntry]:
    """What the search is told of each page besides its text, by the page's address."""
    links = Links(guide)
    entries = {}
    for _, chapter, ids in related.chapters(guide):
        for place, id in enumerate(ids):
            # a wide question leads to the page of a place; of pages that answer alike, the first in the place comes first
            weight = 1.25 if id == chapter.index else 0.8 if id.startswith(f"{SHEETS}/") else 1.0
            hidden = f"{related.title_of(guide, id)} {page_of(guide, id).search or ''}"
            entries[links.addresses[id]] = SearchEntry(hidden, chapter.title, round(weight - place / 1000, 3))
    return entries
