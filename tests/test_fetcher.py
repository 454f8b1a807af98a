"""What the engine of print may read: what lies in `templates/assets`, and nothing else, however it is asked for."""

import contextlib
from pathlib import Path
from typing import Any

import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError

from guide import fetcher, pdf
from guide.fetcher import Fetcher
from guide.sheets import ASSETS

SECRET = "hemmeligt"


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file beside a folder of assets of its own; in it are a style sheet, and ways out: a link to the file and one to its folder."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "own.css").write_text("p { color: red }", encoding="utf-8")
    for name in ("secret.css", "secret.svg", "assets-secret.css"):
        (tmp_path / name).write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><text>{SECRET}</text></svg>", encoding="utf-8")
    (tmp_path / "assets" / "link.svg").symlink_to(tmp_path / "secret.svg")
    (tmp_path / "assets" / "folder").symlink_to(tmp_path)
    monkeypatch.setattr(fetcher, "ASSETS", tmp_path / "assets")
    return tmp_path / "secret.svg"


def test_what_print_needs_can_be_read(secret: Path) -> None:
    address = f"{secret.parent.as_uri()}/assets/own.css"
    for asked in (address, f"{address}?x#y", address.replace("own", "%6fwn"), address.replace("/own", "/./../assets/own")):
        found = Fetcher().fetch(asked)
        assert found.read() == b"p { color: red }" and found.content_type == "text/css"
        found.close()
    assert Fetcher().fetch("data:text/plain,ja").read() == b"ja"


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "FILE:///etc/passwd", "file:/etc/passwd", "file:etc/passwd", "file://localhost/etc/passwd"),
        *("file://attack.example/x", "file:////etc/passwd"),
        *("{folder}/secret.svg", "{folder}/assets/../secret.svg", "{folder}/assets/%2e%2e/secret.svg", "{folder}/assets/..%2fsecret.svg"),
        *("{folder}/assets-secret.css",),
        *("{folder}/assets/link.svg", "{folder}/assets/folder/secret.svg", "{folder}/assets/folder/../secret.svg"),
        *("{folder}/assets/x/../../secret.svg", "{folder}"),
        *("file:///proc/self/environ", "file:///dev/zero", "file:///dev/stdin"),
        *("http://127.0.0.1/", "https://attack.example/", "HTTP://127.0.0.1/", "ftp://127.0.0.1/", "ftps://127.0.0.1/"),
        *("gopher://127.0.0.1/", "jar:file:///etc/passwd!/x"),
        *("//attack.example/x", "/etc/passwd", "etc/passwd", "url:file:///etc/passwd", "\nfile:///etc/passwd"),
        *("view-source:file:///etc/passwd", "http://[::1"),
    ],
)
def test_nothing_else_can(secret: Path, address: str) -> None:
    with pytest.raises(ValueError):
        Fetcher().fetch(address.format(folder=secret.parent.as_uri()))


@pytest.mark.parametrize(
    "source",
    [
        '<img src="{0}">',
        '<p style="background: url({0})">x</p>',
        "<style>p::before {{ content: url({0}) }}</style><p>x</p>",
        '<object data="{0}">x</object>',
        '<embed src="{0}">',
        '<svg width="9" height="9"><image href="{0}" width="9" height="9"/></svg>',
        '<link rel="stylesheet" href="{0}">',
        '<link rel="attachment" href="{0}">',
        '<a rel="attachment" href="{0}">x</a>',
        "<style>@import '{0}';</style>",
        "<style>@font-face {{ font-family: x; src: url({0}) }} p {{ font-family: x }}</style><p>x</p>",
        "<style>@page {{ @top-left {{ content: url({0}) }} }}</style>",
        "<style>@color-profile device-cmyk {{ src: url({0}) }}</style>",
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{0}' width='9' height='9'/></svg>\">",
    ],
)
def test_no_way_that_the_engine_knows_leads_out(secret: Path, source: str) -> None:
    """Were a text ever taken for code, it could still bring nothing in: each of these asks for the file, and none gets it."""
    asked: list[str] = []

    class Listening(Fetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            asked.append(url)
            return super().fetch(url, headers)

    written = b""
    with contextlib.suppress(URLFetchingError):
        page = HTML(string=source.format(secret.as_uri()), base_url=f"{ASSETS.as_uri()}/", url_fetcher=Listening())
        written = page.render(font_config=FontConfiguration()).write_pdf(uncompressed_pdf=True)
    assert secret.as_uri() in [address.partition("#")[0] for address in asked]
    assert SECRET.encode() not in written and secret.read_bytes() not in written


def test_the_printer_reads_with_it() -> None:
    assert isinstance(pdf.Printer().fetcher, Fetcher)
    with pdf.warnings() as heard:
        CSS(string="@import 'https://attack.example/x.css';", url_fetcher=Fetcher())
    assert heard and "disallowed protocol" in heard[0]
