"""The sheets to fill in, in pdf.js: what Firefox and many school platforms show a PDF with."""

import base64
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from guide.model.guide import Guide
from guide.printables import Printable, printables
from guide.read import read
from guide.setup import PDF_JS
from tests import fields
from tests.projects import ROOT

WORKER = PDF_JS.removesuffix("pdf.js") + "pdf.worker.js"
"""What reads the PDF. It is loaded into the page, so that nothing is fetched."""
SAVE = """(pdf => pdf.saveDocument().then(bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""))))"""
FILL = """async ([data, values]) => {
  const bytes = Uint8Array.from(atob(data), sign => sign.charCodeAt(0));
  const pdf = await pdfjsLib.getDocument({data: bytes}).promise;
  const seen = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    for (const field of await (await pdf.getPage(number)).getAnnotations()) {
      const value = values[field.fieldName], state = field.buttonValue ?? field.exportValue;
      seen.push([field.fieldName, field.alternativeText]);
      pdf.annotationStorage.setValue(field.id, {value: field.fieldType === "Tx" ? value : "/" + state === value});
    }
  }
  return [seen, await SAVE(pdf)];
}""".replace("SAVE", f"({SAVE})")


@cache
def real_guide() -> Guide:
    return read(ROOT / "content")


SHEETS = printables(real_guide(), ("fillable",))


@pytest.fixture(scope="module")
def folder(site: Path) -> Path:
    """The folder of the PDFs."""
    return site.parent / "print" / real_guide().language


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A page with pdf.js."""
    page = browser.new_page()
    for path in (PDF_JS, WORKER):
        page.add_script_tag(path=path)
    yield page
    page.close()


@pytest.mark.parametrize("printable", SHEETS, ids=lambda printable: printable.sheet)
def test_what_is_filled_in_is_saved(printable: Printable, folder: Path, reader: Page) -> None:
    pdf = (folder / f"{printable.name}.pdf").read_bytes()
    found = fields.places(fields.opened(pdf))
    values = fields.sample(found)
    seen, saved = reader.evaluate(FILL, [base64.b64encode(pdf).decode(), values])
    assert seen == [[place.name, place.spoken] for place in found]
    assert fields.stored(base64.b64decode(saved)) == values
    with fields.form(base64.b64decode(saved)) as shown, fields.form(pdf) as empty:
        more = [after - before for after, before in zip(shown.ink(found), empty.ink(found), strict=True)]
    chosen = [not place.state or values[place.name] == f"/{place.state}" for place in found]
    assert [ink > 20 for ink in more] == chosen


@pytest.fixture
def viewer(folder: Path, tab: Callable[..., Page]) -> Iterator[Callable[[str], Page]]:
    """Opens a PDF of the folder in the whole viewer."""

    class Both(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            name = path.partition("?")[0].lstrip("/")
            return str(folder / name if name.endswith(".pdf") else Path(PDF_JS).parents[1] / name)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Both)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()

        def open_pdf(name: str) -> Page:
            page = tab(width=1200)
            page.goto(f"http://127.0.0.1:{server.server_port}/web/viewer.html?file=/{name}.pdf#zoom=page-width")
            page.locator(".annotationLayer input, .annotationLayer textarea").first.wait_for()
            return page

        yield open_pdf
        server.shutdown()
        thread.join()


def test_keys_go_from_field_to_field_as_one_reads(viewer: Callable[[str], Page], folder: Path) -> None:
    """Tab, type, space: the first page of a sheet is filled in without a mouse, and saved."""
    name = "my-habits-1-fillable"
    document = fields.opened((folder / f"{name}.pdf").read_bytes())
    here = [place for place in fields.places(document) if place.page == 0]
    order = list(dict.fromkeys(place.name for place in here))
    page = viewer(name)
    page.locator(".annotationLayer input").first.focus()
    met = []
    for _ in order:
        met.append(page.evaluate("document.activeElement.name"))
        if page.evaluate("document.activeElement.type") == "text":
            page.keyboard.type(f"Åse Ærø {met[-1]}")
        else:
            page.keyboard.press("Space")
        page.keyboard.press("Tab")
    assert met == order
    stored = fields.stored(base64.b64decode(page.evaluate(f"{SAVE}(PDFViewerApplication.pdfDocument)")))
    first = {place.name: place.state for place in reversed(here)}
    assert [stored[name] for name in order] == [f"/{first[name]}" if first[name] else f"Åse Ærø {name}" for name in order]
