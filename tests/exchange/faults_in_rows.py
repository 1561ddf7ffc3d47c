"""The same row worked on in two places: changed, deleted, merged, made twice, or of one id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Shown
from desktop_app.domain.words import Words
from desktop_app.exchange.link_finder import LinkFinder, spelled
from desktop_app.services import list_matching, merging, writing
from desktop_app.services.differing import difference
from desktop_app.services.list_work import Work
from desktop_app.services.upkeep import check
from desktop_app.storage.tables import FLAGGED
from tests.exchange.faults import fault
from tests.exchange.forge import Forged, forge
from tests.exchange.returns import added
from tests.exchange.trio import CONTACT, Trio, edits, filled, said, sums

ORGANISATION = CATALOGUE["organisation"]
NO_CONFLICTS = cached_property(lambda _self: {})
NO_CONFLICTS.__set_name__(Shown, "conflicts")


def whole_rows(entity: Any, view: Shown, values: Any, *, resolve: bool) -> Any:
    """Return all fields of a row as changed, whichever are."""
    fields, parents = difference(entity, view, values, resolve=resolve)
    for key in view.heads:
        if key in entity.by_name and key not in fields:
            fields[key], parents[key] = view.value(key), view.parents(key)
    return fields, parents


def first_of_name(self: LinkFinder, entity: str, text: str, _hints: Any) -> str:
    """Return the first row that is called so."""
    found = self._index(entity).get(spelled(text), set()) or self._resolve(entity, text)
    return min(found)


def by_name(_meta: Any, entity: str, text: str, occurrence: int) -> str:
    """Return an id that follows from what a new row says alone."""
    return str(uuid5(NAMESPACE_URL, f"{entity}{text}{occurrence}"))


def one_step(targets: Mapping[str, str]) -> dict[str, str]:
    """Return where each row leads, as if no row that is led to led on."""
    return dict(targets)


@fault(161, {"values that differ are a conflict": {"domain.edits.Shown.conflicts": NO_CONFLICTS}})
def same_field(trio: Trio) -> None:
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    trio.put(trio.b, trio.row, phone="08-465 004 03")
    for _ in range(2):
        trio.round()
    for register in trio.all:
        assert trio.conflicts(register) == ("phone",)
    assert trio.agree()


@fault(161, {"an edit says what changed": {"services.writing.difference": whole_rows}})
def other_fields(trio: Trio) -> None:
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    trio.put(trio.b, trio.row, family_name="Åberg")
    assert trio.agree()
    assert not trio.conflicts(trio.centre)
    assert trio.value(trio.b, trio.row, "phone") == "08-465 004 02"
    assert trio.value(trio.a, trio.row, "family_name") == "Åberg"


def _flagged(trio: Trio) -> None:
    assert trio.agree()
    for register in trio.all:
        assert register.row(CONTACT, trio.row).state == FLAGGED
        assert trio.value(register, trio.row, "phone") == "08-465 004 02"


NO_FLAG: Mapping[str, Mapping[str, object]] = {
    "a deletion does not beat what it had not seen": {"domain.edits._unseen": lambda *_: False}
}


@fault(162, NO_FLAG)
def deleted_then_changed(trio: Trio) -> None:
    writing.delete(trio.a, CONTACT, trio.row)
    trio.put(trio.b, trio.row, phone="08-465 004 02")
    for office in (trio.a, trio.b):
        trio.exchange(office, trio.centre)
    _flagged(trio)


@fault(162, NO_FLAG)
def changed_then_deleted(trio: Trio) -> None:
    writing.delete(trio.a, CONTACT, trio.row)
    trio.put(trio.b, trio.row, phone="08-465 004 02")
    for office in (trio.b, trio.a):
        trio.exchange(office, trio.centre)
    _flagged(trio)


@fault(
    163,
    {"late edits come up at the survivor": {"domain.merging._late": lambda *_args: {}}},
)
def merged_and_changed(trio: Trio) -> None:
    merging.merge(trio.a, CONTACT, trio.row, trio.other)
    trio.put(trio.b, trio.other, title="Chef")
    assert trio.agree()
    for register in trio.all:
        assert register.row(CONTACT, trio.other).id == trio.row
        assert trio.value(register, trio.row, "title") == "Chef"


@fault(
    163,
    {
        "a cycle ends at the smallest id": {
            "storage.redirects.survivors": one_step,
        }
    },
)
def merged_into_each_other(trio: Trio) -> None:
    merging.merge(trio.a, CONTACT, trio.row, trio.other)
    merging.merge(trio.b, CONTACT, trio.other, trio.row)
    assert trio.agree()
    for register in trio.all:
        found = register.row(CONTACT, trio.other)
        assert found.id == min(trio.row, trio.other)
        assert found.state == 0


def _same_id(work: Work, row: Any) -> str:
    """Return one id for all rows of a name."""
    return str(uuid5(NAMESPACE_URL, list_matching._name(work, row.values)))


@fault(164, {"rows of one name have their own ids": {"services.list_matching._own_id": _same_id}})
def two_of_one_name_in_a_list(trio: Trio) -> None:
    listed = trio.folder / "list.csv"
    listed.write_text(
        "Förnamn;Efternamn;E-post\nAnna;Berg;anna@example.org\nAnna;Berg;berg@example.org\n"
    )
    assert sums(trio.take(trio.centre, listed)) == {"new": 2}
    sql = "SELECT count(*) FROM contact WHERE family_name = 'Berg'"
    assert trio.centre.db.conn.execute(sql).fetchone() == (2,)
    assert check(trio.centre).whole
    assert trio.agree()


@fault(164, {"new rows of two files are two": {"exchange.plan.new_id": by_name}})
def two_of_one_name_in_two_returns(trio: Trio) -> None:
    row: dict[str, object] = {"given_name": "Anna", "family_name": "Berg"}
    for office in (trio.a, trio.b):
        back = added(trio.send(trio.centre, office), "contact", row)
        assert sums(trio.take(office, back))["new"] == 1
    assert trio.agree()
    sql = "SELECT count(*) FROM contact WHERE family_name = 'Berg'"
    assert trio.centre.db.conn.execute(sql).fetchone() == (2,)


@fault(
    164,
    {"who is meant is asked": {"exchange.link_finder.LinkFinder.find": first_of_name}},
)
def two_of_one_name_are_meant(trio: Trio) -> None:
    for email in ("anna@example.org", "berg@example.org"):
        trio.put(trio.centre, None, given_name="Anna", family_name="Berg", email=email)
    back = filled(trio.send(trio.centre, trio.a), trio.row, responsible="Anna Berg")
    plan = trio.take(trio.centre, back)
    assert sums(plan)["doubts"] == 1
    assert "Flera rader" in said(plan)


def _with_line(path: Path, kind: str, change: Any) -> Path:
    def forged(book: Forged) -> None:
        lines = book.lines()
        change(next(line for line in reversed(lines) if line[1] == kind))
        book.write(lines)

    return forge(path, forged)


@fault(165, {"an id is recomputed": {"exchange.log_lines.verify": lambda _edit: True}})
def two_edits_of_one_id(trio: Trio) -> None:
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    sent = trio.send(trio.a, trio.centre)
    other = _with_line(sent, "e", lambda line: line[7].update(phone="08-465 004 66"))
    plan = trio.take(trio.centre, other)
    assert "skadad" in said(plan)
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 01"
    trio.take(trio.centre, sent)
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"
    assert trio.agree()


@fault(165, {"a row stays what it is": {"services.parcels.log.entities_of": lambda *_args: {}}})
def two_rows_of_one_id(trio: Trio) -> None:
    made = writing.put(trio.a, ORGANISATION, None, {"name": "Oslo", "kind": "city"}).id
    sent = trio.send(trio.a, trio.centre)
    with trio.centre.record.acting("edit", Words("Ny", "New")) as act:
        act.create("contact", made, {"family_name": "Krock"}, shared=True)
    before = edits(trio.centre)
    plan = trio.take(trio.centre, sent)
    assert "annat slag" in said(plan)
    assert edits(trio.centre) == before
    assert trio.value(trio.centre, made, "family_name") == "Krock"
    assert check(trio.centre).whole
