"""What the others are given to work with: `python -m benchmarks.papers FOLDER`, in a project that is built.

    assets/<name>.html   each PDF's HTML as it was printed in the end, beside the styles, fonts and icons that it asks for
    printed.json         by the name of each, the sheet that it is of, which variant, and whether it is the whole guide
    mkdocs/              the Markdown pages of the site in Danish, with the settings of MkDocs
    figure.svg           the drawing of the poster, as high as on its sheet
"""

import json
import re
import shutil
import sys
from pathlib import Path

import yaml

from guide import booklet, books, figures, pages, sheets
from guide.build import dated
from guide.content import Content, read_content
from guide.environment import ROOT
from guide.index import held
from guide.model.guide import Guide
from guide.pages import Surroundings
from guide.press import press
from guide.printables import Printable, is_book, printables
from guide.settings import settings
from guide.sheets import ASSETS, LARGE, STYLES, Layout, enlarges
from guide.site import assets
from guide.trees import Made, pictured

POSTER, HIGHER = "parachute", 80.0
"""The drawing of the poster, and how much higher than it has to be the room of its sheet lets it grow, in its own units."""
BODY, RIGHT = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL), "<style>.sheet + .sheet { break-before: right }</style>\n"
"""What stands in a document; and how a set begins each of its sheets, which we put together from PDFs, and the others print as one document."""
FACES = "print/faces.css"
"""The style sheet with the fonts alone: the printer of the book has them from the sheets."""


def main(folder: Path) -> None:
    """Write everything; what was printed comes from the store of the project."""
    content = read_content(ROOT / "content")
    guide = content.source.guide
    with dated(guide):
        made = press(content.guides, "content", printables(guide), 1)
        write_papers(guide, made, folder)
        write_pages(content, made, folder / "mkdocs")
    (folder / "figure.svg").write_text(figures.draw(guide, POSTER, extra=HIGHER, write=False).svg, encoding="utf-8")


def write_papers(guide: Guide, made: Made, folder: Path) -> None:
    """The HTML of each PDF, with links to its style sheets."""
    shutil.copytree(ASSETS, folder / "assets")
    faces = re.findall(r"@font-face \{.*?\}", (ASSETS / "print" / "page.css").read_text(encoding="utf-8"), re.DOTALL)
    (folder / "assets" / FACES).write_text("\n".join(faces), encoding="utf-8")
    known = {printable.sheet: pressed.layout for printable, pressed in made.items() if printable.variant == "print"}
    for printable, pressed in made.items():
        source = html(guide, printable, pressed.layout, known)
        links = "".join(f'<link rel="stylesheet" href="{path}">\n' for path in styles(guide, printable))
        (folder / "assets" / f"{printable.name}.html").write_text(source.replace("<title>", f"{links}<title>", 1), encoding="utf-8")
    facts = {printable.name: {"sheet": printable.sheet, "variant": printable.variant, "book": is_book(guide.sheets[printable.sheet])} for printable in made}
    (folder / "printed.json").write_text(json.dumps(facts), encoding="utf-8")


def html(guide: Guide, printable: Printable, layout: Layout, known: dict[str, Layout]) -> str:
    """The HTML of a PDF as it was printed in the end, with the room dealt out that was found by printing it."""
    if is_book(guide.sheets[printable.sheet]):
        return booklet.html(guide, printable.variant)
    first, *others = held(guide, printable.sheet)
    whole = sheets.html(guide, first, layout if first == printable.sheet else known[first], printable.variant)
    bodies = [BODY.findall(sheets.html(guide, id, known[id]))[0] for id in others]
    return whole.replace("</body>", "".join((*bodies, "</body>"))).replace("<title>", f"{RIGHT if others else ''}<title>", 1)


def styles(guide: Guide, printable: Printable) -> list[str]:
    """The style sheets of a PDF, seen from the assets, in order."""
    sheet = guide.sheets[printable.sheet]
    if is_book(sheet):
        return [FACES, *books.STYLES[printable.variant]]
    large = [LARGE] if printable.variant == "large" and not enlarges(sheet, "large") else []
    return [path.relative_to(ASSETS).as_posix() for path in (*STYLES, *large)]


def write_pages(content: Content, made: Made, folder: Path) -> None:
    """The documents of the site in Danish, and the settings with which MkDocs makes pages of them."""
    guide = content.source.guide
    reports = {printable: pressed.report for printable, pressed in made.items() if pressed.report}
    shown, _ = pictured(made, "")
    for path, text in pages.pages(guide, shown, Surroundings(reports=reports)).items():
        document = folder / "docs" / path
        document.parent.mkdir(parents=True, exist_ok=True)
        document.write_text(text, encoding="utf-8")
    for path, data in assets().items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_bytes(data)
    plain = json.loads(json.dumps(settings(guide, "", folder), default=lambda part: part.model_dump()))  # YAML knows no types of ours
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
