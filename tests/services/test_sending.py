"""Workbooks for the registers we exchange with: one or all, each noted, none overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.file_names import LONGEST_NAME, as_file_name, free_place
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Stopped
from desktop_app.exchange.reading.locked import is_locked
from desktop_app.services import exporting, sending, writing
from desktop_app.services.mailing import Draft
from desktop_app.services.neighbours import Neighbour, neighbours
from desktop_app.services.reading_files import plan_file
from desktop_app.services.sending import Letter, Posted, send_all, send_to
from desktop_app.storage import exported
from tests.services.partners import FIRST, SECOND, Partners, partners_in, person, take


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Partners]:
    """Return a centre that has met two offices."""
    made = partners_in(tmp_path / "exchange")
    for number, register in enumerate((made.first, made.second)):
        take(made.centre, made.send(register, made.centre, f"in{number}"))
    yield made
    made.close()


WORD = "hemligt ord"


def met(three: Partners) -> list[Neighbour]:
    """Return whom the centre has met."""
    return neighbours(three.centre)


def test_each_gets_a_workbook_of_its_own_and_it_is_noted(three: Partners, tmp_path: Path) -> None:
    told: list[Posted] = []
    sent = send_all(three.centre, met(three), tmp_path, Letter(), told=told.append)
    assert (list(sent.posted), sent.problem, sent.left) == (told, None, ())
    day = three.centre.clock().date().isoformat()
    names = [f"Stadsledningskontoret till {name} {day}.xlsx" for name in (SECOND, FIRST)]
    assert [each.path.name for each in sent.posted] == names
    assert all(each.sent_at for each in met(three))
    noted = exported.latest(three.centre.db.conn, 2)
    assert {each.name for each in noted} == set(names)
    assert {each.to for each in noted} == {FIRST, SECOND}
    for register, each in ((three.second, sent.posted[0]), (three.first, sent.posted[1])):
        take(register, each.path)
        assert plan_file(register, each.path, None, {}).steps == 0


def test_nothing_is_overwritten(three: Partners, tmp_path: Path) -> None:
    to = met(three)[0]
    first = send_to(three.centre, to, tmp_path, Letter())
    kept = first.path.read_bytes()
    second = send_to(three.centre, to, tmp_path, Letter())
    assert second.path.name == f"{first.path.stem} (2).xlsx"
    assert first.path.read_bytes() == kept


@pytest.mark.parametrize("taken", ["a.xlsx", "A.XLSX", "a.eml"])
def test_a_free_place_stands_beside_nothing(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).touch()
    assert free_place(tmp_path, "a", (".xlsx", ".eml")).name == "a (2).xlsx"


@pytest.mark.parametrize("stem", ['a<b>:"/\\|?*', "slut.", "x" * 300, "", "CON", "Å" * 200])
def test_names_go_on_windows(tmp_path: Path, stem: str) -> None:
    name = as_file_name(stem, ".xlsx")
    assert not set(name) & set('<>:"/\\|?*')
    assert len(name) <= LONGEST_NAME + len(".xlsx")
    assert not name.removesuffix(".xlsx").endswith((".", " "))
    assert name.removesuffix(".xlsx").upper() != "CON"
    (tmp_path / name).touch()
    second = free_place(tmp_path, stem, (".xlsx",))
    assert second.name != name
    assert "(2)" in second.name


def test_a_draft_goes_to_the_contact_person(three: Partners, tmp_path: Path) -> None:
    centre = three.centre
    for name, role in (("Dan", "deputy"), ("Karin", "contact_person")):
        id_ = person(centre, name, email=f"{name.lower()}@example.org")
        appointment = {"organisation": FIRST, "contact": id_, "role": role}
        writing.put(centre, CATALOGUE["appointment"], None, appointment)
    addresses = {}
    for posted in send_all(centre, met(three), tmp_path, Letter(mail=True)).posted:
        assert isinstance(posted.mail, Draft)
        letter = message_from_bytes(posted.mail.path.read_bytes(), policy=default)
        addresses[posted.to.name] = letter["To"]
        body = letter.get_body(("plain",))
        assert body is not None
        assert "släpp den på sidan Utbyte" in body.get_content()
        assert posted.mail.path.stem == posted.path.stem
    assert addresses == {FIRST: "karin@example.org", SECOND: None}


def test_one_password_locks_all(three: Partners, tmp_path: Path) -> None:
    sent = send_all(three.centre, met(three), tmp_path, Letter(password=WORD))
    assert all(is_locked(each.path) for each in sent.posted)
    assert WORD not in repr(Letter(password=WORD))


def test_what_stops_it_leaves_those_that_are_written(
    three: Partners, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = exporting.export, []

    def export(*given: object) -> object:
        seen.append(given)
        if len(seen) % 2 == 0:
            raise Stopped
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "export", export)
    sent = send_all(three.centre, met(three), tmp_path, Letter())
    assert [each.to.name for each in sent.posted] == [SECOND]
    assert [each.name for each in sent.left] == [FIRST]
    assert sent.problem is not None
    assert [path.name for path in tmp_path.glob("*.xlsx")] == [sent.posted[0].path.name]


def test_a_folder_that_cannot_be_written_is_refused(three: Partners, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        send_all(three.centre, met(three), tmp_path / "finns inte", Letter())
    assert not any(each.sent_at for each in met(three))


def test_progress_grows_to_the_end(three: Partners, tmp_path: Path) -> None:
    far: list[tuple[int, int]] = []
    send_all(three.centre, met(three), tmp_path, Letter(), lambda *given: far.append(given))
    done = [each[0] for each in far]
    assert done == sorted(done)
    assert far[-1][0] == far[-1][1]
