"""The commands of translators and coordinators: how far a language has come, bringing its tables up to date, PO files, new languages."""

import argparse
import datetime
import sys
from collections.abc import Iterable
from pathlib import Path

from guide import check_translation, po, spelling, status
from guide.content import Content, codes, read_translation
from guide.decode import suggest
from guide.messages import COMMANDS
from guide.problem import BuildError, ContentError, Problem
from guide.read import read_source
from guide.source import SourceTexts
from guide.translation import Translation
from guide.update import update
from guide.upkeep import drifted


def run(options: argparse.Namespace, content: Path) -> int:
    """Run one of the commands; the exit code."""
    today = datetime.date.today().isoformat()
    if options.action == "status":
        show_status(content, options.code, options.json)
    elif options.action == "update":
        done = update(translation(content, options.code), today)
        print(COMMANDS["updated"].format(code=options.code, **vars(done)))
    elif options.action == "export":
        count = po.export(translation(content, options.code), options.file)
        print(COMMANDS["exported"].format(count=count, path=options.file))
    else:
        imported = po.import_po(translation(content, options.code), options.file)
        print(COMMANDS["imported"].format(**vars(imported)))
    return 0


def translation(content: Path, code: str) -> Translation:
    """A language's tables. Raises BuildError where there is no such language."""
    source = read_source(content)
    problems: list[Problem] = []
    known = codes(content, problems)
    if code not in known:
        raise BuildError(COMMANDS["unknown-language"].format(code=code, suggestion=suggest(code, known)))
    return read_translation(SourceTexts(source), code)


def show_status(content: Path, code: str | None, as_json: bool) -> None:
    """Print how far every language has come, or one of them with the texts that wait."""
    problems: list[Problem] = []
    chosen = [code] if code else codes(content, problems)
    if problems:
        raise ContentError(problems)
    found = [status.standing(translation(content, each)) for each in chosen]
    if as_json:
        print(status.json_text(found))
    elif not found:
        print(COMMANDS["no-languages"])
    for item in () if as_json else found:
        print("\n".join(status.lines(item, detailed=code is not None)))


def review(content: Content, strict: bool) -> int:
    """Print what a person should look at in the translations; the exit code, which is 1 where `strict` finds anything."""
    heard = [item for each in content.translations.values() for item in check_translation.warnings(each.texts)]
    heard += drifted(content.layer) if content.layer else []
    unfinished = list(lacking(content.translations.values())) if strict else []
    if strict:
        for each in content.translations.values():
            if spelling.has_dictionary(each.locale):
                heard += spelling.misspelt(each)
            else:
                print(COMMANDS["no-dictionary"].format(code=each.code, dictionary=spelling.dictionary(each.locale)), file=sys.stderr)
    for item in sorted(heard):
        print(COMMANDS["warning"].format(problem=item), file=sys.stderr)
    for line in unfinished:
        print(line, file=sys.stderr)
    if heard:
        print("\n" + COMMANDS["one-warning" if len(heard) == 1 else "warnings"].format(count=len(heard)), file=sys.stderr)
    return int(strict and bool(heard or unfinished))


def lacking(translations: Iterable[Translation]) -> Iterable[str]:
    """A line for each language of which something is not current."""
    for each in translations:
        count = status.standing(each).all
        if count.outdated or count.missing or count.orphans:
            gaps = {"outdated": count.outdated, "missing": count.missing, "orphans": count.orphans}
            yield COMMANDS["not-current"].format(name=each.settings.name, code=each.code, **gaps)
