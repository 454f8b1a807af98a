"""Find out whether anything has changed since the last build, with Python's standard library alone.

`build.py` asks this before it starts the project's own Python, so that a build with nothing to do is over at once.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
STAMP = ".fingerprint"
"""The file in the output that says what it was made of, and what it consists of."""
BUILT = ("guide.zip", "print", "site")
"""What a build makes in the output, in order."""
HANDBOOK = (os.path.join("docs", "haandbog"), os.path.join("docs", "handbook"))
"""The folders of the editor's handbook, in each language that has it."""
EDITIONS = "editions"
"""The folder of the content that holds them."""
STAGING, NOTE = ".building-", ".exchanging"
"""In the output while a build works: how the name of its folder begins, and the note of what it exchanges."""
LIBRARIES = ("libpango-1.0.", "libpangoft2-1.0.", "libharfbuzz.", "libharfbuzz-subset.", "libfontconfig.")
FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/opt/homebrew/lib", "/usr/local/lib")


def files(folder: str) -> Iterator[os.DirEntry[str]]:
    """Every file below a folder in a fixed order, without those that Python and editors leave behind, and what begins with a point."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__" and not entry.name.startswith("."):
                yield from files(entry.path)
        elif entry.is_file() and not entry.name.startswith((".", "#")) and not entry.name.endswith("~"):
            yield entry


def sources(content: str | os.PathLike[str], edition: str = "") -> Iterator[str]:
    """Every file that makes the output: content, templates, code, handbook and settings. Of the editions only the one that is built."""
    editions = os.path.join(content, EDITIONS, "")
    handbook = filter(os.path.isdir, (os.path.join(ROOT, name) for name in HANDBOOK))
    for folder in (os.fspath(content), os.path.join(ROOT, "templates"), os.path.join(ROOT, "guide"), *handbook):
        for entry in files(folder):
            if not entry.path.startswith(editions) or (edition and entry.path.startswith(os.path.join(editions, edition, ""))):
                yield entry.path
    for name in ("mkdocs.yml", "requirements.txt"):
        yield os.path.join(ROOT, name)


def libraries() -> list[str]:
    """The versions of the system's libraries that draw text, as their files are called."""
    found = set()
    for folder in filter(os.path.isdir, FOLDERS):
        found |= {os.path.basename(os.path.realpath(os.path.join(folder, name))) for name in os.listdir(folder) if name.startswith(LIBRARIES)}
    return sorted(found)


def within(path: str, content: str) -> str:
    """What a file is called in its folder, wherever that lies: the output knows of no place on this computer."""
    return path.removeprefix(content) if path.startswith(content) else path.removeprefix(ROOT)


def digest(paths: Iterable[tuple[str, str]], *words: str) -> str:
    """A hash of the words, and of files' bytes and what they are called. Raises OSError where a file cannot be read."""
    result = hashlib.sha256()
    for word in words:
        result.update(word.encode() + b"\0")
    for name, path in paths:
        with open(path, "rb") as file:  # piece by piece: nobody has yet seen how large it is
            found = hashlib.file_digest(file, "sha256").digest()
        result.update(os.fsencode(name) + b"\0" + found)
    return result.hexdigest()


def fingerprint(content: str | os.PathLike[str], edition: str = "") -> str:
    """A hash of all that makes the output: content, templates, code, settings, the versions of the parts.

    Empty where a file cannot be read: the reader of the content says which, and why.
    """
    folder = os.path.join(os.fspath(content), "")
    try:
        named = ((within(path, folder), path) for path in sources(content, edition))
        return digest(named, edition, str(sys.implementation.cache_tag), os.environ.get("SOURCE_DATE_EPOCH", ""), *libraries())
    except OSError:
        return ""


def inventory(output: str | os.PathLike[str]) -> str:
    """A hash of the names, sizes and dates of what was built, to see that nothing is gone or changed."""
    result = hashlib.sha256()
    for part in BUILT:
        path = os.path.join(output, part)
        if os.path.isdir(path):
            for entry in files(path):
                facts = entry.stat()
                result.update(os.fsencode(f"{entry.path[len(path):]}\0{facts.st_size}\0{facts.st_mtime_ns}\0"))
        elif os.path.exists(path):
            facts = os.stat(path)
            result.update(f"{part}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
    return result.hexdigest()


def is_current(content: str | os.PathLike[str], output: str | os.PathLike[str], edition: str = "") -> bool:
    """Whether the output is whole, made of just this content, and no build works there or was killed while it did."""
    try:
        with open(os.path.join(output, STAMP), encoding="utf-8") as file:
            known = file.read()
        left = [name for name in os.listdir(output) if name.startswith((STAGING, NOTE))]
        return not left and known == stamp(output, fingerprint(content, edition))
    except OSError:
        return False


def stamp(output: str | os.PathLike[str], mark: str) -> str:
    """What the stamp says of an output that was made of content with this fingerprint."""
    return f"{mark}\n{inventory(output)}\n"
