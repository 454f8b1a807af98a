"""Print everything: from printables to PDFs, each taken from the cache or made in a forked worker.

Two rounds: first the books, and every sheet as it is written on by hand, which tells how its room is used; then what builds on
that: sheets to fill in, large print, posters, and the sets that hold several sheets.
"""

import ctypes.util
import gc
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol

from guide.environment import rendering_once
from guide.expected import expected
from guide.forking import Crew, give_back, meanwhile, side_by_side
from guide.index import collected, is_book
from guide.messages import COMMANDS
from guide.model.guide import Guide
from guide.printables import Printable, sheet_file
from guide.problem import BuildError, ContentError, Place, Problem, problem
from guide.quality import measure
from guide.sheets import Layout
from guide.store import Pressed, fetch, holds, keep, key

MANY = 20
"""As many sheets are worth a process of their own."""

Guides = Mapping[str, Guide]
"""The guide in every language that is printed, by its code."""
Layouts = Mapping[tuple[str, str], Layout]
"""How sheets use their room, by language and id."""
Result = Pressed | list[Problem]
"""A PDF, or what is wrong with its sheet."""
Order = tuple[Printable, Pressed | None, Mapping[str, Layout]]
"""A PDF to make, what is stored of it, and how the sheets of its language use their room."""
SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""What the engine imports, but calls alone for fonts that vary, or where the system has no HarfBuzz to take parts of fonts with. It is a fourth of its start."""
FEW = 6
"""As many sheets are not worth forking workers for, if a process is ready that prints."""


class Ready(Protocol):
    """A process that has the engine of print ready: see guide/ahead.py."""

    def results(self, guides: Guides, wanted: list[Printable], stored: Mapping[Printable, Pressed], known: Layouts) -> Iterator[tuple[Printable, Result]]: ...


def press(guides: Guides, content: str, wanted: list[Printable], jobs: int, ready: Ready | None = None) -> dict[Printable, Pressed]:
    """The PDFs of these printables, and of those they build on. `content` is the folder's name. Raises ContentError with the problems of all."""
    first = list(dict.fromkeys(under for printable in wanted for under in builds_on(guides[printable.language], printable)))
    with rendering_once(), Press(guides, content, jobs, ready) as press:
        made = press.round(first, {})
        known = {(printable.language, printable.sheet): pressed.layout for printable, pressed in made.items()}
        made |= press.round([printable for printable in wanted if printable not in made], known)
    return {printable: made[printable] for printable in wanted}


def builds_on(guide: Guide, printable: Printable) -> list[Printable]:
    """The sheets, as they are printed by hand, whose layout has to be known first. A sheet that collects others has none of its own.

    A book builds on itself alone: it takes the most time and room, and comes before a process has learnt anything else.
    """
    if is_book(guide.sheets[printable.sheet]):
        return [printable]
    return [Printable(id, language=printable.language) for id in (printable.sheet, *collected(guide, printable.sheet)) if not collected(guide, id)]


def of_language(known: Layouts, language: str) -> dict[str, Layout]:
    """The layouts of one language, by the sheet's id."""
    return {sheet: layout for (code, sheet), layout in known.items() if code == language}


class Press:
    """Prints in forked workers what the cache does not have. What is heavy is imported when the first PDF is to be made."""

    def __init__(self, guides: Guides, content: str, jobs: int, ready: Ready | None) -> None:
        self.guides, self.content, self.jobs, self.ready = guides, content, jobs, ready
        self.printer: Any = None
        self.crew: Crew[Any, Order, Result] | None = None

    def __enter__(self) -> "Press":
        return self

    def __exit__(self, *_: object) -> None:
        if self.crew:
            self.crew.__exit__()

    def round(self, wanted: list[Printable], known: Layouts) -> dict[Printable, Pressed]:
        """Each printable's PDF. Raises ContentError with the problems of all of them."""
        keys = self.keys(wanted, known)
        stored = {printable: found for printable in wanted if keys[printable][1] and (found := fetch(keys[printable][0]))}
        made, problems = {printable: found for printable, found in stored.items() if found.report}, []
        for printable, result in self.results([printable for printable in wanted if printable not in made], stored, known):
            if isinstance(result, Pressed):
                made[printable] = result
                keep(self.guides[printable.language], printable, keys[printable][0], result)
            else:
                problems += result
        if problems:
            raise ContentError(list(dict.fromkeys(problems)))
        return made

    def keys(self, wanted: list[Printable], known: Layouts) -> dict[Printable, tuple[str, bool]]:
        """The key of each printable, and whether what is kept under it holds: the languages side by side, as every sheet is rendered for it."""
        codes = dict.fromkeys(printable.language for printable in wanted)
        by_language = {code: [printable for printable in wanted if printable.language == code] for code in codes}
        large = [code for code, items in by_language.items() if len(items) >= MANY]
        found = side_by_side(keys_of, (self.guides, by_language, known), {code: code for code in by_language}, self.jobs if len(large) > 1 else 1)
        return {printable: key for keys in found for printable, key in keys.items()}

    def results(self, wanted: list[Printable], stored: Mapping[Printable, Pressed], known: Layouts) -> Iterator[tuple[Printable, Result]]:
        """Each PDF or its problems; in forked workers where the system has them. What is `stored` has to be measured alone."""
        if self.ready and 0 < len(wanted) <= FEW:
            some = {printable: stored[printable] for printable in wanted if printable in stored}
            for printable, result in self.ready.results(self.guides, wanted, some, known):
                yield printable, result
                wanted = wanted[1:]  # a process that is lost leaves the rest to this one, which can tell what is wrong
        wanted = sorted(wanted, key=lambda printable: -weight(self.guides[printable.language], printable))
        orders = {printable.path: (printable, stored.get(printable), of_language(known, printable.language)) for printable in wanted}
        yield from zip(wanted, self.workers(bool(set(wanted) - set(stored))).results(orders), strict=True)

    def workers(self, print: bool) -> "Crew[Any, Order, Result]":
        """Those that work for both rounds: what the first finds out, of styles and lines, serves the second. They print, or measure alone."""
        if not self.crew or (print and not self.printer):
            self.__exit__()
            gc.collect()  # what is garbage now would be so in every process
            give_back()
            self.printer = new_printer(self.content) if print else None
            self.crew = Crew(print_with, (self.printer, self.guides, self.jobs > 1), self.jobs)
        return self.crew


def weight(guide: Guide, printable: Printable) -> int:
    """How much work a PDF is, roughly: the longest come first, so that no worker is left with one at the end."""
    sheet = guide.sheets[printable.sheet]
    return 100 if is_book(sheet) else len(collected(guide, printable.sheet)) or (sheet.pages or 1)


def new_printer(content: str) -> Any:
    """The printer. Raises BuildError where the system lacks what the engine needs."""
    return print_engine().Printer(content)


def print_engine() -> Any:
    """The module that prints. It is heavy: imported once, before workers are forked. Raises BuildError where the system lacks what it needs."""
    try:
        with by_full_name(), put_off(SELDOM):
            from guide import pdf
    except OSError as error:
        raise BuildError(COMMANDS["no-engine"].format(reason=str(error).partition(":")[0])) from None
    return pdf


@contextmanager
def by_full_name() -> Iterator[None]:
    """Let libraries be loaded by the names of their files, as they are on Linux; the engine knows those too.

    To look for them by other names, Python starts programs, two dozen in all. It is slow, and a compiler among them writes on
    when the process that asked is gone.
    """
    before = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = before


@contextmanager
def put_off(names: Iterable[str]) -> Iterator[None]:
    """Let modules wait to be imported until something of them is called."""
    waiting = {name: Later(name) for name in names if name not in sys.modules}
    sys.modules.update(waiting)
    try:
        yield
    finally:
        for name in waiting:
            del sys.modules[name]


class Later(ModuleType):
    """Stands in for a module of which functions and classes are used alone."""

    def __getattr__(self, name: str) -> Any:
        return lambda *values, **more: getattr(import_module(self.__name__), name)(*values, **more)


def keys_of(shared: tuple[Guides, Mapping[str, list[Printable]], Layouts], code: str) -> dict[Printable, tuple[str, bool]]:
    """The keys of the printables of one language, and whether what is kept under each holds."""
    guides, by_language, layouts = shared
    guide, known = guides[code], of_language(layouts, code)
    keys = {printable: key(guide, printable, known) for printable in by_language[code]}
    return {printable: (found, holds(guide, printable, found)) for printable, found in keys.items()}


def print_with(shared: tuple[Any, Guides, bool], order: Order) -> Result:
    """One PDF or its problems, with what all share: the printer, the guides, and whether processes are forked."""
    (printer, guides, forked), (printable, stored, known) = shared, order
    return print_one(printer, guides[printable.language], printable, stored, known, forked)


def print_one(printer: Any, guide: Guide, printable: Printable, stored: Pressed | None, known: Mapping[str, Layout], forked: bool = False) -> Result:
    """One PDF, printed unless it is stored, and measured; or its problems. A book takes much room: where processes are `forked`, it gets its own."""
    if stored:
        return measured(guide, printable, stored)
    alone = forked and is_book(guide.sheets[printable.sheet])
    shared = printer, guide, known
    with meanwhile(partial(printed, shared), printable.path, printable, 2 if alone else 1) as printing:
        made = printing()
    if isinstance(made, Pressed):
        made = measured(guide, printable, folded(printable, made))
    if alone or collected(guide, printable.sheet):
        give_back()
    return made


def folded(printable: Printable, made: Pressed) -> Pressed:
    """A book on A5 has its pages put two by two on the sheets they are folded from."""
    if printable.variant != "a5":
        return made
    from guide import impose

    return replace(made, pdf=impose.impose(made.pdf))


def printed(shared: tuple[Any, Guide, Mapping[str, Layout]], printable: Printable) -> Result:
    """One PDF, not measured yet; or its problems."""
    printer, guide, known = shared
    try:
        if is_book(guide.sheets[printable.sheet]):
            return Pressed(book(printer, guide, printable), Layout(), None)
        made = printer.print(guide, printable.sheet, printable.variant, known)
    except ContentError as error:
        return error.problems
    return Pressed(made.pdf, made.layout, None)


def measured(guide: Guide, printable: Printable, made: Pressed) -> Pressed:
    """A PDF with what is measured of it."""
    return replace(made, report=measure(made.pdf, expected(guide, printable, made.layout)))


def book(printer: Any, guide: Guide, printable: Printable) -> bytes:
    """The whole guide as a book, page by page."""
    from guide import books, pdf

    with pdf.warnings() as heard:
        written = books.write_booklet(printer, guide, printable.variant)
    if heard:
        place = Place(sheet_file(guide, printer.content, printable.sheet))
        raise ContentError([problem(place, "engine", sheet=guide.sheets[printable.sheet].title, reason=reason) for reason in dict.fromkeys(heard)])
    return written
