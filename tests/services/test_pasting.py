"""What is pasted: told apart, kept whole, and made as one action."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import pasting, undoing, writing
from desktop_app.services.import_plan import How
from desktop_app.services.opening import new_register
from desktop_app.services.pasting import make, opened_of, read_pasted
from desktop_app.services.reading_files import plan_opened
from desktop_app.services.register import Register
from desktop_app.storage import queries

CONTACT, ORGANISATION = CATALOGUE["contact"], CATALOGUE["organisation"]
SIGNATURE = """Julia Prov
Leiterin Europa
Stadt Provwien
julia.prov@example.org
+43 1 4000 27099"""
NAMES = ("Stadt Erstwien", "Stadt Zweitwien", "Stadt Drittwien")
TABLE = "Förnamn\tEfternamn\tE-post\nAnna\tProv\tanna@example.org\nBo\tTest\tbo@example.org\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Prov;Anna;;;\r\nFN:Anna Prov\r\nEND:VCARD\r\n"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Return a register for all: each test has an organisation of its own."""
    with new_register(tmp_path_factory.mktemp("pasted") / "r.knreg", "Provkontoret") as made:
        yield made


def of(name: str) -> str:
    return SIGNATURE.replace("Stadt Provwien", name)


def organisation(register: Register, **values: str) -> str:
    return writing.put(register, ORGANISATION, None, {"kind": "other", **values}).id


def test_contact_and_organisation_are_one_action_and_one_undo(register: Register) -> None:
    pasted = read_pasted(register, SIGNATURE)
    assert pasted.makes == ("organisation",)
    before = {e.name: set(queries.titles_of(register.db.conn, e)) for e in (CONTACT, ORGANISATION)}
    saved = make(register, pasted, pasted.texts)
    row = register.row(CONTACT, saved.id)
    made = register.row(ORGANISATION, str(row.values["organisation"]))
    assert made.values["name"] == "Stadt Provwien"
    undoing.undo(register)
    after = {e.name: set(queries.titles_of(register.db.conn, e)) for e in (CONTACT, ORGANISATION)}
    assert after == before


def test_an_organisation_there_is_is_linked(register: Register) -> None:
    for name, field in zip(NAMES, ("name", "name_en", "short_name"), strict=True):
        id_ = organisation(register, **{"name": f"{name} kommun", field: name})
        pasted = read_pasted(register, of(name))
        assert pasted.makes == ()
        saved = make(register, pasted, pasted.texts)
        assert register.row(CONTACT, saved.id).values["organisation"] == id_


def test_a_name_is_no_beginning_of_an_id(register: Register) -> None:
    values = {"name": "Provverket", "kind": "other"}
    with register.record.acting("edit", Words("Prov", "Try")) as act:
        writing.create(act, ORGANISATION, "abba0000-0000-4000-8000-000000000000", values)
    pasted = read_pasted(register, of("Abba"))
    assert pasted.texts["organisation"] == "Abba"
    assert pasted.makes == ("organisation",)


def test_of_two_of_one_name_none_is_taken_and_the_text_stays(register: Register) -> None:
    for _ in range(2):
        organisation(register, name="Stadt Doppelwien")
    pasted = read_pasted(register, of("Stadt Doppelwien"))
    assert pasted.texts["organisation"] == "Stadt Doppelwien"
    assert pasted.makes == ()


def test_an_organisation_made_meanwhile_is_linked_not_made_twice(register: Register) -> None:
    pasted = read_pasted(register, of("Stadt Neuwien"))
    id_ = organisation(register, name="Stadt Neuwien")
    saved = make(register, pasted, pasted.texts)
    assert register.row(CONTACT, saved.id).values["organisation"] == id_


@pytest.mark.parametrize("text", ["", "hej", "https://example.org/", "x" * 30_000, "123", "@"])
def test_what_is_nobody_is_refused(register: Register, text: str) -> None:
    with pytest.raises(Refused):
        read_pasted(register, text)


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace("\t", ";"),
        'Namn\tAnteckning\n"Anna\nProv"\t"a ""b"""\nBo\tc\n',
        "Namn\tOrt\nAnna\tMalmö\n",
    ],
)
def test_a_table_is_told(text: str) -> None:
    assert opened_of(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        SIGNATURE,
        "Anna Prov\nTel:\t040-628 04 05\nE-post:\tanna@example.org",
        "Tel.\t040-628 04 05\nMail:\tanna@example.org",
        "Anna\tProv",
        "Anna; Bo; Cy\nen lista av namn",
        "",
    ],
)
def test_other_texts_are_no_table(text: str) -> None:
    assert opened_of(text) is None


def test_a_table_is_planned_as_a_list(register: Register) -> None:
    read = opened_of(TABLE)
    assert read is not None
    plan = plan_opened(How(register, Path("Urklipp")), read(None), None, {})
    assert (plan.account()["new"], plan.path.name) == (2, "Urklipp")


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "MOST_CHARACTERS", 40)
    with pytest.raises(Refused, match="too much"):
        opened_of(TABLE)


def test_f169_cards_leave_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither when they are read, nor refused; what a killed program left goes the next time."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{pasting.PREFIX}left"
    left.mkdir()
    (left / "Urklipp.vcf").write_text(CARD, "utf-8")
    old = time.time() - 2 * pasting.LEFT_SECONDS
    os.utime(left, (old, old))
    modes: list[int] = []
    real = pasting.read_file

    def watched(path: Path, **how: object) -> object:
        modes.extend(each.stat().st_mode & 0o777 for each in (path, path.parent))
        return real(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(pasting, "read_file", watched)
    read = opened_of(CARD)
    assert read is not None
    assert len(read(None).table.sheets[0].rows) > 1
    damaged = opened_of("BEGIN:VCARD\x00\x00\x00")
    assert damaged is not None
    with pytest.raises(Refused):
        damaged(None)
    assert list(tmp_path.iterdir()) == []
    if os.name == "posix":
        assert modes == [0o600, 0o700] * 2


def test_a_mark_that_is_never_closed_hides_no_rows() -> None:
    lines = ["Förnamn\tEfternamn", *(f"A{n}\tProv" for n in range(12))]
    lines[9] = 'Anna\t"Prov'
    read = opened_of("\n".join(lines))
    assert read is not None
    table = read(None).table
    assert [len(row) for row in table.sheets[0].rows] == [2] * 13
    (remark,) = table.remarks
    assert "aldrig stängs" in remark.into("sv")
    assert remark.into("sv").endswith("rad 10.")


def test_what_a_long_text_is_is_told_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window waits for that, not for the whole of it to be read."""
    monkeypatch.setattr(pasting, "LOOKED_AT", 200)
    looked_at: list[int] = []
    real = pasting._is_table

    def watched(rows: list[list[str]]) -> bool:
        looked_at.append(len(rows))
        return real(rows)

    monkeypatch.setattr(pasting, "_is_table", watched)
    read = opened_of("Förnamn\tEfternamn\n" + "Anna\tProv\n" * 1000)
    assert read is not None
    assert 0 < looked_at[0] < 30
    assert len(read(None).table.sheets[0].rows) == 1001
