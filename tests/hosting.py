"""The headers that `docs/hosting.md` tells hosts to send."""

import re

from tests.projects import ROOT

PAGE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
FORMS = {
    "nginx": r'add_header (?P<name>[\w-]+) "(?P<value>.*)" always;',
    "apache": r'Header always set (?P<name>[\w-]+) "(?P<value>.*?)"$',
    "text": r"  (?P<name>[\w-]+): (?P<value>.*)",
}
"""How each kind of host writes a header, by the language of its block."""


def headers(kind: str) -> dict[str, str]:
    """The headers for one kind of host, less what is said of the cache."""
    block = PAGE.partition(f"```{kind}\n")[2].partition("```")[0]
    return {found["name"]: found["value"] for found in re.finditer(FORMS[kind], block, re.MULTILINE) if found["name"] != "Cache-Control"}
