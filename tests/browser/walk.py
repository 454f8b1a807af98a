"""A walk through many pages: each is opened on a phone, made as wide as a desk, and looked at in every way meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.axe import AXE, violations
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


def walk(page: Page, address: str, paths: Iterable[str]) -> Walk:
    """Walk through these pages of the site."""
    page.add_init_script(AXE)
    found, seen = Walk(Heard(page)), {PHONE: set[int](), DESK: set[int]()}
    for path in paths:
        page.set_viewport_size({"width": PHONE, "height": 800})
        page.goto(address + path)
        found.misfits += [f"{path} {misfit}" for misfit in misfits(page, PHONE)]
        found.violations += [f"{path} on a phone {violation}" for violation in violations(page, seen[PHONE])]
        page.set_viewport_size({"width": DESK, "height": 800})
        found.violations += [f"{path} on a desk {violation}" for violation in violations(page, seen[DESK])]
    return found
