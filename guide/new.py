"""Begin something new: files that are valid from the start, and say in comments what goes where."""

from pathlib import Path

from guide import schema
from guide.content import SETTINGS, is_language, read_translation
from guide.decode import suggest
from guide.disk import write_whole
from guide.index import is_book
from guide.languages import own_name
from guide.messages import COMMANDS
from guide.messages.written import WRITTEN
from guide.model.guide import SOURCE
from guide.problem import BuildError
from guide.read import read_source
from guide.source import SourceTexts
from guide.translation import FOLDER
from guide.update import update
from guide.yamltext import entry


def language(root: Path, code: str, sheets: tuple[str, ...], today: str) -> Path:
    """Begin a language: its settings, and tables with every text that it needs. `sheets` are those it covers; the whole guide where empty.

    Returns its folder. Raises BuildError where the code names no language, or the language is there already.
    """
    folder = root / FOLDER / code
    if not is_language(code):
        raise BuildError(COMMANDS["not-a-language"].format(code=code))
    if code == SOURCE:
        raise BuildError(COMMANDS["own-language"].format(code=code))
    if folder.exists():
        raise BuildError(COMMANDS["language-there"].format(code=code))
    source = read_source(root)
    for id in sheets:
        if id not in source.guide.sheets:
            raise BuildError(COMMANDS["unknown-sheet"].format(id=id, suggestion=suggest(id, list(source.guide.sheets))))
        if is_book(source.guide.sheets[id]):
            raise BuildError(COMMANDS["book-alone"].format(sheet=id))
    name = own_name(code)
    line = schema.schema_line(f"{FOLDER}/{code}/{SETTINGS}")
    lines = [line, f"# {WRITTEN['language-head'].format(name=name)}", *entry("name", name, 0)]
    lines += [f"sheets: [{', '.join(sheets)}]"] if sheets else []
    write_whole(folder / SETTINGS, ("\n".join(lines) + "\n").encode())
    update(read_translation(SourceTexts(source), code), today)
    schema.write(root)
    return folder
