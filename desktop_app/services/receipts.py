"""Receipts: what became of each row of a workbook, noted as it is taken in, and shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Edit, Json
from desktop_app.domain.receipts import Line, Receipt, decode_line
from desktop_app.domain.words import LANGUAGES
from desktop_app.services.facts import owner_of_register
from desktop_app.services.import_plan import ImportPlan, Outcome, problems_of
from desktop_app.services.receipt_post import note_arrived
from desktop_app.services.receipt_states import States
from desktop_app.services.register import Register
from desktop_app.storage import exported, peers, receipts
from desktop_app.storage.receipts import StoredReceipt
from desktop_app.storage.record import Act

__all__ = [
    "GivenReceipt",
    "ReceivedReceipt",
    "given_receipts",
    "note",
    "received_back",
]


@dataclass(frozen=True, slots=True)
class ReceivedReceipt:
    """What another register told of a workbook of ours.

    Attributes:
        register_id: The register that told it.
        office: What its organisation is called.
        receipt: What it told, with the names that rows have here.
    """

    register_id: str
    office: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class GivenReceipt:
    """What is told of a workbook that was taken in here.

    Attributes:
        register_id: The register that it is for, '' for a person without the program.
        to: The name of its organisation, or of that person; '' if nobody was named.
        receipt: What is told, as things stand now.
        arrived: Whether a file from there has shown that it has it as it is.
    """

    register_id: str
    to: str
    receipt: Receipt
    arrived: bool


# --- giving


def note(
    register: Register, act: Act, plan: ImportPlan, raised: Sequence[tuple[str, Mapping[str, Json]]]
) -> None:
    """Note what becomes of the rows of a workbook, within the transaction that takes it in.

    The same file read once more tells nothing new; a corrected one has a receipt of its own.

    Args:
        register: The register.
        act: The import.
        plan: What is done.
        raised: The questions it raised: their ids, and what they are about.
    """
    if not plan.export_id or plan.origin is None:
        return
    conn, origin = register.db.conn, plan.origin
    own = origin.register_id == register.facts.register_id
    if own:
        note_arrived(register, origin.told)
    lines = _lines(plan, raised)
    if not lines and (own or plan.arrival is not None):
        return  # that it was read shows in what we confirm
    before = list(receipts.given(conn, plan.export_id))
    known = {_key(line) for each in before for line in _kept(each)}
    if before and {_key(line) for line in lines} <= known:
        return
    register_id, person = origin.register_id, ""
    if own:
        register_id, person = exported.recipient(conn, plan.export_id) or ("", origin.to)
    account = plan.account()
    told: list[Json] = [dict(line) for line in lines]
    receipts.store(
        conn,
        StoredReceipt(
            str(uuid4()),
            given=True,
            register_id=register_id,
            person=person,
            export_id=plan.export_id,
            at=register.clock().isoformat(timespec="seconds"),
            file=plan.path.name,
            office=owner_of_register(register)[0],
            action=act.id if act.written else "",
            rows=account["rows"],
            unchanged=account["unchanged"],
            missing=account["missing"],
            lines=told,
        ),
    )


def _lines(
    plan: ImportPlan, raised: Sequence[tuple[str, Mapping[str, Json]]]
) -> list[dict[str, Json]]:
    asked: dict[tuple[str, Json], list[Json]] = {}
    for id_, about in raised:
        rows = about.get("rows")
        for row in rows if isinstance(rows, list) else [about.get("row")]:
            asked.setdefault((str(about.get("sheet")), row), []).append(id_)
    made = _by_row(plan.edits)
    arrived = _by_row(item.edit for item in plan.arrival.fresh) if plan.arrival else {}
    return [
        _line(plan, each, asked.get((each.sheet, each.number), []), _eids(each, made, arrived))
        for each in plan.outcomes
        if each.category != "unchanged"
    ]


def _by_row(edits: Iterable[Edit]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for edit in edits:
        found.setdefault(edit.row, []).append(edit.eid)
    return found


def _eids(
    each: Outcome, made: Mapping[str, list[Json]], arrived: Mapping[str, list[Json]]
) -> list[Json]:
    """Return the edits by which it is later seen what became of a row.

    What arrived in the log without differing needs none: it is its author's, and stays.
    """
    found = list(made.get(each.id, ()))
    return [*found, *arrived.get(each.id, ())] if each.category == "conflicts" else found


def _line(plan: ImportPlan, each: Outcome, asked: list[Json], eids: list[Json]) -> dict[str, Json]:
    reasons = list(dict.fromkeys(problem.reason for problem in problems_of(plan, each)))
    taken = each.category not in {"doubts", "refused"}
    told: Json = None
    if reasons:
        told = ["; ".join(reason.into(lang) for reason in reasons) for lang in LANGUAGES]
    return {
        "sheet": each.sheet,
        "row": each.number,
        "entity": each.entity,
        "id": each.id,
        # What the row is called is looked up when it is told, where there is such a row.
        "title": "" if taken else each.title,
        "kind": each.category,
        "reason": told,
        "doubts": asked,
        "eids": eids,
    }


def _kept(stored: StoredReceipt) -> Iterator[Mapping[str, Json]]:
    lines = stored.lines if isinstance(stored.lines, list) else []
    return (line for line in lines if isinstance(line, dict))


def _key(line: Mapping[str, Json]) -> tuple[str, ...]:
    return tuple(str(line[name]) for name in ("sheet", "row", "id", "kind", "reason"))


# --- looking


def received_back(register: Register, most: int | None = None) -> list[ReceivedReceipt]:
    """Return what others told of our workbooks, newest first; so many of them, or all."""
    conn = register.db.conn
    names = {each.register_id: each.name for each in peers.peers(conn)}
    found = []
    for stored in islice(receipts.told(conn), most):
        office = names.get(stored.register_id) or stored.office
        receipt = Receipt(
            stored.id,
            register.facts.register_id,
            stored.export_id,
            stored.at,
            stored.file,
            office,
            stored.rows,
            stored.unchanged,
            stored.missing,
            tuple(_named(register, stored)),
        )
        found.append(ReceivedReceipt(stored.register_id, office, receipt))
    return found


def _named(register: Register, stored: StoredReceipt) -> Iterator[Line]:
    """Go through the lines as they were told, rows called as they are here."""
    titles = register.titles()
    for told in stored.lines if isinstance(stored.lines, list) else []:
        line = decode_line(told if isinstance(told, list) else [])
        here = titles.of(line.entity, line.row) if line.entity in CATALOGUE and line.row else ""
        yield replace(line, title=here or line.title)


def given_receipts(register: Register, most: int | None = None) -> list[GivenReceipt]:
    """Return what is told of the workbooks that were taken in here, newest first; or the first."""
    conn = register.db.conn
    names = {each.register_id: each.name for each in peers.peers(conn)}
    stored = list(islice(receipts.given(conn), most))
    states = States(register) if stored else None
    found = []
    for each in stored:
        assert states is not None  # noqa: S101 — for the type checker
        receipt = states.told(each)
        to = names.get(each.register_id, "") if each.register_id else each.person
        arrived = not each.open or each.known == receipt.digest
        found.append(GivenReceipt(each.register_id, to, receipt, arrived))
    return found
