"""The set-up: what is pure is called; the rest is run in copies of the project with an environment made up for the test."""

import ast
import errno
import os
import runpy
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import build
from guide import machine, setup
from guide.messages import ADVICE, SETUP, VARIABLE

ROOT = Path(setup.ROOT)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder in which nothing is set up yet."""
    for name in (setup.RUN, setup.TEST):
        (tmp_path / name).write_text("one==1 \\\n    --hash=sha256:0\n")
    monkeypatch.setattr(setup, "ROOT", str(tmp_path))
    monkeypatch.setattr(setup, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(setup, "PYTHON", str(tmp_path / ".venv/bin/python"))
    monkeypatch.setattr(setup, "PANGO_FOUND", str(tmp_path / ".venv/pango"))
    monkeypatch.setattr(machine, "CACHE", str(tmp_path / ".cache"))
    monkeypatch.setattr(machine, "LOG", str(tmp_path / ".cache/set-up.log"))
    return tmp_path


def make_ready(folder: Path, *names: str) -> None:
    """What a finished set-up leaves in a folder."""
    (folder / ".venv/bin").mkdir(parents=True, exist_ok=True)
    if not (folder / ".venv/bin/python").exists():
        (folder / ".venv/bin/python").symlink_to(sys.executable)
    for name in names:
        (folder / f".venv/installed-{name}").write_bytes(f"{sys.implementation.cache_tag} {sys.platform}\n".encode() + (folder / name).read_bytes())
    (folder / ".venv/pango").touch()


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said, which must be a single line on standard error."""
    out, err = capsys.readouterr()
    assert not out
    assert err.count("\n") == 1
    return err.strip()


# the Python that starts it


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 99)])
def test_an_old_python_is_refused_in_one_line(version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(ROOT / "build.py"), run_name="__main__")
    assert stopped.value.code == 2
    assert one_line(capsys).endswith(f"kræver Python 3.11 eller nyere. Dette er Python {version[0]}.{version[1]}.")


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_newer_python_is_not_refused(version: tuple[int, ...]) -> None:
    assert build.refusal(version) == ""


def test_an_old_python_is_refused_in_english_where_that_is_chosen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 6, 15))
    monkeypatch.setattr(sys, "argv", ["build.py", "--locale", "en"])
    monkeypatch.setenv(VARIABLE, "")
    with pytest.raises(SystemExit):
        runpy.run_path(str(ROOT / "build.py"), run_name="__main__")
    assert one_line(capsys) == "The guide needs Python 3.11 or newer. This is Python 3.6."


@pytest.mark.parametrize("name", ["build.py", *(f"guide/messages/{name}.py" for name in ("__init__", "commands_da", "commands_en"))])
def test_an_old_python_can_read_the_file_that_refuses_it(name: str) -> None:
    nodes = list(ast.walk(ast.parse((ROOT / name).read_bytes(), feature_version=(3, 5))))
    assert not [node for node in nodes if isinstance(node, (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.Nonlocal))]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    assert not [node for node in functions if node.returns or any(argument.annotation for argument in node.args.args)]


def test_a_start_imports_almost_nothing() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); before = set(sys.modules); import guide.setup; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["guide", "guide.machine", "guide.messages", "guide.setup"]


# what is installed


def test_it_is_ready_only_for_these_requirements_this_python_and_a_whole_environment(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not setup.is_ready(setup.RUN)
    make_ready(place, setup.RUN)
    assert setup.is_ready(setup.RUN)
    assert not setup.is_ready(setup.TEST)
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    assert not setup.is_ready(setup.RUN)
    monkeypatch.undo()
    monkeypatch.setattr(setup, "ROOT", str(place))
    monkeypatch.setattr(setup, "VENV", str(place / ".venv"))
    monkeypatch.setattr(setup, "PYTHON", str(place / ".venv/bin/gone"))
    assert not setup.is_ready(setup.RUN)


def test_changed_requirements_are_installed_anew(place: Path) -> None:
    make_ready(place, setup.RUN)
    (place / setup.RUN).write_text("one==2 \\\n    --hash=sha256:1\n")
    assert not setup.is_ready(setup.RUN)


def test_a_damaged_note_is_not_ready(place: Path) -> None:
    make_ready(place, setup.RUN)
    (place / ".venv/installed-requirements.txt").write_bytes(b"\xff\xfe\x00")
    assert not setup.is_ready(setup.RUN)


def test_what_is_ready_is_left_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ready(place, setup.RUN)
    before = sorted(place.rglob("*"))
    setup.prepare(setup.RUN)
    setup.prepare_pango()
    assert sorted(place.rglob("*")) == before


def test_a_set_up_that_was_cut_short_is_made_anew(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    steps: list[str] = []

    def make() -> None:
        steps.append("make")
        make_ready(place)

    def install(name: str) -> None:
        steps.append(name)
        if len(steps) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(setup, "make_environment", make)
    monkeypatch.setattr(setup, "install", install)
    with pytest.raises(KeyboardInterrupt):
        setup.prepare(setup.RUN)
    setup.prepare(setup.RUN)
    setup.prepare(setup.RUN, setup.TEST)
    assert steps == ["make", setup.RUN, "make", setup.RUN, setup.TEST]
    assert "Gør klar til tests." in capsys.readouterr().err


def test_a_new_environment_never_looks_ready_half_way(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ready(place, setup.RUN, setup.TEST)

    def create(builder: object, folder: str) -> None:
        assert not setup.is_ready(setup.RUN)
        assert not setup.is_ready(setup.TEST)

    monkeypatch.setattr("venv.EnvBuilder.create", create)
    setup.make_environment()


def test_a_link_in_the_place_of_the_environment_is_not_followed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "own").mkdir()
    (place / "own/thing").touch()
    (place / ".venv").symlink_to(place / "own")
    monkeypatch.setattr("venv.EnvBuilder.create", lambda builder, folder: None)
    setup.make_environment()
    assert (place / "own/thing").exists()
    assert not (place / ".venv").exists()


def test_the_second_of_two_set_ups_waits_and_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = threading.Event()
    monkeypatch.setattr(setup, "say", lambda code: said.set() if code == "waiting" else None)
    first = setup.locked()
    second = threading.Thread(target=lambda: setup.locked().close())
    second.start()
    assert said.wait(5)
    assert second.is_alive()
    first.close()
    second.join(5)
    assert not second.is_alive()


def test_pip_checks_hashes_and_hears_only_settings_about_the_way_to_packages(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = {}
    for name in list(os.environ):
        if name.startswith("PIP_"):
            monkeypatch.delenv(name)
    for name in ("TARGET", "PREFIX", "NO_DEPS", "REQUIRE_VIRTUALENV", "CERT", "PROXY", "TIMEOUT", "NO_CACHE_DIR"):
        monkeypatch.setenv(f"PIP_{name}", "x")
    monkeypatch.setattr(setup, "logged", lambda command, environment, progress: ran.update(command=command, environment=environment) or True)
    setup.install(setup.RUN)
    assert {"--require-hashes", "--only-binary", str(place / setup.RUN)} <= set(ran["command"])
    heard = {name for name in ran["environment"] if name.startswith("PIP_")}
    assert heard == {f"PIP_{name}" for name in ("CERT", "PROXY", "TIMEOUT", "NO_CACHE_DIR", "USER", "NO_INPUT", "DISABLE_PIP_VERSION_CHECK")}


# what goes wrong


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EROFS, "read-only"), (errno.EACCES, "read-only"), (errno.ENOSPC, "disk"), (errno.ENOENT, "file")]
)
def test_a_useless_folder_is_one_line(number: int, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def dispatch(arguments: list[str]) -> None:
        raise OSError(number, "grund", "fil")

    monkeypatch.setattr(setup, "dispatch", dispatch)
    with pytest.raises(SystemExit) as stopped:
        setup.start([])
    assert stopped.value.code == 2
    assert one_line(capsys) == SETUP[code].format(folder=setup.ROOT, file="fil", reason="den findes ikke")


def test_a_colon_in_the_path_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(setup, "ROOT", f"/home/a{os.pathsep}b")
    with pytest.raises(SystemExit):
        setup.start(["check"])
    assert f"/home/a{os.pathsep}b" in one_line(capsys)


def test_control_c_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def dispatch(arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(setup, "dispatch", dispatch)
    with pytest.raises(SystemExit) as stopped:
        setup.start([])
    assert (stopped.value.code, one_line(capsys)) == (130, "Afbrudt.")


# what the machine has to hold


@pytest.mark.parametrize("kind", list(ADVICE.spoken))
def test_missing_pango_says_what_to_install(kind: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(setup, "system", lambda: kind)
    monkeypatch.setattr(machine, "system", lambda: kind)
    monkeypatch.setattr(setup, "logged", lambda command, environment: False)
    monkeypatch.setattr(setup, "apt_install", lambda packages: False)
    with pytest.raises(SystemExit) as stopped:
        setup.prepare_pango()
    assert stopped.value.code == 2
    assert one_line(capsys).endswith(ADVICE[kind].format(packages=setup.PANGO[kind]))


def test_a_python_without_venv_says_what_to_install(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(setup, "system", lambda: "debian")
    monkeypatch.setattr(machine, "system", lambda: "debian")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        setup.make_environment()
    assert stopped.value.code == 2
    assert one_line(capsys).endswith(f"sudo apt install python3.{sys.version_info[1]}-venv")


def test_tests_do_not_start_without_their_programs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(setup, "apt_install", lambda packages, needed=True: False)
    with pytest.raises(SystemExit) as stopped:
        setup.prepare_programs()
    assert stopped.value.code == 2
    assert "mangler programmer: chromium hunspell hunspell-da" in one_line(capsys)


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [(["check"], False), (["--content", "x", "check"], False), (["-h"], False), (["edition", "list"], False), ([], True), (["site"], True)],
)
def test_only_what_draws_asks_for_pango(arguments: list[str], asked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(setup, "has_nothing_to_do", lambda: False)
    monkeypatch.setattr(setup, "prepare", lambda *names: calls.extend(names))
    monkeypatch.setattr(setup, "prepare_pango", lambda: calls.append("pango"))
    monkeypatch.setattr(setup, "run", lambda module, arguments: calls.append(module))
    setup.dispatch(arguments)
    assert calls == [setup.RUN, *["pango"] * asked, "guide"]


# the whole, in a copy


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the project that is set up, in a folder with a difficult name; its guide only tells how it was started."""
    folder = tmp_path / "Lærings samtaler å"
    (folder / "guide/messages").mkdir(parents=True)
    package = ("__init__.py", "__main__.py", "machine.py", "messages/__init__.py", "setup.py")
    for name in ("build.py", setup.RUN, setup.TEST, *(f"guide/{part}" for part in package)):
        shutil.copy(ROOT / name, folder / name)
    (folder / "guide/cli.py").write_text(
        "import os, sys\ndef main(arguments):\n    print(arguments, os.getcwd(), sys.flags.utf8_mode, 'æ”…')\n    return 7\n", encoding="utf-8"
    )
    make_ready(folder, setup.RUN, setup.TEST)
    return folder


@pytest.mark.parametrize(
    "surroundings",
    [{}, {"LC_ALL": "C"}, {"PYTHONPATH": ".", "PYTHONHOME": "", "PYTHONSAFEPATH": "1", "VIRTUAL_ENV": "/nowhere", "PIP_TARGET": "/nowhere"}],
)
def test_it_becomes_the_guide_wherever_it_is_started(copied: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "guide").mkdir(parents=True)
    (elsewhere / "guide/__init__.py").write_text("raise SystemExit('the wrong guide')\n")
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", **surroundings}
    done = subprocess.run([sys.executable, copied / "build.py", "check", "æ b"], cwd=elsewhere, env=environment, capture_output=True)
    assert done.stderr == b""
    assert done.stdout.decode() == f"['check', 'æ b'] {elsewhere} 1 æ”…\n"
    assert done.returncode == 7
