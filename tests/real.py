"""The real guide in Danish, read once for all tests of a process, and its PDFs: what a build or another test has printed is not printed again."""

from functools import cache

from guide.build import dated
from guide.model.guide import Guide
from guide.press import press
from guide.printables import Printable
from guide.read import read
from tests.projects import ROOT


@cache
def real_guide() -> Guide:
    return read(ROOT / "content")


@cache
def printed_pdf(id: str, variant: str = "print") -> bytes:
    """A sheet's PDF as the build makes it."""
    printable = Printable(id, variant)
    with dated(real_guide()):
        return press({"da": real_guide()}, "content", [printable], 1)[printable].pdf
