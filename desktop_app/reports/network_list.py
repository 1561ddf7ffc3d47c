"""The list of networks: who represents us, until when, what it costs, when to think again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.kinds import Amount, Currency, Date, Note
from desktop_app.domain.life.membership import FREE, MEMBER
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.grouping import Columns, in_groups, places, total
from desktop_app.reports.listing import Band, Entry, Group, Head, Line, Listing
from desktop_app.reports.record import Record

__all__ = ["GROUPINGS", "Fee", "Membership", "network_list"]

TITLE = Words("Nätverk och medlemskap {year}", "Networks and memberships {year}")
COUNTED = (
    Words("Inga nätverk", "No networks"),
    Words("1 nätverk", "1 network"),
    Words("{count} nätverk", "{count} networks"),
)
GROUPINGS = ("status", "responsible")
"""The fields that networks can be grouped by; the other one is then a column."""

ABOVE = ("name", "joined_on", "left_on")
"""What stands in the first line of a network, and in a column of its own."""

SHOWN = ("name", "kind", "membership_kind", "status", "responsible", "joined_on", "left_on")
REPRESENTED = ("political_representative", "administrative_contact")
POSTS = Words("Uppdrag", "Posts")
REPRESENTATIVES = Words("Våra representanter", "Our representatives")
POLITICAL, ADMINISTRATIVE = Words("Politisk", "Political"), Words("Administrativ", "Administrative")
POST = Words("{contact}, {role}", "{contact}, {role}")
POST_UNTIL = Words("{contact}, {role}, till {until}", "{contact}, {role}, until {until}")
FEE = Words("Avgift {year}", "Fee {year}")
FEE_AMOUNT = Words("Avgift {year}, belopp", "Fee {year}, amount")
FEE_CURRENCY = Words("Avgift {year}, valuta", "Fee {year}, currency")
IN_SEK = Words("Avgift {year} i kronor", "Fee {year} in SEK")
NO_RATE = Words("saknar kurs", "no rate")
NOTICE = Words("Säg upp senast", "Last day to give notice")
SUM = Words("Summa", "Total")
NO_GROUP = Words("Uppgift saknas", "Not stated")
NOT_SUMMED = Words(
    "Avgifter som inte är med i summan eftersom kursen saknas",
    "Fees that are not in the sum since they have no rate",
)
NO_FEE = Words(
    "Medlemskap utan uppgift om avgift {year}", "Memberships without a fee stated for {year}"
)


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee of the year, and what it is in kronor where that is known."""

    record: Record
    sek: Decimal | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A network with what belongs to it.

    Attributes:
        network: Its own fields.
        posts: Our posts in it.
        fees: Its fees of the year.
        notice_on: The last day to give notice, '' where it is not known.
    """

    network: Record
    posts: Sequence[Record] = ()
    fees: Sequence[Fee] = ()
    notice_on: str = ""


def network_list(
    memberships: Iterable[Membership],
    year: int,
    by: str,
    language: Language,
    order: Sequence[str] = (),
) -> Listing:
    """Return the list of networks with the fees of a year.

    Args:
        memberships: The networks.
        year: The year of the fees.
        by: What they are grouped by: one of `GROUPINGS`.
        language: The language it is written in.
        order: The groups in order, where that is not the alphabet's.
    """
    return _Networks(year, by, language).listing(list(memberships), order)


@dataclass(frozen=True, slots=True)
class _Networks:
    year: int
    by: str
    language: Language

    def listing(self, memberships: Sequence[Membership], order: Sequence[str]) -> Listing:
        rows = sorted(memberships, key=lambda each: self._columns.place(each.network))
        named = in_groups(rows, self._group_of, self.language, order)
        return Listing(
            title=TITLE.fill(year=self.year).into(self.language),
            counted=COUNTED,
            heads=self._heads(),
            columns=self._paper(),
            groups=[self._group(name, found) for name, found in named],
            language=self.language,
            grouped_by=self._columns.entity.by_name[self.by].label,
            totals=self._totals(rows),
            lying=True,
        )

    def _heads(self) -> list[Head]:
        heads = [self._columns.head(name) for name in SHOWN if name != self.by]
        for name, brief in zip(REPRESENTED, (POLITICAL, ADMINISTRATIVE), strict=True):
            field = self._columns.entity.by_name[name]
            heads.append(Head(name, field.label, brief=brief, where="sheet"))
            heads.append(Head(f"{name}_here", REPRESENTATIVES, brief=brief, where="paper"))
        heads += [
            Head("posts", POSTS, Note()),
            Head("fee", FEE.fill(year=self.year), right=True, where="paper"),
            Head("amount", FEE_AMOUNT.fill(year=self.year), Amount(), where="sheet"),
            Head("currency", FEE_CURRENCY.fill(year=self.year), Currency(), where="sheet"),
            Head("sek", IN_SEK.fill(year=self.year), Amount(currency="SEK"), right=True),
            self._columns.head("period_ends_on"),
            Head("notice_on", NOTICE, Date()),
            self._columns.head("next_review_on"),
        ]
        return heads

    def _paper(self) -> list[tuple[str, ...]]:
        below = [name for name in SHOWN if name not in {self.by, *ABOVE}]
        return [
            ("name", *below),
            ("joined_on", "left_on"),
            tuple(f"{name}_here" for name in REPRESENTED),
            ("posts",),
            ("fee",),
            ("sek",),
            ("period_ends_on",),
            ("notice_on",),
            ("next_review_on",),
        ]

    def _group_of(self, membership: Membership) -> str:
        return self._columns.text(membership.network, self.by)

    def _group(self, name: str, rows: Sequence[Membership]) -> Group:
        heading = name or NO_GROUP.into(self.language)
        return Group(heading, [Band("", [self._line(row) for row in rows])], self._sum(rows))

    def _sum(self, rows: Sequence[Membership]) -> list[Line]:
        sum_ = total(fee.sek for row in rows for fee in row.fees)
        if sum_ is None or len(rows) == 1:
            return []
        return [{"name": Entry(SUM.into(self.language)), "sek": Entry(sum_.text(self.language))}]

    def _line(self, row: Membership) -> Line:
        network = row.network
        line = self._columns.line(network, [*SHOWN, *REPRESENTED])
        line |= {f"{name}_here": line[name] for name in REPRESENTED}
        line |= self._columns.line(network, ["period_ends_on", "next_review_on"])
        line["posts"] = Entry(*_joined(map(self._post, row.posts)))
        line["notice_on"] = Entry(row.notice_on, value=row.notice_on or None)
        return {**line, **self._fees(row.fees)}

    def _post(self, post: Record) -> Entry:
        columns = Columns.of("post", self.language)
        contact, role, until = (columns.entry(post, name) for name in ("contact", "role", "until"))
        words = POST_UNTIL if until.text else POST
        told = words.fill(contact=contact.text, role=role.text.lower(), until=until.text)
        also = "\n".join(filter(None, (contact.also, role.also, until.also)))
        return Entry(told.into(self.language), also)

    def _fees(self, fees: Sequence[Fee]) -> Line:
        if not fees:
            return {}
        columns = Columns.of("fee", self.language)
        written = [self._fee(fee, columns) for fee in fees]
        only = columns.line(fees[0].record, ["amount", "currency"]) if len(fees) == 1 else {}
        several = {"amount": Entry("; ".join(entry.text for entry in written))}
        return {"fee": Entry(*_joined(written)), **(only or several), "sek": self._sek(fees)}

    def _fee(self, fee: Fee, columns: Columns) -> Entry:
        amount, currency = (columns.entry(fee.record, name) for name in ("amount", "currency"))
        number = formats.number(fee.record.value("amount"))
        text = amount.text
        if number is not None:
            text = formats.decimal(number, self.language, places(number))
        told = formats.NBSP.join(filter(None, (text, fee.record.value("currency"))))
        return Entry(told, "\n".join(filter(None, (amount.also, currency.also))))

    def _sek(self, fees: Sequence[Fee]) -> Entry:
        sum_ = total(fee.sek for fee in fees)
        if sum_ is None or sum_.unknown:
            return Entry(NO_RATE.into(self.language))
        text = formats.decimal(sum_.sek, self.language, places(sum_.sek))
        return Entry(text, value=str(sum_.sek))

    def _totals(self, rows: Sequence[Membership]) -> list[tuple[str, str]]:
        sum_ = total(fee.sek for row in rows for fee in row.fees)
        told = [] if sum_ is None else [(IN_SEK, sum_.text(self.language))]
        lacking = (
            (NOT_SUMMED, lambda row: any(fee.sek is None for fee in row.fees)),
            (NO_FEE, _costs_unknown),
        )
        for label, lacks in lacking:
            names = [self._columns.name_of(row.network) for row in rows if lacks(row)]
            told += [(label, "; ".join(names))] if names else []
        return [(label.fill(year=self.year).into(self.language), text) for label, text in told]

    @property
    def _columns(self) -> Columns:
        return Columns.of("network", self.language)


def _costs_unknown(row: Membership) -> bool:
    """Return whether a membership that costs something has no fee of the year."""
    member = row.network.value("status") in MEMBER
    return member and not row.fees and row.network.value("membership_kind") not in FREE


def _joined(entries: Iterable[Entry]) -> tuple[str, str]:
    """Return the texts of entries below each other, and what speaks against them."""
    found = list(entries)
    texts = (entry.text for entry in found), (entry.also for entry in found)
    text, also = ("\n".join(filter(None, each)) for each in texts)
    return text, also
