"""What is journalled beside the program: what was typed, and what an undo may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import undoing
from desktop_app.storage import past
from desktop_app.storage.tables import Row
from tests.exchange_machine import checks
from tests.exchange_machine.letters import as_text
from tests.exchange_machine.sites import Site
from tests.exchange_machine.world import World
from tests.property.reading import Reading

PRIVATE = "privat"
"""What words in fields that never leave begin with."""


class Journal(World):
    """The part of the machine that remembers what was typed."""

    def journal(
        self, site: Site, name: str, id_: str, before: Row | None, given: Mapping[str, str]
    ) -> None:
        """Note what somebody typed, and who may learn of it."""
        entity, after = CATALOGUE[name], site.row(name, id_)
        assert after is not None
        old = dict(before.values) if before else {}
        hides = bool(old.get("secret") or after.values.get("secret"))
        for key in dict.fromkeys(entity.by_name[field].key for field in given):
            members = [member.name for member in entity.members(key)]
            typed: dict[str, Any] = {n: self.typed(n, given[n]) for n in members if n in given}
            whole = {n: typed.get(n, old.get(n)) for n in members}
            if all(whole[n] == old.get(n) for n in members):
                continue
            if key in entity.sets:
                entries = listed(whole[key]) - listed(old.get(key))
            else:
                entries = {as_text(whole if key in entity.units else whole[key])}
            local = hides or key in entity.local_keys
            held = site.held.local if local else site.held.shared
            held |= {(id_, key, entry) for entry in entries}
        self.note_words(site, id_, after, given, hides=hides)

    @staticmethod
    def typed(field: str, text: str) -> Any:
        if field == "topics":
            return sorted({part.strip() for part in text.split(";")} - {""}) or None
        if field == "secret":
            return True if text else None
        if field == "amount":
            return f"{text}.00" if text else None
        return int(text) if field == "year" else text or None

    def note_words(
        self, site: Site, id_: str, after: Row, given: Mapping[str, str], *, hides: bool
    ) -> None:
        for text in given.values():
            if text.startswith(PRIVATE):
                site.words[text] = ""
            elif hides and after.values.get("secret") and text.endswith("q"):
                site.words[text] = id_

    @contextmanager
    def deleting(self, site: Site) -> Iterator[None]:
        """Note the rows that somebody deletes, with their parts."""
        view = {row.id for row in site.rows()}
        yield
        self.deletions |= view & {row.id for row in site.rows(gone=True)}

    def undoing(self, site: Site, call: Callable[[], undoing.Undone]) -> None:
        before = checks.raws_of(site.conn)
        with self.deleting(site):
            undone = call()
        if undone.action is not None:
            self.check_undone(site, before, undone.action)

    def check_undone(self, site: Site, before: Reading, action: str) -> None:
        """Hold that what others have worked on does not go."""
        steps = {step.id: step for step in past.steps(site.conn)}
        chain = {action}
        while more := {steps[id_].undoes for id_ in chain} - chain - {None}:
            chain |= more  # type: ignore[arg-type]
        chain |= {step.id for step in steps.values() if step.undoes in chain}
        seqs = {a.seq for a in past.actions(site.conn) if a.id in chain}
        after = checks.raws_of(site.conn)
        own = [raw for raws in after.rows.values() for raw in raws if raw.eid not in eids(before)]
        for raw in own:
            if raw.fields.get("_deleted") is not True:
                continue
            made = [r for r in before.rows.get(raw.row, []) if r.parents is None]
            if not made or any(r.action not in seqs for r in made):
                continue
            heads = checks.Told(before.rows[raw.row], {}, {}).heads
            others = [
                head
                for key, found in heads.items()
                for head in found
                if head.action not in seqs
                and all((head.fields[key] or None) != r.fields.get(key) for r in made)
            ]
            assert not others, ("undo took a row that others have worked on", raw.row, others)


def listed(value: Any) -> set[str]:
    return set(value or ())


def eids(reading: Reading) -> set[str]:
    return {raw.eid for raws in reading.rows.values() for raw in raws}
