"""Stands at every change that a build makes to the disk, and counts them, fails one, or kills the build just before one.

Copied into a project as `sitecustomize.py`, it is there from the first moment of the build, which reads from `DISTURB` what to do.
"""

import os
import signal
import sys
from collections.abc import Callable

CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.utime"}
WRITES = os.O_WRONLY | os.O_RDWR


def is_change(event: str, given: tuple[object, ...]) -> bool:
    """Whether what Python tells of is a change to the disk that is just about to be made."""
    if event == "open":
        return isinstance(given[2], int) and bool(given[2] & WRITES) and given[0] != os.devnull
    return event in CHANGES or (event == "ctypes.dlsym" and given[1] == "renameat2")  # the exchange itself is not told of


def at_each(act: Callable[[int, str], None]) -> None:
    """Act just before each change that this process makes: its number, from 1, and what it is."""
    process, count = os.getpid(), 0

    def hear(event: str, given: tuple[object, ...]) -> None:
        nonlocal count
        if is_change(event, given) and os.getpid() == process:
            count += 1
            act(count, f"{event} {given[0]}")

    sys.addaudithook(hear)


def disturb(what: str) -> None:
    """Do what is wished: `list FILE`, or `kill alone NUMBER` and `kill all NUMBER`, with the workers."""
    verb, word, *number = what.split()
    if verb == "list":
        file = os.open(word, os.O_WRONLY | os.O_CREAT)
        at_each(lambda _, change: os.write(file, f"{change}\n".encode()))
    else:
        end = os.kill if word == "alone" else os.killpg
        at_each(lambda count, _: count == int(number[0]) and end(os.getpid(), signal.SIGKILL))


if "DISTURB" in os.environ:
    disturb(os.environ["DISTURB"])
