"""Questions that files raise: each has its kind and answers, and an answer can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.services import deciding, importing
from desktop_app.services.deciding import Question, decide, open_questions
from desktop_app.services.exporting import Wish, export
from desktop_app.services.facts import info
from desktop_app.services.opening import new_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.services.undoing import redo, undo
from desktop_app.services.upkeep import check
from desktop_app.services.writing import put
from desktop_app.storage.tables import GONE, Row
from tests.services.workbooks import FIRST, cells, column, last_row, write

CONTACT = CATALOGUE["contact"]
UNKNOWN = "11111111-1111-4111-8111-111111111111"
NAMES = ("Ada", "Bo", "Cia", "Disa")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Register]:
    """Return a register with two organisations and four contacts."""
    with new_register(tmp_path / "r.knreg", "Miljöförvaltningen", person="Prov Person") as made:
        for name in ("Oslo kommune", "Stadt Wien"):
            put(made, CATALOGUE["organisation"], None, {"name": name, "kind": "city"})
        for number, name in enumerate(NAMES):
            put(
                made,
                CONTACT,
                None,
                {
                    "given_name": name,
                    "family_name": "Ek",
                    "organisation": "Oslo kommune",
                    "email": f"{name.lower()}@example.org",
                    "phone": f"+46 40 34 10 0{number}",
                    "city": f"Ort {number}",
                    "topics": "klimat",
                },
            )
        yield made


Change = Callable[[Worksheet], None]


def taken(register: Register, folder: Path, change: Change, name: str = "åter.xlsx") -> Path:
    """Send the contacts out, let somebody change their sheet, and take the file back."""
    path = folder / name
    export(register, path, Wish())
    book = load_workbook(path)
    change(book["Kontakter"])
    book.save(path)
    take(register, path)
    return path


def take(register: Register, path: Path) -> None:
    importing.accept(register, plan_file(register, path, None, {}))


def only(register: Register) -> Question:
    (found,) = open_questions(register)
    return found


def options(question: Question) -> list[str]:
    return [option.choice for option in question.options if option.why_not is None]


def people(register: Register) -> list[Row]:
    return list(list_rows(register, CONTACT, Listing()))


def row_named(register: Register, name: str) -> Row:
    (found,) = [row for row in people(register) if row.values.get("given_name") == name]
    return found


def snapshot(register: Register) -> list[tuple[str, dict[str, Value]]]:
    return [(row.id, dict(row.values)) for row in people(register)]


def place(sheet: Worksheet, name: str) -> int:
    """Return the row of a person."""
    at = column(sheet, "given_name")
    rows = range(FIRST, sheet.max_row + 1)
    return next(row for row in rows if sheet.cell(row, at).value == name)


def typed(sheet: Worksheet, name: str, **values: object) -> None:
    row = place(sheet, name)
    for key, value in values.items():
        sheet.cell(row, column(sheet, key.replace("_id", "#id"))).value = value  # type: ignore[assignment]


def unknown(sheet: Worksheet) -> None:
    """Put a row with an id that was never sent below the table."""
    row = last_row(sheet) + 1
    write(sheet, row, cells(sheet, place(sheet, "Ada")))
    sheet.cell(row, 1).value = UNKNOWN
    for key, value in (("given_name", "Ny"), ("email", "ny@example.org"), ("city", "Rom")):
        sheet.cell(row, column(sheet, key)).value = value


def twice(sheet: Worksheet) -> None:
    """Copy a row and change both copies."""
    row = last_row(sheet) + 1
    write(sheet, row, cells(sheet, place(sheet, "Ada")))
    sheet.cell(row, column(sheet, "city")).value = "Rom"
    typed(sheet, "Ada", city="Wien")


def clear(sheet: Worksheet) -> None:
    row = place(sheet, "Ada")
    for number in range(3, sheet.max_column + 1):
        sheet.cell(row, number).value = None


def sort_cities(sheet: Worksheet) -> None:
    at = column(sheet, "city")
    rows = [place(sheet, name) for name in NAMES]
    texts = [sheet.cell(row, at).value for row in rows]
    for row, text in zip(rows, [*texts[1:], texts[0]], strict=True):
        sheet.cell(row, at).value = text


def test_a_row_that_was_not_sent_can_be_added(office: Register, tmp_path: Path) -> None:
    taken(office, tmp_path, unknown)
    question = only(office)
    assert (question.kind, question.entity, question.source) == (
        "unknown_id",
        CONTACT,
        "åter.xlsx",
    )
    assert question.stored.about["cells"]["city"] == "Rom"  # type: ignore[index,call-overload]
    assert question.cells["Ort"] == "Rom"
    assert options(question) == ["new", "row", "leave"]
    before = snapshot(office)
    decided = decide(office, question.id[:8], "new")
    row = row_named(office, "Ny")
    assert (row.values["city"], row.values["topics"]) == ("Rom", ["klimat"])
    assert row.values["organisation"] == row_named(office, "Ada").values["organisation"]
    assert list(open_questions(office)) == []
    assert "Ny" not in decided.label.into("sv")
    assert "åter.xlsx" in decided.label.into("sv")
    undone = undo(office)
    assert (undone.action is not None, undone.kept) == (True, ())
    assert snapshot(office) == before
    assert only(office).id == question.id
    redo(office)
    assert list(open_questions(office)) == []
    assert row_named(office, "Ny").id == row.id
    assert check(office).whole


def test_a_row_that_was_not_sent_can_be_one_of_the_register(
    office: Register, tmp_path: Path
) -> None:
    taken(office, tmp_path, unknown)
    bo = row_named(office, "Bo")
    put(office, CONTACT, bo.id, {"title": "Chef", "topics": "klimat; vatten"})
    with pytest.raises(Refused):
        decide(office, only(office).id, "row")
    decide(office, only(office).id, "row", bo.id[:8])
    after = office.row(CONTACT, bo.id)
    assert (after.values["given_name"], after.values["city"]) == ("Ny", "Rom")
    assert (after.values["title"], after.values["topics"]) == ("Chef", ["klimat", "vatten"])
    assert len(people(office)) == len(NAMES)


def test_leaving_out_writes_nothing_else_and_is_one_step_back(
    office: Register, tmp_path: Path
) -> None:
    put(office, CONTACT, None, {"given_name": "Före", "family_name": "Prov"})
    path = taken(office, tmp_path, unknown)
    before, found = snapshot(office), only(office)
    edits = office.db.conn.execute("SELECT count(*) FROM edit").fetchone()[0]
    decide(office, found.id, "leave")
    assert list(open_questions(office)) == []
    assert info(office)["doubts"] == 0
    assert snapshot(office) == before
    after = office.db.conn.execute("SELECT count(*), min(shared) FROM edit").fetchone()
    assert after == (edits + 1, 0)
    take(office, path)
    assert list(open_questions(office)) == []
    undo(office)
    assert only(office).id == found.id
    assert snapshot(office) == before
    assert row_named(office, "Före").state != GONE
    assert info(office)["doubts"] == 1


def test_one_of_several_copies_is_used(office: Register, tmp_path: Path) -> None:
    taken(office, tmp_path, twice)
    question = only(office)
    assert question.kind == "twins"
    assert options(question) == ["1", "2", "leave"]
    assert [copy.cells["city"] for copy in question.copies] == ["Wien", "Rom"]
    ada = row_named(office, "Ada")
    put(office, CONTACT, ada.id, {"title": "Chef"})
    decide(office, question.id, "2")
    after = office.row(CONTACT, ada.id)
    assert (after.values["city"], after.values["title"], after.conflicts) == ("Rom", "Chef", ())
    undo(office)
    assert office.row(CONTACT, ada.id).values["city"] == "Ort 0"
    for answer, city in (("1", "Wien"), ("1", "Wien"), ("2", "Rom")):
        decide(office, question.id, answer)
        after = office.row(CONTACT, ada.id)
        assert (after.values["city"], after.conflicts) == (city, ())
        undo(office)
        assert office.row(CONTACT, ada.id).values["city"] == "Ort 0"


def test_an_answer_that_was_undone_can_be_given_again(office: Register, tmp_path: Path) -> None:
    taken(office, tmp_path, unknown)
    for _round in range(3):
        decide(office, only(office).id, "new")
        assert row_named(office, "Ny").values["city"] == "Rom"
        undo(office)
        assert len(people(office)) == len(NAMES)


def test_a_copy_used_where_the_cell_was_changed_here_too_is_a_visible_conflict(
    office: Register, tmp_path: Path
) -> None:
    taken(office, tmp_path, twice)
    ada = row_named(office, "Ada")
    put(office, CONTACT, ada.id, {"city": "Narvik"})
    decide(office, only(office).id, "2")
    assert office.row(CONTACT, ada.id).conflicts == ("city",)


def test_the_same_answer_in_two_registers_is_the_same_edit(
    office: Register, tmp_path: Path
) -> None:
    def both(sheet: Worksheet) -> None:
        unknown(sheet)
        twice(sheet)

    taken(office, tmp_path, both)
    eids = []
    for _round in range(2):
        for question in list(open_questions(office)):
            decide(office, question.id, "2" if question.kind == "twins" else "new")
        sql = "SELECT eid FROM edit WHERE entity = 'contact' AND shared ORDER BY idx DESC LIMIT 2"
        eids.append({eid for (eid,) in office.db.conn.execute(sql)})
        with pytest.raises(Refused):
            decide(office, "0", "leave")
        for question in list(open_questions(office)):
            raise AssertionError(question)
        if not _round:
            _forget_answers(office, eids[0])
    assert eids[0] == eids[1]


def _forget_answers(register: Register, eids: set[str]) -> None:
    """Let a register be as another that has not answered yet."""
    from desktop_app.services.upkeep import rebuild  # noqa: PLC0415 — one use

    register.db.conn.executemany("DELETE FROM edit WHERE eid = ?", [(eid,) for eid in eids])
    register.db.conn.execute("DELETE FROM edit WHERE entity = 'setting'")
    register.db.conn.commit()
    rebuild(register)


def test_a_cleared_row_is_deleted_or_left(office: Register, tmp_path: Path) -> None:
    taken(office, tmp_path, clear)
    question = only(office)
    assert (question.kind, options(question)) == ("cleared", ["delete", "leave"])
    ada = row_named(office, "Ada")
    put(office, CONTACT, ada.id, {"title": "Chef"})
    decide(office, question.id, "delete")
    assert office.row(CONTACT, ada.id).state == GONE
    undo(office)
    assert office.row(CONTACT, ada.id).state != GONE
    assert only(office).id == question.id


@pytest.mark.parametrize("key", ["export:", "id:contact"])
def test_rows_of_other_files_and_sheets(office: Register, tmp_path: Path, key: str) -> None:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent["Organisationer"]["A3"].value if key != "export:" else UNKNOWN
        sheet.cell(place(sheet, "Ada"), column(sheet, key)).value = other
        typed(sheet, "Ada", city="Rom")

    taken(office, tmp_path, change)
    question = only(office)
    assert question.kind == ("other_export" if key == "export:" else "other_sheet")
    assert options(question) == ["new", "row", "leave"]
    decide(office, question.id, "row", row_named(office, "Ada").id)
    assert row_named(office, "Ada").values["city"] == "Rom"
    assert len(people(office)) == len(NAMES)


def test_a_link_changed_by_its_id_alone(office: Register, tmp_path: Path) -> None:
    wien = next(iter(office.named(CATALOGUE["organisation"], "Stadt Wien")))
    taken(office, tmp_path, lambda sheet: typed(sheet, "Ada", organisation_id=wien))
    question = only(office)
    assert (question.kind, options(question)) == ("only_id", ["take", "leave"])
    decide(office, question.id, "take")
    assert row_named(office, "Ada").values["organisation"] == wien


def test_which_of_several_of_one_name(office: Register, tmp_path: Path) -> None:
    twins = [
        put(office, CATALOGUE["organisation"], None, {"name": "Roma", "kind": "city"}).id
        for _n in range(2)
    ]

    def change(sheet: Worksheet) -> None:
        typed(sheet, "Ada", organisation="Roma", city="Rom")
        row = last_row(sheet) + 1
        for key, value in (("given_name", "Ny"), ("family_name", "Ek"), ("organisation", "Roma")):
            sheet.cell(row, column(sheet, key)).value = value

    taken(office, tmp_path, change)
    changed, new = open_questions(office)
    assert {changed.kind, new.kind} == {"many_named"}
    assert options(changed) == ["row", "leave"]
    assert changed.options[0].of is CATALOGUE["organisation"]
    decide(office, changed.id, "row", twins[1])
    ada = row_named(office, "Ada")
    assert (ada.values["organisation"], ada.values["city"]) == (twins[1], "Rom")
    decide(office, new.id, "row", twins[0])
    assert row_named(office, "Ny").values["organisation"] == twins[0]


def test_a_column_sorted_by_itself_is_refused_and_asked_about_once(
    office: Register, tmp_path: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        sort_cities(sheet)
        typed(sheet, "Ada", title="Chef")

    before = {row.id: row.values["city"] for row in people(office)}
    taken(office, tmp_path, change)
    assert {row.id: row.values["city"] for row in people(office)} == before
    assert row_named(office, "Ada").values["title"] == "Chef"
    question = only(office)
    assert (question.kind, options(question)) == ("sorted", ["take", "leave"])
    rows: Sequence[object] = question.stored.about["rows"]  # type: ignore[assignment]
    assert len(rows) == len(NAMES)
    put(office, CONTACT, row_named(office, "Bo").id, {"email": "nybo@example.org"})
    decide(office, question.id, "take")
    expected = ["Ort 1", "Ort 2", "Ort 3", "Ort 0"]
    assert [row_named(office, name).values["city"] for name in NAMES] == expected
    assert row_named(office, "Bo").values["email"] == "nybo@example.org"
    undo(office)
    assert {row.id: row.values["city"] for row in people(office)} == before


def test_what_a_rule_forbids_is_told_and_the_question_waits(
    office: Register, tmp_path: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        unknown(sheet)
        row = last_row(sheet)
        for key in ("given_name", "family_name"):
            sheet.cell(row, column(sheet, key)).value = None

    taken(office, tmp_path, change)
    question = only(office)
    assert options(question) == ["row", "leave"]
    with pytest.raises(Refused):
        decide(office, question.id, "new")
    assert only(office).id == question.id


def test_rows_of_lists_are_answered_too(office: Register, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    lines = ("Förnamn;Efternamn;E-post;Ort", "Gun;Ek;gun@example.org;Rom")
    path.write_text("\n".join((*lines, "Gun;Ek;gun@example.org;Bari")), encoding="utf-8")
    take(office, path)
    question = only(office)
    assert (question.kind, options(question)) == ("repeated", ["new", "row", "leave"])
    decide(office, question.id, "row", row_named(office, "Gun").id)
    assert row_named(office, "Gun").values["city"] == "Bari"
    undo(office)
    decide(office, question.id, "new")
    assert sorted(str(r.values["city"]) for r in people(office) if r.values["given_name"] == "Gun")[
        :1
    ] == ["Bari"]


def test_an_answer_is_in_the_history_with_who_and_when(office: Register, tmp_path: Path) -> None:
    taken(office, tmp_path, unknown)
    decided = decide(office, only(office).id, "leave")
    sql = "SELECT label, who, at FROM recorded_action WHERE id = ?"
    label, who, at = office.db.conn.execute(sql, (decided.action,)).fetchone()
    assert "Lämna därhän" in label
    assert (who, at[:4]) == ("Prov Person", str(office.clock().year))


def test_the_fault_of_a_bad_answer_is_told_with_those_there_are(
    office: Register, tmp_path: Path
) -> None:
    taken(office, tmp_path, unknown)
    with pytest.raises(Refused) as told:
        decide(office, only(office).id, "kanske")
    assert told.value.advice is not None
    assert "new" in told.value.advice.into("sv")
    with pytest.raises(Refused):
        decide(office, "ffff", "leave")
    with pytest.raises((Refused, Invalid)):
        decide(office, only(office).id, "row", "Ingen Sådan")
    assert deciding.question_named(office, only(office).id[:6]).kind == "unknown_id"
