"""While one connection writes much, another can read what was there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import same
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.register import Register
from desktop_app.services.writing import create
from desktop_app.storage import connection, queries

MANY = 3000


def write_many(register: Register, look: Register) -> int:
    """Write more than fits in memory, and count what the other sees meanwhile."""
    register.db.conn.execute("PRAGMA cache_size = 50")
    with register.record.acting("import", same("Prov")) as act:
        for number in range(MANY):
            id_ = f"00000000-0000-4000-8000-{number:012d}"
            create(act, CATALOGUE["contact"], id_, {"family_name": f"Prov {number}" * 20})
        return queries.counts(look.db.conn)["contact"]


@pytest.mark.parametrize("beside", [True, False])
def test_readers_are_not_locked_out_by_a_large_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, beside: bool
) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    path = tmp_path / "r.knreg"
    new_register(path, "Stadsledningskontoret").close()
    with open_register(path) as writer, open_register(path, writing=False) as reader:
        if beside:
            writer.db.let_others_read()
            assert write_many(writer, reader) == 0
        else:
            with pytest.raises(Refused):
                write_many(writer, reader)
