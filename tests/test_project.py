"""The files around the code: requirements, README, the script of the CI, and what no file may hold."""

import argparse
import os
import re
import tomllib
from pathlib import Path

import pytest

from guide import VERSION, cli
from guide.model.guide import Guide

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
REQUIREMENTS = ("requirements", "requirements-test")


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    lines = (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith(("#", "    ")) or re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [^#]+)? \\", line) for line in lines)
    for line, following in zip(lines, lines[1:], strict=False):
        assert line.startswith(("#", " ")) or re.match(r"    --hash=sha256:[0-9a-f]{64}", following)
    assert all(re.fullmatch(r"    (--hash=sha256:[0-9a-f]{64}( \\)?|#.*)", line) for line in lines if line.startswith(" "))
    assert "index" not in "\n".join(lines).replace("--no-emit-index-url", "") and "://" not in "\n".join(lines)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_choice_has_its_reason_and_is_the_one_installed(name: str) -> None:
    installed = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    chosen = [line for line in (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines() if not line.startswith(("#", "-"))]
    for line in chosen:
        pin, reason = line.split("#")
        assert reason.strip()
        assert f"\n{pin.strip().lower()} " in installed


def test_both_locks_agree() -> None:
    run, test = (dict(re.findall(r"(?m)^([a-z0-9-]+)==([\w.]+)", (ROOT / f"{name}.txt").read_text())) for name in REQUIREMENTS)
    assert not {name: version for name, version in test.items() if run.get(name, version) != version}


def project_files() -> list[Path]:
    """Every file of the project that is not made by a build, a test or git."""
    made = {".git", ".venv", ".cache", "output", "__pycache__", ".pytest_cache", ".hypothesis", ".ruff_cache", ".mypy_cache"}
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in made]
        found += [Path(folder, name) for name in names]
    return found


def test_no_file_names_a_place_that_packages_come_from() -> None:
    hosts = [part + rest for part, rest in ((b"pypi.", b"org"), (b"pythonhosted.", b"org"), (b"deb.debian.", b"org"), (b"npmjs.", b"org"))]
    files = [path for path in project_files() if path.is_file()]
    assert len(files) > 20
    assert not [(path, host) for path in files for host in hosts if host in path.read_bytes().lower()]


def test_the_readme_names_every_command() -> None:
    actions = cli.parser()._actions
    commands = next(action.choices for action in actions if isinstance(action, argparse._SubParsersAction))
    for command in (*commands, "test"):
        assert f"python3 build.py {command}" in README, command
    for option in (option for action in actions for option in action.option_strings if option.startswith("--")):
        assert option in README, option


def test_the_readme_names_every_part_of_the_data() -> None:
    for name in set(Guide.model_fields) - {"interface", "locale", "direction", "own_sheets", "logo"}:
        assert f"| `{name}` |" in README, name


def test_the_version_is_the_same_everywhere() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION


def test_the_ci_calls_the_tests_and_nothing_else() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    lines = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec python3 build.py test"]
