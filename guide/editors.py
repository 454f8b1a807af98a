"""The commands of editors: an edition kept in step, and the beginning of something new."""

import argparse
import datetime
import json
from pathlib import Path

from guide import begin, new, upkeep
from guide.languages import own_name
from guide.layer import editions
from guide.messages import COMMANDS
from guide.problem import BuildError

SHOWN = 20
"""As many texts are listed, where several hold the words that are looked for."""


def run(options: argparse.Namespace, content: Path) -> int:
    """Run one of the commands; the exit code."""
    today = datetime.date.today().isoformat()
    if options.command == "new":
        return start(options, content, today)
    if options.action == "list":
        known = editions(content)
        print(json.dumps(known) if options.json else "\n".join(known) or COMMANDS["no-editions"])
        return 0
    if options.action == "change":
        return change(content, options.id, options.words)
    for name, done in upkeep.bring_up(content, options.id, today):
        print(COMMANDS["updated"].format(code=name, **vars(done)))
    return 0


def start(options: argparse.Namespace, content: Path, today: str) -> int:
    """Begin something new, and say where."""
    if options.action == "language":
        folder = new.language(content, options.code, tuple(options.sheet), today)
        print(COMMANDS["new-language"].format(name=own_name(options.code), folder=folder))
    elif options.action == "edition":
        folder = begin.edition(content, options.id, options.name, today)
        print(COMMANDS["new-edition"].format(id=options.id, folder=folder))
    else:
        within = getattr(options, "edition", [""])[-1]
        path = (begin.sheet if options.action == "sheet" else begin.conversation)(content, options.id, options.title, within)
        print(COMMANDS[f"new-{options.action}"].format(id=options.id, path=path))
    return 0


def change(content: Path, id: str, words: str) -> int:
    """Put a text into an edition's tables, and say where; or say which texts there are to choose from."""
    path, found = begin.change(content, id, words)
    if path:
        print(COMMANDS["own-text"].format(path=path, key=found[0][1]))
        return 0
    if not found:
        raise BuildError(COMMANDS["text-unknown"].format(words=words))
    listed = [f"    {file}/{key}" for file, key in found[:SHOWN]]
    more = [COMMANDS["texts-more"].format(count=len(found) - SHOWN)] if len(found) > SHOWN else []
    raise BuildError("\n".join([COMMANDS["text-many"].format(words=words, id=id), *listed, *more]))
