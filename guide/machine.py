"""The machine that a set-up runs on: what kind it is, programs run on it, and what is said where something fails.

Like `setup`, this uses Python's standard library alone and imports at the top only what every start needs.
"""

import os
import sys

from guide.messages import ADVICE, SETUP

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
CACHE = os.path.join(ROOT, ".cache")
LOG = os.path.join(CACHE, "set-up.log")
"""What the last program said; messages point to it."""

FAILURES = {
    "disk": ("no space left",),
    "hashes": ("do not match the hashes",),
    "network": ("retrying (", "connection", "timed out", "name resolution", "could not resolve", "failure resolving", "certificate"),
    "no-package": ("no matching distribution",),
}
"""What stands in the log of pip or apt-get, by the message that explains it; the first that fits is said."""


def say(code: str, **gaps: object) -> None:
    """One line to the user, on standard error: standard output belongs to the guide."""
    print(SETUP[code].format(**gaps), file=sys.stderr, flush=True)


def stop(code: str, **gaps: object) -> None:
    """Say why it cannot go on, and end with exit code 2."""
    say(code, **gaps)
    raise SystemExit(2)


def logged(command: list[str], environment: dict[str, str], progress=None, mode: str = "w") -> bool:
    """Run a program with its output in the log (mode `a` adds to it), line by line past `progress`; whether it ended well."""
    import subprocess

    with open(LOG, mode, encoding="utf-8") as log:
        output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
        with subprocess.Popen(command, env=environment, encoding="utf-8", errors="replace", **output) as process:
            for line in process.stdout:
                log.write(line)
                if progress:
                    progress(line)
    return process.returncode == 0


def explain() -> None:
    """Stop with the message that fits what the log says."""
    with open(LOG, encoding="utf-8", errors="replace") as file:
        stop(failure(file.read()), log=LOG, version=".".join(map(str, sys.version_info[:2])))


def failure(log: str) -> str:
    """The code of the message that explains a log."""
    return next((code for code, signs in FAILURES.items() if any(sign in log.lower() for sign in signs)), "failed")


def system(release: str = "/etc/os-release") -> str:
    """The kind of system this is: a key of ADVICE."""
    if sys.platform in ("darwin", "win32"):
        return {"darwin": "macos", "win32": "windows"}[sys.platform]
    try:
        with open(release, encoding="utf-8") as file:
            fields = dict(line.strip().split("=", 1) for line in file if "=" in line)
    except OSError:
        return "other"
    names = " ".join(fields.get(key, "").strip("\"'") for key in ("ID", "ID_LIKE")).split()
    return next((kind for kind in ("debian", "fedora") if kind in names), "other")


def advice(packages: str) -> str:
    """How to install packages on this system, in one sentence."""
    return ADVICE[system()].format(packages=packages)


def apt_install(packages: str, needed: bool = True) -> bool:
    """Install Debian packages where this process may; whether it did. A failure on the way stops, unless they are not `needed`."""
    import shutil

    if system() != "debian" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say("installing", packages=packages)
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"  # dpkg wants programs that lie there
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "PATH": path}
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    logged(["apt-get", "-qq", *wait, "update"], environment)  # one list that fails need not be the one that is needed
    if not logged(["apt-get", "-qq", "-y", *wait, "--no-install-recommends", "install", *packages.split()], environment, mode="a"):
        if not needed:
            return False
        explain()
    return True
