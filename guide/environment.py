"""The Jinja environment that pages and sheets share: strict, escaping, and with no words of its own."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from guide import fingerprint, shelf

ROOT = Path(fingerprint.ROOT)
TEMPLATES = ROOT / "templates"
ASKED = re.compile(r"url\((\.\./[^)]+)\)")
"""What a style sheet asks for: a font, a drawing."""


def fill(phrase: str, **gaps: object) -> str:
    """A phrase of the interface with its gaps filled: `{n}` by n=3. What fills one has none itself."""
    return re.sub(r"\{(\w+)\}", lambda gap: str(gaps.get(gap[1], gap[0])), phrase)


class Compiled(BytecodeCache):
    """Templates as they were compiled before: compiling them takes longer than rendering a page."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := shelf.fetch(key(bucket)):
            bucket.bytecode_from_string(found["code"])

    def dump_bytecode(self, bucket: Bucket) -> None:
        shelf.keep(key(bucket), {"code": bucket.bytecode_to_string()})


def key(bucket: Bucket) -> str:
    """What a compiled template is kept under: its place, its text, and what compiles it."""
    return shelf.digest("template", bucket.key, bucket.checksum, str(sys.implementation.cache_tag), jinja2.__version__)


def environment(folder: str) -> Environment:
    """An environment for `templates/<folder>`; all templates can include each other by their path below `templates/`."""
    loader = FileSystemLoader([TEMPLATES / folder, TEMPLATES])
    result = Environment(loader=loader, bytecode_cache=Compiled(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False)
    result.filters.update(fill=fill)
    return result


def render(template_environment: Environment, name: str, **values: Any) -> str:
    """A template's text with these values."""
    return template_environment.get_template(name).render(**values)


kept: dict[Any, tuple[Any, str]] | None = None
"""While it is printed: what was rendered, by all that it was rendered from, with the guide, so that no other takes its place in memory."""


@contextmanager
def rendering_once() -> Iterator[None]:
    """Render nothing twice in here: a sheet's HTML is its key in the store, what is laid out, and what its PDF is held against."""
    global kept
    kept = {}
    try:
        yield
    finally:
        kept = None


def once(rendered: Callable[..., str]) -> Callable[..., str]:
    """Make a function of a guide, and of values that can be hashed, keep what it returns inside `rendering_once`."""

    @wraps(rendered)
    def known(guide: Any, *rest: Any) -> str:
        if kept is None:
            return rendered(guide, *rest)
        key = rendered, id(guide), rest
        if key not in kept:
            kept[key] = guide, rendered(guide, *rest)
        return kept[key][1]

    return known


def missing() -> Path | None:
    """The first file that a style sheet asks for and that is not there: much would be drawn without it in silence."""
    for style in sorted((TEMPLATES / "assets").glob("*/*.css")):
        for name in ASKED.findall(style.read_text(encoding="utf-8")):
            if not (style.parent / name).is_file():
                return (style.parent / name).resolve()
    return None
