"""Whatever the disk, the system or a library refuses: one clear line, exit code 2, the old output whole, and nothing left after the next build."""

import ctypes
import errno
import multiprocessing
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from mmap import mmap
from pathlib import Path
from typing import Any, TypeAlias

import mkdocs.commands.build
import pytest

from guide import cli, environment, offline, pdf, press, shelf, trees
from guide.messages import COMMANDS
from guide.stops import STOPS
from tests.copies import LEFT, ends, parts
from tests.disturbed import at_each
from tests.projects import ROOT, small_project
from tests.translated import edit

REFUSALS = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO)
CODE = str(ROOT / "guide")
Patch: TypeAlias = pytest.MonkeyPatch
Capture: TypeAlias = pytest.CaptureFixture[str]
assert mkdocs and offline and pdf  # imported before processes are forked, which would each import them


class Running:
    """A build in a process that is forked from this one, and leads a group of its own."""

    def __init__(self, work: Callable[[], int]) -> None:
        (out, self.out), (err, self.err) = os.pipe(), os.pipe()
        self.process = multiprocessing.get_context("fork").Process(target=self.run, args=(work, out))
        self.process.start()
        for end in (self.out, self.err):
            os.close(end)
        self.said, self.complaint = open(out, encoding="utf-8"), open(err, encoding="utf-8")

    def run(self, work: Callable[[], int], heard: int) -> None:
        os.setsid()
        os.close(heard)
        sys.stdout, sys.stderr = open(self.out, "w", encoding="utf-8"), open(self.err, "w", encoding="utf-8")
        code = work()
        sys.stderr.flush()
        os._exit(code)

    def begun(self) -> "Running":
        """Wait until it prints. From here on nobody listens but for mistakes, which stops no build."""
        assert self.said.readline().startswith("Sætter ")
        self.said.close()
        return self

    def ended(self) -> tuple[int, str]:
        """Its exit code, and what it said of what went wrong."""
        complaint = self.complaint.read()
        self.process.join()
        self.said.close()
        self.complaint.close()
        assert self.process.exitcode is not None and self.process.pid and ends(self.process.pid)
        return self.process.exitcode, complaint


@dataclass
class Place:
    """Two contents, of which the one or the other can be put in place, and an output that is built of it."""

    folder: Path

    def __post_init__(self) -> None:
        self.output, self.shelf, self.temporary = (self.folder / name for name in ("output", "shelf", "tmp"))
        self.wanted: dict[str, str] = {}
        """The parts of the output of the second content."""

    def put(self, kind: str) -> None:
        shutil.rmtree(self.folder / "content", ignore_errors=True)
        shutil.copytree(self.folder / kind, self.folder / "content")

    def start(self, before: Callable[[], object] = lambda: None, output: str = "output", jobs: int = 1) -> Running:
        """Begin a build, in whose process something is done before."""

        def work() -> int:
            shelf.FOLDER, tempfile.tempdir, cli.LOG = self.shelf, str(self.temporary), self.folder / "error.log"
            before()
            return cli.main(["--content", str(self.folder / "content"), "--output", str(self.folder / output), "--jobs", str(jobs)])

        return Running(work)

    def build(self, before: Callable[[], object] = lambda: None) -> tuple[int, str]:
        """Build; the exit code, and what was said of what went wrong."""
        return self.start(before).ended()

    def refused(self, before: Callable[[], object]) -> str:
        """What a build of the other content says that is refused and leaves all as it was."""
        was = parts(self.output)
        self.put("b")
        code, said = self.build(before)
        assert (code, said.count("\n"), parts(self.output), self.left()) == (2, 1, was, [])
        return said

    def restore(self) -> None:
        """Build the first content; nothing is left of whatever was done."""
        self.put("a")
        assert (self.build(), self.left()) == ((0, ""), [])

    def left(self) -> list[str]:
        """What is in the output, on the shelf and among temporary files that does not belong there."""
        strange = [path.name for path in self.output.iterdir() if path.name not in LEFT]
        return [*strange, *(path.name for path in self.shelf.glob(".*")), *os.listdir(self.temporary)]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("faults") / "Lærings samtaler")
    place.temporary.mkdir(parents=True)
    small_project(place.folder).rename(place.folder / "a")
    shutil.copytree(place.folder / "a", place.folder / "b")
    edit(place.folder / "b", "guide", "title: Prøveguide", "title: En anden guide")  # stands on every page and sheet
    place.put("b")
    assert place.build() == (0, "")
    place.wanted = parts(place.output)
    return place


@pytest.fixture
def place(first: Place) -> Place:
    """The place in order, whatever was done to it."""
    first.restore()
    return first


# the disk


def listed(place: Place) -> list[str]:
    """Each change to the disk that a build makes: what kind it is, and the way through our code that leads to it.

    Without the exchange, which answers that it cannot and is not refused, and without what is open already.
    """
    told = place.folder / "told"

    def listen() -> None:
        file = os.open(told, os.O_WRONLY | os.O_CREAT)
        at_each(lambda _, change: not re.fullmatch(r"ctypes.*|open \d+", change) and os.write(file, f"{named(change)}\n".encode()))

    place.put("b")
    assert place.build(listen) == (0, "")
    return told.read_text(encoding="utf-8").splitlines()


def named(change: str) -> str:
    way, frame = [change.split()[0]], sys._getframe()
    while frame.f_back:
        frame = frame.f_back
        if frame.f_code.co_filename.startswith(CODE):
            way.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
    return " ".join(way)


def refuse(wanted: str, reason: int, met: mmap) -> Callable[[], None]:
    """Let the system refuse a change: the first of this name."""

    def act(_: int, change: str) -> None:
        if met[0] == 0 and named(change) == wanted:
            met[0] = 1
            _, _, path = change.partition(" ")
            raise OSError(reason, os.strerror(reason), *([path] if path.startswith("/") else []))

    return lambda: at_each(act)


def test_whichever_change_to_the_disk_is_refused_the_output_is_whole(place: Place, pytestconfig: pytest.Config) -> None:
    """One change of each kind and place; the long road tries every way to a change with every reason."""
    changes = list(dict.fromkeys(listed(place)))
    some = {place_of(change): change for change in changes}.values()
    tried = [(change, REFUSALS[number % len(REFUSALS)]) for number, change in enumerate(some)]
    if pytestconfig.getoption("--long"):
        tried = [(change, reason) for change in changes for reason in REFUSALS]
    place.restore()
    wanted, stopped = {"a": parts(place.output), "b": place.wanted}, 0
    for change, reason in tried:
        code, said = refused_once(place, change, reason)
        assert parts(place.output) == wanted["a" if code else "b"], change  # what was refused may not have been needed, such as to keep something
        assert (code, said.count("\n")) in ((2, 1), (0, 0)) and not said.startswith("Der er en fejl i programmet"), (change, said)
        stopped += code > 0
        if not code or place.left():
            place.restore()
    assert 10 < stopped < len(tried)


def place_of(change: str) -> tuple[str, ...]:
    """What kind a change is, where it is made, and, where it is likely to matter, the module that asks for it."""
    kind, line, caller = change.split()[:3]
    return kind, line, caller.partition(":")[0] if kind in ("open", "os.rename") else ""


def refused_once(place: Place, change: str, reason: int) -> tuple[int, str]:
    """Build the second content after the first while a change is refused."""
    met = mmap(-1, 1)
    for _ in range(2):
        place.put("b")
        result = place.build(refuse(change, reason, met))
        if met[0]:
            break
        place.restore()  # what was kept by the build that was refused before is kept again after a build of the other content
    assert met[0], change
    return result


@pytest.mark.parametrize("most", [0, 4_000, 300_000])
def test_a_file_that_the_disk_has_no_room_for_leaves_the_old_output(place: Place, most: int) -> None:
    assert place.refused(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))).endswith("filen bliver for stor. Ret det, og prøv igen.\n")


def bound() -> None:
    """Let the modes of files bind this process, even where it is run by root."""
    if os.geteuid() == 0:
        assert ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()) == 0


def test_an_output_that_may_only_be_read_is_told(place: Place) -> None:
    place.output.chmod(0o555)
    try:
        assert place.refused(bound) == f"Der kan ikke skrives i {place.output}: du har ikke lov. Ret det, og prøv igen.\n"
    finally:
        place.output.chmod(0o755)


def test_a_cache_that_may_only_be_read_stops_no_build(place: Place) -> None:
    place.put("b")
    place.shelf.chmod(0o555)
    try:
        running = place.start(bound)
        assert running.said.readline().rstrip("\n") == COMMANDS["not-kept"].format(folder=place.shelf)
        assert running.ended() == (0, "") and parts(place.output) == place.wanted
    finally:
        place.shelf.chmod(0o755)


def test_every_font_that_is_missing_is_named(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = sorted((ROOT / "templates" / "assets" / "fonts").glob("*.[tw]*f*"))
    copies = place.folder / "templates"
    shutil.copytree(ROOT / "templates" / "assets", copies / "assets")
    monkeypatch.setattr(environment, "TEMPLATES", copies)
    assert len(fonts) == 21 and environment.missing() is None
    for font in fonts:
        copy = copies / "assets" / "fonts" / font.name
        copy.unlink()
        assert environment.missing() == copy
        if font != fonts[-1]:
            copy.touch()
    assert place.refused(lambda: None) == f"Filen {copy} mangler. Hent den fra en tidligere version.\n"


@pytest.mark.parametrize("value", ["", "i går", "-1", "99999999999", "١"])
def test_a_date_that_is_none_is_told(place: Place, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert place.refused(lambda: None).startswith("SOURCE_DATE_EPOCH er ”")


# signals, and builds side by side


STOPPED = "Stoppet. Det, der var bygget før, er uændret.\n"


@pytest.mark.parametrize("number", STOPS, ids=lambda number: number.name)
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "with its workers"])
def test_a_build_that_is_asked_to_stop_while_it_prints_stops(place: Place, number: int, alone: bool) -> None:
    before = parts(place.output)
    place.put("b")
    shutil.rmtree(place.shelf)
    running = place.start(jobs=2).begun()
    process = running.process.pid or 0
    os.kill(process, number) if alone else os.killpg(process, number)
    assert running.ended() == (128 + number, STOPPED)
    assert parts(place.output) == before and place.left() == []


@pytest.mark.parametrize("at", [2, 30, 150])
@pytest.mark.parametrize("number", STOPS, ids=lambda number: number.name)
def test_a_build_that_is_asked_to_stop_while_it_writes_stops(place: Place, number: int, at: int) -> None:
    before = parts(place.output)
    place.put("b")
    assert place.build(lambda: at_each(lambda count, _: count == at and os.kill(os.getpid(), number))) == (128 + number, STOPPED)
    assert parts(place.output) == before and place.left() == []


def test_builds_at_once_wait_or_say_so_and_share_what_is_kept(place: Place) -> None:
    place.put("b")
    shutil.rmtree(place.shelf)
    one, other, alone = (running.ended() for running in [place.start(output=output) for output in ("output", "output", "other")])
    told = (2, f"En anden bygning er i gang i {place.output}. Vent, til den er færdig.\n")
    assert alone == (0, "") and {one, other} in ({(0, "")}, {(0, ""), told})  # a machine that is busy may take longer than a build waits
    assert parts(place.output) == parts(place.folder / "other") == place.wanted


def test_the_cache_may_go_while_a_build_works(place: Place) -> None:
    place.put("b")
    running = place.start(jobs=2)
    while running.process.is_alive():
        shutil.rmtree(place.shelf, ignore_errors=True)
        time.sleep(0.002)
    assert running.ended() == (0, "") and parts(place.output) == place.wanted


# what we build on fails


class Unsendable(Exception):
    """An error that cannot go from one process to another."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


ERRORS: dict[str, Callable[[], Exception]] = {
    "of two lines": lambda: ValueError("bad\nvalue \udcff"),
    "that cannot be sent": lambda: Unsendable("a", "b"),
    "of depth": lambda: RecursionError("deep"),
}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("error", ERRORS)
def test_an_engine_that_fails_is_one_line(small: list[str], monkeypatch: Patch, capfd: Capture, jobs: str, error: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ERRORS[error]()

    monkeypatch.setattr("weasyprint.document.Document.write_pdf", fail)
    assert cli.main([*small, jobs]) == 2
    said = capfd.readouterr().err
    assert said.count("\n") == 1 and "Traceback" not in said
    assert said.startswith("Der er en fejl i programmet: ") and "print/da/notes-1.pdf" in said and said.endswith(f"Mere i {cli.LOG}\n")
    assert "in fail" in cli.LOG.read_text(encoding="utf-8")
    assert [path.name for path in Path(small[3]).iterdir()] == [".lock"]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The arguments of a build of small content of which nothing is kept, and which was never built."""
    monkeypatch.setattr(shelf, "FOLDER", tmp_path / "shelf")
    monkeypatch.setattr(cli, "LOG", tmp_path / "log" / "error.log")
    (tmp_path / "log").mkdir()
    return ["--content", str(small_project(tmp_path)), "--output", str(tmp_path / "output"), "--jobs"]


def test_an_error_that_cannot_be_written_down_is_one_line_too(small: list[str], monkeypatch: Patch, capfd: Capture) -> None:
    monkeypatch.setattr(cli, "LOG", Path(small[1]) / "guide.yaml" / "error.log")
    monkeypatch.setattr(trees, "build", lambda *_: 1 / 0)
    assert cli.main([*small, "1"]) == 2
    assert capfd.readouterr().err == "Der er en fejl i programmet: ZeroDivisionError: division by zero. Det, der var bygget før, er uændret.\n"


@pytest.mark.parametrize("few", [0, 6], ids=["workers", "the process that is ready"])
def test_a_process_that_is_killed_says_what_was_in_the_making(small: list[str], monkeypatch: Patch, capfd: Capture, few: int) -> None:
    really = press.print_one

    def die(printer: Any, guide: Any, order: press.Order, *rest: Any) -> Any:
        if order.printable.variant == "large":
            os.kill(os.getpid(), signal.SIGKILL)
        return really(printer, guide, order, *rest)

    monkeypatch.setattr(press, "print_one", die)
    monkeypatch.setattr(press, "FEW", few)
    assert cli.main([*small, "2"]) == 2
    said = capfd.readouterr().err
    assert said.count("\n") == 1 and "print/da/notes-1-large.pdf" in said and "--jobs 1" in said
    assert [path.name for path in Path(small[3]).iterdir()] == [".lock"]


def test_a_table_that_cannot_be_written_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    content = small_project(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert cli.main(["new", "language", "en", "--content", str(content)]) == 2
    assert capsys.readouterr().err == f"Der kan ikke skrives i {content}: der er ikke plads på disken. Ret det, og prøv igen.\n"
    assert not list(content.rglob(".*"))
