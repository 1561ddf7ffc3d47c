"""Every row is on the map or told of as not on it."""

from __future__ import annotations

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.geography import Placed
from desktop_app.services.places import marks
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.writing import delete, put

SECRET = {"secret": "1"}


def made(register: Register, entity: str, **given: str) -> str:
    return put(register, CATALOGUE[entity], None, given).id


def trip(register: Register, *stops: tuple[str, str], **given: str) -> str:
    days = {"start_on": "2026-03-05", "end_on": "2026-03-06"}
    row = made(register, "trip", title="Resa", organisation=register.facts.office, **days, **given)
    for city, country in stops:
        made(register, "stop", trip=row, city=city, country=country)
    return row


def told(found: Placed) -> dict[tuple[str, str], set[str]]:
    return {(mark.name, mark.country): set(mark.rows) for mark in found.marks}


def unplaced(found: Placed) -> dict[tuple[str, str], set[str]]:
    return {(one.city, one.country): set(one.rows) for one in found.unplaced}


@pytest.mark.parametrize("what", ["contact", "organisation", "network", "trip"])
def test_no_row_of_a_register_is_left_out(sample: Register, what: str) -> None:
    every = {row.id for row in list_rows(sample, CATALOGUE[what], Listing())}
    assert every
    for by in ("city", "country"):
        found = marks(sample, what, by)
        known = set().union(*(mark.rows for mark in found.marks))
        assert known | set().union(*(one.rows for one in found.unplaced)) == every
        assert all(mark.number == len(mark.rows) > 0 for mark in found.marks)
        assert what == "network" or known


def test_contacts_are_where_they_or_their_organisations_are(register: Register) -> None:
    city = made(register, "organisation", name="Wien stad", kind="city", city="Wien", country="AT")
    here = made(register, "contact", family_name="A", city="Köpenhamn", country="DK")
    also = made(register, "contact", family_name="B", city="København")
    theirs = made(register, "contact", family_name="C", organisation=city)
    only_country = made(register, "contact", family_name="D", country="DE", organisation=city)
    unknown = made(register, "contact", family_name="E", city="Storstaden", country="NO")
    nowhere = made(register, "contact", family_name="F")
    gone = made(register, "contact", family_name="G", city="Wien", country="AT")
    delete(register, CATALOGUE["contact"], gone)
    found = marks(register, "contact")
    assert told(found) == {("Köpenhamn", "DK"): {here, also}, ("Wien", "AT"): {theirs}}
    assert unplaced(found) == {
        ("", ""): {nowhere},
        ("", "DE"): {only_country},
        ("Storstaden", "NO"): {unknown},
    }
    by_country = marks(register, "contact", "country")
    assert told(by_country) == {
        ("DK", "DK"): {here, also},
        ("AT", "AT"): {theirs},
        ("DE", "DE"): {only_country},
        ("NO", "NO"): {unknown},
    }
    assert unplaced(by_country) == {("", ""): {nowhere}}
    assert told(marks(register, "contact", ids={here, nowhere})) == {("Köpenhamn", "DK"): {here}}


def test_trips_count_once_in_each_city(register: Register) -> None:
    first = trip(register, ("Köpenhamn", "DK"), ("København", "DK"), ("Aarhus", "DK"))
    second = trip(register, ("Köpenhamn", "DK"), ("Byn", "DK"))
    third = trip(register)
    found = marks(register, "trip")
    assert told(found) == {("Köpenhamn", "DK"): {first, second}, ("Aarhus", "DK"): {first}}
    assert [mark.number for mark in found.marks] == [2, 1]
    assert unplaced(found) == {("", ""): {third}, ("Byn", "DK"): {second}}
    assert told(marks(register, "trip", "country")) == {("DK", "DK"): {first, second}}


def test_networks_are_where_their_secretariats_are(register: Register) -> None:
    owner = register.facts.office
    row = made(register, "network", name="Donauforum", secretariat="Wien", responsible=owner)
    assert told(marks(register, "network")) == {("Wien", "AT"): {row}}
    assert told(marks(register, "network", "country")) == {("AT", "AT"): {row}}


def test_nothing_secret_leaves_on_a_map(register: Register) -> None:
    riga = {"name": "Hemlig", "kind": "other", "city": "Riga", "country": "LV"}
    city = made(register, "organisation", **riga, **SECRET)
    theirs = made(register, "contact", family_name="A", organisation=city)
    secret = made(register, "contact", family_name="B", city="Oslo", country="NO", **SECRET)
    assert told(marks(register, "contact")) == {("Riga", "LV"): {theirs}, ("Oslo", "NO"): {secret}}
    outward = marks(register, "contact", outward=True)
    assert told(outward) == {}
    assert unplaced(outward) == {("", ""): {theirs}}
    assert ("Riga", "LV") in told(marks(register, "organisation"))
    assert ("Riga", "LV") not in told(marks(register, "organisation", outward=True))
    hidden = trip(register, ("Riga", "LV"), **SECRET)
    assert told(marks(register, "trip")) == {("Riga", "LV"): {hidden}}
    assert marks(register, "trip", outward=True) == Placed((), ())
