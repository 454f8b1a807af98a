"""The last step of the site: what MkDocs and the theme leave behind is brought into line with the site's own rules.

- Inline scripts become files, so that the policy of the pages can forbid inline scripts.
- The search takes our worker and gets the words that stand on no page.
- What no page loads is taken away.
- Every link must lead somewhere.
"""

import hashlib
import html
import json
import os
import posixpath
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from guide import marks
from guide.linebreaks import HYPHEN
from guide.messages import COMMANDS
from guide.model.guide import SOURCE
from guide.problem import BuildError

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
WORKER = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js")
OUR_WORKER = "assets/js/search.js"
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\sid="([^"]+)"')
TOP = "top"
"""The anchor of a page's heading."""
UNUSED = ("**/*.map", "assets/javascripts/lunr", "assets/javascripts/workers", "assets/images", "sitemap.xml.gz")
"""What the theme brings and no page loads: maps for its developers, the stock search, an icon we replace."""


@dataclass(frozen=True)
class SearchEntry:
    """What the search is told of a page: words that find it and are never shown, its place in the bar, and its rank (1 is usual)."""

    words: str
    place: str
    rank: float


def finish(site: Path, language: str, entries: dict[str, SearchEntry]) -> None:
    """Finish the site of one language in a folder. `entries` tells the search of each page, by the page's address."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        text = WORKER.sub(OUR_WORKER, move_scripts(marks.show(text, SOURCE, "ltr"), page, site))
        page.write_text(text, encoding="utf-8")
    tell_search(site / "search" / "search_index.json", language, entries)
    for pattern in UNUSED:
        for path in sorted(site.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def check_links(site: Path, base: str = "/") -> None:
    """See that every link of the whole site leads somewhere. `base` is the path it is published at. Raises BuildError."""
    broken = list(broken_links(site, base))
    if broken:
        raise BuildError(COMMANDS["broken-link"].format(page=broken[0][0], link=broken[0][1]))


def move_scripts(text: str, page: Path, site: Path) -> str:
    """The page with each inline script in a file of its own, named by its content, loaded in the same place."""

    def moved(match: re.Match[str]) -> str:
        name = hashlib.sha256(match[1].encode()).hexdigest()[:12]
        path = site / "assets" / "js" / "inline" / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(match[1], encoding="utf-8")
        # the page for a wrong address is shown at any address, so its ways begin at the root, as all others on it do
        root = re.search(r'<script src="([^"]*)assets/javascripts/bundle', text)
        way = root[1] if root and page.name == "404.html" else f"{os.path.relpath(site, page.parent)}/".removeprefix("./")
        return f'<script src="{way}assets/js/inline/{name}.js"></script>'

    return INLINE.sub(moved, text)


def tell_search(index: Path, language: str, entries: dict[str, SearchEntry]) -> None:
    """Add to the search index its language, and what it is told of each page; a part of a page takes its page's.

    Soft hyphens would hide a word from the search. The index has what stands under a page's heading as a part of its own; here it becomes the page.
    """
    data = json.loads(index.read_text(encoding="utf-8"))
    for document in data["docs"]:
        document |= {part: marks.strip(document[part]).replace(HYPHEN, "") for part in ("title", "text")}
    found = {document["location"]: document for document in data["docs"]}
    for address in [location.removesuffix(f"#{TOP}") for location in found if location.endswith(f"#{TOP}")]:
        heading, page = found.pop(f"{address}#{TOP}"), found[address]
        page |= {"title": heading["title"], "text": f"{heading['text']} {page['text']}"}
        if address in entries:
            page |= asdict(entries[address])
    data["docs"], data["config"]["lang"] = list(found.values()), [language]
    index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def broken_links(site: Path, base: str = "/") -> Iterator[tuple[str, str]]:
    """Every link of a page to a file or an anchor that is not there, as the page's path and the link."""
    texts = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    anchors = {name: set(ANCHOR.findall(text)) for name, text in texts.items()}
    for name, text in texts.items():
        for link in dict.fromkeys(map(html.unescape, LINK.findall(text))):
            if not leads_somewhere(site, name, link, anchors, base):
                yield name, link


def leads_somewhere(site: Path, page: str, link: str, anchors: dict[str, set[str]], base: str) -> bool:
    """Whether a link of a page leads to a file and an anchor of the site, or out of it."""
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme == "https"
    path = unquote(parts.path)
    if path.startswith("/"):
        path = path.removeprefix(base.rstrip("/")).lstrip("/") or "."
    else:
        path = posixpath.join(posixpath.dirname(page), path) if path else page
    path = posixpath.normpath(path)
    target = site / path
    if target.is_dir():
        path, target = posixpath.normpath(posixpath.join(path, "index.html")), target / "index.html"
    return target.is_file() and (not parts.fragment or unquote(parts.fragment) in anchors.get(path, set()))
