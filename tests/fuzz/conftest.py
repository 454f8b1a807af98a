"""What the tests of mutants share: the laboratory in which they are tried."""

from collections.abc import Iterator

import pytest

from tests.fuzz.laboratory import Laboratory
from tests.projects import ROOT


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Laboratory]:
    with pytest.MonkeyPatch.context() as patch:
        yield Laboratory(ROOT / "content", tmp_path_factory.mktemp("mutants"), patch, request.config.getoption("--long"))
