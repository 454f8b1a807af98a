"""The Jinja environment that pages and sheets share: strict, escaping, and with no words of its own."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"


def fill(phrase: str, **gaps: object) -> str:
    """A phrase of the interface with its gaps filled: `{n}` by n=3. What fills one has none itself."""
    return re.sub(r"\{(\w+)\}", lambda gap: str(gaps.get(gap[1], gap[0])), phrase)


def environment(folder: str) -> Environment:
    """An environment for `templates/<folder>`; all templates can include each other by their path below `templates/`."""
    loader = FileSystemLoader([TEMPLATES / folder, TEMPLATES])
    result = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False)
    result.filters.update(fill=fill)
    return result


def render(template_environment: Environment, name: str, **values: Any) -> str:
    """A template's text with these values."""
    return template_environment.get_template(name).render(**values)

