"""What leaves the register: told before, as it stands in the window, nothing that is secret."""

from __future__ import annotations

import csv
import os
import re
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress, Stopped
from desktop_app.services import documents, printing, writing
from desktop_app.services.export_view import export_rows
from desktop_app.services.exporting import Wish, export, leaving
from desktop_app.services.outward import Outward, staying
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.storage import queries
from tests.reports.trips import read, squeezed

CONTACT, TRIP, STOP = (CATALOGUE[name] for name in ("contact", "trip", "stop"))
ORGANISATION = CATALOGUE["organisation"]
FIELDS = [CONTACT.by_name[n] for n in ("family_name", "given_name", "organisation", "email")]
WISHES = {
    "all": Wish(),
    "trips": Wish(only=TRIP),
    "some trips": Wish(only=TRIP, search="om"),
    "contacts": Wish(only=CONTACT, search="a"),
    "stops": Wish(only=STOP),
}


@pytest.fixture
def some(sample: Register) -> Register:
    """Return a register in which a contact, an organisation and a trip with parts are secret."""
    for entity in (CONTACT, ORGANISATION, TRIP):
        writing.put(sample, entity, ids(sample, entity.name)[0], {"secret": "ja"})
    writing.put(sample, CONTACT, ids(sample)[1], {"private_note": "stannar här"})
    writing.put(sample, CONTACT, ids(sample)[0], {"private_note": "stannar ändå"})
    about = {"entity": "contact", "name": "a.pdf", "size": "3", "digest": "00"}
    for row in ids(sample)[:2]:
        writing.put(sample, CATALOGUE["attachment"], None, {**about, "row": row})
    return sample


def ids(register: Register, entity: str = "contact") -> list[str]:
    return [row.id for row in list_rows(register, CATALOGUE[entity], Listing())]


def sheet(path: Path) -> list[list[object]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [[cell or None for cell in row] for row in csv.reader(file, delimiter=";")]
    return [list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


@pytest.mark.parametrize("wish", WISHES.values(), ids=WISHES)
def test_what_is_told_is_what_leaves(some: Register, tmp_path: Path, wish: Wish) -> None:
    told = leaving(some, wish)
    assert told.rows == export(some, tmp_path / "out.xlsx", wish)
    assert (wish.only is not None) or set(told.secret) >= {"contact", "organisation", "trip"}


def test_what_stays_is_told_with_its_reason(some: Register) -> None:
    told = leaving(some, Wish())
    counts = queries.counts(some.db.conn)
    secret = {name: counts[name] - told.rows[name] for name in told.rows}
    assert told.secret == {name: count for name, count in secret.items() if count}
    stops = [row for row in rows(some) if row.entity == "stop"]
    assert told.secret["stop"] == sum(r.values["trip"] == ids(some, "trip")[0] for r in stops) > 0
    notes = [row for row in rows(some) if row.values.get("private_note")]
    assert told.private_notes == sum(not row.values.get("secret") for row in notes)
    assert told.attachments == 1
    assert leaving(some, Wish(only=CONTACT)).attachments == 1
    assert leaving(some, Wish(only=TRIP)).attachments == 0


def rows(register: Register) -> list[queries.Row]:
    return [
        row
        for entity in CATALOGUE.values()
        for row in queries.all_rows(register.db.conn, entity)
        if row.state != 1
    ]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_list_leaves_as_it_stands(some: Register, tmp_path: Path, ending: str) -> None:
    chosen, out = ids(some)[1:8][::-1], tmp_path / f"list{ending}"
    assert export_rows(some, out, CONTACT, FIELDS, chosen, "Mina kontakter") == 7
    found = sheet(out)
    assert found[0] == [field.label.sv for field in FIELDS]
    writer = Outward(some, "sv").writer
    wanted = [
        [writer.text(f, some.row(CONTACT, i).values.get(f.name)) for f in FIELDS] for i in chosen
    ]
    assert found[1:] == [[cell or None for cell in row] for row in wanted]
    if ending == ".xlsx":
        assert load_workbook(out).sheetnames == ["Mina kontakter"]
    assert export_rows(some, out, CONTACT, FIELDS, chosen, "Contacts", "en") == 7
    assert sheet(out)[0] == [field.label.en for field in FIELDS]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_secret_rows_and_local_fields_stay(some: Register, tmp_path: Path, ending: str) -> None:
    out, secret = tmp_path / f"list{ending}", ids(some)[0]
    everything = [*FIELDS, CONTACT.by_name["private_note"], CONTACT.by_name["secret"]]
    hidden = some.row(CONTACT, secret).values["email"]
    count = export_rows(some, out, CONTACT, everything, None, "Alla")
    stayed = staying(some, CONTACT, None)
    assert (count + stayed, stayed > 0) == (len(ids(some)), True)
    found = sheet(out)
    assert found[0] == [field.label.sv for field in FIELDS]
    assert all(hidden not in row for row in found)
    assert export_rows(some, out, CONTACT, FIELDS, [secret], "En") == 0
    assert staying(some, CONTACT, [secret]) == 1
    assert staying(some, CONTACT, []) == 0


def test_names_and_parts_of_secret_rows_stay(some: Register, tmp_path: Path) -> None:
    office = ids(some, "organisation")[0]
    saved = writing.put(some, CONTACT, None, {"family_name": "Prov", "organisation": office})
    name = str(some.row(ORGANISATION, office).values["name"])
    for out, make in ways(some, tmp_path, saved.id).items():
        make()
        text = str(sheet(out)) if out.suffix != ".pdf" else read(out.read_bytes())
        assert name not in text
        assert "(sekretess)" in text
    trip = ids(some, "trip")[0]
    stops = [row.id for row in list_rows(some, STOP, Listing()) if row.values["trip"] == trip]
    assert stops
    assert staying(some, STOP, stops) == len(stops)
    kept = export(some, tmp_path / "stops.csv", Wish(only=STOP, plain=True))
    assert kept["stop"] == len(ids(some, "stop")) - staying(some, STOP, None)


def ways(some: Register, folder: Path, id_: str) -> dict[Path, Callable[[], object]]:
    """Return the ways in which a contact leaves, by file."""
    plain, view, paper = folder / "p.csv", folder / "v.xlsx", folder / "l.pdf"
    where = (("family_name", "Prov"),)

    def printed() -> None:
        printing.save(printing.list_document(some, CONTACT, FIELDS, [id_], "En", "sv"), paper)

    return {
        plain: lambda: export(some, plain, Wish(only=CONTACT, where=where, plain=True)),
        view: lambda: export_rows(some, view, CONTACT, FIELDS, [id_], "En"),
        paper: printed,
    }


def test_deleted_rows_do_not_leave(some: Register, tmp_path: Path) -> None:
    gone, stays = ids(some)[2:4]
    writing.delete(some, CONTACT, gone)
    assert export_rows(some, tmp_path / "l.csv", CONTACT, FIELDS, [gone, stays, "ff"], "L") == 1


def test_an_unknown_ending_is_refused(some: Register, tmp_path: Path) -> None:
    for out in (tmp_path / "list.pdf", tmp_path / "list"):
        with pytest.raises(Refused):
            export_rows(some, out, CONTACT, FIELDS, None, "Alla")
    assert not list(tmp_path.glob("list*"))


EXPORTS: dict[str, Callable[[Register, Path, Progress | None], object]] = {
    "book.xlsx": lambda r, out, p: export(r, out, Wish(), p),
    "plain.xlsx": lambda r, out, p: export(r, out, Wish(only=CONTACT, plain=True), p),
    "plain.csv": lambda r, out, p: export(r, out, Wish(only=CONTACT, plain=True), p),
    "view.xlsx": lambda r, out, p: export_rows(r, out, CONTACT, FIELDS, None, "L", "sv", p),
    "view.csv": lambda r, out, p: export_rows(r, out, CONTACT, FIELDS, ids(r), "L", "sv", p),
}


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Report every few steps, so that a small register has many reports."""
    monkeypatch.setattr("desktop_app.services.steps.EVERY", 7)


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("name", EXPORTS)
def test_progress_grows_to_its_end(some: Register, tmp_path: Path, name: str) -> None:
    heard: list[tuple[int, int]] = []
    EXPORTS[name](some, tmp_path / name, lambda done, of: heard.append((done, of)))
    assert len(heard) > 5
    assert heard == sorted(heard)
    done, of = heard[-1]
    assert not of or of - 7 < done <= of
    assert bool(of) or name.startswith("plain")


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("after", [0, 1, 4, -1])
@pytest.mark.parametrize("name", EXPORTS)
def test_stopped_leaves_what_was(some: Register, tmp_path: Path, name: str, after: int) -> None:
    out, folder = tmp_path / "out" / name, tmp_path / "out"
    folder.mkdir()
    out.write_bytes(b"before")
    if after < 0:
        heard: list[int] = []
        EXPORTS[name](some, tmp_path / name, lambda done, _of: heard.append(done))
        after = len(heard) - 1
    exported = queries.last_export(some.db.conn)
    left = after

    def progress(_done: int, _of: int) -> None:
        nonlocal left
        if left == 0:
            raise Stopped
        left -= 1

    with pytest.raises(Stopped):
        EXPORTS[name](some, out, progress)
    assert list(folder.iterdir()) == [out]
    assert out.read_bytes() == b"before"
    assert queries.last_export(some.db.conn) == exported
    EXPORTS[name](some, out, None)
    assert out.read_bytes() != b"before"


@pytest.mark.usefixtures("often")
def test_unfinished_sheets_lie_where_only_we_can_read(
    some: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[int] = set()
    common = tmp_path / "common"
    common.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(common))

    def look(_done: int, _of: int) -> None:
        for folder in tmp_path.glob(".kontaktnat-sheets-*"):
            seen.add(len(list(folder.iterdir())))
            assert os.name != "posix" or stat.S_IMODE(folder.stat().st_mode) == 0o700

    export(some, tmp_path / "book.xlsx", Wish(), look)
    assert max(seen) > 5
    assert not list(common.iterdir())
    assert not list(tmp_path.glob(".kontaktnat*"))


def test_sheets_of_a_killed_program_are_removed(some: Register, tmp_path: Path) -> None:
    old, young = tmp_path / ".kontaktnat-sheets-old", tmp_path / ".kontaktnat-sheets-young"
    for folder in (old, young):
        folder.mkdir()
        (folder / "0.xml").write_text("personuppgifter", "utf-8")
    os.utime(old, (0, 0))
    export(some, tmp_path / "book.xlsx", Wish(only=TRIP))
    assert not old.exists()
    assert young.exists()


@pytest.mark.parametrize("name", ["contact", "network", "trip", "participant"])
def test_all_cells_of_real_rows_are_on_paper(some: Register, name: str) -> None:
    entity, outward = CATALOGUE[name], Outward(some, "sv")
    chosen = ids(some, name)[:40]
    for fields in (entity.fields[:5], entity.fields):
        made = printing.list_document(some, entity, fields, chosen, entity.many.sv, "sv")
        text = body(made, entity.many.sv)
        for row in outward.rows(entity, chosen):
            for field in (f for f in fields if not f.local and f.name not in DATED):
                assert bare(outward.writer.text(field, row.values.get(field.name))) in text


def body(pdf: bytes, title: str) -> str:
    """Return the text of a document without the head and foot between two pages."""
    between = rf"Utskriven.{{20,120}}?Sida\d+av\d+Stadsledningskontoret{squeezed(title)}"
    return bare(re.sub(between, "", squeezed(read(pdf))))


DATED = {
    field.name
    for entity in CATALOGUE.values()
    for field in entity
    if type(field.kind).__name__ in {"Date", "Amount"}
}
"""Fields that blocks write in words."""


def bare(text: str) -> str:
    return squeezed(text).replace("-", "").replace("\u00ad", "")


def test_pictures_are_the_pages_of_the_document(some: Register) -> None:
    trip = next(iter(Outward(some, "sv").rows(TRIP, None))).id
    paper = documents.paper(some, TRIP, trip, "summary", "sv")
    assert read(paper.pdf) == read(documents.document(some, TRIP, trip, "summary", "sv"))
    seen = documents.pages(some, TRIP, trip, "summary", "sv", 50)
    assert seen == paper.pages(50)
    assert all(page.startswith(b"\x89PNG") for page in seen)
    with pytest.raises(Refused):
        documents.paper(some, CONTACT, ids(some)[0], "summary", "sv")


def test_more_rows_than_anybody_reads_are_refused(
    some: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "MOST_ROWS", 10)
    chosen = ids(some)[1:13]
    assert len(printing.list_pages(some, CONTACT, FIELDS, chosen[:10], "L", "en", 30)) == 1
    with pytest.raises(Refused) as refused:
        printing.list_document(some, CONTACT, FIELDS, chosen, "L", "sv")
    assert "10" in refused.value.into("sv")
    assert "xporter" in refused.value.into("sv")
