"""A link finds its row, rows of one name can be told apart, and a row knows what points to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.folding import parse_query
from desktop_app.services import writing
from desktop_app.services.attaching import attach
from desktop_app.services.linking import APART, backlinks, owner_of, second_line, suggest
from desktop_app.services.reading import Writer, find_anywhere
from desktop_app.services.register import Register
from desktop_app.storage import everywhere, queries

CONTACT, ORGANISATION, TRIP = (CATALOGUE[name] for name in ("contact", "organisation", "trip"))


def organisation(register: Register, name: str, city: str) -> str:
    given = {"name": name, "kind": "city", "city": city}
    return writing.put(register, ORGANISATION, None, given).id


def test_rows_of_one_name_are_told_apart(register: Register) -> None:
    for city in ("Utrecht", "Delft"):
        of = organisation(register, f"Gemeente {city}", city)
        given = {"family_name": "Jansen", "organisation": of, "city": city}
        writing.put(register, CONTACT, None, given)
    found = suggest(register, CONTACT, "jans")
    assert {(title, second) for _row, title, second in found} == {
        ("Jansen", "Gemeente Utrecht · Utrecht"),
        ("Jansen", "Gemeente Delft · Delft"),
    }
    assert suggest(register, ORGANISATION, "gemeente d")[0][1:] == (
        "Gemeente Delft",
        "Stad · Delft",
    )
    assert suggest(register, ORGANISATION, "gemeente d", language="en")[0][2] == "City · Delft"


def test_without_words_the_newest_rows_are_suggested(register: Register) -> None:
    ids = [writing.put(register, CONTACT, None, {"family_name": f"N{n}"}).id for n in range(12)]
    writing.put(register, CONTACT, ids[0], {"city": "Wien"})
    writing.delete(register, CONTACT, ids[11])
    for text in ("", "  ", "!"):
        found = [row.id for row, *_ in suggest(register, CONTACT, text, 4)]
        assert found == [ids[0], ids[10], ids[9], ids[8]]


def test_deleted_rows_are_not_suggested(register: Register) -> None:
    row = writing.put(register, CONTACT, None, {"family_name": "Jansen"}).id
    writing.delete(register, CONTACT, row)
    assert suggest(register, CONTACT, "jansen") == []


def test_a_row_knows_all_that_points_to_it(sample: Register) -> None:
    """The same rows as the plain search for links finds, without the row's own parts."""
    conn = sample.db.conn
    seen: set[tuple[str, str]] = set()
    for entity in (CONTACT, ORGANISATION, CATALOGUE["network"], TRIP):
        rows = list(queries.all_rows(conn, entity))
        for row in rows[:: max(1, len(rows) // 25)]:
            expected: dict[tuple[str, str], set[str]] = {}
            for _target, other, field, source in queries.referring(conn, entity, [row.id]):
                if field not in other.owners:
                    expected.setdefault((other.name, field), set()).add(source)
            found = backlinks(sample, entity, row.id, 1000)
            assert {(e.name, f.name): {r.id for r in rows} for e, f, _n, rows in found} == expected
            assert all(n == len(rows) for *_, n, rows in found)
            seen |= expected.keys()
    assert {("contact", "organisation"), ("participant", "contact")} <= seen


def test_links_of_many_count_and_only_the_first_rows_come(register: Register) -> None:
    of = organisation(register, "Gemeente Utrecht", "Utrecht")
    for n in range(7):
        writing.put(register, CONTACT, None, {"family_name": f"N{6 - n}", "organisation": of})
    gone = writing.put(register, CONTACT, None, {"family_name": "A", "organisation": of}).id
    writing.delete(register, CONTACT, gone)
    ((other, field, count, rows),) = backlinks(register, ORGANISATION, of, 3)
    assert (other, field.name, count) == (CONTACT, "organisation", 7)
    assert [row.values["family_name"] for row in rows] == ["N0", "N1", "N2"]


def test_sets_of_links_point_too(register: Register) -> None:
    contact = writing.put(register, CONTACT, None, {"family_name": "Prov"}).id
    advocacy = CATALOGUE["advocacy"]
    row = writing.put(register, advocacy, None, {"title": "Hamnen", "contacts": [contact]}).id
    assert [(e, f.name, n, r[0].id) for e, f, n, r in backlinks(register, CONTACT, contact)] == [
        (advocacy, "contacts", 1, row)
    ]


def test_parts_and_files_lead_to_what_they_belong_to(register: Register, tmp_path: Path) -> None:
    trip = writing.put(
        register,
        TRIP,
        None,
        {
            "title": "Hamnen",
            "organisation": register.facts.office,
            "start_on": "2026-05-04",
            "end_on": "2026-05-06",
        },
    ).id
    given = {"trip": trip, "city": "Utrecht", "country": "NL"}
    stop = writing.put(register, CATALOGUE["stop"], None, given).id
    path = tmp_path / "plan.txt"
    path.write_text("plan")
    file = attach(register, TRIP, trip, path)
    for entity, id_ in (("stop", stop), ("attachment", file)):
        row = register.row(CATALOGUE[entity], id_)
        owner = owner_of(register, row)
        assert owner is not None
        assert owner.id == trip
        assert second_line(register, Writer(register, "sv"), row) == "Hamnen"
    assert owner_of(register, register.row(TRIP, trip)) is None


def test_what_tells_rows_apart_is_in_the_catalogue() -> None:
    assert all(set(names) <= set(CATALOGUE[entity].by_name) for entity, names in APART.items())


def test_everything_is_found_at_once_as_it_is_kind_by_kind(sample: Register) -> None:
    for text in ("a", "st", "stad", "utr", "anna", "example", "zzz", "hållbar", "2026"):
        found = {e.name: [row.id for row in rows] for e, rows in find_anywhere(sample, text, 5)}
        for entity in CATALOGUE.values():
            plain = [row.id for row in queries.rows(sample.db.conn, entity, parse_query(text))][:5]
            if not entity.owners and entity.name not in {"delivery", "setting", "list_item"}:
                assert found.get(entity.name, []) == plain, (text, entity.name)
            else:
                assert entity.name not in found
    assert list(find_anywhere(sample, "  ")) == []


def test_a_search_in_many_rows_begins_again_behind_them(
    sample: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = {e.name: [row.id for row in rows] for e, rows in find_anywhere(sample, "s", 3)}
    for patience in (1, 2, 10_000):
        monkeypatch.setattr(everywhere, "PATIENCE", patience)
        found = {e.name: [row.id for row in rows] for e, rows in find_anywhere(sample, "s", 3)}
        assert found == plain
    assert len(plain) > 4
    wanted = ["trip", "contact"]
    only = everywhere.first_hits(sample.db.conn, parse_query("s"), wanted, 3)
    assert only == {name: plain[name] for name in wanted}


def test_names_that_begin_with_what_is_typed_come_first(register: Register) -> None:
    organisation = CATALOGUE["organisation"]
    for name, city in (("Aby kommun", "Storby"), ("Storby kommun", "Storby"), ("Öby", "Storby")):
        writing.put(register, organisation, None, {"name": name, "kind": "city", "city": city})
    titles = [title for _row, title, _line in suggest(register, organisation, "storb")]
    assert titles == ["Storby kommun", "Aby kommun", "Öby"]


def test_organisations_are_found_by_all_they_are_called(register: Register) -> None:
    names = {"name": "Prövnämnden", "name_en": "Trial Board", "short_name": "PrN"}
    of = writing.put(register, ORGANISATION, None, {**names, "kind": "other"}).id
    for text in (*names.values(), "prövnämnden", "trial board", "TRIAL BOARD"):
        assert register.named(ORGANISATION, text) == [of], text
    assert register.named(ORGANISATION, "PRN") == [of]
    assert not register.named(ORGANISATION, "Trial")
