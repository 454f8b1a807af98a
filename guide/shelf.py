"""What was made before, under a hash of all that makes it. It may be deleted at any time.

An entry is a file of named parts that begins with a hash of all the rest: one that is cut, damaged, or stands under a wrong
name counts as not there, and is made anew.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from guide.disk import names, sweep_unfinished, write_whole
from guide.fingerprint import ROOT

FOLDER = Path(ROOT, ".cache", "made")
LIMIT = 500 * 1024 * 1024
"""How many bytes are kept; beyond that, what was used longest ago goes."""
HASH = 64
"""The signs of a hash."""

Parts = dict[str, bytes]


def digest(*parts: str | bytes) -> str:
    """The hash of these parts in this order."""
    result = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        result.update(b"%d:" % len(data) + data)
    return result.hexdigest()


def code(*modules: str) -> bytes:
    """The code of modules of ours: what they make is made anew when it changes."""
    return b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in modules)


def fetch(key: str) -> Parts | None:
    """The parts that are kept under a key; None where there are none that are whole."""
    path = FOLDER / key
    try:
        data = path.read_bytes()
    except OSError:
        return None
    with suppress(OSError):  # what may only be read is as good
        os.utime(path)
    if data[:HASH].decode("ascii", "replace") != hashlib.sha256(data[HASH:]).hexdigest():
        return None
    head, _, body = data[HASH:].partition(b"\n")
    facts = json.loads(head)
    if facts["key"] != key:
        return None
    parts, start = {}, 0
    for name, size in facts["parts"]:
        parts[name] = body[start : start + size]
        start += size
    return parts


def keep(key: str, parts: Parts) -> None:
    """Keep parts under a key. A disk that is full or may not be written to keeps nothing: the work is then done again next time."""
    head = json.dumps({"key": key, "parts": [(name, len(data)) for name, data in parts.items()]}).encode() + b"\n"
    data = b"".join([head, *parts.values()])
    with suppress(OSError):
        write_whole(FOLDER / key, hashlib.sha256(data).hexdigest().encode() + data)


def is_open() -> bool:
    """Whether anything can be kept."""
    with suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
    return os.access(FOLDER, os.W_OK)


def sweep() -> None:
    """Take away what a process left unfinished when it was killed."""
    sweep_unfinished(FOLDER)


def prune(limit: int | None = None) -> None:
    """Take away what was used longest ago until the rest is within the limit."""
    found = []
    for name in names(FOLDER):
        with suppress(OSError):  # another build may have been quicker
            facts = (FOLDER / name).stat()
            found.append((facts.st_mtime_ns, facts.st_size, name))
    room = LIMIT if limit is None else limit
    for _, size, name in sorted(found, reverse=True):
        room -= size
        if room < 0:
            with suppress(OSError):
                (FOLDER / name).unlink()
