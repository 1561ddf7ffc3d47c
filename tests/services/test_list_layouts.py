"""What was said of the columns of a list is said of the next list with these headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Listing
from desktop_app.exchange.lists.foreign import understand
from desktop_app.exchange.reading.reader import Cell, Table
from desktop_app.services.list_layouts import Wanted, learned, remember, remembered
from desktop_app.services.opening import new_register
from desktop_app.services.register import Register
from desktop_app.services.undoing import undo
from desktop_app.storage.record import Act
from tests.exchange.listing import fields, table

HEADINGS = ("Vem", "Var", "När", "Hur", "E-post")
CELLS = ("Greta Lindqvist", "Malmö", "5/3/2026", "bil", "greta@example.org")
SAID = {"Vem": "given_name+family_name", "Var": "Ort", "När": "confirmed_on:dmy", "Hur": ""}
LABEL = Words("Läste in {file}", "Took in {file}").fill(file="förra.xlsx")


def of(headings: Sequence[Cell], cells: Sequence[Cell] = CELLS) -> Table:
    return table([headings, cells])


def take_in(register: Register, found: Table, wanted: Wanted, file: str = "förra.xlsx") -> int:
    """Take a list in as far as layouts are concerned; return how many edits that wrote."""
    listings = understand(found, wanted.entity, wanted.mapping, register.context())
    layouts = learned(listings, found, wanted.entity, wanted.mapping, register.context())
    with register.record.acting("import", LABEL) as act:
        remember(register, act, layouts, file)
        return act.written


def read_again(
    register: Register,
    found: Table,
    entity: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> tuple[Wanted, list[Listing]]:
    wanted = remembered(register, found, entity, mapping or {})
    return wanted, understand(found, wanted.entity, wanted.mapping, register.context())


@pytest.fixture
def learning(register: Register) -> Register:
    """Return a register that took in a list whose columns were put right by hand."""
    assert take_in(register, of(HEADINGS), Wanted("contact", SAID)) == 1
    return register


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Return one like it, for tests that only ask it."""
    path = tmp_path_factory.mktemp("taught") / "r.knreg"
    with new_register(path, "Stadsledningskontoret", person="Prov Person") as made:
        take_in(made, of(HEADINGS), Wanted("contact", SAID))
        yield made


def test_nothing_is_remembered_of_what_was_recognised(register: Register) -> None:
    plainly = of(("Förnamn", "Efternamn", "E-post"), ("Bo", "Ek", "bo@example.org"))
    assert take_in(register, plainly, Wanted(None, {})) == 0
    assert take_in(register, plainly, Wanted("contact", {})) == 0
    assert remembered(register, plainly, None, {}) == Wanted(None, {})


def test_the_kind_alone_is_remembered_where_it_was_said(register: Register) -> None:
    either = of(("Namn", "Land"), ("Malmö", "Sverige"))
    assert take_in(register, either, Wanted("organisation", {"=Stad": "kind"})) == 1
    wanted, (listing,) = read_again(register, either)
    assert listing.entity.name == "organisation"
    assert listing.fixed == {"kind": "Stad"}
    assert "listan är organisationer" in wanted.remarks[0].into("sv").lower()


def test_columns_are_placed_as_last_time(taught: Register) -> None:
    wanted, (listing,) = read_again(taught, of(HEADINGS))
    assert fields(listing) == {
        "Vem": "given_name+family_name",
        "Var": "city",
        "När": "confirmed_on",
        "Hur": None,
        "E-post": "email",
    }
    assert listing.columns[2].order == "dmy"
    assert listing.columns[2].unsure == 0
    (remark,) = wanted.remarks
    words = remark.into("sv")
    assert words.startswith("Kolumnerna placeras som förra gången (förra.xlsx, ")
    for said in ("”Vem” → Förnamn", "”Var” → Ort", "dag", "”Hur” → utelämnad"):
        assert said in words
    assert take_in(taught, of(HEADINGS), wanted) == 0, "nothing new was said"


@pytest.mark.parametrize(
    "headings",
    [
        ("Nr", "Vem", "Var", "När", "Hur", "E-post"),
        ("E-post", "Hur", "När", "Vem", "Var"),
        ("Vem", "Var", "När"),
        ("VEM:", " var ", "När *", "Hur", "Epost", "Skostorlek", "Hatt"),
    ],
    ids=["inserted", "reordered", "removed", "spelled otherwise, two more"],
)
def test_inserted_reordered_and_removed_columns_do_no_harm(
    taught: Register, headings: Sequence[str]
) -> None:
    of_heading = dict(zip(map(str.lower, HEADINGS), CELLS, strict=True))
    cells = [of_heading.get(text.strip(" :*").lower(), "x") for text in headings]
    _, (listing,) = read_again(taught, of(headings, cells))
    placed = {column.heading.strip(" :*").lower(): column.field for column in listing.columns}
    wanted = {"vem": "given_name+family_name", "var": "city", "när": "confirmed_on", "hur": None}
    assert all(placed[name] == field for name, field in wanted.items() if name in placed)


def test_other_headings_are_another_list(taught: Register) -> None:
    other = of(("Vem", "Var", "Pris", "Telefon"), (*CELLS[:2], 12, "x"))
    assert remembered(taught, other, "contact", {}) == Wanted("contact", {})


def test_what_is_said_now_comes_first(taught: Register) -> None:
    _, (listing,) = read_again(taught, of(HEADINGS), "contact", {"Hur": "city"})
    assert fields(listing)["Hur"] == "city"
    assert fields(listing)["Var"] is None
    _, (listing,) = read_again(taught, of(HEADINGS), None, {"B": "department"})
    assert fields(listing)["Var"] == "department"
    assert remembered(taught, of(HEADINGS), "interaction", {}).mapping == {}


def test_the_newest_word_on_a_layout_holds(learning: Register) -> None:
    longer = of((*HEADINGS, "Skostorlek"), (*CELLS, "39"))
    assert (
        take_in(learning, longer, Wanted("contact", {**SAID, "Var": "department"}), "ny.xlsx") == 1
    )
    wanted, (listing,) = read_again(learning, of(HEADINGS))
    assert fields(listing)["Var"] == "department"
    assert "ny.xlsx" in wanted.remarks[0].into("en")


def test_columns_that_are_called_alike_are_told_apart_by_their_number(register: Register) -> None:
    cells = ("Bo Ek", "ja", "Malmö")
    twins = of(("Namn", "Svar", "Svar"), cells)
    take_in(register, twins, Wanted("contact", {"Svar (C)": "city"}))
    _, (listing,) = read_again(register, of(("Nr", "Namn", "Svar", "Svar"), ("1", *cells)))
    assert fields(listing)["Svar (D)"] == "city"
    assert fields(listing)["Svar"] is None


def test_it_stays_here_and_goes_with_the_import_it_was_said_for(learning: Register) -> None:
    sql = "SELECT count(*), sum(shared) FROM edit WHERE entity = 'setting'"
    assert learning.db.conn.execute(sql).fetchone() == (1, 0)
    newer = Wanted("contact", {**SAID, "Var": "department"})
    take_in(learning, of((*HEADINGS, "Nytt"), (*CELLS, "x")), newer)
    assert learning.db.conn.execute(sql).fetchone() == (2, 0)
    undo(learning)
    _, (listing,) = read_again(learning, of(HEADINGS))
    assert fields(listing)["Var"] == "city"
    undo(learning)
    assert remembered(learning, of(HEADINGS), None, {}) == Wanted(None, {})


def test_a_field_that_is_no_more_is_passed_over(learning: Register) -> None:
    with learning.record.acting("edit", LABEL) as act:
        spoil(act, learning)
    wanted = remembered(learning, of(HEADINGS), "contact", {})
    assert wanted.mapping == {"Var": "city"}


def spoil(act: Act, register: Register) -> None:
    """Let what is remembered name a field that a newer program knows."""
    sql = "SELECT id, value FROM setting WHERE name LIKE 'layout:%'"
    for id_, value in register.db.conn.execute(sql).fetchall():
        eid = act.edits(id_)[-1].eid
        text = value.replace("confirmed_on:dmy", "hat_size").replace("given_name+", "gone+")
        text = text.replace('"hur",1,""', '"hur",1,"gone"')
        act.write("setting", id_, {"value": text}, {"value": (eid,)}, shared=False)
