"""A server for one's own computer: the files of a folder, and word of every change to the pages that are open."""

import functools
import hashlib
import html
import http.server
import json
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from guide.environment import TEMPLATES
from guide.messages import COMMANDS
from guide.problem import BuildError

HOST = "127.0.0.1"
OWN_NAMES = {HOST, "localhost"}
"""A page elsewhere that makes its own name point to this computer is told nothing."""
FOLLOWS = '<link rel="stylesheet" href="/preview/preview.css"><script src="/preview/preview.js" defer></script>'
WAITING = '<!doctype html><html lang="da"><meta charset="utf-8"><title>…</title>{follows}<body><p>{text}</p></body></html>'
PAPER = '<!doctype html><html lang="da"><meta charset="utf-8"><title>{name}</title>{follows}<body class="preview-pdf"><iframe data-file="{path}" src="{path}" title="{name}"></iframe></body></html>'
BEAT = 10.0
"""How often a page that is open hears that the server is there, in seconds."""


class Listeners:
    """The pages that are open, and what was told of mistakes last: a page that is opened later hears it too."""

    def __init__(self) -> None:
        self.queues: set[queue.SimpleQueue[tuple[str, str]]] = set()
        self.mistakes = ""
        self.lock = threading.Lock()

    def tell(self, event: str, text: str) -> None:
        """Tell every page: `changed`, or `mistakes` with their text, '' where there are none."""
        with self.lock:
            if event == "mistakes":
                self.mistakes = text
            for waiting in self.queues:
                waiting.put((event, text))

    @contextmanager
    def listening(self) -> Iterator["queue.SimpleQueue[tuple[str, str]]"]:
        """A queue of what is told from now on."""
        waiting: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        with self.lock:
            waiting.put(("mistakes", self.mistakes))
            self.queues.add(waiting)
        try:
            yield waiting
        finally:
            with self.lock:
                self.queues.discard(waiting)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers for the files of the site; pages come with the script that keeps them in step."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: object, listeners: Listeners, directory: str) -> None:
        self.listeners = listeners
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for mistakes."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in OWN_NAMES:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path == "/preview/events":
            self.send_events()
        elif path in ("/preview/preview.js", "/preview/preview.css"):
            self.send((TEMPLATES / path[1:]).read_bytes(), "text/javascript" if path.endswith("js") else "text/css")
        else:
            self.send_site(path)

    def send_site(self, path: str) -> None:
        """A file of the site. A page gets the script; a PDF that is opened as a page of its own stands in one."""
        file = Path(self.translate_path(self.path))
        if file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = file / "index.html" if path.endswith("/") else file
        try:
            data = file.read_bytes()
        except OSError:
            self.send(WAITING.format(follows=FOLLOWS, text=html.escape(COMMANDS["no-page"])).encode(), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)
            return
        if file.suffix == ".pdf" and self.headers.get("Sec-Fetch-Dest") == "document":
            name = html.escape(path, quote=True)
            self.send(PAPER.format(follows=FOLLOWS, path=name, name=name).encode(), "text/html; charset=utf-8")
        elif file.suffix == ".html":
            self.send(data.replace(b"</head>", FOLLOWS.encode() + b"</head>", 1), "text/html; charset=utf-8")
        else:
            self.send(data, self.guess_type(str(file)))

    def send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        """An answer that no browser keeps."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("ETag", f'"{hashlib.sha256(data).hexdigest()[:16]}"')
        self.end_headers()
        self.wfile.write(data)

    def send_events(self) -> None:
        """What is told, for as long as the page is open."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        with self.listeners.listening() as waiting:
            while True:
                try:
                    event, text = waiting.get(timeout=BEAT)
                except queue.Empty:
                    event, text = "", ""
                try:
                    self.wfile.write((f"event: {event}\ndata: {json.dumps(text)}\n\n" if event else ": here\n\n").encode())
                    self.wfile.flush()
                except (BrokenPipeError, ConnectionResetError):
                    return


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True  # pages that are open do not keep the program from ending
    allow_reuse_address = True

    def server_bind(self) -> None:
        """Take the port alone: on some systems two programs could share it."""
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.allow_reuse_address = False
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        super().server_bind()


@contextmanager
def server(folder: Path, port: int, listeners: Listeners) -> Iterator[str]:
    """Serve a folder, which may come and go; the address. Raises BuildError where the port is taken."""
    try:
        found = Server((HOST, port), functools.partial(Handler, listeners=listeners, directory=str(folder)))
    except OSError as error:
        raise BuildError(COMMANDS["port"].format(port=port, reason=error.strerror)) from None
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{found.server_port}/"
    finally:
        found.shutdown()
        found.server_close()
