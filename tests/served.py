"""`build.py serve` as a process of its own, on a copy of the project that may be edited, code and all."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from tests.projects import ROOT, small_project

IN_STEP = "Alt er bygget."
PATIENCE = 120.0
"""How long a test waits for what has to come, in seconds: machines that test are busy."""


class Served:
    """The process, what it has said (`lines`), and what its pages were told (`told`)."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.root, self.content, self.output = folder, content, folder / "built"
        self.lines: list[str] = []
        self.told: list[tuple[str, str]] = []
        command = [sys.executable, "-P", "-m", "guide", "serve", "--content", str(content), "--output", str(self.output), "--port", "0"]
        surroundings = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        threading.Thread(target=self.read, daemon=True).start()
        until(lambda: self.lines)
        self.address = next(word for word in self.lines[0].split() if word.startswith("http://"))
        threading.Thread(target=self.listen, daemon=True).start()

    def read(self) -> None:
        """Note what the terminal shows."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def listen(self) -> None:
        """Note what a page hears, as a browser does: where the connection ends, a new one is begun."""
        while self.process.poll() is None:
            with suppress(OSError, http.client.HTTPException), self.asked("/preview/events?page=/samtaler/foerste/") as answer:
                event = ""
                for line in answer:
                    kind, _, value = line.decode().strip().partition(": ")
                    event = value if kind == "event" else event
                    if kind == "data":
                        self.told.append((event, json.loads(value)))
            time.sleep(0.1)

    @contextmanager
    def asked(self, path: str) -> Iterator[http.client.HTTPResponse]:
        """The answer for an address."""
        with closing(http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)) as connection:
            connection.request("GET", path)
            with connection.getresponse() as answer:
                yield answer

    def get(self, path: str) -> str:
        """What the server answers for an address; '' where it does not."""
        with suppress(OSError), self.asked(path) as answer:
            return answer.read().decode("utf-8", "replace") if answer.status == 200 else ""
        return ""

    def edit(self, file: str, old: str, new: str) -> None:
        """Change words in a file of the content, or of the project."""
        path = self.content / file if (self.content / file).exists() else self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    @contextmanager
    def step(self) -> Iterator[None]:
        """What is done here has been built when it is over."""
        before = self.lines.count(IN_STEP)
        yield
        until(lambda: self.lines.count(IN_STEP) > before)

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """End it as a terminal does; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def processes(self) -> list[str]:
        """The processes that work on this content, as the system lists them."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            if os.fsencode(self.output) in words:
                found.append(path.parent.name)
        return found


@contextmanager
def served(folder: Path, prepare: Callable[[Path], None] = lambda _: None) -> Iterator[Served]:
    """Serve the small project from a copy of the code in this folder; `prepare` may change its content first."""
    for name in ("guide", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    content = small_project(folder)
    prepare(content)
    found = Served(folder, content)
    try:
        yield found
    finally:
        if found.process.poll() is None:
            found.end()
        if found.process.stdout:
            found.process.stdout.close()


def until(condition: Callable[[], object]) -> None:
    """Wait for something that has to come."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
