"""Make ready what a command needs, then become that command in the project's own environment.

This runs before the environment exists, so it uses Python's standard library alone. Modules that only a set-up needs
are imported inside the functions: every start pays for what stands at the top.
"""

import os
import sys

from guide import machine
from guide.machine import ROOT, advice, apt_install, explain, logged, say, stop, system
from guide.messages import COMMANDS, reason

VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
PANGO_FOUND = os.path.join(VENV, "pango")
RUN, TEST = "requirements.txt", "requirements-test.txt"
WITHOUT_PANGO = {"check", "translate", "edition", "new", "-h", "--help"}
"""Commands that draw nothing: they run where Pango is missing."""

PANGO = {
    "debian": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "pango harfbuzz",
    "macos": "pango",
    "windows": "mingw-w64-ucrt-x86_64-pango",
    "other": "pango harfbuzz",
}
"""The packages that hold the libraries WeasyPrint draws with."""
PANGO_CHECK = ("-W", "error:HarfBuzz-Subset:DeprecationWarning", "-c", "import weasyprint.text.ffi")
DICTIONARIES = {"da_DK": "hunspell-da", "en_GB": "hunspell-en-gb", "ar_SY": "hunspell-ar", "pl_PL": "hunspell-pl", "tr_TR": "hunspell-tr", "uk_UA": "hunspell-uk"}
"""The dictionaries of the languages that the guide is in, each with Debian's package."""
ALL_TESTS = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
"""Three processes, as each waits for what it starts; with whole files in the order that tests/conftest.py gives them: what takes longest comes first."""
BROWSERS = ("chromium-headless-shell", "google-chrome", "chromium-browser", "chromium")
"""What the tests look at pages with, the best first: as it draws no windows, it takes a fourth less work than the others."""
HOMEBREW = "/opt/homebrew/lib"
PDF_JS = "/usr/share/javascript/pdf/build/pdf.js"
"""The viewer that the tests fill in sheets with, where Debian puts it."""

PIP_KEPT = ("CACHE_DIR", "CERT", "CONFIG_FILE", "FIND_LINKS", "NO_INDEX", "PROXY", "RETRIES", "TIMEOUT", "TRUSTED_HOST", "INDEX_URL")
"""How the user's settings of pip end that say how to reach packages; other settings could put them in the wrong place."""


def start(arguments: list[str]) -> None:
    """Run a command; what stops it is said in one line."""
    sys.stderr.reconfigure(errors="replace")  # a terminal without æ shows ? in its place
    try:
        dispatch(arguments)
    except KeyboardInterrupt:
        say("stopped")
        raise SystemExit(130) from None
    except OSError as error:
        import errno

        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            stop("read-only", folder=ROOT)
        if error.errno == errno.ENOSPC:
            stop("disk")
        stop("file", file=error.filename, reason=reason(error))


def dispatch(arguments: list[str]) -> None:
    """Make ready what the command needs, then become that command. A build that has nothing to do needs nothing."""
    if not arguments and has_nothing_to_do():
        return
    if os.pathsep in ROOT:
        stop("folder-name", folder=ROOT, sign=os.pathsep)
    if sys.platform == "darwin" and os.path.isdir(HOMEBREW):  # where Python itself does not look for libraries
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", f"{HOMEBREW}:/usr/local/lib:/usr/lib")
    if arguments[:1] == ["test"]:
        prepare(RUN, TEST)
        prepare_pango()
        prepare_programs()
        os.chdir(ROOT)
        run("pytest", arguments[1:] or ALL_TESTS)
    prepare(RUN)
    if not WITHOUT_PANGO.intersection(arguments):
        prepare_pango()
    run("guide", arguments)


def has_nothing_to_do() -> bool:
    """Whether the whole guide is built of just this content; it is said."""
    output = os.path.join(ROOT, "output")
    if not os.path.exists(os.path.join(output, ".fingerprint")):
        return False
    from guide.fingerprint import is_current

    if not is_current(os.path.join(ROOT, "content"), output):
        return False
    print(COMMANDS["unchanged"].format(output=output))
    return True


def run(module: str, arguments: list[str]) -> None:
    """Become the environment's Python with this module of the project."""
    for name in ("PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"):
        os.environ.pop(name, None)
    os.environ.update(PYTHONUTF8="1", PYTHONPATH=ROOT)
    command = [PYTHON, "-P", "-m", module, *arguments]  # -P: a folder `guide` where the user stands is not ours
    sys.stderr.flush()
    try:
        if os.name == "nt":
            import subprocess

            raise SystemExit(subprocess.run(command).returncode)
        os.execv(PYTHON, command)
    except OSError as error:
        stop("damaged", reason=reason(error))


def stamp_path(name: str) -> str:
    """Where it is noted that a requirements file is installed."""
    return os.path.join(VENV, f"installed-{name}")


def stamp(name: str) -> bytes:
    """What is noted: the Python it is for, and the requirements themselves."""
    with open(os.path.join(ROOT, name), "rb") as file:
        return f"{sys.implementation.cache_tag} {sys.platform}\n".encode() + file.read()


def is_ready(name: str) -> bool:
    """Whether just these requirements are installed, for this Python."""
    try:
        with open(stamp_path(name), "rb") as file:
            return file.read() == stamp(name) and os.path.exists(PYTHON)
    except FileNotFoundError:
        return False


def prepare(*names: str) -> None:
    """Install the requirements files that are not installed yet; the first makes the environment anew."""
    if all(map(is_ready, names)):
        return
    with locked():
        for name in names:
            if is_ready(name):  # another window may have made it while this one waited
                continue
            say("set-up" if name == RUN else "set-up-tests")
            if name == RUN:
                make_environment()
            install(name)
            with open(stamp_path(name), "wb") as file:
                file.write(stamp(name))
            say("ready")


def locked():
    """Hold the set-up for this process until the file that is returned is closed."""
    os.makedirs(machine.CACHE, exist_ok=True)
    file = open(os.path.join(machine.CACHE, "set-up.lock"), "w")
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # Windows has no such lock: two set-ups at once are not held apart there
        pass
    except BlockingIOError:
        say("waiting")
        fcntl.flock(file, fcntl.LOCK_EX)
    return file


def make_environment() -> None:
    """Make `.venv` anew; what was in it is gone."""
    import importlib.util
    import subprocess
    import venv

    if importlib.util.find_spec("ensurepip") is None:
        packages = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv" if system() == "debian" else "python3-venv"
        if not apt_install(packages):
            stop("venv", advice=advice(packages))
    for name in (RUN, TEST):  # first of all: a half-made environment must never look ready
        if os.path.exists(stamp_path(name)):
            os.remove(stamp_path(name))
    if os.path.islink(VENV) or os.path.isfile(VENV):
        os.remove(VENV)
    try:
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=True).create(VENV)
    except subprocess.CalledProcessError as error:
        with open(machine.LOG, "wb") as log:
            log.write(error.output or b"")
        explain()


def install(name: str) -> None:
    """Install just the packages of a requirements file, each checked against its hash."""
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        total = sum("==" in line for line in file if not line.startswith((" ", "#")))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PIP_") or key.endswith(PIP_KEPT)}
    environment.update(PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    command = [PYTHON, "-I", "-X", "utf8", "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--progress-bar", "off"]
    fetched = 0

    def progress(line: str) -> None:
        nonlocal fetched
        if line.startswith("Collecting "):
            fetched += 1
            if fetched % 10 == 0:
                say("fetched", count=fetched, total=total)
        elif line.startswith("Installing collected"):
            say("placing")

    if not logged([*command, "-r", os.path.join(ROOT, name)], environment, progress):
        explain()


def prepare_pango() -> None:
    """See that WeasyPrint finds its libraries; the answer is kept until the environment is made anew."""
    if os.path.exists(PANGO_FOUND):
        return
    os.makedirs(machine.CACHE, exist_ok=True)
    command = [PYTHON, "-I", "-X", "utf8", *PANGO_CHECK]
    packages = PANGO[system()]
    if not logged(command, dict(os.environ)) and not (apt_install(packages) and logged(command, dict(os.environ))):
        stop("pango", advice=advice(packages))
    with open(PANGO_FOUND, "w"):
        pass


def browser():
    """The path of the best browser that is here; None where there is none."""
    import shutil

    return next(filter(None, map(shutil.which, BROWSERS)), None)


def missing_programs() -> str:
    """The packages, by Debian's names, of what the tests call and is not here."""
    import ctypes
    import shutil
    import subprocess

    missing = [] if browser() else [BROWSERS[-1]]
    missing += [] if shutil.which("hunspell") else ["hunspell"]
    for dictionary, package in DICTIONARIES.items():
        if "hunspell" in missing or subprocess.run(["hunspell", "-d", dictionary, "-l"], input=b"", capture_output=True).returncode:
            missing.append(package)
    if sys.platform == "linux":
        try:
            ctypes.CDLL("libatomic.so.1")  # Playwright's own part needs it, and Chromium does not bring it
        except OSError:
            missing.append("libatomic1")
    if not os.path.exists(PDF_JS):
        missing.append("libjs-pdf")
    return " ".join(missing)


def prepare_programs() -> None:
    """See that the programs of the tests are here: no test is left out for want of one. Not all systems of Debian's kind have the best browser."""
    import shutil

    if not shutil.which(BROWSERS[0]):
        apt_install(BROWSERS[0], needed=False)
    packages = missing_programs()
    if packages and not (apt_install(packages) and not missing_programs()):
        stop("programs", packages=packages, advice=advice(packages))
