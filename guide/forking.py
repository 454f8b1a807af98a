"""Processes that are forked to work side by side."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from guide.messages import COMMANDS
from guide.problem import BuildError


def forks() -> bool:
    """Whether the system can fork: Windows cannot."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Forked processes that share what this one has read. Raises BuildError where one is stopped from outside."""
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("fork"), initializer=begin, initargs=(os.getpid(),))
    try:
        yield pool
    except BrokenProcessPool:
        raise BuildError(COMMANDS["worker-lost"]) from None
    finally:
        pool.shutdown(cancel_futures=True)


def begin(parent: int) -> None:
    """Leave Ctrl-C to the process that made the workers, which waits for them in full; and end when that process is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()


def end_with(parent: int) -> None:
    """End this process when its parent has: one that was killed cannot say that nobody waits for the work any more."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
