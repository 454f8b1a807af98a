"""The server on one's own computer: whatever is asked of it, it gives files of the site alone, to this computer alone, and goes on."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress

import pytest

from guide.listen import Listeners, server

HOST = "Host: 127.0.0.1\r\n"
SECRET = b"nobody's business"
PAGE = b"<html><head></head><body>the page</body></html>"
Ask = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port at which a small site is served; beside it, and behind links in it, lies what nobody is to see."""
    site = tmp_path_factory.mktemp("listen") / "site"
    (site / "ark").mkdir(parents=True)
    for folder in (site, site / "ark"):
        (folder / "index.html").write_bytes(PAGE)
    (site / "a.pdf").write_bytes(b"%PDF")
    (site.parent / "secret").write_bytes(SECRET)
    (site.parent / "site-secret").mkdir()
    (site.parent / "site-secret" / "index.html").write_bytes(SECRET)
    (site / "out").symlink_to(site.parent / "secret")
    (site / "aside").symlink_to(site.parent / "site-secret")
    (site / "round").symlink_to("round")
    with server(site, 0, Listeners()) as port:
        yield port


@pytest.fixture
def ask(port: int, capfd: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    """All that the server answers to these bytes, after which nothing more is sent. It goes on, and says nothing in the terminal."""

    def ask(data: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            answer = b""
            with suppress(OSError):  # it hangs up on what it does not want to read
                line.sendall(data)
                line.shutdown(socket.SHUT_WR)
            with suppress(ConnectionResetError):
                while found := line.recv(1 << 16):
                    answer += found
        return answer

    yield ask
    assert ask(f"GET / HTTP/1.1\r\n{HOST}\r\n".encode()).endswith(b"the page</body></html>")
    assert capfd.readouterr() == ("", "")


def status(answer: bytes) -> int:
    """The code of the first answer."""
    return int(answer.split(b" ", 2)[1])


PATHS = (
    "/../secret", "/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret", "/.%2e/secret", "/ark/../../secret", "/ark/..%2f..%2fsecret", "/..\\secret",
    "/..%5csecret", "/%252e%252e%252fsecret", "//../secret", "/./../secret", "/....//secret", "/%c0%ae%c0%ae/secret", "/../site-secret/", "/../site-secret",
    "/out", "/aside/", "/aside", "/aside/index.html", "/round", "/round/", "../secret", "secret", "/%00", "/..%00/secret", "/a\0b", "/secret%00.html",
    "/%ff%fe", "/%ed%a0%80", "/\xff\xfe", "/%", "/%zz", "/a.pdf/", "/index.html/", "/index.html/../../secret", f"/{'a' * 5000}", f"/{'a/' * 5000}",
    f"/{'../' * 5000}secret", "/preview/../../secret", "/preview/", "/preview/preview.py", "/preview/%2e%2e/%2e%2e/secret", "file:///etc/passwd",
    "http://127.0.0.1/../secret", "//elsewhere.example/secret", "http://elsewhere.example/", "*", "/etc/passwd", "/~root", "/C:/secret", "/ark/%0d%0aX-Mine:%20yes",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ascii(path)[:40])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_address_leads_out_of_the_site(ask: Ask, method: str, path: str) -> None:
    answer = ask(f"{method} {path} HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n".encode("latin-1"))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert status(answer) in (400, 404) and SECRET not in answer and b"root:" not in answer and b"X-Mine" not in head
    assert method == "GET" or not body


@pytest.mark.parametrize("host", [
    "elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example", "elsewhere.example:8000", "127.0.0.1@elsewhere.example",
    "0.0.0.0", "[::1]", "169.254.169.254", "127.0.0.1:x", "127.0.0.1:", ":80", "127.0.0.1/", "127.0.0.1, elsewhere.example", "", "127x0x0x1", "\u00b2",
])  # fmt: skip
def test_a_page_elsewhere_that_makes_its_name_point_here_is_told_nothing(ask: Ask, host: str) -> None:
    for path in ("/", "/a.pdf", "/preview/events", "/preview/preview.js"):
        answer = ask(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode("latin-1"))
        assert status(answer) == 403 and b"the page" not in answer and b"%PDF" not in answer and b"Access-Control" not in answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.1:8000", "localhost:65535"])
def test_this_computer_is_answered(ask: Ask, host: str) -> None:
    answer = ask(f"GET /ark/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert status(answer) == 200 and b"the page" in answer and b"Cross-Origin-Resource-Policy: same-origin" in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get", "GETT", "<script>", "__init__", "X" * 1000])
def test_nothing_but_to_read_is_done_and_what_is_sent_with_it_is_no_request(ask: Ask, method: str) -> None:
    inner = f"GET / HTTP/1.1\r\n{HOST}\r\n"
    answer = ask(f"{method} / HTTP/1.1\r\n{HOST}Content-Length: {len(inner)}\r\n\r\n{inner}".encode())
    assert status(answer) == 501 and b"the page" not in answer and b"<script>" not in answer.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize("request_", {
    "a long address": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    "a long line": b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
    "many lines": b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n",
    "no end": b"a" * 200_000,
    "one word": b"GET\r\n\r\n",
    "too many words": b"GET / / HTTP/1.1\r\n\r\n",
    "an old version": b"GET /\r\n\r\n",
    "no version": b"GET / HTTP\r\n\r\n",
    "a strange version": b"GET / HTTP/1.x\r\n\r\n",
    "a version of words": b"GET / HTTP/\xb2.1\r\n\r\n",
    "a later version": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a locked line": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) + b"\r\n\r\n",
    "zeros": b"\0" * 1000 + b"\r\n\r\n",
    "lines alone": b"\r\n" * 100,
    "no name": b"GET / HTTP/1.1\r\n\r\n",
    "a name without an end": b"GET / HTTP/1.1\r\nHost: elsewhere\r\n",
    "a line without a sign": b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    "signs of other alphabets": "GET /ł HTTP/1.1\r\nHost: ł\r\n\r\n".encode(),
    "two names": b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\nHost: 127.0.0.1\r\n\r\n",
    "two names, ours first": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: elsewhere.example\r\n\r\n",
    "half a request": b"GET / HT",
    "nothing": b"",
}.items(), ids=lambda item: item[0])  # fmt: skip
def test_what_is_no_request_gets_no_page(ask: Ask, request_: tuple[str, bytes]) -> None:
    answer = ask(request_[1])
    assert b"the page" not in answer and (not answer or answer.startswith(b"<!DOCTYPE") or 400 <= status(answer) < 600)


def test_who_is_slow_or_silent_holds_up_nobody(port: int, ask: Ask) -> None:
    with ExitStack() as stack:
        for number in range(50):
            line = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port), timeout=10)))
            line.sendall((b"", b"G", b"GET / HTTP/1.1\r\nHost: ", f"GET /preview/events?page=/ HTTP/1.1\r\n{HOST}\r\n".encode())[number % 4])
        assert status(ask(f"GET / HTTP/1.1\r\n{HOST}\r\n".encode())) == 200


def test_an_address_of_a_folder_leads_to_its_page_on_this_server(ask: Ask) -> None:
    for path in ("/ark", "//ark", "///ark?a=//b", "/./ark"):
        answer = ask(f"GET {path} HTTP/1.1\r\n{HOST}\r\n".encode())
        assert status(answer) == 302 and b"\r\nLocation: /ark/\r\n" in answer


def test_a_pdf_stands_in_a_page_that_runs_nothing_of_its_address(ask: Ask) -> None:
    answer = ask(f"GET /a.pdf?\"><script>alert(1)</script> HTTP/1.1\r\n{HOST}Sec-Fetch-Dest: document\r\n\r\n".encode())
    assert status(answer) == 200 and b"<script>alert" not in answer and b'src="/a.pdf"' in answer
    answer = ask(f"GET /\"><script>/../a.pdf HTTP/1.1\r\n{HOST}Sec-Fetch-Dest: document\r\n\r\n".encode())
    assert b"<script>/" not in answer
