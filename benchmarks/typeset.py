"""Typst, as a program that sets the sheets of a folder: `python -m benchmarks.typeset FOLDER FONTS`."""

import sys
from pathlib import Path

import typst


def main(folder: Path, fonts: Path) -> None:
    """Set each sheet as an accessible PDF (PDF/UA-1) beside its file."""
    for path in sorted(folder.glob("sheet-*.typ")):
        typst.compile(path, output=path.with_suffix(".pdf"), font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["ua-1"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
