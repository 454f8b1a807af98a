"""A server for one's own computer: the files of a folder, and word of every change to the pages that are open."""

import functools
import hashlib
import html
import http.server
import json
import queue
import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

from guide.environment import TEMPLATES
from guide.messages import COMMANDS, locale
from guide.problem import BuildError

HOST = "127.0.0.1"
OWN_NAME = re.compile(r"(127\.0\.0\.1|localhost)(:\d+)?")
"""What a browser calls this server. A page elsewhere that makes its own name point to this computer is told nothing."""
FOLLOWS = '<link rel="stylesheet" href="/preview/preview.css"><script src="/preview/preview.js" data-mark="{mark}" defer></script>'
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'"
HEAD = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel="icon" href="/assets/favicon.svg">'
PAGE = f'<!doctype html><html lang="{{locale}}">{HEAD}<title>{{title}}</title>{FOLLOWS}<body{{kind}}>{{body}}</body></html>'
"""A page of the server's own: while a page of the site is not there yet, and round a PDF."""
WAITING = "<main><p>{text}</p></main>"
PAPER = '<iframe data-file="{path}" src="{path}" title="{path}"></iframe>'
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
"""No browser keeps an answer, takes it for something else, or gives it to pages from elsewhere."""
TYPES = {".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".webp": "image/webp", ".woff2": "font/woff2"}
"""The types of files that not every system knows."""
BEAT = 10.0
"""How often a page that is open hears that the server is there, in seconds."""

Told = tuple[str, str]
"""An event and its text."""


class Listeners:
    """The pages that are open, and what was told of mistakes last: a page that is opened later hears it too."""

    def __init__(self) -> None:
        self.pages: dict[queue.SimpleQueue[Told], str] = {}
        self.mistakes = ""
        self.lock = threading.Lock()

    @property
    def opened(self) -> set[str]:
        """The addresses of the pages that are open, each from the root of the site: `/ark/`, `/print/da/notes-1.pdf`."""
        with self.lock:
            return set(self.pages.values())

    def tell(self, event: str, text: str = "") -> None:
        """Tell every page: `changed`, or `mistakes` with their text, '' where there are none."""
        with self.lock:
            if event == "mistakes":
                self.mistakes = text
            for waiting in self.pages:
                waiting.put((event, text))

    @contextmanager
    def listening(self, page: str) -> Iterator["queue.SimpleQueue[Told]"]:
        """A queue of what a page is told from now on."""
        waiting: queue.SimpleQueue[Told] = queue.SimpleQueue()
        with self.lock:
            waiting.put(("mistakes", self.mistakes))
            self.pages[waiting] = page
        try:
            yield waiting
        finally:
            with self.lock:
                del self.pages[waiting]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers for the files of the site; pages come with the script that keeps them in step."""

    protocol_version = "HTTP/1.1"
    timeout = 60.0  # a connection on which nothing is asked is let go
    disable_nagle_algorithm = True  # the head of an answer and its data are sent apart: the data is not to wait until the head has arrived
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}

    def __init__(self, *given: object, listeners: Listeners, directory: str) -> None:
        self.listeners = listeners
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for mistakes."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if not OWN_NAME.fullmatch(", ".join(self.headers.get_all("Host", []))):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path == "/preview/events" and self.command == "GET":
            self.send_events(parse_qs(query).get("page", [""])[0])
        elif path in ("/preview/preview.js", "/preview/preview.css"):
            self.send((TEMPLATES / path[1:]).read_bytes(), self.guess_type(path))
        else:
            self.send_site(path)

    do_HEAD = do_GET

    def send_site(self, path: str) -> None:
        """A file of the site. A page gets the script; a PDF that is opened as a page of its own stands in one."""
        root = Path(self.directory).resolve()
        try:
            file = Path(self.translate_path(path)).resolve()
            if file.is_dir() and file.is_relative_to(root) and not path.endswith("/"):
                self.send(b"", "text/plain", HTTPStatus.FOUND, Location=f"/{file.relative_to(root).as_posix()}/")
                return
            file = file / "index.html" if path.endswith("/") else file
            data = file.read_bytes() if file.is_relative_to(root) else None
        except (OSError, RuntimeError, ValueError):  # not there, or no path at all
            data = None
        if data is None:
            self.send_page("…", "", WAITING.format(text=html.escape(COMMANDS["no-page"])), status=HTTPStatus.NOT_FOUND)
        elif file.suffix == ".pdf" and self.headers.get("Sec-Fetch-Dest") == "document":
            name = html.escape(path)
            self.send_page(name, digest(data), PAPER.format(path=name), ' class="preview-pdf"')
        elif file.suffix == ".html":
            follows = FOLLOWS.format(mark=digest(data)).encode()
            self.send(data.replace(b"</head>", follows + b"</head>", 1), TYPES[".html"], Mark=digest(data))
        else:
            self.send(data, self.guess_type(file), Mark=digest(data))

    def send_page(self, title: str, mark: str, body: str, kind: str = "", status: HTTPStatus = HTTPStatus.OK) -> None:
        """A page of the server's own."""
        self.send(PAGE.format(locale=locale(), title=title, mark=mark, body=body, kind=kind).encode(), TYPES[".html"], status)

    def send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, **more: str) -> None:
        """An answer; to HEAD, all but its data."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **HEADERS, **more}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_events(self, page: str) -> None:
        """What is told, for as long as the page is open."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {"Content-Type": "text/event-stream", **HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()
        with self.listeners.listening(page) as waiting:
            said = "retry: 500\n\n"
            while True:
                self.wfile.write(said.encode())
                try:
                    event, text = waiting.get(timeout=BEAT)
                    said = f"event: {event}\ndata: {json.dumps(text)}\n\n"
                except queue.Empty:
                    said = ": here\n\n"


def digest(data: bytes) -> str:
    """What tells a file from itself as it was before."""
    return hashlib.sha256(data).hexdigest()[:16]


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True  # pages that are open do not keep the program from ending
    allow_reuse_address = True
    request_queue_size = 128  # a browser that opens many pages at once is not to knock again a second later

    def server_bind(self) -> None:
        """Take the port alone: on some systems two programs could share it."""
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.allow_reuse_address = False
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        super().server_bind()

    def handle_error(self, *given: object) -> None:
        """Say nothing of a browser that has left in the middle of an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(*given)  # type: ignore[arg-type]


@contextmanager
def server(folder: Path, port: int, listeners: Listeners) -> Iterator[int]:
    """Serve a folder, which may come and go; the port. Raises BuildError where it is taken."""
    try:
        found = Server((HOST, port), functools.partial(Handler, listeners=listeners, directory=str(folder)))
    except OSError:
        raise BuildError(COMMANDS["port"].format(port=port)) from None
    thread = threading.Thread(target=found.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield found.server_port
    finally:
        found.shutdown()
        found.server_close()
