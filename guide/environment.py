"""The Jinja environment that pages and sheets share: strict, escaping, and with no words of its own."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
MARKDOWN = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_{}[]()#+-.!|~:<>\"'"})


def fill(phrase: str, **gaps: object) -> str:
    """A phrase of the interface with its gaps filled: `{n}` by n=3."""
    for name, value in gaps.items():
        phrase = phrase.replace("{" + name + "}", str(value))
    return phrase


def markdown(value: str) -> Markup:
    """Plain words for a Markdown heading: no sign in them is taken for markup."""
    return Markup(str(value).replace("&", "&amp;").translate(MARKDOWN))  # noqa: S704


def environment(folder: str) -> Environment:
    """An environment for `templates/<folder>`; all templates can include each other by their path below `templates/`."""
    loader = FileSystemLoader([TEMPLATES / folder, TEMPLATES])
    result = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False)
    result.filters.update(fill=fill, markdown=markdown)
    return result


def render(template_environment: Environment, name: str, **values: Any) -> str:
    """A template's text with these values."""
    return template_environment.get_template(name).render(**values)


__all__ = ["TEMPLATES", "environment", "escape", "fill", "markdown", "render"]
