"""Where links lead: from an id or an https address to what stands in `href`, seen from one page of the site."""

import posixpath
from urllib.parse import urlsplit

from guide.index import addresses, targets
from guide.model.guide import Guide

FRONT = ""
"""The address of the front page."""


def relative(here: str, there: str) -> str:
    """The way from one address of the site to another; both are below the root and end with a slash, or are empty.

    Relative ways work at every address the site is published at, and without a server.
    """
    path = posixpath.relpath(f"/{there}", f"/{here}")
    return f"{path}/" if there.endswith("/") or there == FRONT else path


class Links:
    """Every id of the guide that can be linked to."""

    def __init__(self, guide: Guide) -> None:
        self.addresses = addresses(guide)
        self.targets = {target.id: target for target in targets(guide)}

    def href(self, here: str, target: str) -> str:
        """The link from the page at address `here` to an id or an https address. Raises KeyError for an unknown id."""
        if target.startswith("https://"):
            return target
        found = self.targets[target]
        there = self.addresses[found.page]
        if not found.anchor:
            return relative(here, there)
        return ("" if here == there else relative(here, there)) + f"#{found.anchor}"


def site_name(url: str) -> str:
    """The name of a site as a reader knows it: `uvm.dk`."""
    return urlsplit(url).netloc.removeprefix("www.")
