"""Processes side by side: all is done in order, an error says where it came from, and no process outlives the one that made it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from guide import forking
from guide.forking import side_by_side
from guide.problem import BuildError
from tests.copies import ends
from tests.projects import ROOT

ITEMS = {f"page {number}": number for number in range(20)}


def added(shared: int, number: int) -> tuple[int, int]:
    return shared + number, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 50])
def test_all_is_done_in_order(jobs: int) -> None:
    found = list(side_by_side(added, 100, ITEMS, jobs))
    assert [number for number, _ in found] == list(range(100, 120))
    assert ({process for _, process in found} == {os.getpid()}) == (jobs == 1)


def test_one_thing_is_done_here() -> None:
    assert list(side_by_side(added, 1, {"one": 1}, 4)) == [(2, os.getpid())]
    assert list(side_by_side(added, 1, {}, 4)) == []


def doubled(number: int) -> tuple[int, int]:
    if number == 7:
        raise ValueError("bad")
    if number == 8:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2, os.getpid()


def forever(_: int) -> None:
    threading.Event().wait()


def test_what_is_done_meanwhile_is_done_elsewhere() -> None:
    with forking.meanwhile(doubled, "one", 1, 2) as made:
        number, process = made()
    assert number == 2 and process != os.getpid()
    with forking.meanwhile(doubled, "one", 1, 1) as made:
        assert made() == (2, os.getpid())


def test_what_fails_meanwhile_is_told_here() -> None:
    with pytest.raises(ValueError, match="bad"), forking.meanwhile(doubled, "seven", 7, 2) as made:
        made()
    with pytest.raises(BuildError, match="eight"), forking.meanwhile(doubled, "eight", 8, 2) as made:
        made()


def test_nobody_waits_for_what_is_done_meanwhile_when_all_else_fails() -> None:
    with pytest.raises(ValueError), forking.meanwhile(forever, "for ever", 1, 2):
        raise ValueError
    assert not multiprocessing.active_children()


def test_a_system_that_cannot_fork_does_here_what_is_done_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "forks", lambda: False)
    with forking.meanwhile(doubled, "one", 1, 2) as made:
        assert made() == (2, os.getpid())


def test_a_system_that_cannot_fork_does_all_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "forks", lambda: False)
    assert {process for _, process in side_by_side(added, 1, ITEMS, 4)} == {os.getpid()}


class Strange(Exception):
    """An error that cannot be sent from one process to another."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} {other}")


def fails(error: Exception, number: int) -> int:
    if number == 7:
        raise error
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_says_what_was_in_the_making(jobs: int) -> None:
    with pytest.raises(ValueError, match="bad") as caught:
        list(side_by_side(fails, ValueError("bad"), ITEMS, jobs))
    assert caught.value.__notes__ == ["Det skete, mens page 7 blev lavet."]


def dies(how: int, number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), how) if how else os._exit(0)
    return number


@pytest.mark.parametrize("how", [0, signal.SIGKILL])
def test_a_worker_that_dies_says_what_was_in_the_making(how: int) -> None:
    with pytest.raises(BuildError, match=r"mens [^.]*page 7[^.]*blev lavet"):
        list(side_by_side(dies, how, ITEMS, 2))


def sent(_: None, number: int) -> int:
    return number if number != 7 else fails(Strange(1, 2), 7)


def test_an_error_that_cannot_be_sent_is_told_in_its_words() -> None:
    with pytest.raises(RuntimeError, match="^Strange: 1 2") as caught:
        list(side_by_side(sent, None, ITEMS, 2))
    assert caught.value.__notes__ == ["Det skete, mens page 7 blev lavet."]


def test_workers_end_with_the_process_that_made_them() -> None:
    code = """
import os, time
from guide.forking import side_by_side
def told(_, number):
    time.sleep(60 * (number == 49))
    return os.getpid()
results = side_by_side(told, None, {str(number): number for number in range(50)}, 2)
print(*{next(results) for _ in range(49)}, flush=True)
next(results)
"""
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True) as parent:
        assert parent.stdout and parent.stdout.readline().split()
        parent.kill()
    assert ends(parent.pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_workers_leave_it_to_the_process_that_made_them_to_be_asked_to_stop(number: int) -> None:
    assert list(side_by_side(asked, number, {"one": 1, "other": 2}, 2)) == [True, True]


def asked(number: int, _: int) -> bool:
    os.kill(os.getpid(), number)
    time.sleep(0.01)
    return True
