"""What people do in their registers."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import merging, resolving, undoing, writing
from desktop_app.storage import past
from desktop_app.storage.tables import FLAGGED, Row
from tests.exchange_machine.filing import Filing
from tests.exchange_machine.journal import PRIVATE, Journal
from tests.exchange_machine.sites import OWNER, Site

Values = dict[str, str]
FREE: Mapping[str, tuple[str, ...]] = {
    "contact": ("given_name", "family_name", "city", "note", "private_note"),
    "organisation": ("short_name", "city"),
    "network": ("name", "decided_by", "reference", "private_note"),
    "trip": ("title", "co2_source", "decided_by", "note"),
    "stop": ("city", "host"),
    "fee": ("rate_source", "basis"),
}
"""Fields that take any text, by entity."""

LINKS = {"contact": ("organisation", "responsible"), "trip": ("responsible",)}
SECRET = {"secret": "ja"}


class Working(Journal, Filing):
    """The part of the machine that works in registers."""

    def new(self) -> None:
        site = self.site()
        name = self.dice.choice(["contact", "contact", "network", "trip", "stop", "stop", "fee"])
        owner = self.pick(site, entity=OWNER[name]) if name in OWNER else None
        if owner or name not in OWNER:
            self.write_new(site, name, owner)

    def write_new(self, site: Site, name: str, owner: Row | None) -> None:
        values: Values = {
            "contact": {"given_name": self.word("ord"), "topics": self.word("ord")},
            "network": {"name": self.word("ord"), "responsible": self.office(site)},
            "trip": {
                "title": self.word("ord"),
                "organisation": self.office(site),
                "start_on": "2025-03-01",
                "end_on": "2025-03-04",
            },
            "stop": {"city": self.word("ord"), "country": "SE"},
            "fee": {"year": "2025", "currency": "EUR", "rate_source": self.word("ord")},
        }[name]
        if owner is not None:
            values[OWNER[name]] = owner.id
        elif self.dice.random() < 0.1:
            values |= SECRET
        saved = writing.put(site.register, CATALOGUE[name], None, values)
        self.say(site.number, name, saved.id[:4])
        self.journal(site, name, saved.id, None, values)

    def change(self) -> None:
        """Change fields: single ones, members of units, elements of sets, links."""
        self.change_at(self.site())

    def change_at(self, site: Site) -> None:
        if (row := self.pick(site)) is None:
            return
        values: Values = {}
        for field in self.dice.sample(FREE[row.entity], self.dice.randint(1, 2)):
            word = self.word(PRIVATE if field == "private_note" else "ord")
            values[field] = "" if self.dice.random() < 0.15 else word
        if row.entity in {"contact", "network"} and self.dice.random() < 0.4:
            values = {"topics": self.topics(row)}
        if LINKS.get(row.entity) and self.dice.random() < 0.2:
            values |= self.link(site, row)
        if row.entity == "fee" and self.dice.random() < 0.5:
            values["amount"] = str(self.dice.randint(1, 99))
        self.put(site, row, values)

    def topics(self, row: Row) -> str:
        shown = [str(item) for item in row.values.get("topics") or ()]  # type: ignore[union-attr]
        left = [item for item in shown if self.dice.random() < 0.6]
        common = self.dice.choice(["klimat", "skola", self.word("ord")])
        return "; ".join([*left, *([common] if self.dice.random() < 0.7 else [])])

    def link(self, site: Site, row: Row) -> Values:
        field = self.dice.choice(LINKS[row.entity])
        target = CATALOGUE[row.entity].by_name[field].kind.entity  # type: ignore[attr-defined]
        found = self.pick(site, entity=target)
        return {field: found.id} if found else {}

    def put(self, site: Site, row: Row, values: Values) -> None:
        self.say(site.number, row.entity, row.id[:4], values)
        before = site.row(row.entity, row.id)
        saved = writing.put(site.register, CATALOGUE[row.entity], row.id, values)
        self.journal(site, row.entity, saved.id, before, values)

    def mark(self) -> None:
        site = self.site()
        row = self.pick(site, entity=self.dice.choice(["contact", "contact", "trip", "network"]))
        if row is not None:
            self.put(site, row, SECRET)

    def lift(self) -> None:
        site, row = self.among(secret_rows)
        ways = site.redirects()
        self.put(site, row, {"secret": ""})
        # What came up here of rows merged into it is open with it.
        for word, where in list(site.words.items()):
            if where in ways and ways[where][1] == row.id:
                del site.words[word]

    def change_secret(self) -> None:
        """Change what is secret: only that register may know of it."""
        site, row = self.among(secret_rows)
        self.put(site, row, {self.dice.choice(FREE[row.entity]): self.word("ord")})

    def secret_errand(self) -> None:
        """Mark a row, work on its parts, send a file, and perhaps lift it again."""
        site = self.site()
        row = self.pick(site, entity=self.dice.choice(("trip", "network")))
        if row is None:
            return
        self.put(site, row, SECRET)
        parts = {"trip": "stop", "network": "fee"}
        self.write_new(site, parts[row.entity], row)
        to = self.sites[0] if site.number else self.dice.choice(self.sites[1:])
        self.deliver(self.send(site, to), to)
        if self.dice.random() < 0.6:
            self.put(site, row, {"secret": ""})

    def delete(self) -> None:
        site = self.site()
        if (row := self.pick(site)) is not None and row.entity != "organisation":
            self.say(site.number, row.entity, row.id[:4])
            with self.deleting(site):
                writing.delete(site.register, CATALOGUE[row.entity], row.id)

    def restore(self) -> None:
        site, row = self.among(lambda site: site.rows(gone=True))
        self.say(site.number, row.entity, row.id[:4])
        writing.restore(site.register, CATALOGUE[row.entity], row.id)

    def merge(self) -> None:
        site = self.site()
        name = self.dice.choice(["contact", "contact", "trip", "network", "stop"])
        keep, drop = (self.pick(site, entity=name) for _ in range(2))
        if keep and drop and keep.id != drop.id:
            self.say(site.number, name, drop.id[:4], "into", keep.id[:4])
            merging.merge(site.register, CATALOGUE[name], keep.id, drop.id)

    def merge_crosswise(self) -> None:
        """Merge two rows here one way, there the other."""
        sites = self.dice.sample(self.sites, 2)
        first = {row.id for row in sites[0].rows("contact")}
        both = sorted(first & {row.id for row in sites[1].rows("contact")})
        if len(both) > 1:
            keep, drop = self.dice.sample(both, 2)
            self.say(sites[0].number, drop[:4], "into", keep[:4], "and at", sites[1].number)
            merging.merge(sites[0].register, CATALOGUE["contact"], keep, drop)
            merging.merge(sites[1].register, CATALOGUE["contact"], drop, keep)

    def unmerge(self) -> None:
        site, row = self.among(lambda site: sorted(site.redirects()))
        entity = past.edits_of(site.conn, [row])[row][0].entity
        self.say(site.number, entity, row[:4])
        self.undoing(site, lambda: merging.unmerge(site.register, CATALOGUE[entity], row))

    def undo(self) -> None:
        site = self.site()
        self.undoing(site, lambda: undoing.undo(site.register))

    def redo(self) -> None:
        site = self.site()
        self.undoing(site, lambda: undoing.redo(site.register))

    def undo_any(self) -> None:
        site = self.site()
        known = [a for a in past.actions(site.conn) if a.kind != "new"][:12]
        known = [a for a in known if a.kind == "import"] or known if self.step % 3 == 0 else known
        if known:
            action = self.dice.choice(known)
            self.say(site.number, action.kind, action.id[:4])
            self.undoing(site, lambda: undoing.undo(site.register, action.id))

    def resolve(self) -> None:
        site, row = self.among(
            lambda site: [r for r in site.rows() if r.conflicts or r.state == FLAGGED]
        )
        entity = CATALOGUE[row.entity]
        self.say(site.number, row.entity, row.id[:4])
        if row.state == FLAGGED:
            keep = self.dice.random() < 0.5
            with self.deleting(site):
                (resolving.keep if keep else resolving.delete_anyway)(site.register, entity, row.id)
            return
        conflict = self.dice.choice(list(resolving.open_conflicts(site.register, [row])))
        side = self.dice.choice(conflict.sides)
        choice = resolving.Choice(conflict.entity, row.id, conflict.key, side.eid)
        resolving.settle(site.register, [choice])


def secret_rows(site: Site) -> list[Row]:
    return [row for row in site.rows() if row.values.get("secret")]
