"""What registers send each other beside the visible sheets: the log, its range, what was received.

Each epoch of a register is a stream of its own. A parcel holds the shared edits after what its
recipient has confirmed, and what the sender has of every stream it ever met. Taking one in is the
union of two sets, so it may come twice, late or out of order; a gap heals, since what was received
stays where it was and the next parcel begins there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.deeds import Deed
from desktop_app.domain.edits import Json, canonical
from desktop_app.domain.problems import Refused
from desktop_app.domain.receipts import Receipt
from desktop_app.domain.words import Words
from desktop_app.exchange.log_lines import GREATEST, LogEdit, LogReading, encode_log, read_log
from desktop_app.exchange.outgoing import Meta
from desktop_app.services import receipt_post
from desktop_app.services.facts import owner_of_register
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage import log, past, peers, queries
from desktop_app.storage.peers import Peer
from desktop_app.storage.record import Act, renew_epoch

__all__ = ["Arrival", "Parcel", "arrival_of", "parcel", "peer_named", "take_in"]

STREAM, ACKS, SENDER, HAD = "stream", "acks", "sender", "had"
CHUNK = 1000
GENERAL: Mapping[str, Words] = {
    "edit": Words("Ändring", "Change"),
    "import": Words("Inläsning", "File taken in"),
    "merge": Words("Sammanslagning", "Merge"),
    "undo": Words("Ångring", "Undo"),
    "restore": Words("Återställning", "Restore"),
    "erase": Words("Radering", "Erasure"),
    "new": Words("Nytt register", "New register"),
}
"""What an action is called outside: its own label holds names, which could be those of rows that
are secret, or are erased later."""

WITH_ENTITY = Words("{general}: {entity}", "{general}: {entity}")
SEVERAL = Words(
    "”{text}” stämmer på flera register: {names}.", "“{text}” fits several registers: {names}."
)
SEVERAL_ADVICE = Words(
    "Skriv registrets id; ”kontaktnat peers” visar det.",
    "Write the register's id; “kontaktnat peers” shows it.",
)


def peer_named(register: Register, text: str) -> Peer | None:
    """Return the register that a text means: its id, the beginning of that, or its office's name.

    Raises:
        Refused: Several are meant.
    """
    wanted = text.strip()
    known = peers.peers(register.db.conn)
    found = [each for each in known if each.register_id.startswith(wanted.lower())]
    found = found or [each for each in known if each.name.casefold() == wanted.casefold()]
    if not wanted or not found:
        return None
    if len(found) > 1:
        names = [f"{each.name} {each.register_id[:8]}" for each in found]
        raise Refused(SEVERAL.fill(text=wanted, names=names), SEVERAL_ADVICE)
    return found[0]


@dataclass(frozen=True)
class Parcel:
    """What leaves beside the visible sheets.

    Attributes:
        register: The register it leaves.
        to: For whom, None for somebody we have not met.
        more: What `_meta` tells of it; the number of lines is known once they have been gone
            through.
        receipts: What is told of files of the recipient.
    """

    register: Register
    to: Peer | None
    more: dict[str, Json]
    receipts: Sequence[Receipt] = ()

    @cached_property
    def begins(self) -> int:
        """Return the place in our stream after which it begins."""
        return self.to.acknowledged if self.to is not None else 0

    @cached_property
    def ends(self) -> int:
        """Return the place up to which it goes."""
        return queries.newest_edit(self.register.db.conn)

    def lines(self) -> Iterator[str]:
        """Go through the lines of the log."""
        lines = 0
        for line in encode_log(self._items()):
            lines += 1
            yield line
        told: dict[str, Json] = {"from": self.begins, "to": self.ends, "lines": lines}
        self.more[STREAM] = told

    def _items(self) -> Iterator[Deed | LogEdit | Receipt]:
        yield from self._edits()
        yield from self.receipts

    def _edits(self) -> Iterator[Deed | LogEdit]:
        conn = self.register.db.conn
        ids: dict[int, str] = {}
        for place, action, edit in log.stream(conn, self.begins, log.withheld(conn)):
            if place > self.ends:
                return
            if action not in ids:
                deed = past.action_at(conn, action)
                ids[action] = deed.id
                yield replace(deed, label=_told(deed, edit.entity))
            yield LogEdit(place, ids[action], edit)


def _told(deed: Deed, entity: str) -> Words:
    general = GENERAL[deed.kind]
    if entity not in CATALOGUE:
        return general
    return WITH_ENTITY.fill(general=general, entity=CATALOGUE[entity].one)


def parcel(register: Register, to: Peer | None, receipts: Sequence[Receipt] = ()) -> Parcel:
    """Return what is to leave for a register: all that it has not confirmed, and what we have.

    Args:
        register: The register it leaves.
        to: For whom, None for somebody we have not met.
        receipts: What is told of files of the recipient.
    """
    facts = register.facts
    name, person = owner_of_register(register)
    acks: dict[str, Json] = {
        id_: dict(epochs) for id_, epochs in peers.streams(register.db.conn).items()
    }
    sender: dict[str, Json] = {
        "office": facts.office,
        "name": name,
        "person": person,
        "role": facts.role,
    }
    more: dict[str, Json] = {ACKS: acks, SENDER: sender}
    if to is not None:
        more["to_register"] = to.register_id
        had: dict[str, Json] = {**receipt_post.had_of(register, to)}
        if had:
            more[HAD] = had
    return Parcel(register, to, more, receipts)


@dataclass(frozen=True)
class Arrival:
    """What came from another register beside the visible sheets.

    Attributes:
        sender: The register it came from.
        epoch: The epoch of its stream.
        begins: The place in that stream after which it begins.
        ends: The place up to which it goes.
        reading: The log.
        fresh: The edits that are not here yet.
        clashing: Edits of rows that are of another kind here: they are not taken in.
        acks: How much the sender has of each of our epochs.
        own: Whether it is a file of ours that came back.
        sound: Whether its range can be true: what is in the log lies within it.
        ahead: Whether the sender has more of our present epoch than there is of it.
        private: Edits of what each register decides for itself: they are not taken in either.
        had: Which of our receipts the sender has: by id the digest.
        for_us: Whether it was made for this register.
    """

    sender: Peer
    epoch: str
    begins: int
    ends: int
    reading: LogReading
    fresh: Sequence[LogEdit]
    clashing: Sequence[LogEdit]
    acks: Mapping[str, int]
    own: bool
    sound: bool = True
    ahead: bool = False
    private: Sequence[LogEdit] = ()
    had: Mapping[str, str] = field(default_factory=dict)
    for_us: bool = False

    def reached(self, have: int) -> int:
        """Return how much of the stream we have after it, if we have `have` before."""
        if self.begins > have or not self.sound:
            return have
        stops = [self.ends, *(item.place - 1 for item in self.clashing)]
        if self.reading.whole_to is not None:
            stops.append(self.reading.whole_to)
        return max(have, min(stops))

    @property
    def digest(self) -> str:
        """Return what tells this arrival from any other."""
        told: Json = [self.sender.register_id, self.epoch, self.begins, self.ends]
        eids: Json = [item.edit.eid for item in self.fresh]
        return canonical([told, eids, dict[str, Json](self.acks), self.sound, self.ahead])

    @property
    def brings(self) -> bool:
        """Tell whether it brings anything: edits, or what another register has of ours."""
        return bool(self.fresh) or not self.own

    def has_gap(self, have: int) -> bool:
        """Tell whether something between what we have and this file is missing."""
        return self.begins > have


def arrival_of(register: Register, meta: Meta, lines: Sequence[str]) -> Arrival | None:
    """Return what a workbook of this exchange brings, None for a selection: that has no log."""
    told = meta.more.get(STREAM)
    if meta.filtered or not isinstance(told, dict):
        return None
    given = [told.get(name) for name in ("from", "to", "lines")]
    begins, ends, number = map(_number, given)
    conn = register.db.conn
    reading = read_log(lines, number, begins, partial(log.known_eids, conn))
    fresh, clashing, private = _sorted(register, reading)
    facts, acks = register.facts, _acks(register, meta)
    own = meta.from_register == facts.register_id
    within = reading.span is None or begins < reading.span[0] <= reading.span[1] <= ends
    return Arrival(
        _sender(register, meta),
        meta.epoch,
        begins,
        ends,
        reading,
        fresh,
        clashing,
        acks,
        own,
        sound=given == [begins, ends, number] and begins <= ends and within,
        ahead=not own and acks.get(facts.epoch, 0) > queries.newest_edit(conn),
        private=private,
        had=receipt_post.digests(meta.more.get(HAD)),
        for_us=meta.more.get("to_register") == facts.register_id,
    )


def _sorted(
    register: Register, reading: LogReading
) -> tuple[list[LogEdit], list[LogEdit], list[LogEdit]]:
    """Return the edits not here yet, those of rows of another kind, and those that are private."""
    unknown = {item.edit.eid: item for item in reading.edits}
    kinds = log.entities_of(register.db.conn, {item.edit.row for item in unknown.values()})
    fresh, clashing, private = list[LogEdit](), list[LogEdit](), list[LogEdit]()
    for item in unknown.values():
        entity = CATALOGUE.get(item.edit.entity)
        if entity is not None and entity.local_keys & item.edit.fields.keys():
            private.append(item)
        elif kinds.setdefault(item.edit.row, item.edit.entity) == item.edit.entity:
            fresh.append(item)
        else:
            clashing.append(item)
    return fresh, clashing, private


def _sender(register: Register, meta: Meta) -> Peer:
    said = meta.more.get(SENDER)
    told = said if isinstance(said, dict) else {}
    name, office = str(told.get("name") or meta.from_office), str(told.get("office") or "")
    role = "central" if told.get("role") == "central" else "office"
    known = peers.peer(register.db.conn, meta.from_register)
    person = str(told.get("person") or meta.from_person)
    found = known or Peer(meta.from_register, office, name, person, role)
    return replace(found, office=office, name=name, person=person, role=role)


def _acks(register: Register, meta: Meta) -> dict[str, int]:
    told = meta.more.get(ACKS)
    ours = told.get(register.facts.register_id) if isinstance(told, dict) else None
    return {e: _number(n) for e, n in ours.items()} if isinstance(ours, dict) else {}


def _number(told: Json) -> int:
    """Return a place in a stream, 0 for what is none."""
    is_place = isinstance(told, int) and not isinstance(told, bool) and 0 <= told < GREATEST
    return told if is_place else 0  # type: ignore[return-value]


def take_in(register: Register, act: Act, arrival: Arrival, steps: Steps) -> None:
    """Add what arrived to the record, and note how far its stream and ours have come."""
    needed = {item.deed: arrival.reading.deeds[item.deed] for item in arrival.fresh}
    places = act.note(needed.values())
    for start in range(0, len(arrival.fresh), CHUNK):
        some = arrival.fresh[start : start + CHUNK]
        act.load([item.edit.row for item in some])
        for item in steps.through(some):
            act.add(item.edit, places[item.deed])
    note_streams(register, arrival)
    if not arrival.own:
        whole = arrival.for_us and arrival.reading.whole_to is None
        told, sender = arrival.reading.receipts, arrival.sender.register_id
        receipt_post.take_in(register, sender, told, arrival.had, whole=whole)


def note_streams(register: Register, arrival: Arrival) -> None:
    """Note how far the sender's stream has come here, and ours there."""
    conn, facts = register.db.conn, register.facts
    sender = arrival.sender.register_id
    if not (arrival.own and arrival.epoch == facts.epoch):
        have = peers.received(conn, sender, arrival.epoch)
        peers.store_received(conn, sender, arrival.epoch, arrival.reached(have))
    if arrival.ahead:
        # Whoever has more of our stream than we met it before we were brought back: it is lost.
        renew_epoch(conn)
    if not arrival.own:
        at = register.clock().isoformat(timespec="seconds")
        # As it is told, also downwards; what is not told is nothing.
        confirmed = 0 if arrival.ahead else arrival.acks.get(facts.epoch, 0)
        met = replace(arrival.sender, acknowledged=confirmed, read_at=at)
        peers.store_peer(conn, met)
