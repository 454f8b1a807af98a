"""What all tests share: the option to write expected files anew, every PDF of the real guide and its site, and the table of what was measured of them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("PDF", "pages", "text pt", "lines", "mm", "contrast", "of lines", "tags", "fields", "verdict")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what the code gives today into the expected files; read the diff")
    parser.addoption("--long", action="store_true", help="take the long road: ten times as many kills, random examples and mutants")
    parser.addoption("--mutant", action="append", type=int, default=[], help="the number of a mutant: only these are tried; can be repeated")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first file of the browser begins, as it has the site built, which takes minutes; meanwhile a second process has what needs no site."""
    first = next((item.path for item in items if item.path.parent.name == "browser"), None)
    place = {"fuzz": 1, "browser": 2}
    items.sort(key=lambda item: 0 if item.path == first else place.get(item.path.parent.name, 3))


def pytest_configure(config: pytest.Config) -> None:
    """Examples are drawn the same way every time. A failure is kept as an `@example` of its test, not in a folder of its own."""
    for name in ("GUIDE_LOCALE", "PYTHONDONTWRITEBYTECODE"):  # whoever runs the tests: messages are in Danish, and modules are compiled once
        os.environ.pop(name, None)
    for name, count in (("short", 100), ("long", 1000)):
        settings.register_profile(name, max_examples=count, derandomize=True, deadline=None, database=None)
    settings.load_profile("long" if config.getoption("--long") else "short")


@pytest.fixture(scope="session")
def pressed(everything_pressed: dict[Any, Any]) -> dict[str, Any]:
    """Every PDF of the real guide in Danish by its name, with what was measured of it (a `guide.store.Pressed`)."""
    return {printable.name: made for printable, made in everything_pressed.items() if printable.language == "da"}


@pytest.fixture(scope="session")
def everything_pressed(shared: Path) -> dict[Any, Any]:
    """Every PDF of the real guide in every language, by its printable.

    Test processes beside this one wait, and find them in the cache.
    """
    from guide.build import Order, dated, ordered
    from guide.content import read_content
    from guide.press import press

    content = read_content(ROOT / "content")
    with exclusive(shared / "press.lock"), dated(content.source.guide):
        wanted = ordered(content, list(content.guides), Order(), lambda *_, **__: None)
        return press(content.guides, "content", wanted, os.cpu_count() or 1)


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The folder of the site, built once from the real content with all there is; test processes beside this one share it."""
    from guide.build import Order, build

    output, built = shared / "output", shared / "output.built"
    with exclusive(shared / "output.lock"):
        if not built.exists():
            build(ROOT / "content", output, Order(), lambda *_, **__: None)
            built.touch()
    return output / "site"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all test processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


class exclusive:
    """Hold a file for this process alone; the others wait."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        import fcntl

        self.file = self.path.open("w")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table of all PDFs that were measured."""
    rows = sorted(measured(terminalreporter))
    if not rows:
        return
    terminalreporter.section("PDFs")
    widths = [max(len(row[number]) for row in [COLUMNS, *rows]) for number in range(len(COLUMNS))]
    for row in [COLUMNS, *rows]:
        terminalreporter.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def measured(terminalreporter: Any) -> Iterator[tuple[str, ...]]:
    """The rows of the table, as the tests left them with `record_property`."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, facts in getattr(report, "user_properties", ()):
                if name == "measured" and report.when == "call":
                    yield from (tuple(row) for row in facts)
