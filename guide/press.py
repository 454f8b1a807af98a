"""Print everything: from printables to PDFs, each taken from the cache or made in a forked worker.

Two rounds: first the books, every sheet as it is written on by hand, and large print; then what builds on that: sheets to fill in,
whose room is used as on paper; and what is made of the PDFs themselves, larger on A3 or several in a set.
"""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple, Protocol

from guide.environment import rendering_once
from guide.expected import expected
from guide.forking import Crew, give_back, meanwhile, side_by_side
from guide.importing import print_engine
from guide.index import collected, held, is_book
from guide.markup import Renderer
from guide.model.guide import Guide
from guide.printables import Printable, sheet_file
from guide.problem import ContentError, Place, Problem, problem
from guide.quality import measure
from guide.sheets import Layout, enlarges
from guide.store import Pressed, fetch, holds, keep, key
from guide.variants import A3_TO_A4

MANY = 20
"""As many sheets are worth a process of their own."""

Guides = Mapping[str, Guide]
"""The guide in every language that is printed, by its code."""
Result = Pressed | list[Problem]
"""A PDF, or what is wrong with its sheet."""
FEW = 6
"""As many sheets are not worth forking workers for, if a process is ready that prints."""


class Order(NamedTuple):
    """A PDF to make: how its sheet uses its room as it is printed by hand, where that is known; the PDFs it is made of; and what is
    stored of it, which has to be measured alone."""

    printable: Printable
    known: Layout | None = None
    parts: tuple[bytes, ...] = ()
    stored: Pressed | None = None


class Ready(Protocol):
    """A process that has the engine of print ready: see guide/ahead.py."""

    def results(self, guides: Guides, orders: list[Order]) -> Iterator[Result]: ...


def press(guides: Guides, content: str, wanted: list[Printable], jobs: int, ready: Ready | None = None) -> dict[Printable, Pressed]:
    """The PDFs of these printables, and of those they build on. `content` is the folder's name. Raises ContentError with the problems of all."""
    first = list(dict.fromkeys(under for printable in wanted for under in builds_on(guides[printable.language], printable)))
    with rendering_once(), Press(guides, content, jobs, ready) as press:
        made = press.round(first, {})
        made |= press.round([printable for printable in wanted if printable not in made], made)
    return {printable: made[printable] for printable in wanted}


def builds_on(guide: Guide, printable: Printable) -> list[Printable]:
    """What has to be made first; a PDF that builds on nothing is of the first round itself.

    So is a book: it takes the most time and room, and comes before a process has learnt anything else.
    """
    if printable.variant == "fillable":
        return [Printable(printable.sheet, language=printable.language)]
    return made_of(guide, printable) or [printable]


def made_of(guide: Guide, printable: Printable) -> list[Printable]:
    """The PDFs that one is made of: those of the sheets in a set, or the one that it is larger than."""
    ids = [printable.sheet] if enlarges(guide.sheets[printable.sheet], printable.variant) else collected(guide, printable.sheet)
    return [Printable(id, language=printable.language) for id in ids]


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

    def round(self, wanted: list[Printable], before: Mapping[Printable, Pressed]) -> dict[Printable, Pressed]:
        """Each printable's PDF; `before` are those that they build on. Raises ContentError with the problems of all of them."""
        orders = [self.order(printable, before) for printable in wanted]
        keys = self.keys(orders)
        stored = {printable: found for printable in wanted if keys[printable][1] and (found := fetch(keys[printable][0]))}
        made, problems = {printable: found for printable, found in stored.items() if found.report}, []
        waiting = [order._replace(stored=stored.get(order.printable)) for order in orders if order.printable not in made]
        for printable, result in self.results(waiting):
            if isinstance(result, Pressed):
                made[printable] = result
                keep(self.guides[printable.language], printable, keys[printable][0], result)
            else:
                problems += result
        if problems:
            raise ContentError(list(dict.fromkeys(problems)))
        return made

    def order(self, printable: Printable, before: Mapping[Printable, Pressed]) -> Order:
        """How a PDF is to be made of those before."""
        alone = before.get(replace(printable, variant="print"))
        parts = tuple(before[part].pdf for part in made_of(self.guides[printable.language], printable))
        return Order(printable, alone.layout if alone else None, parts)

    def keys(self, orders: list[Order]) -> dict[Printable, tuple[str, bool]]:
        """The key of each printable, and whether what is kept under it holds: the languages side by side, as every sheet is rendered for it."""
        codes = dict.fromkeys(order.printable.language for order in orders)
        by_language = {code: [order for order in orders if order.printable.language == code] for code in codes}
        large = [code for code, some in by_language.items() if len(some) >= MANY]
        found = side_by_side(keys_of, (self.guides, by_language), {code: code for code in by_language}, self.jobs if len(large) > 1 else 1)
        return {printable: key for keys in found for printable, key in keys.items()}

    def results(self, orders: list[Order]) -> Iterator[tuple[Printable, Result]]:
        """Each PDF or its problems; in forked workers where the system has them."""
        if self.ready and 0 < len(orders) <= FEW:
            for order, result in zip(orders, self.ready.results(self.guides, orders), strict=False):
                yield order.printable, result
                orders = orders[1:]  # a process that is lost leaves the rest to this one, which can tell what is wrong
        if not orders:
            return
        orders = sorted(orders, key=lambda order: -weight(self.guides[order.printable.language], order.printable))
        made = self.workers(not all(order.stored for order in orders)).results({order.printable.path: order for order in orders})
        yield from zip((order.printable for order in orders), made, strict=True)

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


def keys_of(shared: tuple[Guides, Mapping[str, list[Order]]], code: str) -> dict[Printable, tuple[str, bool]]:
    """The keys of the printables of one language, and whether what is kept under each holds."""
    guides, by_language = shared
    keys = {order.printable: key(guides[code], order.printable, order.known, order.parts) for order in by_language[code]}
    return {printable: (found, holds(guides[code], printable, found)) for printable, found in keys.items()}


def print_with(shared: tuple[Any, Guides, bool], order: Order) -> Result:
    """One PDF or its problems, with what all share: the printer, the guides, and whether processes are forked."""
    printer, guides, forked = shared
    return print_one(printer, guides[order.printable.language], order, forked)


def print_one(printer: Any, guide: Guide, order: Order, forked: bool = False) -> Result:
    """One PDF, printed unless it is stored, and measured; or its problems. A book takes much room: where processes are `forked`, it gets its own."""
    printable = order.printable
    if order.stored:
        return measured(guide, printable, order.stored)
    alone = forked and is_book(guide.sheets[printable.sheet])
    with meanwhile(partial(printed, (printer, guide)), printable.path, order, 2 if alone else 1) as printing:
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


def printed(shared: tuple[Any, Guide], order: Order) -> Result:
    """One PDF, not measured yet; or its problems."""
    (printer, guide), printable = shared, order.printable
    try:
        if is_book(guide.sheets[printable.sheet]):
            return Pressed(book(printer, guide, printable), Layout(), None)
        if enlarges(guide.sheets[printable.sheet], printable.variant):
            return larger(order)
        if order.parts:
            return gathered(printer, guide, order)
        made = printer.print(guide, printable.sheet, printable.variant, order.known)
    except ContentError as error:
        return error.problems
    return Pressed(made.pdf, made.layout, None)


def larger(order: Order) -> Pressed:
    """A sheet on A3."""
    from guide.enlarge import enlarge

    return Pressed(enlarge(order.parts[0], A3_TO_A4), order.known or Layout(), None)


def gathered(printer: Any, guide: Guide, order: Order) -> Pressed:
    """A set of sheets: what it has of its own, and those that it collects."""
    from guide.collate import collate

    id, plain = order.printable.sheet, Renderer(guide, resolve=str).plain
    own = printer.print(guide, id, "print") if id in held(guide, id) else None
    sheets = [own.pdf, *order.parts] if own else order.parts
    return Pressed(collate(sheets, plain(guide.sheets[id].title), plain(guide.sheets[id].description)), own.layout if own else Layout(), None)


def at_once(printer: Any, guide: Guide, printable: Printable) -> bytes:
    """A PDF with all that it builds on made anew, and nothing measured. Raises ContentError with its problems."""
    result = printed((printer, guide), Order(printable, parts=tuple(at_once(printer, guide, part) for part in made_of(guide, printable))))
    if isinstance(result, Pressed):
        return result.pdf
    raise ContentError(result)


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
