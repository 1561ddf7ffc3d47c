"""An office joins an exchange from a workbook or a register, and its copies do not pass for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from openpyxl import load_workbook

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.exchange.by_hand import fill_in
from desktop_app.services import importing, undoing, writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.facts import info
from desktop_app.services.neighbours import neighbours
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.services.upkeep import check
from desktop_app.storage import past, remembered
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.tables import Row

CONTACT = CATALOGUE["contact"]


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Register]:
    path = tmp_path / "centre.knreg"
    with new_register(path, "Stadsledningskontoret", central=True, person="Cent Ral") as made:
        writing.put(made, CONTACT, None, {"given_name": "Åsa", "family_name": "Öberg"})
        writing.put(made, CONTACT, None, {"family_name": "Hemlig", "secret": "ja"})
        yield made


def workbook(register: Register, path: Path, to: str = "") -> Path:
    export(register, path, Wish(to=to))
    return path


def take_in(register: Register, path: Path) -> dict[str, int]:
    plan = plan_file(register, path, None, {})
    importing.accept(register, plan, shown=plan.hash)
    return plan.account()


def office(path: Path, source: Path) -> Register:
    return new_register(path, "Miljöförvaltningen", person="Anna", join=source)


@pytest.mark.parametrize("source", ["workbook", "register"])
def test_who_joins_has_all_that_is_shared_and_belongs_to_the_exchange(
    centre: Register, tmp_path: Path, source: str
) -> None:
    path = workbook(centre, tmp_path / "all.xlsx") if source == "workbook" else centre.path
    with office(tmp_path / "office.knreg", path) as made:
        here, there = info(made), info(centre)
        assert here["exchange_id"] == there["exchange_id"]
        assert here["register_id"] != there["register_id"]
        assert here["digest"] == there["digest"]
        assert here["role"] == "office"
        assert [each.name for each in neighbours(made)] == ["Stadsledningskontoret"]
        assert check(made).whole


def test_what_was_written_in_the_workbook_before_joining_comes_along(
    centre: Register, tmp_path: Path
) -> None:
    sent = workbook(centre, tmp_path / "all.xlsx")
    fill_in(sent, tmp_path / "filled.xlsx", {"contact": {0: {"city": "Graz"}}}, {})
    with office(tmp_path / "office.knreg", tmp_path / "filled.xlsx") as made:
        cities = [row.values.get("city") for row in _contacts(made)]
        assert cities == ["Graz"]


def _contacts(register: Register) -> list[Row]:
    return list(list_rows(register, CONTACT, Listing()))


@pytest.mark.parametrize("what", ["selection", "no hidden sheets", "csv", "nothing"])
def test_there_must_be_something_to_join(centre: Register, tmp_path: Path, what: str) -> None:
    path = tmp_path / "part.xlsx"
    if what == "selection":
        export(centre, path, Wish(only=CONTACT))
    elif what == "no hidden sheets":
        book = load_workbook(workbook(centre, path))
        for name in ("_base", "_log", "_meta"):
            del book[name]
        book.save(path)
    elif what == "csv":
        path = tmp_path / "part.csv"
        path.write_text("Namn;Ort\nÅsa;Graz\n", "utf-8")
    with pytest.raises(Refused) as refused:
        office(tmp_path / "office.knreg", path)
    assert path.name in refused.value.into("sv")
    assert not (tmp_path / "office.knreg").exists()


def test_a_locked_workbook_is_joined_by_its_password(centre: Register, tmp_path: Path) -> None:
    sent = tmp_path / "all.xlsx"
    password = "Lösen ord1!"  # noqa: S105 — invented
    export(centre, sent, Wish(password=password))
    with pytest.raises(Refused):
        office(tmp_path / "office.knreg", sent)
    path = tmp_path / "office.knreg"
    with new_register(path, "Miljöförvaltningen", join=sent, password=password) as made:
        assert info(made)["digest"] == info(centre)["digest"]


def test_undoing_an_arrival_leaves_what_others_wrote_and_says_so(
    centre: Register, tmp_path: Path
) -> None:
    with office(tmp_path / "office.knreg", centre.path) as made:
        (row,) = (row.id for row in _contacts(made))
        writing.put(centre, CONTACT, row, {"city": "Wien"})
        mine = writing.put(made, CONTACT, None, {"family_name": "Egen"}).id
        sent = workbook(centre, tmp_path / "1.xlsx", made.facts.register_id)
        account = take_in(made, sent)
        assert (account["changed"], account["conflicts"]) == (1, 0)
        last = undoing.next_undo(made)
        assert last is not None
        assert last.kind == "edit"  # what others wrote is no own action
        arrival = next(a for a in _actions(made) if a.source == "1.xlsx")
        undone = undoing.undo(made, arrival.id)
        assert (undone.rows, undone.facts) == (0, 1)
        assert made.row(CONTACT, row).values["city"] == "Wien"
        undoing.undo(made)
        assert [r.id for r in _contacts(made)] == [row]
        assert made.row(CONTACT, mine).state == 1


def _actions(register: Register) -> list[RecordedAction]:
    return list(past.actions(register.db.conn))


def epoch(path: Path) -> str:
    with open_register(path, writing=False) as register:
        return register.facts.epoch


def write(path: Path, name: str) -> None:
    with open_register(path) as register:
        writing.put(register, CONTACT, None, {"family_name": name})


def test_a_register_that_goes_on_where_it_was_keeps_its_epoch(tmp_path: Path) -> None:
    path = tmp_path / "r.knreg"
    new_register(path, "Stadsledningskontoret").close()
    before = epoch(path)
    for name in ("Ett", "Två"):
        write(path, name)
    assert epoch(path) == before


@pytest.mark.parametrize("how", ["copied", "moved", "brought back", "forgotten"])
def test_a_copy_begins_a_stream_of_its_own_once_it_is_written_to(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "r.knreg", tmp_path / "copy.knreg"
    new_register(path, "Stadsledningskontoret").close()
    copyfile(path, other)
    before = epoch(path)
    write(path, "Efter kopian")
    target = other
    if how == "moved":
        other.unlink()
        path.rename(other)
    elif how == "brought back":
        target = Path(copyfile(other, path))
    elif how == "forgotten":
        monkeypatch.setenv(remembered.HOME, str(tmp_path / "another machine"))
        target = path
    assert epoch(target) == before  # to look at it changes nothing
    write(target, "Ny")
    after = epoch(target)
    assert after != before
    write(target, "Ännu en")
    assert epoch(target) == after


def test_what_leaves_a_copy_leaves_in_a_stream_of_its_own(tmp_path: Path) -> None:
    path, other = tmp_path / "r.knreg", tmp_path / "copy.knreg"
    new_register(path, "Stadsledningskontoret").close()
    copyfile(path, other)
    with open_register(other) as copied:
        workbook(copied, tmp_path / "out.xlsx")
    assert epoch(other) != epoch(path)


def test_lifting_secrecy_sends_again_what_was_held_back(centre: Register, tmp_path: Path) -> None:
    with office(tmp_path / "office.knreg", centre.path) as made:
        row = writing.put(centre, CONTACT, None, {"family_name": "Sen", "city": "Wien"}).id
        writing.put(centre, CONTACT, row, {"secret": "ja"})
        before = centre.facts.epoch
        take_in(made, workbook(centre, tmp_path / "1.xlsx", made.facts.register_id))
        assert len(_contacts(made)) == 1
        writing.put(centre, CONTACT, row, {"secret": ""})
        assert centre.facts.epoch != before
        take_in(made, workbook(centre, tmp_path / "2.xlsx", made.facts.register_id))
        assert made.row(CONTACT, row).values == {"family_name": "Sen", "city": "Wien"}
        assert info(made)["digest"] == info(centre)["digest"]
