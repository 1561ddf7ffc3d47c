"""The set-up script: what it installs when, and what it says where it may not."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import dev

Commands = list[tuple[str, ...]]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("linux", "posix", "Linux"), ("win32", "nt", "Windows"), ("darwin", "posix", "Darwin"))


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that is not there yet, beside a lock and a pyproject of its own."""
    for name in ("LOCK", "PROJECT"):
        copy = tmp_path / name
        copy.write_text("as it was", encoding="utf-8")
        monkeypatch.setattr(dev, name, copy)
    return tmp_path / "venv"


@pytest.fixture
def commands(venv: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The commands that set-up gives; instead of running them only the Python is made."""
    given: Commands = []

    def note(*command: str) -> None:
        given.append(command)
        python = dev.python_of(venv)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(dev, "call", note)
    return given


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "offer_libraries", lambda: "")
    monkeypatch.setattr(dev, "start", lambda *_arguments: pytest.fail("started"))


def test_first_start_makes_all_and_second_nothing(venv: Path, commands: Commands) -> None:
    dev.set_up(venv)
    assert [command[2] for command in commands] == ["venv", "pip", "pip"]
    assert "--require-hashes" in commands[1]
    commands.clear()
    dev.set_up(venv)
    assert commands == []


def test_environment_is_made_without_ensurepip(venv: Path, commands: Commands) -> None:
    dev.set_up(venv)
    assert "--without-pip" in commands[0]
    assert all(str(dev.python_of(venv)) in command for command in commands[1:])


def test_half_finished_environment_is_made_anew(
    venv: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*command: str) -> None:
        if "pip" in command:
            raise subprocess.CalledProcessError(1, command)
        (venv / "leftover").mkdir(parents=True)

    with monkeypatch.context() as broken:
        broken.setattr(dev, "call", fail)
        with pytest.raises(subprocess.CalledProcessError):
            dev.set_up(venv)
    assert (venv / "leftover").exists()
    assert not (venv / dev.STAMP).exists()
    dev.set_up(venv)
    assert len(commands) == 3
    assert not (venv / "leftover").exists()


def test_environment_is_unfinished_while_it_is_removed(
    venv: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(venv)
    dev.LOCK.write_text("changed", encoding="utf-8")

    def stop(_folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dev.shutil, "rmtree", stop)
    with pytest.raises(KeyboardInterrupt):
        dev.set_up(venv)
    assert dev.stamp_of(venv) == []
    assert len(commands) == 3


def test_failing_install_of_ourselves_is_repeated(
    venv: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(venv)
    dev.PROJECT.write_text("changed", encoding="utf-8")

    def fail(*command: str) -> None:
        raise subprocess.CalledProcessError(1, command)

    with monkeypatch.context() as broken:
        broken.setattr(dev, "call", fail)
        with pytest.raises(subprocess.CalledProcessError):
            dev.set_up(venv)
    commands.clear()
    dev.set_up(venv)
    assert [command[2] for command in commands] == ["pip"]


@pytest.mark.parametrize(("changed", "count"), [("LOCK", 3), ("PROJECT", 1)])
def test_a_change_sets_up_what_hangs_on_it(
    venv: Path, commands: Commands, changed: str, count: int
) -> None:
    dev.set_up(venv)
    commands.clear()
    getattr(dev, changed).write_text("changed", encoding="utf-8")
    dev.set_up(venv)
    assert len(commands) == count


def test_environment_without_its_python_is_made_anew(venv: Path, commands: Commands) -> None:
    dev.set_up(venv)
    commands.clear()
    dev.python_of(venv).unlink()
    dev.set_up(venv)
    assert len(commands) == 3


def test_another_python_makes_the_environment_anew(
    venv: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(venv)
    commands.clear()
    monkeypatch.setattr(sys, "version", "3.99.0 (of tomorrow)")
    dev.set_up(venv)
    assert len(commands) == 3


def test_without_pip_it_says_how_to_get_it(
    venv: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setitem(dev.COMMANDS, "test", lambda _rest: dev.set_up(venv))  # type: ignore[func-returns-value]
    assert dev.main(["test"]) == dev.REFUSED
    assert "python3-pip" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("system", "python"), [("nt", "Scripts/python.exe"), ("posix", "bin/python")]
)
def test_python_lies_where_the_system_has_it(
    system: str, python: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "name", system)
    found = dev.python_of(tmp_path)
    monkeypatch.undo()
    assert found == tmp_path / python


def test_foreign_packages_are_kept_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("KEPT", "yes")
    assert "PYTHONPATH" not in dev.environment()
    assert dev.environment()["KEPT"] == "yes"


@pytest.mark.usefixtures("no_display")
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_display_run_says_so_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["run"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.count(". ") == 0
    assert "`python3 dev.py run demo DIR`" in said.err


@pytest.mark.usefixtures("no_display")
def test_with_arguments_run_starts_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def start(*arguments: str) -> int:
        started.extend(arguments)
        return 4

    monkeypatch.setattr(dev, "start", start)
    assert dev.main(["run", "demo", "here"]) == 4
    assert started == ["-m", "desktop_app", "demo", "here"]


def test_old_python_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OLDEST", (99, 0))
    assert dev.main(["run"]) == 3
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_old_python_can_read_the_script() -> None:
    ast.parse(Path(dev.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(("word", "code"), [("nonsense", 2), ("--help", 0)])
def test_unknown_word_gets_the_usage(
    word: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main([word]) == code
    assert "dev.py test" in capsys.readouterr().out


def program(folder: Path, name: str, text: str) -> None:
    """Write a shell script that stands for the program `name`."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose programs are the only ones found."""
    if sys.platform != "linux":
        pytest.skip("the libraries of a Linux system")
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "env", 'shift; exec "$@"')
    return tmp_path


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one library be missing that no system has."""
    needed = {"libnowhere.so.7": "libnowhere7"}
    monkeypatch.setattr("desktop_app.ui.display.libraries_needed", lambda: needed)


@pytest.mark.usefixtures("lacking")
def test_missing_libraries_are_installed_by_root(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    program(programs, "apt-get", f'echo "$@" >> {programs}/asked')
    dev.offer_libraries()
    asked = (programs / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == ["-qq update", "-qq install -y --no-install-recommends libnowhere7"]


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize("answer", ["true", "false"])
def test_sudo_is_used_only_without_a_password(
    answer: str, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    program(programs, "apt-get", f'echo "$@" >> {programs}/asked')
    program(programs, "sudo", f'shift; if [ "$1" = true ]; then {answer}; else "$@"; fi')
    assert "sudo apt-get install -y --no-install-recommends libnowhere7" in dev.offer_libraries()
    assert (programs / "asked").exists() == (answer == "true")


@pytest.mark.usefixtures("lacking", "programs")
def test_without_apt_the_libraries_are_named() -> None:
    assert dev.offer_libraries() == (
        "Qt needs libraries of the system that are missing: libnowhere.so.7."
    )


@pytest.mark.usefixtures("lacking", "programs")
def test_tests_do_not_start_without_the_libraries(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "start", lambda *_arguments: pytest.fail("started"))
    assert dev.main(["test"]) == 3
    assert "libnowhere.so.7" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line", ["--index-url x", "-e .", "a @ b", "a==1 # from https://x", "./a.whl", "/tmp/a.whl"]
)
def test_addresses_in_a_lock_are_found(line: str) -> None:
    assert dev.addresses(f"a==1 \\\n{line}") == [line]


def test_our_lock_holds_no_address_and_a_hash_for_each() -> None:
    text = dev.LOCK.read_text(encoding="utf-8")
    assert dev.addresses(text) == []
    pins = text.replace("\\\n", " ").splitlines()
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def locked(environment: dict[str, str]) -> dict[str, Version]:
    """Return the versions the lock gives in an environment."""
    text = dev.LOCK.read_text(encoding="utf-8").replace("\\\n", " ")
    pins = [Requirement(line.partition("--hash")[0]) for line in text.splitlines()]
    return {
        name(pin): Version(next(iter(pin.specifier)).version)
        for pin in pins
        if pin.marker is None or pin.marker.evaluate(environment)
    }


def name(requirement: Requirement) -> str:
    """Return the name as the lock writes it."""
    return requirement.name.lower().replace("_", "-")


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_lock_serves_every_python_and_system(python: str, system: tuple[str, str, str]) -> None:
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": system[0],
        "os_name": system[1],
        "platform_system": system[2],
        "platform_python_implementation": "CPython",
    }
    project = tomllib.loads(dev.PROJECT.read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    versions = locked(environment)
    for requirement in map(Requirement, wanted):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            assert requirement.specifier.contains(versions[name(requirement)]), requirement
