"""A little history of exchange for a sample: what was sent, taken in, and what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.deeds import Deed
from desktop_app.domain.edits import Edit, Json, make_edit
from desktop_app.domain.receipts import Line, Receipt
from desktop_app.domain.shipped import NAMESPACE, Row, shipped_id
from desktop_app.domain.words import Words
from desktop_app.exchange.outgoing import Meta
from desktop_app.exchange.plan_words import UNKNOWN_ID
from desktop_app.services import writing
from desktop_app.services.exporting import Wish, meta_of
from desktop_app.services.facts import owner_of_register
from desktop_app.services.importing import TAKEN_IN
from desktop_app.services.register import Register
from desktop_app.storage import doubts, exported, past, peers, queries, receipts
from desktop_app.storage.connection import transaction
from desktop_app.storage.peers import Peer
from desktop_app.storage.receipts import StoredReceipt
from desktop_app.storage.record import Act

__all__ = ["add_exchange"]

MET = (
    ("Miljöförvaltningen", "Bo Exempelsson", 4),
    ("Kulturförvaltningen", "Cia Exempelsson", 16),
    ("Stadsarkivet", "Dan Exempelsson", 75),
)
"""Organisations, who keeps their registers, and how many days ago something came from them."""

SENT_DAYS = 9
FILE = "{sender} till {to} {day}.xlsx"
LABEL = Words("Ändrade kontakter", "Changed contacts")
NO_PHONE = "08-465 004 00"
ADDED: Mapping[str, Json] = {
    "given_name": "Matti",
    "family_name": "Esimerkki",
    "email": "matti.esimerkki@tampere.example.org",
    "city": "Tammerfors",
    "country": "FI",
}
STRANGER: Mapping[str, Json] = {
    "given_name": "Inés",
    "family_name": "Exempel Ruiz",
    "city": "Sevilla",
}
TITLE = "Klimatrådgivare"
SHEET, FIRST = "Kontakter", 3


def add_exchange(register: Register, contacts: Sequence[Row], seed: int, today: date) -> None:
    """Add it: three registers met, one file taken in that raised a question, values that differ.

    Args:
        register: The sample, of the central office.
        contacts: At least one contact, of which the first gets differing phone numbers.
        seed: What ids follow from.
        today: The day that all else is counted from.
    """
    _History(register, contacts, seed, today).write()


@dataclass(frozen=True)
class _History:
    register: Register
    contacts: Sequence[Row]
    seed: int
    today: date

    def write(self) -> None:
        """Write all of it; first what was sent."""
        met = [self._peer(*each) for each in MET]
        conn = self.register.db.conn
        with transaction(self.register.db):
            for peer in met:
                peers.store_peer(conn, peer)
                peers.store_received(conn, peer.register_id, self._id(peer.name, "epoch"), 40)
            sent = [self._send(peer, days) for days, peer in enumerate(met, SENT_DAYS)]
            receipts.store_told(conn, self._told(met[0], sent[0]), met[0].register_id)
        lam = self.register.facts.lam
        contact = CATALOGUE["contact"]
        created = past.edits_of(conn, [row.id for row in self.contacts])
        writing.put(self.register, contact, self.contacts[0].id, {"phone": self._phone(1)})
        self._take_in(met[0], self._edits(created, lam))

    def _id(self, *parts: str) -> str:
        return str(uuid5(NAMESPACE, f"sample {self.seed} {' '.join(parts)}"))

    def _phone(self, more: int) -> str:
        """Return the first contact's number as somebody else has it."""
        number = str(self.contacts[0].values.get("phone") or NO_PHONE)
        return f"{number[:-1]}{(int(number[-1]) + more) % 10}"

    def _at(self, days: int) -> str:
        moment = datetime.combine(self.today - timedelta(days=days), time(9, 12))
        zone = self.register.clock().tzinfo
        return moment.replace(tzinfo=zone).isoformat(timespec="seconds")

    def _peer(self, name: str, person: str, days: int) -> Peer:
        office = shipped_id("organisation", name)
        id_, newest = self._id(name), queries.newest_edit(self.register.db.conn)
        at = {"read_at": self._at(days), "sent_at": self._at(SENT_DAYS)}
        return Peer(id_, office, name, person, "office", newest, **at)

    # --- what was sent

    def _send(self, peer: Peer, days: int) -> Meta:
        meta = replace(
            meta_of(self.register, Wish(), peer),
            export_id=self._id(peer.name, "export"),
            made_at=self._at(days),
            secret=UUID(self._id(peer.name, "secret")).hex,
        )
        counts = queries.counts(self.register.db.conn)
        name = self._file(owner_of_register(self.register)[0], peer.name, days)
        exported.note(self.register.db.conn, meta, peer, peer.acknowledged, {}, name, counts)
        return meta

    def _file(self, sender: str, to: str, days: int) -> str:
        day = (self.today - timedelta(days=days)).isoformat()
        return FILE.format(sender=sender, to=to, day=day)

    def _told(self, peer: Peer, meta: Meta) -> Receipt:
        """Return what the first of them told of what was sent to it."""
        names = (owner_of_register(self.register)[0], peer.name)
        rows = [(row.id, number) for number, row in enumerate(self.contacts, FIRST)]
        lines = [Line(SHEET, number, "contact", id_, "", "changed") for id_, number in rows]
        all_ = sum(queries.counts(self.register.db.conn).values())
        return Receipt(
            self._id(peer.name, "told"),
            self.register.facts.register_id,
            meta.export_id,
            self._at(4),
            self._file(*names, SENT_DAYS),
            peer.name,
            all_,
            all_ - len(lines),
            0,
            tuple(lines),
        )

    # --- what was taken in

    def _edits(self, created: Mapping[str, list[Edit]], lam: int) -> list[Edit]:
        """Return what the office wrote: a phone number that differs, a title, a new contact."""
        typed: list[tuple[str, Json]] = [("phone", self._phone(2)), ("title", TITLE)]
        found = []
        for row, (key, value) in zip(self.contacts, typed, strict=False):
            parents = {key: (created[row.id][0].eid,)}
            salt = UUID(self._id(row.id, key)).hex
            found.append(make_edit("contact", row.id, {key: value}, parents, lam, salt))
        new, salt = self._id("added"), UUID(self._id("added", "salt")).hex
        return [*found, make_edit("contact", new, dict(ADDED), None, lam, salt)]

    def _take_in(self, peer: Peer, edits: Sequence[Edit]) -> None:
        register, conn = self.register, self.register.db.conn
        name = self._file(peer.name, owner_of_register(register)[0], 5)
        deed = Deed(
            self._id("deed"),
            "edit",
            LABEL,
            peer.person,
            peer.office,
            peer.register_id,
            self._at(5),
            None,
            None,
        )
        label = TAKEN_IN.fill(file=name, new=1, changed=len(edits) - 2)
        with register.record.acting("import", label, source=name) as act:
            place = act.note([deed])[deed.id]
            for edit in edits:
                act.add(edit, place)
            at = register.clock().isoformat(timespec="seconds")
            about = self._stranger()
            question = doubts.add(conn, "unknown_id", about, name, act.seq, at)
            receipts.store(conn, self._given(peer, act, name, edits, question))

    def _stranger(self) -> dict[str, Json]:
        """Return a row that nobody sent, as a file would raise it."""
        entity = CATALOGUE["contact"]
        values = {entity.by_name[name].label.sv: value for name, value in STRANGER.items()}
        salt = UUID(self._id("stranger", "salt")).hex
        new: dict[str, Json] = {
            "entity": "contact",
            "row": self._id("stranger"),
            "fields": dict(STRANGER),
            "parents": None,
            "seen": [],
            "lam": 1,
            "salt": salt,
        }
        return {
            "sheet": SHEET,
            "row": FIRST + len(self.contacts) + 1,
            "entity": "contact",
            "id": self._id("stranger", "old"),
            "title": " ".join(str(STRANGER[name]) for name in ("given_name", "family_name")),
            "reason": {"sv": UNKNOWN_ID.sv, "en": UNKNOWN_ID.en},
            "values": values,
            "cells": dict(STRANGER),
            "action": "",
            "parsed": dict(STRANGER),
            "edits": {"new": [new]},
        }

    def _given(
        self, peer: Peer, act: Act, name: str, edits: Sequence[Edit], question: str
    ) -> StoredReceipt:
        """Return the receipt for the file, which goes with the next workbook."""
        kinds = ["conflicts", *["changed"] * (len(edits) - 2), "new"]
        pairs = zip(edits, kinds, strict=True)
        lines: list[Json] = [
            _line(number, edit.row, kind, [edit.eid] if kind == "conflicts" else [])
            for number, (edit, kind) in enumerate(pairs, FIRST)
        ]
        asked = _line(FIRST + len(self.contacts) + 1, self._id("stranger", "old"), "doubts", [])
        stranger: Json = {
            **asked,
            "title": str(self._stranger()["title"]),
            "doubts": [question],
            "reason": [UNKNOWN_ID.sv, UNKNOWN_ID.en],
        }
        return StoredReceipt(
            self._id("given"),
            given=True,
            register_id=peer.register_id,
            person="",
            export_id=self._id(peer.name, "taken"),
            at=self._at(4),
            file=name,
            office=owner_of_register(self.register)[0],
            action=act.id,
            rows=len(edits) + 61,
            unchanged=60,
            missing=0,
            lines=[*lines, stranger],
        )


def _line(number: int, row: str, kind: str, eids: list[Json]) -> dict[str, Json]:
    return {
        "sheet": SHEET,
        "row": number,
        "entity": "contact",
        "id": row,
        "title": "",
        "kind": kind,
        "reason": None,
        "doubts": [],
        "eids": eids,
    }
