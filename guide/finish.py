"""The last step of a page's frame: what MkDocs and the theme leave behind is brought into line with the site's own rules.

- Inline scripts become files, so that the policy of the pages can forbid inline scripts.
- The search takes our worker.
- What no page loads is taken away.
"""

import hashlib
import os
import re
from pathlib import Path

PLACE = "<!-- the page, with its <h1> -->"
"""Stands in a frame where the page goes. Where the theme does not see a heading, it puts one of its own there."""
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
WORKER = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js")
OUR_WORKER = "assets/js/search.js"
UNUSED = ("**/*.map", "assets/javascripts/lunr/**/*", "assets/javascripts/workers/*", "assets/images/*", "sitemap.xml.gz", "search/*")
"""What the theme brings and no page loads: maps for its developers, the stock search, an icon we replace, an index of empty pages."""


def finished(site: Path) -> dict[str, bytes]:
    """The files of a site that MkDocs has made of frames, by their paths."""
    unused = {path for pattern in UNUSED for path in site.glob(pattern)}
    files: dict[str, bytes] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file() and path not in unused):
        name, data = path.relative_to(site).as_posix(), path.read_bytes()
        if path.suffix == ".html":
            text, scripts = move_scripts(data.decode(), name)
            files |= scripts
            data = WORKER.sub(OUR_WORKER, text).encode()
        files[name] = data
    return files


def move_scripts(text: str, page: str) -> tuple[str, dict[str, bytes]]:
    """A page, by its path, with each inline script in a file of its own, named by its content and loaded in the same place; and those files."""
    scripts: dict[str, bytes] = {}
    # the page for a wrong address is shown at any address, so its ways begin at the root, as all others on it do
    root = re.search(r'<script src="([^"]*)assets/javascripts/bundle', text)
    up = os.path.relpath(".", os.path.dirname(page) or ".")
    way = root[1] if root and page == "404.html" else "" if up == "." else f"{up}/"

    def moved(match: re.Match[str]) -> str:
        name = f"assets/js/inline/{hashlib.sha256(match[1].encode()).hexdigest()[:12]}.js"
        scripts[name] = match[1].encode()
        return f'<script src="{way}{name}"></script>'

    return INLINE.sub(moved, text), scripts
