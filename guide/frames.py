"""The frame of every page: bar, menus and foot, made by MkDocs from the settings alone. The one module that imports MkDocs.

MkDocs gets documents that hold a sign where the page will stand. So a frame is the same however the words of the pages change,
and is kept: MkDocs works again only when titles, menus, settings or the theme have changed.
"""

import io
import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from guide import shelf
from guide.environment import TEMPLATES
from guide.finish import PLACE, finished
from guide.messages import COMMANDS
from guide.model.guide import Guide
from guide.problem import BuildError
from guide.settings import settings

MAKERS = ("frames", "finish", "settings")
"""The modules of ours that make frames."""

Heads = Mapping[str, Mapping[str, object]]
"""What the front matter of each document says, by the document's path."""


def frames(guide: Guide, heads: Heads, review: str, workshop: Path) -> dict[str, bytes]:
    """The files of a language's site, by their paths, with signs in each page where its words go; made in the folder `workshop`.

    `review` says who has read its translation. Raises BuildError where MkDocs has a warning.
    """
    theme = [data for path in sorted((TEMPLATES / "site").rglob("*")) if path.is_file() for data in (path.name.encode(), path.read_bytes())]
    wanted = json.dumps([heads, settings(guide, review, Path())], default=str, ensure_ascii=False)
    versions = [version(name) for name in ("mkdocs", "mkdocs-material", "jinja2", "markdown")]
    key = shelf.digest("frames", wanted, os.environ.get("SOURCE_DATE_EPOCH", ""), *versions, shelf.code(*MAKERS), *theme)
    found = shelf.fetch(key)
    if found is None:
        found = made(guide, heads, review, workshop)
        shelf.keep(key, found)
    return found


def made(guide: Guide, heads: Heads, review: str, workshop: Path) -> dict[str, bytes]:
    """The frames, made by MkDocs."""
    for path, head in heads.items():
        document = workshop / "docs" / path
        document.parent.mkdir(parents=True, exist_ok=True)
        document.write_text(f"---\n{json.dumps(head, ensure_ascii=False)}\n---\n\n{PLACE}\n", encoding="utf-8")
    run_mkdocs(guide, review, workshop)
    return finished(workshop / "site")


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


