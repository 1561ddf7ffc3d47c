"""Cards and calendars out: strict readers take them, and nothing secret is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]
from icalendar import Calendar

from desktop_app.domain.calendar_dates import OCCASIONS, STOPS, Occasion, date_fields
from desktop_app.domain.card_fields import CARD_FIELDS, CARDED
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Date, Integer, Value, Year
from desktop_app.domain.problems import Refused
from desktop_app.domain.thresholds import THRESHOLDS
from desktop_app.exchange.calendar_out import Entry, write_calendar
from desktop_app.exchange.cards_out import Card
from desktop_app.services import merging, undoing, writing
from desktop_app.services.calendar_file import save_calendar
from desktop_app.services.disclosures import disclosures
from desktop_app.services.export_view import endings, export_rows
from desktop_app.services.exporting import Wish, export
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample
from desktop_app.services.thresholds import set_threshold
from tests.services.conftest import DAY

CONTACT, TRIP, NETWORK, ACTION = (
    CATALOGUE[name] for name in ("contact", "trip", "network", "action")
)
NOTICE = next(each for each in OCCASIONS if each.before)
WISHED = next(each for each in OCCASIONS if each.entity == "request")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Return a small sample register that no test here writes to."""
    path = tmp_path_factory.mktemp("out") / "s.knreg"
    with make_sample(path, 60, 7, today=DAY) as made:
        yield made


def ids(register: Register, entity: Entity) -> list[str]:
    return [row.id for row in list_rows(register, entity, Listing())]


def events(path: Path) -> dict[str, Any]:
    """Return the events of a file by id, read by the strict parser."""
    calendar = Calendar.from_ical(path.read_bytes())
    assert not calendar.errors
    found = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in found)
    by_id = {str(event["uid"]): event for event in found}
    assert len(by_id) == len(found)
    return by_id


# What is a date in a calendar


def test_what_is_told_of_dates_is_in_the_catalogue_and_may_leave() -> None:
    for each in OCCASIONS:
        entity = CATALOGUE[each.entity]
        fields = [entity.by_name[name] for name in (*each.told, each.first)]
        assert not any(field.local for field in fields)
        assert isinstance(entity.by_name[each.first].kind, (Date, Year))
        assert not each.after or each.after in THRESHOLDS
        assert not each.last or isinstance(entity.by_name[each.last].kind, Date)
        assert not each.before or isinstance(entity.by_name[each.before].kind, Integer)
    assert len({(each.entity, each.name) for each in OCCASIONS}) == len(OCCASIONS)
    for owner, (part, link, told, order) in STOPS.items():
        assert CATALOGUE[part].owners == (link,) == (owner,)
        assert {*told, order} <= set(CATALOGUE[part].by_name)
    assert {field.name for field in date_fields(NETWORK)} == {
        *("name", "responsible", "notice_months", "period_ends_on", "next_review_on", "status")
    }


def test_what_goes_into_cards_may_leave() -> None:
    fields = [CATALOGUE[CARDED].by_name[name] for name in CARD_FIELDS]
    assert not any(field.local for field in fields)
    assert set(CARD_FIELDS) == set(Card.__slots__) - {"id", "changed"}


@pytest.mark.parametrize(
    ("occasion", "values", "days"),
    [
        (NOTICE, {"period_ends_on": "2026-12-31", "notice_months": 3}, ("2026-09-30",) * 2),
        (NOTICE, {"period_ends_on": "2027-03-31", "notice_months": 13}, ("2026-02-28",) * 2),
        (NOTICE, {"period_ends_on": "2026-05-15", "notice_months": 0}, ("2026-05-15",) * 2),
        (NOTICE, {"period_ends_on": "0003-05-15", "notice_months": 120}, None),
        (NOTICE, {"period_ends_on": "2026-12-31"}, None),
        (NOTICE, {"notice_months": 3}, None),
        (
            WISHED,
            {"wished_from": "2026-03-05", "wished_until": "2026-03-07"},
            ("2026-03-05", "2026-03-07"),
        ),
        (WISHED, {"wished_from": "2026-03-05"}, ("2026-03-05",) * 2),
        (WISHED, {"wished_until": "2026-03-07"}, ("2026-03-07",) * 2),
        (WISHED, {"wished_from": "2026-03-08", "wished_until": "2026-03-07"}, ("2026-03-08",) * 2),
        (WISHED, {}, None),
    ],
)
def test_days_of_a_row(
    occasion: Occasion, values: dict[str, Value], days: tuple[str, str] | None
) -> None:
    expected = days and tuple(map(date.fromisoformat, days))
    assert occasion.days(values) == expected


# The calendar


def test_a_calendar_is_read_by_others(shared: Register, tmp_path: Path) -> None:
    out = tmp_path / "k.ics"
    counts = export(shared, out, Wish(only=TRIP))
    found = events(out)
    assert counts == {"trip": len(ids(shared, TRIP))}
    assert len([id_ for id_ in found if id_.endswith("-trip@kontaktnat")]) == counts["trip"]
    for id_ in ids(shared, TRIP):
        row, event = shared.row(TRIP, id_).values, found[f"{id_}-trip@kontaktnat"]
        assert event.decoded("dtstart") == date.fromisoformat(str(row["start_on"]))
        last = date.fromisoformat(str(row["end_on"]))
        report = found[f"{id_}-report@kontaktnat"]
        assert report.decoded("dtstart") == last + timedelta(30)
        follow_up = found.get(f"{id_}-follow_up@kontaktnat")
        assert (follow_up is not None) == ("reported_on" in row)
        assert event.decoded("dtend") == last + timedelta(days=1)
        assert str(event["summary"])[:100] == str(row["title"])[:100]
        assert ("status" in event) == (row["status"] in {"rejected", "cancelled"})
        assert "location" in event
    assert set(export(shared, out, Wish())) == {each.entity for each in OCCASIONS}
    assert {id_.split("@")[0][37:] for id_ in events(out)} == {each.name for each in OCCASIONS}
    export(shared, out, Wish(only=NETWORK, language="en"))
    assert any("Last day to give notice: " in str(e["summary"]) for e in events(out).values())


def test_an_unchanged_register_gives_the_same_bytes(shared: Register, tmp_path: Path) -> None:
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    export(shared, first, Wish())
    export(shared, second, Wish())
    assert first.read_bytes() == second.read_bytes()


def test_what_was_changed_is_an_update_and_what_was_deleted_is_gone(
    sample: Register, tmp_path: Path
) -> None:
    out, (one, other, *_) = tmp_path / "k.ics", ids(sample, TRIP)
    export(sample, out, Wish(only=TRIP))
    before = events(out)
    later = datetime(2027, 1, 2, 12, 0, 5, tzinfo=UTC)
    sample = replace(sample, clock=lambda: later)
    writing.put(sample, TRIP, one, {"title": "Ny titel", "status": "cancelled"})
    writing.delete(sample, TRIP, other)
    export(sample, out, Wish(only=TRIP))
    after = events(out)
    gone = set(before) - set(after)
    assert {f"{other}-{name}@kontaktnat" for name in ("trip", "report")} <= gone
    assert all(id_.startswith(other) for id_ in gone)
    assert set(after) <= set(before)
    old, new = (each[f"{one}-trip@kontaktnat"] for each in (before, after))
    assert (new["summary"], new["status"]) == ("Ny titel", "CANCELLED")
    assert new["sequence"] > old["sequence"]
    assert new.decoded("dtstamp") == new.decoded("last-modified") == later
    assert old.decoded("dtstamp") < later


def test_an_event_is_an_update_when_what_it_tells_of_is_called_otherwise(
    sample: Register, tmp_path: Path
) -> None:
    out, now = tmp_path / "k.ics", datetime(2027, 1, 2, 12, 0, 5, tzinfo=UTC)
    sample = replace(sample, clock=lambda: now)
    stops = list(list_rows(sample, CATALOGUE["stop"], Listing()))
    trip = str(stops[0].values["trip"])
    row, other = sample.row(TRIP, trip), next(id_ for id_ in ids(sample, TRIP) if id_ != trip)
    office = str(row.values["organisation"])
    uid = f"{trip}-trip@kontaktnat"

    def sequence() -> int:
        export(sample, out, Wish(only=TRIP))
        return int(events(out)[uid]["sequence"])

    seen = [sequence()]
    assert sequence() == seen[0]
    for work in (
        lambda: writing.put(sample, CATALOGUE["stop"], stops[0].id, {"city": "Åbo"}),
        lambda: writing.put(sample, CATALOGUE["organisation"], office, {"name": "Nytt namn"}),
        lambda: writing.delete(sample, CATALOGUE["stop"], stops[0].id),
        lambda: undoing.undo(sample),
        lambda: set_threshold(sample, "report_days", 20),
        lambda: writing.put(sample, TRIP, trip, {"title": "Ny titel"}),
    ):
        work()
        seen.append(sequence())
    assert seen == sorted(set(seen))
    assert "Åbo" in str(events(out)[uid]["location"])
    assert "Nytt namn" in str(events(out)[uid]["description"])
    writing.put(sample, TRIP, other, {"title": "Annan titel"})
    assert sequence() == seen[-1]


def test_a_persons_own_calendar_holds_what_the_person_answers_for(
    sample: Register, tmp_path: Path
) -> None:
    out, person = tmp_path / "k.ics", sample.facts.person
    first, second = ids(sample, TRIP)[:2]
    given, family = str(person).split(" ", 1)
    me = writing.put(sample, CONTACT, None, {"given_name": given, "family_name": family}).id
    writing.put(sample, TRIP, first, {"responsible": me})
    action = writing.put(
        sample, ACTION, None, {"trip": first, "what": "Ringa", "due_on": "2027-01-05"}
    ).id
    assert save_calendar(sample, out, mine=True) == len({id_[:36] for id_ in events(out)})
    found = set(events(out))
    assert {f"{first}-trip@kontaktnat", f"{action}-due_on@kontaktnat"} <= found
    assert f"{second}-trip@kontaktnat" not in found
    save_calendar(sample, out)
    assert found < set(events(out))


def test_nothing_secret_is_in_a_calendar_or_a_card(sample: Register, tmp_path: Path) -> None:
    office = writing.put(
        sample, CATALOGUE["organisation"], None, {"name": "Hemliga bolaget", "kind": "company"}
    ).id
    trip = writing.put(
        sample,
        TRIP,
        None,
        {
            "title": "Öppen resa",
            "organisation": office,
            "private_note": "stannar här",
            "start_on": "2026-12-01",
            "end_on": "2026-12-02",
        },
    ).id
    hidden = writing.put(
        sample,
        TRIP,
        None,
        {
            "title": "Hemlig resa",
            "organisation": office,
            "secret": "ja",
            "start_on": "2026-12-01",
            "end_on": "2026-12-02",
        },
    ).id
    writing.put(
        sample, ACTION, None, {"what": "Hemlig åtgärd", "trip": hidden, "due_on": "2026-12-03"}
    )
    writing.put(
        sample,
        CONTACT,
        None,
        {"family_name": "Prov", "organisation": office, "private_note": "stannar här"},
    )
    writing.put(sample, CONTACT, None, {"family_name": "Hemligsson", "secret": "ja"})
    writing.put(sample, CATALOGUE["organisation"], office, {"secret": "ja"})
    for name in ("k.ics", "k.vcf"):
        export(sample, tmp_path / name, Wish())
        text = (tmp_path / name).read_bytes().replace(b"\r\n ", b"").decode()
        assert "(sekretess)" in text
        assert not [word for word in ("Hemlig", "stannar här") if word in text]
    assert f"{trip}-trip@kontaktnat" in events(tmp_path / "k.ics")


def test_a_merged_row_is_as_new_as_both(sample: Register, tmp_path: Path) -> None:
    out, (one, other, *_) = tmp_path / "k.ics", ids(sample, NETWORK)
    merging.merge(sample, NETWORK, one, other)
    writing.put(sample, NETWORK, one, {"period_ends_on": "2027-05-31", "notice_months": "3"})
    export(sample, out, Wish(only=NETWORK))
    found = events(out)
    assert found[f"{one}-notice@kontaktnat"].decoded("dtstart") == date(2027, 2, 28)
    assert found[f"{one}-notice@kontaktnat"]["sequence"] >= 2
    assert not any(id_.startswith(other) for id_ in found)


def test_every_text_and_day_is_written(tmp_path: Path) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    text = "Åsa; a,b\\n 😀 \r\nEND:VEVENT\rX\u2028Y\x00\x0b" + "långt " * 40
    entries = [
        Entry("1", text, date(9999, 12, 31), date.max, at, place=text, description=text),
        Entry("2", "x", date(1, 1, 1), date(2026, 1, 1), at, 7, off=True),
    ]
    out = tmp_path / "k.ics"
    assert write_calendar(out, iter(entries)) == 2
    assert all(len(line) <= 75 for line in out.read_bytes().split(b"\r\n"))
    assert b"\r" not in out.read_bytes().replace(b"\r\n", b"")
    one, other = events(out).values()
    expected = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    expected = expected.replace("\x00", "").replace("\x0b", "")
    assert str(one["summary"]) == str(one["location"]) == str(one["description"]) == expected
    assert (one.decoded("dtstart"), "dtend" in one) == (date.max, False)
    assert (other.decoded("dtstart"), other["sequence"]) == (date.min, 7)
    assert write_calendar(out, []) == 0
    assert events(out) == {}


# Cards


def test_cards_are_read_by_others(shared: Register, tmp_path: Path) -> None:
    out = tmp_path / "k.vcf"
    counts = export(shared, out, Wish())
    found = list(vobject.readComponents(out.read_text("utf-8")))
    assert counts == {"contact": len(found)} == {"contact": len(ids(shared, CONTACT))}
    by_id = {card.uid.value: card for card in found}
    writer_row = shared.row(CONTACT, ids(shared, CONTACT)[0])
    card = by_id[f"urn:uuid:{writer_row.id}"]
    assert card.n.value.family == writer_row.values["family_name"]
    assert card.email.value == writer_row.values["email"]
    assert datetime.fromisoformat(card.rev.value).tzinfo == UTC


# Which files, and that they left


def test_only_contacts_are_cards_and_only_what_has_dates_a_calendar(
    shared: Register, tmp_path: Path
) -> None:
    offered = {name: endings(entity)[2:] for name, entity in CATALOGUE.items()}
    assert {name for name, found in offered.items() if ".vcf" in found} == {"contact"}
    assert {name for name, found in offered.items() if ".ics" in found} == {
        *("trip", "action", "network", "request", "advocacy", "collaboration"),
        *("appointment", "post", "delivery"),
    }
    for entity, name, words in ((TRIP, "k.vcf", "kontaktkort"), (CONTACT, "k.ics", "datum")):
        with pytest.raises(Refused) as refused:
            export(shared, tmp_path / name, Wish(only=entity))
        assert words in refused.value.into("sv")
        with pytest.raises(Refused):
            export_rows(shared, tmp_path / name, entity, list(entity), None, "x")
    with pytest.raises(Refused, match="password"):
        export(shared, tmp_path / "k.ics", Wish(password="x"))  # noqa: S106
    assert not list(tmp_path.iterdir())


def test_cards_and_calendars_are_noted_as_disclosures(sample: Register, tmp_path: Path) -> None:
    chosen = ids(sample, CONTACT)[:3]
    assert export_rows(sample, tmp_path / "a.vcf", CONTACT, [], chosen, "x") == 3
    whole = export(sample, tmp_path / "b.ics", Wish())
    some = ids(sample, NETWORK)[:2]
    written = export_rows(sample, tmp_path / "c.ics", NETWORK, [], some, "x", "en")
    assert written == len(events(tmp_path / "c.ics")) > 0
    noted = {each.file: each for each in disclosures(sample)}
    assert noted["a.vcf"].counts == {"contact": 3}
    assert noted["a.vcf"].chosen == {"only": "contact", "columns": list(CARD_FIELDS)}
    assert noted["b.ics"].counts == whole
    assert "only" not in noted["b.ics"].chosen
    assert 0 < noted["c.ics"].counts["network"] <= 2
    assert "private_note" not in str(noted["c.ics"].chosen)
