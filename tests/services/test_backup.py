"""Backups are proven, leave nothing half behind, and come back."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services import writing
from desktop_app.services.opening import open_register
from desktop_app.services.register import Register
from desktop_app.services.upkeep import backup_register, check, restore, save_copy
from desktop_app.storage import upkeep

CONTACT = CATALOGUE["contact"]


def test_a_backup_comes_back_with_its_history_in_an_epoch_of_its_own(
    register: Register, tmp_path: Path
) -> None:
    writing.put(register, CONTACT, None, {"family_name": "Prov"})
    path = backup_register(register)
    writing.put(register, CONTACT, None, {"family_name": "Senare"})
    with restore(path, tmp_path / "again.knreg") as again:
        assert check(again).whole
        assert again.facts.register_id == register.facts.register_id
        assert again.facts.epoch != register.facts.epoch
        names = [line for line in upkeep.dump(again.db.conn) if "Prov" in line]
        assert names
        assert not any("Senare" in line for line in upkeep.dump(again.db.conn))


def test_two_backups_of_one_second_both_stay(register: Register) -> None:
    paths = {backup_register(register) for _ in range(3)}
    assert len(paths) == 3
    assert all(path.is_file() for path in paths)


def test_what_a_killed_backup_left_goes_and_a_running_one_stays(
    register: Register, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    old, young = folder / ".r-20260101-120000.knreg.part", folder / ".r-2.knreg.part"
    for left in (old, young):
        left.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    backup_register(register, folder)
    assert not old.exists()
    assert young.exists()


def test_a_copy_takes_the_place_of_a_file_but_never_of_the_register(
    register: Register, tmp_path: Path
) -> None:
    out = tmp_path / "kopia.knreg"
    out.write_text("något gammalt")
    assert save_copy(register, out) == out
    with open_register(out, writing=False) as copied:
        assert copied.facts.register_id == register.facts.register_id
    with pytest.raises(Refused) as refused:
        save_copy(register, register.path)
    assert refused.value.advice is not None
    assert register.db.conn.execute("PRAGMA quick_check").fetchone() == ("ok",)
