"""What an import touched is a view of its list, for as long as the import holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import imported, undoing, view_asked, viewing, writing
from desktop_app.services.imported import IMPORT
from desktop_app.services.merging import merge
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.viewing import NAME, View

CONTACT, ORGANISATION = CATALOGUE["contact"], CATALOGUE["organisation"]
OLD, NEW, OTHERS = range(4), range(4, 9), range(9, 14)


def id_of(number: int) -> str:
    return str(UUID(int=number + 1, version=4))


def ids_of(*numbers: int) -> list[str]:
    return [id_of(number) for number in numbers]


def take_in(register: Register, name: str, changed: range, new: range) -> str:
    """Take in a list as the lists are: one action; return its id."""
    with register.record.acting("import", Words("Läste in", "Took in"), source=name) as act:
        act.load(id_of(number) for number in changed)
        for number in changed:
            writing.change(act, CONTACT, id_of(number), {"city": "Lund"})
        for number in new:
            values: dict[str, Value] = {"given_name": f"Bo {number:02}", "city": "Malmö"}
            writing.create(act, CONTACT, id_of(number), {**values, "title": "Chef"})
        writing.create(act, CATALOGUE["setting"], id_of(100 + new.start), {"name": "layout:x"})
        return act.id


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[tuple[Register, str, str]]:
    """Return a register with two lists taken in, and the ids of these imports."""
    path = tmp_path / "r.knreg"
    with new_register(path, "Stadsledningskontoret", person="Prov Person") as register:
        with register.record.acting("edit", Words("Förut", "Before")) as act:
            for number in (*OLD, *OTHERS):
                values: dict[str, Value] = {"given_name": f"Ada {number:02}", "city": "Malmö"}
                writing.create(act, CONTACT, id_of(number), values)
        first = take_in(register, "lista.xlsx", OLD[:2], NEW)
        second = take_in(register, "andra.csv", NEW[:1], range(20, 22))
        yield register, first, second


def view_of(*imports: str, search: str = "", sort: tuple[tuple[str, bool], ...] = ()) -> View:
    return View(CONTACT, search, ((IMPORT, imports),), sort)


def seen(register: Register, view: View) -> list[str]:
    """Return what a view shows; that every row knows its own place, and no other row has one."""
    keys = list(chain.from_iterable(viewing.chunks(register, view)))
    rows = viewing.ids(register, view, keys)
    assert [viewing.key_of(register, view, row) for row in rows] == keys
    others = {row.id for row in list_rows(register, CONTACT, Listing())} - {*rows}
    assert all(viewing.key_of(register, view, row) is None for row in others)
    assert viewing.first(register, view) is None
    assert viewing.count(register, view) is None
    return rows


def offered(register: Register) -> list[tuple[str, int]]:
    steps = imported.offered(register, CONTACT)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return [(action.id, count) for action, count in end.value]


Ours = tuple[Register, str, str]


@pytest.mark.parametrize("piece", [500, 2], ids=["at once", "piece by piece"])
def test_what_was_made_and_changed_is_seen_and_counted(ours: Ours, piece: int) -> None:
    register, first, second = ours
    with patch.object(imported, "PIECE", piece):
        assert seen(register, view_of(first)) == ids_of(0, 1, *NEW)
        assert seen(register, view_of(second)) == ids_of(4, 20, 21)
        assert seen(register, view_of(first, second)) == ids_of(0, 1, *NEW, 20, 21)
        assert offered(register) == [(second, 3), (first, 7)]
    assert imported.most_of(register, [first]) is CONTACT  # what was learned of it is beside it
    assert imported.latest(register) == second


def test_it_goes_with_search_filters_and_sorting(ours: Ours) -> None:
    register, first, _second = ours
    assert seen(register, view_of(first, search="bo")) == ids_of(*NEW)
    assert seen(register, view_of(first, search="ort:lund")) == ids_of(0, 1, 4)
    both = View(CONTACT, "", ((IMPORT, (first,)), ("city", ("Malmö",))))
    assert seen(register, both) == ids_of(5, 6, 7, 8)
    assert seen(register, view_of(first, sort=((NAME, True),))) == ids_of(*reversed(NEW), 1, 0)
    found = seen(register, view_of(first, search="bo", sort=(("city", True),)))
    assert found == ids_of(5, 6, 7, 8, 4)
    with patch.object(view_asked, "MOST_AT_ONCE", 3):
        assert seen(register, view_of(first, search="b")) == ids_of(*NEW)


def test_it_is_searched_for_by_its_file(ours: Ours) -> None:
    register, first, second = ours
    for search in ("inläsning:lista", "import:LIST", 'inläsning:"lista xlsx"', "inläsning:.xlsx"):
        assert seen(register, View(CONTACT, search)) == ids_of(0, 1, *NEW)
        assert [each.id for each in list_rows(register, CONTACT, Listing(search))] == ids_of(
            0, 1, *NEW
        )
    assert seen(register, View(CONTACT, "inläsning:andra inläsning:lista")) == ids_of(4)
    assert seen(register, view_of(first, search="inläsning:andra")) == ids_of(4)
    assert seen(register, View(CONTACT, "inläsning:andra bo ort:lund")) == ids_of(4)
    assert seen(register, View(CONTACT, "inläsning:ingen")) == []
    undoing.undo(register, second)
    assert seen(register, View(CONTACT, "inläsning:andra")) == []


def test_deleted_rows_are_aside_and_merged_ones_are_what_they_became(ours: Ours) -> None:
    register, first, second = ours
    writing.delete(register, CONTACT, id_of(5))
    assert merge(register, CONTACT, id_of(9), id_of(6)) == id_of(9)
    assert seen(register, view_of(first)) == ids_of(0, 1, 9, 4, 7, 8)
    assert offered(register) == [(second, 3), (first, 6)]
    gone = View(CONTACT, "", ((IMPORT, (first,)),), gone=True)
    keys = list(chain.from_iterable(viewing.chunks(register, gone)))
    assert viewing.ids(register, gone, keys) == ids_of(5)


def test_what_came_with_an_import_is_its_own(ours: Ours) -> None:
    register, first, second = ours
    (seq,) = imported.in_force(register, [second])
    register.db.conn.execute('UPDATE edit SET arrival = ? WHERE "row" = ?', (seq, id_of(12)))
    assert seen(register, view_of(second)) == ids_of(12, 4, 20, 21)
    assert imported.most_of(register, [second]) is CONTACT
    assert seen(register, view_of(first)) == ids_of(0, 1, *NEW)


def test_undone_it_is_empty_and_done_again_it_is_back(ours: Ours) -> None:
    register, first, second = ours
    writing.put(register, CONTACT, id_of(7), {"title": "Direktör"})  # and so it stays
    with open_register(register.path) as tomorrow:
        undone = undoing.undo(tomorrow, first)
        assert len(undone.kept) == 2  # this one, and the one the second list changed
    assert seen(register, view_of(first)) == []
    assert offered(register) == [(second, 3)]
    assert imported.most_of(register, [first]) is None
    with pytest.raises(Refused) as told:
        imported.named(register, first)
    assert "är ångrad" in told.value.sentence.sv
    undoing.undo(register, undone.action)
    assert seen(register, view_of(first)) == ids_of(0, 1, *NEW)
    undoing.undo(register, second)
    assert imported.latest(register) == first


def test_it_is_named_by_its_id(ours: Ours) -> None:
    register, first, _second = ours
    listing = Listing(where=((IMPORT, first[:8].upper()),))
    assert [row.id for row in list_rows(register, CONTACT, listing)] == ids_of(0, 1, *NEW)
    listing = Listing(where=((IMPORT, first), ("city", "Malmö")))
    assert [row.id for row in list_rows(register, CONTACT, listing)] == ids_of(5, 6, 7, 8)
    writing.put(register, CONTACT, None, {"given_name": "Cy"})
    edit = undoing.next_undo(register)
    assert edit is not None
    for text in ("00000000", "lista.xlsx", "", edit.id):
        with pytest.raises(Refused) as told:
            imported.named(register, text)
        assert "ingen inläsning" in told.value.sentence.sv
    assert viewing.key_of(register, view_of("00000000-0000"), id_of(0)) is None
