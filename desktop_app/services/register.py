"""An open register: its record, its lists, and the names in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import TracebackType

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.folding import fold, parse_query
from desktop_app.domain.gender import none_label
from desktop_app.domain.kinds import Context, Link, Value
from desktop_app.domain.kinds.given import clean, shown
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.shipped import Lists
from desktop_app.domain.titles import Titles, title
from desktop_app.domain.words import Words
from desktop_app.storage import queries, redirects, remembered
from desktop_app.storage.connection import Database, transaction
from desktop_app.storage.faults import environment_faults, refusal_of
from desktop_app.storage.record import Author, Record, renew_epoch
from desktop_app.storage.tables import Row
from desktop_app.storage.views import Orders

Clock = Callable[[], datetime]

NO_ENTITY = Words(
    "Det finns inget som heter ”{name}” i registret. Du kan välja: {names}.",
    "There is nothing called “{name}” in a register. You can choose: {names}.",
)
NO_FIELD = Words(
    "{entity} har inget fält ”{name}”. Fälten är: {names}.",
    "{entity} has no field “{name}”. The fields are: {names}.",
)
NEAREST = Words("Menade du ”{name}”?", "Did you mean “{name}”?")
NO_ROW = Words("Det finns {none} med id {id}.", "There is {none} with the id {id}.")
NO_ROW_ADVICE = Words(
    "Hitta rätt id med ”kontaktnat list”.", "Find the right id with “kontaktnat list”."
)
AMBIGUOUS = Words(
    "”{text}” stämmer på flera rader ({names}).", "“{text}” fits several rows ({names})."
)
AMBIGUOUS_ADVICE = Words("Skriv fler tecken av id:t.", "Write more characters of the id.")
NO_NAME = Words(
    "{none} heter ”{text}” eller har det id:t. Lägg till raden först.",
    "{none} is called “{text}” or has that id. Add it first.",
)


def now() -> datetime:
    """Return the time of this machine, with its offset."""
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True)
class Register:
    """An open register file.

    Attributes:
        path: The file.
        db: Its database.
        clock: What tells the time.
    """

    path: Path
    db: Database
    clock: Clock = now

    def __enter__(self) -> Register:
        """Return the register itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the file; what the disk or a lock refused is told as such."""
        self.close()
        refusal = None if error is None else refusal_of(error, self.path)
        if refusal is not None:
            raise refusal from error

    def close(self) -> None:
        """Close the file; how far it came is remembered outside it."""
        self.remember()
        self.db.close()

    def begin_own_stream(self) -> None:
        """Begin a new epoch if this is not the file that was last open there, grown or not.

        The first action does so too; here it is done before anything leaves.

        Raises:
            Refused: It cannot be written.
        """
        if self.record.is_copy:
            with transaction(self.db):
                renew_epoch(self.db.conn)
            self.record.is_copy = False
        self.remember()

    def remember(self) -> None:
        """Remember outside the file how far it has come, so that a copy of it is noticed."""
        if "record" in self.__dict__ and not self.record.is_copy:
            remembered.remember(self.path, self.db.conn)

    @property
    def facts(self) -> queries.RegisterFacts:
        """Return who the register belongs to."""
        found = queries.facts(self.db.conn)
        if found is None:
            raise LookupError(self.path)
        return found

    @cached_property
    def record(self) -> Record:
        """Return the record of edits, written in the name of the register's person."""
        facts = self.facts
        author = Author(facts.person, facts.office, facts.register_id)
        with environment_faults(self.path):
            known = remembered.is_remembered(self.path, self.db.conn)
        return Record(self.db, author, self.clock, is_copy=not known)

    @cached_property
    def orders(self) -> Orders:
        """Return the rows of entities in display order, remembered until something is written."""
        return Orders(self.db.conn)

    def lists(self) -> Lists:
        """Return the pick lists as they stand in the register today; read again once changed."""
        today = self.clock().date()
        state = (today, queries.newest_row(self.db.conn, CATALOGUE["list_item"]))
        if self._lists.get("state") != state:
            self._lists.update(state=state, lists=self._read_lists(today))
        found = self._lists["lists"]
        assert isinstance(found, Lists)  # noqa: S101 — what _read_lists gives
        return found

    @cached_property
    def _lists(self) -> dict[str, object]:
        return {}

    def _read_lists(self, today: date) -> Lists:
        items = queries.titles_of(self.db.conn, CATALOGUE["list_item"]).values()
        return Lists((item.values for item in items), today)

    def context(self, language: str = "sv") -> Context:
        """Return what parsing and writing values depends on."""
        return Context(self.lists(), language)

    def titles(self, hidden: frozenset[str] = frozenset()) -> Titles:
        """Return the readable names of rows, looked up when asked for; `hidden` rows have none."""

        def values(entity: str, row: str) -> dict[str, Value] | None:
            found = queries.row(self.db.conn, CATALOGUE[entity], row)
            return None if found is None or row in hidden else dict(found.values)

        return Titles(values)

    def title(self, row: Row) -> str:
        """Return what a row is called."""
        return title(CATALOGUE[row.entity], row.values, self.titles())

    def row(self, entity: Entity, id_or_prefix: str) -> Row:
        """Return a row by its id or a prefix of it that is unique; raise `Refused` otherwise.

        The id of a row that was merged into another leads to that one.
        """
        prefix = id_or_prefix.strip().lower()
        ids = queries.ids_from(self.db.conn, entity, prefix) if may_be_id(prefix) else []
        if len(ids) > 1:
            raise Refused(AMBIGUOUS.fill(text=shown(id_or_prefix), names=ids), AMBIGUOUS_ADVICE)
        way = redirects.survivor_of(self.db.conn, ids[0]) if ids else ""
        found = queries.row(self.db.conn, entity, way) if way else None
        if found is None:
            none = none_label(entity)
            raise Refused(NO_ROW.fill(none=none, id=shown(id_or_prefix)), NO_ROW_ADVICE)
        return found

    def named(self, entity: Entity, text: str) -> list[str]:
        """Return the rows that a text means: an id, a unique prefix of one, or a name."""
        compact = clean(text)
        if not compact:
            return []
        if len(compact) >= MIN_PREFIX and may_be_id(compact.lower()):
            found = queries.ids_from(self.db.conn, entity, compact.lower())
            if found:
                return found
        return self.called(entity, compact)

    def called(self, entity: Entity, text: str) -> list[str]:
        """Return the rows of a name; where a name begins as an id does, no id is meant."""
        compact = clean(text)
        if not compact:
            return []
        if len(compact) == LENGTH and may_be_id(compact.lower()):
            return queries.ids_from(self.db.conn, entity, compact.lower())
        return queries.by_text(self.db.conn, entity, compact) or self._by_words(entity, compact)

    def _by_words(self, entity: Entity, text: str) -> list[str]:
        """Return the rows with a whole name that reads as `text`, accents and case aside."""
        wanted = fold(text)
        rows = queries.rows(self.db.conn, entity, parse_query(f'"{text}"'))
        return [row.id for row in rows if wanted in map(fold, self._names(row))]

    def _names(self, row: Row) -> list[str]:
        """Return what a row is called: its title, in short, and in English."""
        others = (row.values.get(name) for name in ALSO_CALLED)
        return [self.title(row), *(str(name) for name in others if name)]

    def link(self, field: Field, text: str) -> str:
        """Return the id that a text given for a link means; raise `Invalid` if none or several."""
        if not isinstance(field.kind, Link):
            raise TypeError(field.name)
        entity = CATALOGUE[field.kind.entity]
        found = self.named(entity, text)
        if len(found) == 1:
            return found[0]
        if found:
            raise Invalid(AMBIGUOUS.fill(text=shown(text), names=found), field.label, text)
        raise Invalid(NO_NAME.fill(none=none_label(entity), text=shown(text)), field.label, text)


ALSO_CALLED = ("short_name", "name_en")
MIN_PREFIX = 4
LENGTH = 36
"""The length of a whole id."""

ID_CHARACTERS = set("0123456789abcdef-")


def may_be_id(text: str) -> bool:
    """Tell whether a text could be an id or the beginning of one."""
    return bool(text) and set(text) <= ID_CHARACTERS


def entity_named(name: str) -> Entity:
    """Return an entity of the catalogue; raise `Refused` with what there is."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    sentence = NO_ENTITY.fill(name=shown(name), names=list(CATALOGUE))
    raise Refused(sentence, _nearest(name, CATALOGUE))


def field_named(entity: Entity, name: str) -> Field:
    """Return a field of an entity; raise `Refused` with what there is."""
    if name in entity.by_name:
        return entity.by_name[name]
    sentence = NO_FIELD.fill(entity=entity.one, name=shown(name), names=list(entity.by_name))
    raise Refused(sentence, _nearest(name, entity.by_name))


def _nearest(name: str, names: Iterable[str]) -> Words | None:
    close = get_close_matches(name, list(names), 1)
    return NEAREST.fill(name=close[0]) if close else None
