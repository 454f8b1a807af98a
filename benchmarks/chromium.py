"""Chromium as the system has it, run by Playwright. Started as a program it prints HTML files: `python -m benchmarks.chromium FROM TO`."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.project import CHROMIUM


@contextmanager
def page() -> Iterator[Page]:
    """A page in a browser of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def main(source: Path, target: Path) -> None:
    """Print each HTML file of a folder in one page of one browser; the seconds that each took, by its name, as JSON."""
    took = {}
    with page() as tab:
        for path in sorted(source.glob("*.html")):
            began = time.monotonic()
            tab.goto(path.as_uri())
            tab.pdf(path=target / f"{path.stem}.pdf", tagged=True, prefer_css_page_size=True, print_background=True)
            took[path.stem] = time.monotonic() - began
    print(json.dumps(took))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
