"""Everything the program says to its user: one catalogue in Danish and one in English, with the same codes and the same gaps.

Danish is spoken until somebody asks for English, with `--locale en` or the project's own variable. The system's language is not asked:
a Danish school's server often calls itself English. The choice stays in the environment, where workers and other processes find it too.

The first process reads this, and any Python 3 can: no type hints, no f-strings. Only the catalogue that is spoken from is imported.
"""

import os

LOCALES = ("da", "en")
"""The languages that the program speaks; the first is spoken where none is chosen."""
VARIABLE = "GUIDE_LOCALE"
OPTION = "--locale"


def locale():
    """The language that is spoken."""
    chosen = os.environ.get(VARIABLE, "").lower()
    return next((name for name in LOCALES if chosen.startswith(name)), LOCALES[0])


def choose(arguments):
    """Take the choice of a language out of a command's arguments, and hold to it; the others. What is no language is left to be refused."""
    for number, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        after = number + 1 if equals else number + 2
        value = value if equals else "".join(arguments[number + 1 : after])
        if len(name) > len("--l") and OPTION.startswith(name) and value in LOCALES:  # options may be cut short where none is like them
            os.environ[VARIABLE] = value
            return choose(arguments[:number] + arguments[after:])
    return arguments


class speaking:
    """Within it, this language is spoken."""

    def __init__(self, name):
        self.name, self.before = name, os.environ.get(VARIABLE)

    def __enter__(self):
        os.environ[VARIABLE] = self.name

    def __exit__(self, *error):
        if self.before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = self.before


class Catalogue:
    """Messages by their codes, in the language that is spoken when one is asked for."""

    def __init__(self, module, name):
        self.module, self.name = module, name

    @property
    def spoken(self):
        """The messages themselves, and their codes."""
        return getattr(__import__("{}.{}_{}".format(__name__, self.module, locale()), fromlist=[self.name]), self.name)

    def __getitem__(self, code):
        return self.spoken[code]


CATALOGUE = Catalogue("problems", "CATALOGUE")
"""Problems in the content: what is wrong, and what to do."""
PARTS = Catalogue("problems", "PARTS")
"""What fills gaps in other messages."""
COMMANDS = Catalogue("commands", "COMMANDS")
"""What the commands say."""
REVIEW = Catalogue("review", "REVIEW")
"""What the page of an edit says to whoever approves it."""
FIELDS = Catalogue("review", "FIELDS")
"""What a field is called in front of those who do not write the files. The vocabulary names it for those who fill it in, and in English has no names."""
SIGNS = Catalogue("commands", "SIGNS")
"""The signs in numbers."""
REASONS = Catalogue("commands", "REASONS")
"""Why the system refuses a file or folder, by its number for it."""
SETUP = Catalogue("commands", "SETUP")
"""What is said before the project's own Python runs."""
ADVICE = Catalogue("commands", "ADVICE")
"""How to install packages, by the kind of system."""


def suggestion(near, allowed, limit=12):
    """The hint for a word that is not known: the nearest one, else what is allowed."""
    if near:
        return PARTS["near"].format(word=near[0])
    if not allowed:
        return PARTS["nothing"]
    more = " …" if len(allowed) > limit else "."
    return PARTS["allowed"].format(words=", ".join(allowed[:limit]) + more)


def reason(error):
    """Why the system refuses, of an OSError."""
    return REASONS.spoken.get(error.errno or 0) or error.strerror or str(error)
