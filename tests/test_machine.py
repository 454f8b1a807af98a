"""What the set-up asks of the machine, and how it explains what goes wrong."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from guide import machine, setup
from guide.messages import ADVICE, SETUP

ROOT = Path(machine.ROOT)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs leave what they say."""
    monkeypatch.setattr(machine, "LOG", str(tmp_path / "set-up.log"))
    return tmp_path / "set-up.log"


def test_every_message_is_said_and_every_message_said_is_there() -> None:
    source = "".join((ROOT / f"guide/{name}.py").read_text(encoding="utf-8") for name in ("setup", "machine"))
    said = set(re.findall(r'(?:say|stop)\(\s*"([a-z-]+)"', source)) | set(machine.FAILURES) | {"set-up", "set-up-tests", "failed"}
    assert said == set(SETUP.spoken) - {"old-python"}
    assert set(setup.PANGO) == set(ADVICE.spoken)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError'\nERROR: No matching distribution found", "network"),
        ("Err:1 bookworm InRelease\n  Temporary failure resolving 'a.example'", "network"),
        ("ERROR: No matching distribution found for pydantic-core==2.50.4", "no-package"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hashes"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk"),
        ("E: Unable to locate package", "failed"),
    ],
)
def test_a_failed_install_is_explained_in_one_line(log: Path, words: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    log.write_text(words)
    with pytest.raises(SystemExit) as stopped:
        machine.explain()
    assert stopped.value.code == 2
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert capsys.readouterr().err == SETUP[code].format(log=log, version=version) + "\n"


@pytest.mark.parametrize(
    ("release", "kind"),
    [
        ("PRETTY_NAME=Debian\nID=debian\n", "debian"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
        ("ID=fedora\n", "fedora"),
        ('ID="rhel"\nID_LIKE="fedora"\n\n# word\n', "fedora"),
        ("ID=arch\n", "other"),
        ("", "other"),
    ],
)
def test_a_linux_is_known_by_its_name_and_kin(release: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "os-release").write_text(release)
    assert machine.system(str(tmp_path / "os-release")) == kind
    assert machine.system(str(tmp_path / "missing")) == "other"


def test_a_mac_and_a_windows_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert machine.system() == "macos"
    monkeypatch.setattr(sys, "platform", "win32")
    assert machine.system() == "windows"


def test_root_on_debian_installs_packages_without_questions(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ran: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(machine, "system", lambda: "debian")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.setattr(machine, "logged", lambda command, environment, mode="w": ran.append((command, environment)) or True)
    assert machine.apt_install("one two")
    assert [command[-1] for command, _ in ran] == ["update", "two"]
    for _, environment in ran:
        assert environment["DEBIAN_FRONTEND"] == "noninteractive"
        assert environment["PATH"].endswith("/usr/sbin:/sbin")
    assert capsys.readouterr().err == "Installerer one two på maskinen.\n"


def test_apt_without_network_is_explained_by_its_first_step(log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    program = log.with_name("apt-get")
    program.write_text("#!/bin/sh\ncase $* in *update) echo Temporary failure resolving;; *) echo no package; exit 100;; esac\n")
    program.chmod(0o755)
    monkeypatch.setattr(machine, "system", lambda: "debian")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{log.parent}:/usr/bin:/bin")
    with pytest.raises(SystemExit):
        machine.apt_install("one")
    assert capsys.readouterr().err.splitlines()[1] == SETUP["network"].format(log=log)
    assert not machine.apt_install("one", needed=False)
