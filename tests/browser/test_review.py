"""The page of what an edit changed opens from a folder, asks for nothing, fits a phone, and breaks no rule of WCAG 2.2 A or AA, in light or dark."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

from playwright.sync_api import Page

from guide.compare import compare
from guide.content import read_content
from guide.proofs import Proof, Shot
from guide.review import Review
from guide.review_page import html
from tests.browser.axe import violations
from tests.browser.walk import DESK, PHONE
from tests.projects import small_project
from tests.translated import edit

CONVERSATION = "conversations/conversation-1"


def test_it_opens_anywhere_and_everybody_can_use_it(tab: Callable[..., Page], tmp_path: Path) -> None:
    content = small_project(tmp_path)
    old = read_content(copytree(content, tmp_path / "before" / "content"))
    edit(content, CONVERSATION, "note: Skriv elevens egne ord.", "note: Skriv elevens **egne** stikord, og læs dem [højt](parachute).")
    edit(content, CONVERSATION, "  own-words: Sig det med egne ord.", "  agreement: Skriv aftalen.")
    edit(content, CONVERSATION, "months: [8]", "months: [9]")
    new = read_content(content)
    proof = Proof("notes-1", "da", {1: (Shot(b"", 840, 1188), Shot(b"", 840, 1188)), 2: (None, Shot(b"", 840, 1188))})
    path = tmp_path / "diff.html"
    path.write_text(html(Review(old, new, compare(old, new, ["da"]), [proof]), "før", ["da"]), encoding="utf-8")
    page, asked = tab(width=DESK), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert violations(page) == []
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
