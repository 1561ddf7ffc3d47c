"""The command line as people and scripts use it: in this process, or in one of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import main
from desktop_app.domain.words import Words
from desktop_app.services.opening import new_register, open_register

OFFICE = "Miljöförvaltningen"
PERSON = "Alva Exempelsson"
DONE, USAGE, REFUSED, WAITING = 0, 2, 3, 4


@dataclass(frozen=True)
class Ended:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the one document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Ended]


def decoded(code: int, out: bytes, err: bytes) -> Ended:
    """Take what was written as UTF-8, line ends as they are everywhere."""
    texts = [each.decode("utf-8").replace("\r\n", "\n") for each in (out, err)]
    return Ended(code, *texts)


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Swedish, whatever this machine speaks."""
    monkeypatch.setenv("KONTAKTNAT_LANGUAGE", "sv")


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs one command in this process."""

    def run(*args: str | Path, code: int | None = DONE) -> Ended:
        capfdbinary.readouterr()
        ended = main([str(arg) for arg in args])
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        found = decoded(ended, captured.out, captured.err)
        assert code is None or found.code == code, found
        assert "Traceback" not in found.err
        return found

    return run


def command(*args: str | Path) -> list[str]:
    """Return the command as a process of its own."""
    return [sys.executable, "-m", "desktop_app", *(str(arg) for arg in args)]


def processed(
    args: Sequence[str], *, env: Mapping[str, str] | None = None, code: int | None = DONE
) -> Ended:
    """Run a process to its end."""
    ended = subprocess.run(
        args,
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        timeout=60,
    )
    found = decoded(ended.returncode, ended.stdout, ended.stderr)
    assert code is None or found.code == code, found
    assert "Traceback" not in found.err
    return found


@pytest.fixture
def fresh() -> Run:
    """Return what runs one command in a fresh process."""

    def fresh(*args: str | Path, env: Mapping[str, str] | None = None, code: int = DONE) -> Ended:
        return processed(command(*args), env=env, code=code)

    return fresh


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new register that is copied, never changed."""
    path = tmp_path_factory.mktemp("template") / "register.db"
    new_register(path, OFFICE, person=PERSON).close()
    return path


@pytest.fixture
def register(template: Path, tmp_path: Path) -> Path:
    """Return a new register of a test's own."""
    path = tmp_path / "register.db"
    shutil.copy(template, path)
    return path


@pytest.fixture
def put(run: Run, register: Path) -> Callable[..., str]:
    """Return what saves a row in the test's register, new or changed; it returns the id."""

    def put(entity: str, *values: str, id_: str | None = None) -> str:
        named = ["--id", id_] if id_ else []
        return str(run("put", register, entity, *named, *values, "--json").json["id"])

    return put


def disagree(path: Path, entity: str, id_: str, key: str, value: str) -> None:
    """Add what somebody else wrote without having seen what stands there now."""
    with (
        open_register(path) as opened,
        opened.record.acting("edit", Words("En annans", "Another's")) as act,
    ):
        first = act.edits(id_)[0]
        act.write(entity, id_, {key: value}, {key: (first.eid,)})
