"""See that every link of the finished site leads somewhere."""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from guide.messages import COMMANDS
from guide.problem import BuildError

LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Ends:
    """Where the links of a page lead, as they are written, and the anchors it has."""

    links: tuple[str, ...]
    anchors: frozenset[str]


def ends(page: str) -> Ends:
    """The links and anchors in the HTML of a page."""
    return Ends(tuple(dict.fromkeys(map(html.unescape, LINK.findall(page)))), frozenset(ANCHOR.findall(page)))


def check_links(pages: Mapping[str, Ends], files: frozenset[str], base: str = "/") -> None:
    """Raise BuildError where a link leads nowhere. `pages` are those of the whole site and `files` all its files, by path; `base` is the path it is published at."""
    for page, link in broken_links(pages, files, base):
        raise BuildError(COMMANDS["broken-link"].format(page=page, link=link))


def broken_links(pages: Mapping[str, Ends], files: frozenset[str], base: str = "/") -> Iterator[tuple[str, str]]:
    """Every link of a page to a file or an anchor that is not there, as the page's path and the link."""
    known: dict[tuple[str, str], bool] = {}
    for page, found in pages.items():
        for link in found.links:
            from_here = (page if link.startswith("#") else posixpath.dirname(page), link)
            if from_here not in known:
                known[from_here] = leads_somewhere(page, link, pages, files, base)
            if not known[from_here]:
                yield page, link


def leads_somewhere(page: str, link: str, pages: Mapping[str, Ends], files: frozenset[str], base: str) -> bool:
    """Whether a link of a page leads to a file and an anchor of the site, or out of it."""
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme in ("https", "mailto")
    path = unquote(parts.path)
    if path.startswith("/"):
        path = path.removeprefix(base.rstrip("/")).lstrip("/") or "."
    else:
        path = posixpath.join(posixpath.dirname(page), path) if path else page
    path = posixpath.normpath(path)
    if path not in files:
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return path in files and (not parts.fragment or path in pages and unquote(parts.fragment) in pages[path].anchors)
