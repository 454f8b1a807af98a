"""Build a guide full of attacks in a process of its own, which notes every file, address, program and piece of code that Python is asked for.

`python -m tests.attacks.audited FOLDER sheets|site` leaves `FOLDER/output`, and what it noted in `FOLDER/facts.json`.
"""

import json
import mimetypes
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.sheets import ASSETS
from tests.projects import ROOT

SHEETS, SITE = "sheets", "site"
"""What is built: sheets of every kind and the book in one language, or everything of a small guide in three."""
FILES, ADDRESSES, PROGRAMS, CODE = "files", "addresses", "programs", "code"
REFUSED = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
REFUSED += ("ftplib.connect", "http.client.connect", "smtplib.connect")
STARTS = {"subprocess.Popen": 0, "os.exec": 0, "os.posix_spawn": 0, "os.system": 0, "os.spawn": 1}
"""The events of programs that are started, and where their name stands."""


SYSTEM = ["/dev/null", "/dev/urandom", "/proc/self/", "/usr/share/zoneinfo/", "/etc/mime.types", *map(str, mimetypes.knownfiles)]
FINDERS = {"ldconfig", "gcc", "cc", "ld", "objdump"}
"""What Python asks where a library lies, when the engine is imported."""


@dataclass(frozen=True)
class Built:
    """What was built, of which attacks, and what was asked for meanwhile: files by their true paths, code that names an attack."""

    folder: Path
    texts: list[str]
    labels: list[str]
    refused: dict[str, str]
    asked: dict[str, list[str]]


def build_audited(folder: Path, kind: str) -> Built:
    """Build it, with a place for temporary files of its own. Raises CalledProcessError where that fails."""
    (folder / "tmp").mkdir()
    surroundings = {**os.environ, "TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "tests.attacks.audited", str(folder), kind], cwd=folder, env=surroundings, check=True)
    return Built(folder, **json.loads((folder / "facts.json").read_text(encoding="utf-8")))


def strange(built: Built) -> list[str]:
    """What was asked for that a build needs not: files of neither project, content, Python nor the lists of a system, addresses, programs, code."""
    own = [ROOT / name for name in ("guide", "templates", "docs", "tests", ".venv", ".cache")]
    roots = [built.folder, *own, *map(Path, [*sys.path, sys.prefix, sys.base_prefix])]
    allowed = [f"{os.path.realpath(root)}{os.sep}" for root in roots if str(root) not in ("", str(ROOT))]
    allowed += [str(ROOT / "mkdocs.yml"), str(ROOT / "requirements.txt"), *SYSTEM]
    files = [path for path in built.asked[FILES] if not path.startswith(tuple(allowed))]
    addresses = [address for address in built.asked[ADDRESSES] if not address.startswith((f"{ASSETS.as_uri()}/", "data:image/svg+xml,"))]
    return [*files, *addresses, *sorted({*built.asked[PROGRAMS]} - FINDERS), *built.asked[CODE]]


class Listener:
    """Notes what Python is asked for from now on, and refuses what leads out of the machine."""

    def __init__(self) -> None:
        self.asked: dict[str, dict[str, None]] = {FILES: {}, ADDRESSES: {}, PROGRAMS: {}, CODE: {}}
        sys.addaudithook(self.heard)

    def heard(self, event: str, values: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(values[0], str | bytes):
            self.asked[FILES][os.path.realpath(os.fsdecode(values[0]))] = None
        elif event == "urllib.Request":
            self.asked[ADDRESSES][str(values[0])] = None
        elif event in STARTS:
            self.asked[PROGRAMS][os.path.basename(os.fsdecode(values[STARTS[event]]))] = None
        elif event == "compile" and "__hit" in str(values[0]):
            self.asked[CODE][str(values[1])] = None
        elif event in REFUSED:
            self.asked[ADDRESSES][f"{event} {values}"] = None
            raise PermissionError(event)


def main(folder: Path, kind: str) -> None:
    from guide import store
    from guide.build import Order
    from tests.attacks.corpus import attacked, made

    assert tempfile.gettempdir() == str(folder / "tmp")
    found = attacked(folder, sheets=True) if kind == SHEETS else attacked(folder, languages=("en", "pl"))
    store.CACHE = folder / "cache"  # nothing is taken that was printed before
    listener = Listener()
    made(found, folder / "output", Order("sheets", variants=("print", "fillable", "large"), jobs=1) if kind == SHEETS else Order(jobs=1))
    refused = {"/".join(name): str(problem) for name, problem in found.refused.items()}
    facts = {"texts": found.texts, "labels": found.labels, "refused": refused, "asked": {key: list(names) for key, names in listener.asked.items()}}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
