"""A walk through many pages: each is opened on a phone, made as wide as a desk, and looked at in every way meanwhile."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.axe import AXE, violations, violations_of_meaning
from tests.browser.heard import Heard
from tests.browser.layout import misfits

PHONE, DESK = 320, 1280


def source_of(site: Path, path: str) -> str:
    """The HTML of a page of the site."""
    return (site / path / "index.html" if path.endswith("/") or not path else site / path).read_text(encoding="utf-8")


@dataclass
class Walk:
    """What was met on a walk: what was asked for and complained of, what axe found, and what did not fit on a phone."""

    heard: Heard
    violations: list[str] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)


def walk(page: Page, address: str, paths: Iterable[str], closely: Collection[str], on_phone: Collection[str]) -> Walk:
    """Walk through these pages of the site: each is looked at on a phone, and on a desk unless it is of those to look at `on_phone` alone.

    How pale or small a thing is hangs on what kind of element it is (`kinds.py`), not on what it says. So that is measured on the pages to look
    at `closely`, in light and in dark, and these are opened anew on the desk.
    """
    page.add_init_script(AXE)
    found = Walk(Heard(page))
    for path in paths:
        look = violations if path in closely else violations_of_meaning
        page.set_viewport_size({"width": PHONE, "height": 800})
        page.goto(address + path)
        found.misfits += [f"{path} {misfit}" for misfit in misfits(page, PHONE)]
        found.violations += [f"{path} on a phone {violation}" for violation in look(page)]
        if path in closely or path not in on_phone:
            page.set_viewport_size({"width": DESK, "height": 800})
            if path in closely:
                page.goto(address + path)
            found.violations += [f"{path} on a desk {violation}" for violation in look(page)]
    return found
