"""The lines of the hidden log: the edits that the recipient has not confirmed, with who did what.

Each line is one JSON text and begins with its number, so that a line that is damaged or missing is
noticed: whoever reads the log takes what verifies, and asks for all after the first gap again.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, TypeAlias

from desktop_app.domain.deeds import KINDS, Deed
from desktop_app.domain.edits import Edit, Json, Parents, verify
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.receipts import Receipt, decode_receipt, encode_receipt
from desktop_app.domain.words import Words

__all__ = ["GREATEST", "Damaged", "LogEdit", "LogReading", "encode_log", "read_log"]

LogItem: TypeAlias = "Deed | LogEdit | Receipt"
GREATEST = 2**53
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
EID = re.compile(r"[0-9a-f]{32}")
NAME = re.compile(r"[a-z_][a-z0-9_:.-]{0,100}")
DEED, EDIT, RECEIPT = "d", "e", "r"
BEGINNING = re.compile(r'\[(\d{1,9}),"e",(\d{1,15}),"[0-9a-f-]{36}","([0-9a-f]{32})",')
"""How the line of an edit begins: its number, its place in the stream, its action, its id."""
NOT_IN_XML = "[\ufffe\uffff]"
"""Characters that no cell can hold, beside those that JSON writes otherwise by itself."""
UNKNOWN_KIND = "edit"
"""What an action is kept as whose kind a newer version made: its edits are what counts."""
FIRST_YEAR, LAST_YEAR = 1970, 9990
MOST_NESTED = 30
MOST_SAID = 2000
"""Characters of a text about an action: more says nothing, and is cut."""


@dataclass(frozen=True, slots=True)
class LogEdit:
    """An edit on its way.

    Attributes:
        place: Its place in the sender's stream.
        deed: The id of the action it belongs to.
        edit: The edit.
    """

    place: int
    deed: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Damaged:
    """A line that could not be believed, by its number; the text as far as it is there."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class LogReading:
    """What the lines of a log hold.

    Attributes:
        deeds: The actions, by id.
        edits: The edits that verify and are not here, in the order of the sender's stream.
        damaged: What could not be believed.
        whole_to: The place in the stream up to which nothing is damaged or missing, None if
            nothing is.
        other: Lines of a kind that this version does not know.
        receipts: What became of rows that the recipient, or another, had sent.
        known: How many edits are here already.
        span: The least and the greatest place of an edit in the stream, None without any.
    """

    deeds: dict[str, Deed]
    edits: tuple[LogEdit, ...]
    damaged: tuple[Damaged, ...]
    whole_to: int | None
    other: int
    receipts: tuple[Receipt, ...] = ()
    known: int = 0
    span: tuple[int, int] | None = None


def encode_log(items: Iterable[LogItem]) -> Iterator[str]:
    """Go through the lines for actions, edits and receipts; an action comes before its edits."""
    for number, item in enumerate(items):
        body = _body(item)
        text = json.dumps([number, *body], ensure_ascii=False, separators=(",", ":"))
        yield re.sub(NOT_IN_XML, lambda found: f"\\u{ord(found[0]):04x}", text)


def _body(item: LogItem) -> list[Json]:
    if isinstance(item, LogEdit):
        return _edit(item)
    return _deed(item) if isinstance(item, Deed) else [RECEIPT, *encode_receipt(item)]


def _deed(deed: Deed) -> list[Json]:
    label: Json = [deed.label.into("sv"), deed.label.into("en")]
    told = [deed.id, deed.kind, label, deed.who, deed.office]
    return [DEED, *told, deed.register_id, deed.at, deed.undoes, deed.source]


def _edit(item: LogEdit) -> list[Json]:
    edit = item.edit
    named: Json = None
    if edit.parents is not None:
        named = {key: list[Json](eids) for key, eids in edit.parents.items()}
    told: list[Json] = [EDIT, item.place, item.deed, edit.eid, edit.entity, edit.row]
    told += [dict(edit.fields), named, list[Json](edit.seen), edit.lam, edit.salt]
    return [*told, dict(edit.digests)] if edit.digests else told


def _nothing(_eids: Iterable[str]) -> set[str]:
    return set()


def read_log(
    lines: Sequence[str],
    told: int,
    begins: int,
    known: Callable[[Iterable[str]], set[str]] = _nothing,
) -> LogReading:
    """Return what the lines of a log hold.

    Args:
        lines: The lines in the order of the sheet.
        told: How many there were when it was written.
        begins: The place in the stream after which it begins.
        known: Gives those of some edits that are here already: they are not read again.
    """
    begun = [BEGINNING.match(text) for text in lines]
    here = known(found[3] for found in begun if found)
    reader = _Reader(begins)
    for text, found in zip(lines, begun, strict=True):
        if found and found[3] in here:
            reader.pass_over(int(found[1]), int(found[2]))
        else:
            reader.take(text)
    reader.end(told)
    whole_to = reader.whole_to if reader.broken else None
    return LogReading(
        reader.deeds,
        tuple(reader.edits),
        tuple(reader.damaged),
        whole_to,
        reader.other,
        tuple(reader.receipts),
        reader.known,
        reader.span,
    )


class _Reader:
    """Reads line after line."""

    def __init__(self, begins: int) -> None:
        self.deeds: dict[str, Deed] = {}
        self.edits: list[LogEdit] = []
        self.damaged: list[Damaged] = []
        self.receipts: list[Receipt] = []
        self.other = 0
        self.whole_to = begins
        self.broken = False
        self.known = 0
        self.span: tuple[int, int] | None = None
        self._next = 0

    def pass_over(self, number: int, place: int) -> None:
        """Count a line whose edit is here already."""
        self._at(number)
        self.known += 1
        self._reach(place)
        self._next += 1

    def _at(self, number: Json) -> None:
        if not isinstance(number, int) or number != self._next:
            self.broken = True  # one before it is missing, or out of its place
            self._next = number if isinstance(number, int) else self._next

    def _reach(self, place: int) -> None:
        least, greatest = self.span or (place, place)
        self.span = min(least, place), max(greatest, place)
        if not self.broken:
            self.whole_to = max(self.whole_to, place)

    def take(self, text: str) -> None:
        """Take one line."""
        try:
            parts = json.loads(text, parse_constant=_no_number, parse_float=_finite)
            _refuse_depth(text, parts)
            self._at(parts[0])
            self._take(parts[1:])
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self.damaged.append(Damaged(self._next, text[:200]))
            self.broken = True
        self._next += 1

    def _take(self, parts: list[Json]) -> None:
        if parts[0] == DEED:
            deed = _read_deed(parts)
            self.deeds[deed.id] = deed
        elif parts[0] == EDIT:
            self._take_edit(_read_edit(parts))
        elif parts[0] == RECEIPT:
            self.receipts.append(decode_receipt(parts[1:]))
        else:
            self.other += 1

    def _take_edit(self, item: LogEdit) -> None:
        if item.deed not in self.deeds or not verify(item.edit):
            raise ValueError(item.edit.eid)
        self.edits.append(item)
        self._reach(item.place)

    def end(self, told: int) -> None:
        """Notice what is missing after the last line."""
        self.broken |= self._next != told


def _read_deed(parts: list[Json]) -> Deed:
    _d, id_, kind, label, who, office, register, at, undoes, source = parts[:10]
    if not isinstance(label, list):
        raise TypeError(label)
    for given in (id_, register):
        _must(ID, given)
    _must(NAME, kind)
    return Deed(
        _text(id_),
        _text(kind) if kind in KINDS else UNKNOWN_KIND,
        Words(_said(label[0]), _said(label[1])),
        None if who is None else _said(who),
        _said(office),
        _text(register),
        _moment(at),
        _maybe(undoes),
        None if source is None else _said(source),
    )


def _said(given: Json) -> str:
    """Return a text for people without what nobody sees."""
    return clean(_text(given)[:MOST_SAID])


def _moment(given: Json) -> str:
    text = _text(given)
    if not FIRST_YEAR <= datetime.fromisoformat(text).year <= LAST_YEAR:
        raise ValueError(text)
    return text


def _refuse_depth(text: str, value: Json) -> None:
    """Refuse a value nested so deep that whoever writes it anew could run out of stack."""
    if text.count("[") + text.count("{") <= MOST_NESTED:
        return
    layer: list[Json] = [value]
    for _ in range(MOST_NESTED):
        layer = [part for each in layer for part in _parts(each)]
    if layer:
        raise ValueError(text[:200])


def _parts(value: Json) -> Iterable[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _finite(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):
        raise ValueError(text)
    return found


def _read_edit(parts: list[Json]) -> LogEdit:
    _e, place, deed, eid, entity, row, fields, parents, seen, lam, salt = parts[:11]
    digests = parts[11] if len(parts) > 11 else {}  # noqa: PLR2004 — after the salt
    if not (isinstance(fields, dict) and isinstance(digests, dict) and isinstance(seen, list)):
        raise ValueError(eid)
    for shape, given in ((ID, row), (NAME, entity), (EID, eid)):
        _must(shape, given)
    for key in (*fields, *digests):
        _must(NAME, key)
    edit = Edit(
        _text(eid),
        _text(entity),
        _text(row),
        fields,
        _parents(parents),
        tuple(_text(each) for each in seen),
        _count(lam),
        _text(salt),
        digests={key: _text(value) for key, value in digests.items()},
    )
    return LogEdit(_count(place), _text(deed), edit)


def _parents(given: Json) -> Parents | None:
    if given is None:
        return None
    if not isinstance(given, dict):
        raise TypeError(given)
    return {key: tuple(_text(eid) for eid in _list(eids)) for key, eids in given.items()}


def _list(given: Json) -> list[Json]:
    if not isinstance(given, list):
        raise TypeError(given)
    return given


def _must(shape: re.Pattern[str], given: Json) -> None:
    if not shape.fullmatch(_text(given)):
        raise ValueError(given)


def _text(given: Json) -> str:
    if not isinstance(given, str):
        raise TypeError(given)
    given.encode()  # half a surrogate pair is no text
    return given


def _maybe(given: Json) -> str | None:
    return None if given is None else _text(given)


def _count(given: Json) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given < GREATEST:
        raise ValueError(given)
    return given
