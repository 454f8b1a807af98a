"""`build.py serve`: the site on this computer alone, in step with the content while it is edited.

An edit is first shown by `preview`; then the ordinary build is run beside, as whoever builds would run it. A mistake is shown
in the terminal and on the page until it is mended.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from guide.environment import ROOT, TEMPLATES
from guide.fingerprint import files
from guide.listen import Listeners, server
from guide.messages import COMMANDS
from guide.preview import Preview
from guide.problem import BuildError, ContentError

STEP = 0.1
"""How long to wait between two looks at the files, in seconds."""

Seen = dict[str, tuple[int, int]]
"""Every file that the site is made of, with its time and size."""


def serve(content: Path, output: Path, port: int) -> NoReturn:
    """Serve until Ctrl-C. `port` 0 takes any that is free. Raises BuildError where the port is taken or the output cannot be written."""
    output.mkdir(parents=True, exist_ok=True)
    listeners = Listeners()
    with server(output / "site", port, listeners) as address:
        print(COMMANDS["serving"].format(address=address), flush=True)
        Edits(content, output, listeners).follow()


def look(content: Path) -> Seen:
    """The files as they are now."""
    folders = (content, TEMPLATES, ROOT / "guide")
    found = {}
    for folder in folders:
        for entry in still_there(folder):
            facts = entry.stat()
            found[entry.path] = (facts.st_mtime_ns, facts.st_size)
    return found


def still_there(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The files of a folder; one that goes while they are counted is counted next time."""
    try:
        yield from files(os.fspath(folder))
    except FileNotFoundError:
        return


class Edits:
    """Follows the edits: what was seen last, the build that runs, and what is told of it."""

    def __init__(self, content: Path, output: Path, listeners: Listeners) -> None:
        self.content, self.output, self.listeners = content, output, listeners
        self.build: subprocess.Popen[str] | None = None
        self.preview: Preview | None = None

    def follow(self) -> NoReturn:
        """Until it is interrupted: see what has changed, show it, build."""
        seen = look(self.content)
        self.begin()
        try:
            while True:
                time.sleep(STEP)
                now = look(self.content)
                changed = [Path(name) for name in now.keys() | seen.keys() if now.get(name) != seen.get(name)]
                seen = now
                if changed:
                    self.edited(changed)
                elif self.build and self.build.poll() is not None:
                    self.built(self.build)
        finally:
            self.stop()

    def edited(self, changed: list[Path]) -> None:
        """Show an edit at once, as far as can be, and build."""
        self.stop()
        began = time.perf_counter()
        try:
            if self.preview and all(path.is_relative_to(self.content) for path in changed):
                self.preview.show(changed)
                self.listeners.tell("changed", "")
                print(COMMANDS["shown"].format(seconds=f"{time.perf_counter() - began:.1f}".replace(".", ",")), flush=True)
        except ContentError as error:
            self.mistaken("\n".join(map(str, error.problems)))
            return
        self.begin()

    def begin(self) -> None:
        """Begin the ordinary build."""
        command = [sys.executable, "-P", "-m", "guide", "--content", str(self.content), "--output", str(self.output)]
        self.build = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")

    def stop(self) -> None:
        """Stop the build that runs: what it would make is out of date."""
        if self.build and self.build.poll() is None:
            self.build.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        if self.build:
            self.build.communicate()
        self.build = None

    def built(self, build: "subprocess.Popen[str]") -> None:
        """Tell how a build went."""
        _, said = build.communicate()
        self.build = None
        if build.returncode:
            self.mistaken(said.strip())
            return
        print(COMMANDS["in-step"], flush=True)
        self.listeners.tell("mistakes", "")
        self.listeners.tell("changed", "")
        try:
            self.preview = self.preview or Preview(self.content, self.output)
            self.preview.look_around()
        except (BuildError, ContentError):  # an edit in this very moment: it is told by the next look
            self.preview = None

    def mistaken(self, said: str) -> None:
        """Show a mistake in the terminal and on the page."""
        print(said, file=sys.stderr, flush=True)
        self.listeners.tell("mistakes", said)
