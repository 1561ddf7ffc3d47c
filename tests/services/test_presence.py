"""The file of an open register: gone, another one, written by others."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services.opening import open_register
from desktop_app.services.presence import GONE, OTHER, Presence
from desktop_app.services.register import Register
from desktop_app.services.writing import put

CONTACT = CATALOGUE["contact"]


def test_what_others_write_is_noticed_once_and_ones_own_never(register: Register) -> None:
    presence = Presence(register)
    assert not presence.changed_elsewhere()
    before = presence.newest
    put(register, CONTACT, None, {"family_name": "Egen"})
    assert presence.newest > before
    assert not presence.changed_elsewhere()
    with open_register(register.path) as other:
        put(other, CONTACT, None, {"family_name": "Annan"})
    assert presence.changed_elsewhere()
    assert not presence.changed_elsewhere()


def test_a_file_that_is_gone_is_refused_before_anything_is_done(register: Register) -> None:
    presence, path = Presence(register), register.path
    done: list[int] = []
    path.rename(path.with_suffix(".aside"))
    for work in (presence.check, presence.changed_elsewhere, _doing(presence, done)):
        with pytest.raises(Refused) as refused:
            work()
        assert refused.value.sentence == GONE.fill(name=path.name)
        assert refused.value.advice is not None
    assert done == []
    path.with_suffix(".aside").rename(path)
    presence.check()
    _doing(presence, done)()
    assert done == [1]


def _doing(presence: Presence, done: list[int]) -> Callable[[], object]:
    return lambda: presence.guarded(lambda: done.append(1))


def test_another_file_in_its_place_is_refused(register: Register, tmp_path: Path) -> None:
    presence, path = Presence(register), register.path
    other = Path(copyfile(path, tmp_path / "annan.knreg"))
    path.rename(tmp_path / "undan.knreg")
    other.rename(path)
    with pytest.raises(Refused) as refused:
        presence.check()
    assert refused.value.sentence == OTHER.fill(name=path.name)


def test_what_the_disk_refuses_is_told_and_our_own_faults_are_not_hidden(
    register: Register,
) -> None:
    presence = Presence(register)
    register.db.conn.execute("PRAGMA query_only=1")
    with pytest.raises(Refused) as refused:
        presence.guarded(lambda: put(register, CONTACT, None, {"family_name": "Prov"}))
    assert isinstance(refused.value.__cause__ or refused.value, (sqlite3.Error, Refused))
    register.db.conn.execute("PRAGMA query_only=0")
    for fault in (KeyError("x"), sqlite3.ProgrammingError("vår")):
        with pytest.raises(type(fault)):
            presence.guarded(_raising(fault))


def _raising(fault: Exception) -> Callable[[], None]:
    def fails() -> None:
        raise fault

    return fails
