"""Mutants of the real translations: each is rejected with a place, or accepted and built; never a traceback. `--mutant N` replays one."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.fuzz.laboratory import Laboratory
from tests.projects import ROOT

PARTS = 4
SHORT, LONG = 100, 1000
"""How many there are in the short run and in the long one."""


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Laboratory]:
    with pytest.MonkeyPatch.context() as patch:
        yield Laboratory(ROOT / "content", tmp_path_factory.mktemp("mutants"), patch, request.config.getoption("--long"))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutant_is_rejected_with_a_place_or_builds(laboratory: Laboratory, part: int, request: pytest.FixtureRequest) -> None:
    count = (LONG if request.config.getoption("--long") else SHORT) // PARTS
    numbers = request.config.getoption("--mutant") or range(part * count, (part + 1) * count)
    found: Counter[str] = Counter()
    for number in numbers:
        try:
            found[laboratory.of_translations(number)] += 1
        except BaseException as error:
            error.add_note(f"This was mutant {number}: replay it with --mutant {number}.")
            raise
    assert len(numbers) < 20 or (found["accepted"] > len(numbers) / 20 and found["rejected"] > len(numbers) / 20)
