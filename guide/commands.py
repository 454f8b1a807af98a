"""The commands and their options: what is read of what the user asks for. The help, the readme and the editor's handbook show the same."""

import argparse
import re
from pathlib import Path
from typing import Any, NoReturn

from guide.messages import COMMANDS, LOCALES, OPTION
from guide.variants import VARIANTS

USAGE = {
    "usage-variant": r"argument --variant: invalid choice: '(?P<word>.*?)'",
    "usage-locale": r"argument --locale: invalid choice: '(?P<word>.*?)'",
    "usage-choice": r"invalid choice: '(?P<word>.*?)'",
    "usage-ambiguous": r"ambiguous option: (?P<word>\S+) could match",
    "usage-unknown": r"(unrecognized arguments: |ignored explicit argument ')(?P<word>.*?)'?$",
    "usage-action": r"the following arguments are required: (?P<word>.*)",
    "usage-value": r"argument (?P<word>\S+): (expected|invalid)",
}
"""What argparse says of wrong use, by the message in the catalogue."""


class Words(argparse.HelpFormatter):
    """Help that begins in the language of the catalogue."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, COMMANDS["usage"] if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of the catalogue, and says what is wrong in one line. Every command has the options that stand here."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, add_help=False, formatter_class=Words)
        self._optionals.title, self._positionals.title = COMMANDS["usage-options"], COMMANDS["usage-arguments"]
        self.add_argument("-h", "--help", action="help", help=COMMANDS["help-help"])
        self.add_argument("--content", type=Path, default=argparse.SUPPRESS, metavar=COMMANDS["name-folder"], help=COMMANDS["help-content"])
        self.add_argument("--output", type=Path, default=argparse.SUPPRESS, metavar=COMMANDS["name-folder"], help=COMMANDS["help-output"])
        self.add_argument("--language", action="append", default=argparse.SUPPRESS, metavar=COMMANDS["name-language"], help=COMMANDS["help-language"])
        self.add_argument("--edition", action="append", default=argparse.SUPPRESS, metavar=COMMANDS["name-edition"], help=COMMANDS["help-edition-option"])
        self.add_argument("--jobs", type=int, default=argparse.SUPPRESS, metavar="N", help=COMMANDS["help-jobs"])
        self.add_argument(OPTION, choices=LOCALES, default=argparse.SUPPRESS, help=COMMANDS["help-locale"])

    def error(self, message: str) -> NoReturn:
        for code, pattern in USAGE.items():
            if found := re.search(pattern, message):
                message = COMMANDS[code].format(**found.groupdict())
        self.exit(2, f"{COMMANDS['usage-error'].format(reason=message)}\n{COMMANDS['usage-hint']}\n")


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    result = Parser(prog="build.py", description=COMMANDS["help"], epilog=COMMANDS["help-test"])
    commands = result.add_subparsers(dest="command", title=COMMANDS["usage-commands"], metavar=COMMANDS["name-command"])
    check = commands.add_parser("check", help=COMMANDS["help-check"])
    check.add_argument("--strict", action="store_true", help=COMMANDS["help-strict"])
    commands.add_parser("site", help=COMMANDS["help-site"])
    serve = commands.add_parser("serve", help=COMMANDS["help-serve"])
    serve.add_argument("--port", type=int, choices=range(2**16), default=8000, metavar="N", help=COMMANDS["help-port"])
    sheets = commands.add_parser("sheets", help=COMMANDS["help-sheets"])
    sheets.add_argument("ids", nargs="*", metavar="ID", help=COMMANDS["help-ids"])
    sheets.add_argument("--variant", action="append", choices=VARIANTS, default=[], help=COMMANDS["help-variant"])
    commands.add_parser("schema", help=COMMANDS["help-schema"])
    add_translators(commands)
    add_editors(commands)
    return result


def add_translators(commands: Any) -> None:
    """The commands of translators."""
    translate = commands.add_parser("translate", help=COMMANDS["help-translate"])
    actions = translate.add_subparsers(dest="action", title=COMMANDS["usage-commands"], metavar=COMMANDS["name-action"], required=True)
    status = actions.add_parser("status", help=COMMANDS["help-status"])
    status.add_argument("code", nargs="?", metavar=COMMANDS["name-language"], help=COMMANDS["help-code"])
    status.add_argument("--json", action="store_true", help=COMMANDS["help-json"])
    for name in ("update", "export", "import"):
        action = actions.add_parser(name, help=COMMANDS[f"help-{name}"])
        action.add_argument("code", metavar=COMMANDS["name-language"], help=COMMANDS["help-code"])
        if name != "update":
            action.add_argument("file", type=Path, metavar=COMMANDS["name-po"], help=COMMANDS["help-po"])


def add_editors(commands: Any) -> None:
    """The commands of editors: what an edit changed, an edition, and the beginning of something new."""
    diff = commands.add_parser("diff", help=COMMANDS["help-diff"])
    diff.add_argument("old", metavar=COMMANDS["name-old"], help=COMMANDS["help-diff-old"])
    diff.add_argument("--file", type=Path, metavar=COMMANDS["name-file"], help=COMMANDS["help-diff-file"])
    edition = commands.add_parser("edition", help=COMMANDS["help-edition"])
    actions = edition.add_subparsers(dest="action", title=COMMANDS["usage-commands"], metavar=COMMANDS["name-action"], required=True)
    actions.add_parser("list", help=COMMANDS["help-edition-list"]).add_argument("--json", action="store_true", help=COMMANDS["help-json"])
    for name in ("update", "change"):
        action = actions.add_parser(name, help=COMMANDS[f"help-edition-{name}"])
        action.add_argument("id", metavar=COMMANDS["name-edition"], help=COMMANDS["help-edition-id"])
    action.add_argument("words", metavar=COMMANDS["name-words"], help=COMMANDS["help-words"])
    new = commands.add_parser("new", help=COMMANDS["help-new"])
    kinds = new.add_subparsers(dest="action", title=COMMANDS["usage-commands"], metavar=COMMANDS["name-kind"], required=True)
    language = kinds.add_parser("language", help=COMMANDS["help-new-language"])
    language.add_argument("code", metavar=COMMANDS["name-language"], help=COMMANDS["help-code"])
    language.add_argument("--sheet", action="append", default=[], metavar="ID", help=COMMANDS["help-only"])
    for name, option in (("edition", "--name"), ("sheet", "--title"), ("conversation", "--title")):
        kind = kinds.add_parser(name, help=COMMANDS[f"help-new-{name}"])
        kind.add_argument("id", metavar="ID", help=COMMANDS["help-new-id"])
        kind.add_argument(option, default="", metavar=COMMANDS["name-words"], help=COMMANDS[f"help-new{option[1:]}"])
