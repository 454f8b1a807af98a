"""The commands: call the pipeline with what the user asks for, say how it went.

Exit 0 done, 1 a problem in the content, 2 wrong use, or surroundings in which it cannot be done; 128 and more, stopped by a signal.
"""

import argparse
import gc
import os
import sys
from pathlib import Path

from guide.commands import parser
from guide.fingerprint import ROOT
from guide.messages import COMMANDS, choose
from guide.problem import BuildError, ContentError, Problem, unusable
from guide.stops import noted
from guide.text import visible

LOG = Path(ROOT, ".cache", "error.log")
"""Where an error stands in full that nobody has foreseen."""


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
