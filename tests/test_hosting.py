"""What `docs/hosting.md` says is true: its three blocks say the same, and the policy is that of the pages."""

import re

import pytest
import yaml

from tests import hosting
from tests.projects import ROOT

POLICY = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["policy"]


@pytest.mark.parametrize("kind", hosting.FORMS)
def test_every_block_has_the_policy_of_the_pages(kind: str) -> None:
    """A page cannot say who may show it in a frame: that stands in the header alone."""
    assert hosting.headers(kind)["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"


def test_the_blocks_say_the_same_and_the_table_explains_it() -> None:
    nginx = hosting.headers("nginx")
    assert len(nginx) == 6
    assert all(hosting.headers(kind) == nginx for kind in hosting.FORMS)
    assert re.findall(r"^\| `([\w-]+)` \| .* \|$", hosting.PAGE, re.MULTILINE) == [*nginx, "Cache-Control"]


def test_the_policy_lets_nothing_in() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules.pop("default-src") == rules.pop("object-src") == "'none'"
    assert rules.pop("img-src") == "'self' data:"
    assert {"script-src", "style-src", "connect-src", "worker-src", "base-uri", "form-action"} <= set(rules) and set(rules.values()) == {"'self'"}
