"""One kind of diagnostic for everything that can be wrong in the content: where, what, and what to do."""

import errno
from dataclasses import dataclass, field
from pathlib import Path

from guide import messages
from guide.text import visible

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
"""What the system answers only to a program that writes."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """Something the author has to mend. `code` names the message in the catalogue, `details` fill its gaps."""

    place: Place
    code: str
    details: tuple[tuple[str, str], ...] = field(default=())

    @property
    def message(self) -> str:
        """What is wrong, in one sentence."""
        return messages.CATALOGUE[self.code][0].format(**dict(self.details))

    @property
    def hint(self) -> str:
        """What to do about it."""
        return messages.CATALOGUE[self.code][1].format(**dict(self.details))

    def __str__(self) -> str:
        return f"{self.place}: {self.message}\n    {self.hint}"


def problem(place: Place, code: str, **details: object) -> Problem:
    """Make a problem from the message's name and the words in its gaps. What an author wrote does nothing to the terminal that shows it."""
    return Problem(place, code, tuple(sorted((key, visible(str(value))) for key, value in details.items())))


class ContentError(Exception):
    """The content cannot be built; carries every problem that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = sorted(set(problems))


class BuildError(Exception):
    """A user's surroundings stop the build: a folder that cannot be written, a missing part. One line says which."""


def unusable(error: OSError, written: Path) -> str:
    """What is said of a file or folder that the system refuses. `written` is the folder in which all is written."""
    path = Path(error.filename) if isinstance(error.filename, str) else written
    inside = path.is_relative_to(written)
    if inside and path != written and path.relative_to(written).parts[0].startswith("."):
        path = written  # the folder that a build works in is nobody else's concern
    code = "cannot-write" if inside or error.errno in FULL else "cannot-use"
    return messages.COMMANDS[code].format(path=visible(str(path)), reason=messages.reason(error))


def shown(path: Path, root: Path) -> str:
    """The path as an author knows it: from the content folder's own name on."""
    return str(Path(root.name) / path.relative_to(root))
