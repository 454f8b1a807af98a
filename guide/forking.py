"""Processes that are forked to work side by side."""

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from mmap import mmap
from typing import Any, TypeVar

from guide.messages import COMMANDS
from guide.problem import BuildError
from guide.stops import held_back, left_to_parent

Shared, Item, Result = TypeVar("Shared"), TypeVar("Item"), TypeVar("Result")


def forks() -> bool:
    """Whether the system can fork: Windows cannot."""
    return "fork" in multiprocessing.get_all_start_methods()


def side_by_side(work: Callable[[Shared, Item], Result], shared: Shared, items: Mapping[str, Item], jobs: int) -> Iterator[Result]:
    """What `work` makes of each item, in their order: in forked processes, if there is more than one thing to do and the system has them.

    `shared` is what they share with this one, too large to send. An error carries the name of the item. Raises BuildError with
    the names of what was in the making where a process is stopped from outside.
    """
    if jobs < 2 or len(items) < 2 or not forks():
        for name, item in items.items():
            with named(name):
                result = work(shared, item)
            yield result
        return
    making = mmap(-1, len(items))
    pool = ProcessPoolExecutor(min(jobs, len(items)), multiprocessing.get_context("fork"), initializer=hold, initargs=(os.getpid(), work, shared, list(items.values()), making))
    try:
        with held_back():
            futures = [pool.submit(work_on, number) for number in range(len(items))]
        for name, future in zip(items, futures, strict=True):
            with named(name):
                result = future.result()
            yield result
    except BrokenProcessPool:
        raise BuildError(COMMANDS["worker-lost"].format(names=", ".join(name for name, busy in zip(items, making, strict=True) if busy != b"\0"))) from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def named(name: str) -> Iterator[None]:
    """Note with an error what was in the making."""
    try:
        yield
    except BaseException as error:
        error.add_note(COMMANDS["in-the-making"].format(name=name))
        raise


held: tuple[Callable[[Any, Any], Any], Any, list[Any], mmap]
"""In a worker: what it does with what it shares, to which items, and where it marks those it works on."""


def hold(parent: int, *given: Any) -> None:
    """Begin a worker."""
    global held
    held = given  # type: ignore[assignment]
    begin(parent)


def work_on(number: int) -> Any:
    """Work on the item with this number."""
    work, shared, items, making = held
    making[number] = 1
    result = work(shared, items[number])
    making[number] = 0
    return result


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
