"""Processes that are forked to work side by side."""

import ctypes
import gc
import multiprocessing
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from mmap import mmap
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from guide.messages import COMMANDS
from guide.problem import BuildError
from guide.stops import held_back, left_to_parent

Shared, Item, Result = TypeVar("Shared"), TypeVar("Item"), TypeVar("Result")
GAVE_UP = 70
"""The exit code of a process that could not do what it was asked for."""
MOST = 1 << 14
"""As many things at once can be told apart when a process is lost."""


def forks() -> bool:
    """Whether the system can fork: Windows cannot."""
    return "fork" in multiprocessing.get_all_start_methods()


def side_by_side(work: Callable[[Shared, Item], Result], shared: Shared, items: Mapping[str, Item], jobs: int) -> Iterator[Result]:
    """What `work` makes of each item, in their order: see `Crew`."""
    with Crew(work, shared, jobs) as crew:
        yield from crew.results(items)


@contextmanager
def meanwhile(work: Callable[[Item], Result], name: str, item: Item, jobs: int) -> Iterator[Callable[[], Result]]:
    """Let `work` begin on an item in a process of its own while this one does something else; what is given waits for what it made.

    What fails there is done once more here, where it can be told. Raises BuildError where the process is stopped from outside.
    """
    if jobs < 2 or not forks():
        yield lambda: work(item)
        return
    context = multiprocessing.get_context("fork")
    line, other = context.Pipe(duplex=False)
    process = context.Process(target=send, args=(os.getpid(), other, work, item))
    with held_back():
        process.start()
    other.close()

    def made() -> Result:
        try:
            result: Result = line.recv()
        except EOFError:
            process.join()
            if process.exitcode == GAVE_UP:
                return work(item)
            raise BuildError(COMMANDS["worker-lost"].format(names=name)) from None
        return result

    try:
        yield made
    finally:
        process.kill()
        process.join()


def send(parent: int, line: Connection, work: Callable[[Item], Result], item: Item) -> None:
    """Send what `work` makes of an item, and end."""
    try:
        begin(parent)
        line.send(work(item))
        line.close()
        os._exit(0)
    finally:
        os._exit(GAVE_UP)


class Crew(Generic[Shared, Item, Result]):
    """Processes that are forked when there is more than one thing to do, if the system has them. They keep what they learn to the end.

    `shared` is what they share with this one, too large to send.
    """

    def __init__(self, work: Callable[[Shared, Item], Result], shared: Shared, jobs: int) -> None:
        self.work, self.shared, self.jobs = work, shared, jobs if forks() else 1
        self.pool: ProcessPoolExecutor | None = None
        self.making = mmap(-1, MOST)

    def __enter__(self) -> "Crew[Shared, Item, Result]":
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)

    def results(self, items: Mapping[str, Item]) -> Iterator[Result]:
        """What the work makes of each item, in their order.

        An error carries the name of the item. Raises BuildError with the names of what was in the making where a process is stopped
        from outside.
        """
        if not self.pool and (self.jobs < 2 or len(items) < 2):
            for name, item in items.items():
                with named(name):
                    result = self.work(self.shared, item)
                yield result
            return
        try:
            with held_back():
                self.pool = self.pool or self.forked(len(items))
                futures = [self.pool.submit(work_on, number % MOST, item) for number, item in enumerate(items.values())]
            for name, future in zip(items, futures, strict=True):
                with named(name):
                    result = future.result()
                yield result
        except BrokenProcessPool:
            names = ", ".join(name for number, name in enumerate(items) if self.making[number % MOST])
            raise BuildError(COMMANDS["worker-lost"].format(names=names)) from None

    def forked(self, items: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(min(self.jobs, items), context, initializer=hold, initargs=(os.getpid(), self.work, self.shared, self.making))


@contextmanager
def named(name: str) -> Iterator[None]:
    """Note with an error what was in the making."""
    try:
        yield
    except BaseException as error:
        error.add_note(COMMANDS["in-the-making"].format(name=name))
        raise


held: tuple[Callable[[Any, Any], Any], Any, mmap]
"""In a worker: what it does, with what it shares, and where it marks what it works on."""


def hold(parent: int, *given: Any) -> None:
    """Begin a worker."""
    global held
    held = given  # type: ignore[assignment]
    begin(parent)


def work_on(number: int, item: Any) -> Any:
    """Work on an item, the one with this number."""
    work, shared, making = held
    making[number] = 1
    try:
        return work(shared, item)
    except Exception as error:
        if can_be_sent(error):
            raise
        raise RuntimeError(f"{type(error).__name__}: {error}").with_traceback(error.__traceback__) from None
    finally:
        making[number] = 0


def can_be_sent(error: Exception) -> bool:
    """Whether an error can go from one process to another. One that cannot would look as if its process was stopped from outside."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return False
    return True


def begin(parent: int) -> None:
    """Leave signals to the process that made this one; and end when it is gone. What it has from there lives to the end, its own garbage does not."""
    left_to_parent()
    gc.freeze()
    gc.enable()
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()


def end_with(parent: int) -> None:
    """End this process when its parent has: one that was killed cannot say that nobody waits for the work any more."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def give_back() -> None:
    """Give back what is free of the memory of C libraries, where the system's own can: what was large leaves much of it in pieces."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)
