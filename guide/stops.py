"""Signals that ask a command to stop: Ctrl-C, the system, and a terminal that is closed."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def noted() -> Iterator[list[int]]:
    """Note every signal that asks to stop: what it breaks into, such as an import half done, may turn it into an error of another kind."""
    seen: list[int] = []

    def note(number: int, _: object) -> NoReturn:
        seen.append(number)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, note) for number in STOPS}
    try:
        yield seen
    finally:
        restore(before)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Go on when asked to stop: what is left takes a moment, and must not be left half done."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in STOPS}
    try:
        yield
    finally:
        restore(before)


@contextmanager
def held_back() -> Iterator[None]:
    """Let signals wait while a process is forked: one that it gets before it is ready for it would be lost."""
    if hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def left_to_parent() -> None:
    """Leave it to the process that forked this one, with signals held back, to be asked: it waits for this one, or ends it."""
    for number in STOPS:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def restore(handlers: dict[int, object]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)  # type: ignore[arg-type]
