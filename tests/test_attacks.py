"""Content is data: what somebody writes to make it run, fetch or break out is refused at its line, or stands as it was typed.

The strings and how they are put into a guide are in `tests/attacks`; the site is opened in `tests/browser/test_attacks.py`.
"""

from pathlib import Path
from typing import Any

import pikepdf
import polib
import pytest
import yaml
from lxml import etree

from guide import figures, po, status, text
from guide.index import figure_ids
from guide.linebreaks import LineBreaks
from guide.markup import Renderer
from guide.model.base import Text
from guide.model.figure import Figures
from guide.model.guide import Guide
from guide.problem import ContentError
from guide.read import read
from tests import printed, translated
from tests.attacks.audited import SHEETS, Built, build_audited, strange
from tests.attacks.corpus import STRINGS, attacked, shown
from tests.projects import HERE, ROOT, small_project

WRITTEN: dict[str, dict[str, str]] = yaml.safe_load((HERE / "attacks" / "written.yaml").read_text(encoding="utf-8"))
LINKS = {"image", "reference", "label-tag", "label-quote", "automatic", "automatic-https"}
"""The attacks with links that may stand: they lead to a page or an https address, or are no links here."""
SIGNS = {"mark-left", "mark-right", "joiner", "homoglyph", "soft-hyphens", "no-break", "dotless", "arabic-number"}
"""The attacks with signs that may stand: letters, and signs that Arabic needs."""
ACTIONS = {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/EmbeddedFiles", "/EF"}
ACTIONS |= {"/RichMedia", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/XFA", "/Movie", "/Sound", "/Rendition"}
"""What a PDF may have that does something, or brings something along or in."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Sheets of every kind and the book, with an attack in every text."""
    return build_audited(tmp_path_factory.mktemp("attacked").resolve(), SHEETS)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return read(ROOT / "content")


@pytest.fixture(scope="module")
def pdfs(built: Built) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (built.folder / "output" / "print" / "da").glob("*.pdf")}


def test_there_are_many_and_each_is_refused_or_shown(built: Built) -> None:
    assert len(STRINGS) > 250 and len(built.texts) > 200 and len(built.labels) > 200
    assert {f"text/{name}" for name in STRINGS} == {*built.refused, *(f"text/{name}" for name in built.texts)} - {f"label/{name}" for name in STRINGS}


def test_links_lead_into_the_guide_or_to_a_whole_address(built: Built) -> None:
    assert {name.removeprefix("links-") for name in built.texts if name.startswith("links-")} == LINKS


def test_signs_that_nobody_sees_are_refused(built: Built) -> None:
    assert {name.removeprefix("signs-") for name in built.texts if name.startswith("signs-")} == SIGNS


def test_problems_do_nothing_to_the_terminal(built: Built) -> None:
    assert all(text.visible(line) == line for problem in built.refused.values() for line in problem.split("\n"))


def test_printing_reads_nothing_from_outside_and_runs_nothing(built: Built) -> None:
    assert strange(built) == []


@pytest.mark.parametrize("name", WRITTEN)
def test_yaml_is_a_text_or_a_problem_at_its_line(tmp_path: Path, name: str) -> None:
    content = small_project(tmp_path)
    page = content / "pages" / "about.yaml"
    before = page.read_text(encoding="utf-8")
    assert before.endswith("text: Her står en tekst.\n")
    page.write_text(before.replace("Her står en tekst.", WRITTEN[name]["written"]), encoding="utf-8")
    try:
        found = read(content).pages["about"].sections["about-text"].text
    except ContentError as error:
        assert "shown" not in WRITTEN[name]
        first, last = before.count("\n"), page.read_text(encoding="utf-8").count("\n") + 1
        assert all(problem.place.path == "content/pages/about.yaml" and first <= problem.place.line <= last for problem in error.problems)
    else:
        assert found == WRITTEN[name]["shown"]


def test_pdfs_do_nothing_and_bring_nothing(pdfs: dict[str, bytes]) -> None:
    assert len(pdfs) > 15
    for name, pdf in pdfs.items():
        with printed.opened(pdf) as document:
            found = [(key, value) for item in document.objects for key, value in entries(item)]
            assert not {key for key, _ in found} & ACTIONS, name
            kinds = {str(value) for key, value in found if key == "/S" and isinstance(value, pikepdf.Name)}
            assert not kinds & ACTIONS, name
            addresses = {str(value) for key, value in found if key == "/URI" and isinstance(value, pikepdf.String)}
            assert all(map(text.is_address, addresses)) and (name == "attack-book" or not addresses), name
            assert all(isinstance(value, pikepdf.Name | pikepdf.Array) for key, value in found if key == "/F" and not isinstance(value, int)), name


def entries(item: Any) -> Any:
    """Every entry of a dictionary of a PDF, also of those in it that are no objects of their own."""
    named = isinstance(item, pikepdf.Dictionary | pikepdf.Stream)
    for key, value in item.items() if named else enumerate(item) if isinstance(item, pikepdf.Array) else ():
        yield str(key), value
        if not getattr(value, "is_indirect", False) and isinstance(value, pikepdf.Dictionary | pikepdf.Array):
            yield from entries(value)


def test_words_stand_on_paper_as_typed(built: Built, pdfs: dict[str, bytes]) -> None:
    words = squeezed(printed.words(pdfs["attack-all"]))
    assert [name for name in built.texts if squeezed(shown(name)) not in words and not name.startswith("signs-")] == []


def squeezed(words: str) -> str:
    """Words without what a line break changes."""
    return "".join(sign for sign in words if not sign.isspace() and sign not in "\u00ad\u2060\ufffe")


def test_titles_of_pdfs_are_as_typed(built: Built, pdfs: dict[str, bytes]) -> None:
    guide = read(built.folder / "content")
    for id, sheet in guide.sheets.items():
        with printed.opened(pdfs[id]) as document:
            title = Renderer(guide, str).plain(sheet.title)
            assert str(document.docinfo.Title) == title
            with document.open_metadata() as metadata:
                assert metadata["dc:title"] == title


def test_figures_hold_words_and_no_more(built: Built, guide: Guide) -> None:
    """A drawing with an attack for each of its words has no other parts than without."""
    tour = [name for name in built.labels if name.startswith(("elements", "attributes", "drawings", "styles", "documents"))]
    for start, id in enumerate(figure_ids()):
        words = iter([STRINGS[name] for name in tour[start * 7 :] + tour])
        hostile = Figures.model_construct(**{name: replaced(figure, words) for name, figure in guide.figures})
        plain, drawn = (parts_of(figures.draw(each, id).svg) for each in (guide, guide.model_copy(update={"figures": hostile})))
        assert set(drawn) <= set(plain), id


def replaced(value: Any, words: Any) -> Any:
    """A part of the figures with other words in the place of its own."""
    if isinstance(value, dict):
        return {key: replaced(item, words) for key, item in value.items()}
    if hasattr(type(value), "model_fields"):
        return value.model_copy(update={name: replaced(item, words) for name, item in value})
    return type(value)(next(words)) if isinstance(value, Text) else value


def parts_of(svg: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each kind of element of a drawing with the names of its attributes. Raises XMLSyntaxError where it is no XML."""
    tree = etree.fromstring(str(svg), etree.XMLParser(resolve_entities=False, no_network=True))
    return [(str(part.tag), tuple(sorted(map(str, part.attrib)))) for part in tree.iter()]


def test_po_there_and_back(tmp_path: Path) -> None:
    """Translators' programs get every attack as it is, and what comes back stands in the table to the sign."""
    content, path = attacked(tmp_path, languages=("en",)).content, tmp_path / "en.po"
    po.export(translated.read(content), path)
    exported = {entry.msgctxt: entry for entry in polib.pofile(str(path))}
    for item in translated.read(content).texts:
        assert item.source and item.entry
        entry = exported[f"{item.file}:{item.key}"]
        assert (entry.msgid, entry.msgstr) == (item.source.value, item.entry.text)
        assert entry.tcomment.split() == item.entry.comments[0].split()  # long ones are wrapped
    assert vars(po.import_po(translated.read(content), path)) == {"taken": 0, "kept": 0, "strange": 0}
    edited, back = polib.pofile(str(path)), {}
    for entry, words in zip(edited, STRINGS.values(), strict=False):
        entry.msgstr = back[entry.msgctxt] = words.replace("\r", "").strip()
    edited.save(str(path))
    po.import_po(translated.read(content), path)
    found = {f"{item.file}:{item.key}": item.entry.text for item in translated.read(content).texts if item.entry}
    assert {context: found[context] for context in back} == back
    said = "\n".join(status.lines(status.standing(translated.read(content)), detailed=True))
    assert "\\x1b[2J" in said and [line for line in said.split("\n") if text.visible(line) != line] == []


@pytest.mark.parametrize("sign", ["a", "samtale", "(a)", "[(a)", "[a](b) ", "*a", "**a** ", "{a", "_", "\\", "](", "<b>", "&amp;", "æ-"])
def test_no_text_takes_forever(guide: Guide, sign: str) -> None:
    """The longest text there may be, of one thing again and again."""
    value = (sign * 20_000)[:20_000].strip()
    try:
        html = str(Renderer(guide, str).block(value))
    except text.MarkupError:
        return
    assert LineBreaks("da", ["samtale", "tale"]).set(html).replace("\u00ad", "") == html
