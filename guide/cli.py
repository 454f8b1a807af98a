"""The commands: read what the user asks for, call the pipeline, say how it went.

Exit 0 done, 1 a problem in the content, 2 wrong use, or surroundings in which it cannot be done; 128 and more, stopped by a signal.
"""

import argparse
import gc
import os
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from guide.fingerprint import ROOT
from guide.messages import COMMANDS, LOCALES, OPTION, choose
from guide.problem import BuildError, ContentError, Problem, unusable
from guide.stops import noted
from guide.text import visible
from guide.variants import VARIANTS

LOG = Path(ROOT, ".cache", "error.log")
"""Where an error stands in full that nobody has foreseen."""
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


def main(arguments: list[str]) -> int:
    """Run one command; the exit code. Whatever goes wrong, nobody sees a traceback."""
    arguments = choose(arguments)  # before the parser is made: its words are those of the language
    options = parser().parse_args(arguments)
    content, output = getattr(options, "content", Path(ROOT, "content")), getattr(options, "output", Path(ROOT, "output"))
    with noted() as seen:
        try:
            code = run(options, content, output, seen)
            sys.stdout.flush()  # here, and not when Python ends, a reader who is gone is met
            return code
        except BrokenPipeError:  # whoever reads the output has seen enough
            unread()
            return 0
        except BaseException as error:
            if seen:
                print(COMMANDS["stopped"], file=sys.stderr)
                return 128 + seen[0]
            if not isinstance(error, Exception):
                raise
            return told(error, content)


def told(error: Exception, content: Path) -> int:
    """Say what has stopped a command; the exit code."""
    if isinstance(error, ContentError):
        report(error.problems)
        return 1
    print(error if isinstance(error, BuildError) else unusable(error, content) if isinstance(error, OSError) else unforeseen(error), file=sys.stderr)
    return 2


def unforeseen(error: Exception) -> str:
    """What is said of an error that nobody has foreseen. All that a programmer needs is put into a file."""
    import traceback

    reason = visible(" ".join([f"{type(error).__name__}: {error}.", *getattr(error, "__notes__", ())]))
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return COMMANDS["unforeseen"].format(reason=reason)
    return f"{COMMANDS['unforeseen'].format(reason=reason)} {COMMANDS['more-in'].format(log=LOG)}"


def unread() -> None:
    """Let what is said from now on go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(options: argparse.Namespace, content: Path, output: Path, seen: list[int]) -> int:
    """Run the command that the user asks for; the exit code."""
    if options.command == "check":
        return run_check(content, options.strict, getattr(options, "edition", None))
    if options.command == "schema":
        return run_schema(content)
    if options.command == "translate":
        from guide import translators

        return translators.run(options, content)
    if options.command in ("edition", "new"):
        from guide import editors

        return editors.run(options, content)
    if options.command == "diff":
        from guide import review_page

        return review_page.run(options, content, output)
    if options.command == "serve":
        from guide.serve import serve

        languages = [f"--language={code}" for code in getattr(options, "language", ())]
        serve(content, output, options.port, [*languages, *([f"--jobs={options.jobs}"] if hasattr(options, "jobs") else [])], getattr(options, "edition", [""])[-1])
        return 0
    return run_build(options, content, output, seen)


def run_check(content: Path, strict: bool, chosen: list[str] | None) -> int:
    """Read and check the content and its editions, or those chosen; write nothing. `strict` is content with nothing less than finished texts without a warning."""
    gc.disable()  # a short run makes many small values that all live to its end: looking for garbage is a tenth of its time
    from guide import translators
    from guide.content import read_content
    from guide.layer import editions

    problems: list[Problem] = []
    code = 0
    for edition in chosen or ["", *editions(content)]:
        try:
            code = max(code, translators.review(read_content(content, edition), strict))
        except ContentError as error:
            problems += error.problems
            if not edition:
                break  # no edition can be read without the guide under it
    if problems:
        raise ContentError(problems)
    if not code:
        print(COMMANDS["checked"])
    return code


def run_schema(content: Path) -> int:
    """Write what an editor has to know of the content; the exit code."""
    from guide import schema

    written = schema.write(content)
    print(COMMANDS["schema" if written else "schema-current"].format(count=len(written), folder=content / schema.FOLDER))
    return 0


def run_build(options: argparse.Namespace, content: Path, output: Path, seen: list[int]) -> int:
    """Build the whole, or one half of it. `seen` holds every signal to stop: one that was lost on the way stops the build at its next step."""
    gc.disable()  # nearly all that is made in this process lives to its end; workers collect their own
    from guide.ahead import ahead

    def say(code: str, **gaps: object) -> None:
        if seen and code in ("sheets", "site"):
            raise KeyboardInterrupt
        try:
            print(COMMANDS[code].format(**gaps), flush=True)
        except BrokenPipeError:  # the build goes on, whoever listens
            unread()

    ids, variants, languages = (tuple(getattr(options, name, ())) for name in ("ids", "variant", "language"))
    jobs = getattr(options, "jobs", None)
    for edition in getattr(options, "edition", ("",)):
        with ahead(content.name, jobs or os.cpu_count() or 1) as ready:
            from guide.build import Order, build

            build(content, output / edition, Order(options.command, ids, variants, languages, jobs, edition), say, ready)
    return 0


def report(problems: list[Problem]) -> None:
    """Every problem with its hint, then how many there are."""
    for problem in problems:
        print(problem, file=sys.stderr)
    code = "one-problem" if len(problems) == 1 else "problems"
    print("\n" + COMMANDS[code].format(count=len(problems)), file=sys.stderr)
