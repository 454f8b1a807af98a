"""Mutants of the example edition: each is rejected with a place, or accepted and built; never a traceback. `--mutant N` replays one."""

import pytest

from tests.fuzz.laboratory import PARTS, Laboratory

COUNT = 60
"""How many there are; ten times as many in the long run."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutant_is_rejected_with_a_place_or_builds(laboratory: Laboratory, part: int, pytestconfig: pytest.Config) -> None:
    laboratory.try_part(laboratory.of_editions, part, COUNT, pytestconfig.getoption("--mutant"))
