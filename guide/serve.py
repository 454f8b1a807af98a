"""`build.py serve`: the site on this computer alone, in step with the content while it is edited.

An edit is first shown by `preview`; then the ordinary build is run beside, as whoever builds would run it. A mistake is shown
in the terminal and on the page until it is mended.
"""

import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from guide import shelf
from guide.environment import ROOT
from guide.fingerprint import sources
from guide.listen import HOST, Listeners, server
from guide.messages import COMMANDS, SIGNS
from guide.preview import Preview
from guide.problem import BuildError, ContentError, unusable
from guide.stops import STOPS, restore
from guide.swap import locked, sweep

STEP = 0.1
"""How long to wait between two looks at the files, in seconds."""
WRITING = 0.03
"""How long nothing may change before what an editor wrote counts as whole, in seconds."""
PATIENCE = 2.0
"""How long to wait for another build to end before it is told, in seconds."""
ENOUGH = 200
"""After how many edits to begin anew: the library that lays out text keeps a little of all that it has laid out."""

Seen = dict[str, tuple[int, ...]]
"""Every file that the output is made of, with what tells it from itself as it was before."""


def serve(content: Path, output: Path, port: int, options: Sequence[str], edition: str = "") -> None:
    """Serve until Ctrl-C. `port` 0 takes any that is free; `options` go to every build. Raises BuildError where the port or the folder cannot be had."""
    options = ["--content", str(content), "--output", str(output), *([f"--edition={edition}"] if edition else []), *options]
    output = output / edition
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuildError(unusable(error, output)) from None
    listeners, stopping = Listeners(), threading.Event()
    with ended_by(stopping), server(output / "site", port, listeners) as port:
        print(COMMANDS["serving"].format(address=f"http://{HOST}:{port}/"), flush=True)
        Edits(content, output, options, port, listeners, edition).follow(stopping)


@contextmanager
def ended_by(stopping: threading.Event) -> Iterator[None]:
    """Let the first Ctrl-C, or the end of the terminal, wait for the step that is being done; a second one breaks into it."""

    def ask(*_: object) -> None:
        stopping.set()
        restore(before)

    before = {name: signal.signal(name, ask) for name in STOPS}
    try:
        yield
    finally:
        restore(before)


def look(content: Path, edition: str = "") -> Seen:
    """The files as they are now. What goes while they are counted is not counted."""
    found: Seen = {}
    with suppress(OSError):
        for path in sources(content, edition):
            with suppress(OSError):
                facts = os.stat(path)
                found[path] = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
    return found


def settled(content: Path, before: Seen, edition: str = "") -> Seen:
    """The files once nobody is writing any more: editors save in several steps."""
    while (now := look(content, edition)) != before:
        time.sleep(WRITING)
        before = now
    return now


class Edits:
    """Follows the edits: the build that runs or is due, and what is told of it."""

    def __init__(self, content: Path, output: Path, options: Sequence[str], port: int, listeners: Listeners, edition: str = "") -> None:
        self.content, self.output, self.edition, self.listeners = content, output, edition, listeners
        self.options, self.port = options, port
        self.preview: Preview | None = None
        self.build: subprocess.Popen[bytes] | None = None
        self.said: IO[str] = io.StringIO()
        self.due: float | None = time.monotonic()
        self.edits = 0
        self.outdated = self.mistaken = False

    def follow(self, stopping: threading.Event) -> None:
        """Until it is to stop: see what has changed, show it, build."""
        seen = look(self.content, self.edition)
        print(COMMANDS["building"], flush=True)
        try:
            while not stopping.wait(STEP):
                now = settled(self.content, seen, self.edition)
                changed = [Path(name) for name in now.keys() | seen.keys() if now.get(name) != seen.get(name)]
                seen = now
                if changed:
                    self.edited(changed)
                elif self.due:
                    self.begin(self.due)
                elif self.build and self.build.poll() is not None:
                    self.ended(self.build.returncode)
        finally:
            early = self.due or self.build or self.listeners.mistakes
            self.stop()
            self.tidy()
        print(COMMANDS["served-early" if early else "served"], flush=True)

    def edited(self, changed: list[Path]) -> None:
        """Show an edit at once, as far as can be; a build is due."""
        self.stop()
        self.edits += 1
        began, shown = time.perf_counter(), False
        self.outdated |= not all(path.is_relative_to(self.content) for path in changed)
        try:
            if self.preview and not self.outdated:
                shown = self.preview.show(changed, self.listeners.opened, lambda: self.listeners.tell("changed"))
        except ContentError as error:
            self.mistake("\n".join(map(str, error.problems)))
            self.mistaken, self.due = True, None
            return
        except OSError:  # the build will say what cannot be written
            pass
        if self.mistaken:  # the preview has found it, so the preview knows that it is mended
            self.mistaken = False
            self.listeners.tell("mistakes")
        if shown:
            self.listeners.tell("changed")
        seconds = f"{time.perf_counter() - began:.1f}".replace(".", SIGNS["decimal"])
        print(COMMANDS["shown" if shown else "building"].format(seconds=seconds), flush=True)
        self.due = time.monotonic()

    def begin(self, due: float) -> None:
        """Begin the ordinary build, unless another one is at work in the output."""
        if not self.is_free():
            if time.monotonic() - due > PATIENCE and not self.listeners.mistakes:
                self.mistake(COMMANDS["locked"].format(folder=self.output))
            return
        self.due, self.said = None, tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
        command = [sys.executable, "-P", "-m", "guide", *self.options]
        self.build = subprocess.Popen(command, env=surroundings(), stdout=subprocess.DEVNULL, stderr=self.said, start_new_session=True)
        self.preview = self.preview or Preview(self.content, self.output, self.edition)
        self.preview.begin()

    def is_free(self) -> bool:
        """Whether no other build is at work in the output."""
        try:
            with locked(self.output, patience=0):
                return True
        except BuildError:
            return False
        except OSError:  # the build will say what is wrong with the folder
            return True

    def stop(self) -> None:
        """Stop the build that runs, with all its workers: what it would make is out of date. The next one clears up after it."""
        if self.build and self.build.poll() is None:
            with suppress(ProcessLookupError):
                if os.name == "posix":
                    os.killpg(self.build.pid, signal.SIGKILL)
                else:
                    self.build.kill()
            self.build.wait()
        self.build = None
        self.said.close()

    def tidy(self) -> None:
        """Clear up after a build that was stopped, where no other has begun."""
        with suppress(BuildError, OSError), locked(self.output):
            sweep(self.output)
            shelf.prune()

    def ended(self, code: int) -> None:
        """Tell how the build went."""
        self.build = None
        with self.said:
            self.said.seek(0)
            said = self.said.read().strip()
        if code:
            self.mistake(said or COMMANDS["build-lost"])
            return
        self.listeners.tell("mistakes")
        self.listeners.tell("changed")
        if (self.outdated or self.edits >= ENOUGH) and os.name == "posix":  # what is in memory is of the code and templates of before
            os.execve(sys.executable, [sys.executable, "-P", "-m", "guide", "serve", *self.options, f"--port={self.port}"], surroundings())
        if self.preview:
            with suppress(OSError):
                self.preview.end()
        print(COMMANDS["in-step"], flush=True)

    def mistake(self, said: str) -> None:
        """Show a mistake in the terminal and on the page."""
        print(said, file=sys.stderr, flush=True)
        self.listeners.tell("mistakes", said)


def surroundings() -> dict[str, str]:
    """What a process of ours finds around it."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
