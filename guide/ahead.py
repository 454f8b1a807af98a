"""A process that makes the engine of print ready while this one still reads the content: of the wait for one sheet that is a third."""

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection

from guide.forking import begin, forks
from guide.messages import COMMANDS
from guide.press import Guides, Layouts, Result, new_printer, of_language, print_one
from guide.printables import Printable
from guide.problem import BuildError
from guide.store import Pressed


@contextmanager
def ahead(content: str, jobs: int) -> Iterator["Ahead | None"]:
    """The process, for as long as it may be needed; None where this one is to do all. `content` is the folder's name, as problems show it."""
    process = Ahead(content) if jobs > 1 and forks() else None
    try:
        yield process
    finally:
        if process:
            process.dismiss()


class Ahead:
    """The process and the line to it."""

    def __init__(self, content: str) -> None:
        context = multiprocessing.get_context("fork")
        self.line, other = context.Pipe()
        self.process = context.Process(target=attend, args=(other, content, os.getpid()), daemon=True)
        self.process.start()
        other.close()

    def results(self, guides: Guides, wanted: list[Printable], stored: Mapping[Printable, Pressed], known: Layouts) -> Iterator[tuple[Printable, Result]]:
        """Each PDF or its problems. Raises BuildError where the process is gone, or lacks what the engine needs."""
        needed = {printable.language for printable in wanted}
        try:
            self.line.send(({code: guides[code] for code in needed}, wanted, dict(stored), dict(known)))
            for printable in wanted:
                found = self.line.recv()
                if isinstance(found, BuildError):
                    raise found
                yield printable, found
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise BuildError(COMMANDS["worker-lost"]) from None

    def dismiss(self) -> None:
        """End the process."""
        self.line.close()
        self.process.terminate()
        self.process.join()


def attend(line: Connection, content: str, parent: int) -> None:
    """Make the engine ready, then print what is asked for."""
    begin(parent)
    try:
        printer = new_printer(content)
    except BuildError as error:
        printer, refusal = None, error
    while True:
        try:
            guides, wanted, stored, known = line.recv()
        except EOFError:
            return
        for printable in wanted:
            line.send(print_one(printer, guides[printable.language], printable, stored.get(printable), of_language(known, printable.language)) if printer else refusal)
