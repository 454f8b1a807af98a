"""An edit while `build.py serve` runs: from the save to the new PDF on the disk, and to the new words in a browser."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import LEAD, SHEET, Bench
from benchmarks.measure import ended, surroundings
from benchmarks.project import PYTHON, ROOT
from benchmarks.table import Row
from guide.messages import COMMANDS

REST = 3.0
"""How long the server is left alone between two edits, in seconds: it looks round after each build."""
PATIENCE = 600.0
"""How long to wait for anything, in seconds."""


class Talk:
    """A program that is talked with line by line."""

    def __init__(self, command: list[str | Path], folder: Path, **environment: str) -> None:
        pipe, both = subprocess.PIPE, subprocess.STDOUT
        self.process = subprocess.Popen(command, cwd=folder, env=surroundings(environment), stdin=pipe, stdout=pipe, stderr=both)
        self.said: list[str] = []
        self.lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """Take down what it says."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.decode().rstrip("\n"))
        self.lines.put(None)

    def wait(self, words: str) -> str:
        """The next line with these words. Raises RuntimeError where the program ends before, queue.Empty where it says nothing for long."""
        while (line := self.lines.get(timeout=PATIENCE)) is not None:
            self.said.append(line)
            if words in line:
                return line
        raise RuntimeError("\n".join(self.said))

    def say(self, words: str) -> None:
        """Say a line to it."""
        assert self.process.stdin
        self.process.stdin.write(f"{words}\n".encode())
        self.process.stdin.flush()


@dataclass(frozen=True)
class Shown:
    """Seconds from the save of a file until the new PDF lay on the disk, and until a browser showed the new words."""

    on_disk: float
    on_screen: float


def serve(bench: Bench) -> Iterator[Row]:
    """Edits of one text of a sheet, each when the build after the one before is over."""
    project = bench.built
    project.build()
    bench.tell("an edit while build.py serve runs")
    began = time.monotonic()
    server = Talk([PYTHON, "build.py", "serve", "--port", "0"], project.folder)
    try:
        address = server.wait("http://").partition("http://")[2].split()[0]
        server.wait(COMMANDS["in-step"])
        page = json.loads((project.output / "site" / "guide.da.json").read_text(encoding="utf-8"))["sheets"][SHEET]["address"]
        with browser(f"http://{address}{page}") as screen:
            edit(bench, server, screen)  # the first makes ready what all later ones use
            found = [edit(bench, server, screen) for _ in range(bench.repeat)]
    finally:
        os.kill(server.process.pid, signal.SIGINT)  # not by `send_signal`, which may take up what `ended` has to count
        took = ended(server.process, began)
    bench.note("serve", took)
    on_disk, on_screen = (tuple(getattr(item, name) for item in found) for name in ("on_disk", "on_screen"))
    yield Row("serve", "one text of a sheet saved, until its new PDF lies on the disk", on_disk, "s", peak=took.peak, bar=0.6)
    yield Row("serve", "the same, until its page in a browser shows the new words", on_screen, "s")


@contextmanager
def browser(address: str) -> Iterator[Talk]:
    """A browser with a page open, which is told what words to look for, and says when it has seen them."""
    screen = Talk([sys.executable, "-m", "benchmarks.screen", address], ROOT)
    screen.wait("open")
    try:
        yield screen
    finally:
        assert screen.process.stdin
        screen.process.stdin.close()
        screen.process.wait()


def edit(bench: Bench, server: Talk, screen: Talk) -> Shown:
    """One edit, and a wait for all that follows it."""
    time.sleep(REST)
    pdf = bench.built.output / "print" / "da" / f"{SHEET}.pdf"
    before = identity(pdf)
    saved = time.monotonic()
    words = bench.reword(LEAD)
    screen.say(words)
    while identity(pdf) == before:
        if time.monotonic() > saved + PATIENCE:
            raise RuntimeError("no new PDF after an edit")
        time.sleep(0.002)
    on_disk = time.monotonic() - saved
    on_screen = float(screen.wait("seen").split()[1]) - saved
    server.wait(COMMANDS["in-step"])
    return Shown(on_disk, on_screen)


def identity(path: Path) -> tuple[int, int]:
    """What tells a file from the one that stood there before; nothing in the moment when it is exchanged."""
    try:
        facts = path.stat()
    except FileNotFoundError:
        return 0, 0
    return facts.st_ino, facts.st_mtime_ns
