"""Lists of the window: what they show, and in what order, held against plain evaluation."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from unittest.mock import patch

import pytest

from desktop_app.domain import kinds
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Flag, Kind, Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import (
    undoing,
    upkeep,
    view_asked,
    view_order,
    view_sorting,
    viewing,
    writing,
)
from desktop_app.services.opening import open_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample
from desktop_app.services.view_order import SORTED_BY, in_order
from desktop_app.services.viewing import NAME, View
from desktop_app.storage import views
from desktop_app.storage.tables import GONE
from tests.services.viewed import expected

DAY = date(2026, 11, 21)
CONTACT, ORGANISATION, NETWORK, TRIP = (
    CATALOGUE[name] for name in ("contact", "organisation", "network", "trip")
)
LISTED = [entity for entity in CATALOGUE.values() if entity.name not in {"attachment", "setting"}]
NOT_HERE = "00000000-0000-4000-8000-00000000dead"
CONTACTS: Sequence[dict[str, Value]] = (
    {"given_name": "Åke", "family_name": "Öberg", "email": "Ake.Oberg@example.org"},
    {"given_name": "Zoë", "family_name": "Ahl", "email": "ake.oberg@example.org", "secret": False},
    {"given_name": "Ada", "city": "Århus", "department": "Enhet 10", "secret": True},
    {"given_name": "Bo", "city": "Aarhus", "department": "enhet 9", "organisation": NOT_HERE},
    {"given_name": "Cy", "department": "Enhet 9", "topics": ["ö", "a"], "languages": ["sv"]},
    {"given_name": "Di", "department": "Enhet 9", "note": "x" * 60, "kind": "ended"},
    {"given_name": "Ed", "note": "x" * 60 + "a", "topics": ["a"], "kind": "also_ended"},
)
OTHERS: Sequence[tuple[str, dict[str, Value]]] = (
    ("fee", {"year": 2025, "amount": "900.50", "currency": "SEK"}),
    ("fee", {"year": 2026, "amount": "10000", "currency": "EUR"}),
    ("network", {"name": "Prov", "directions": ["a", "b"], "overarching": True}),
    ("advocacy", {"title": "Prov", "contacts": [NOT_HERE], "networks": [NOT_HERE]}),
)


@contextmanager
def narrow() -> Iterator[None]:
    """Make pages, slices and the few so small that every list is long."""
    with ExitStack() as stack:
        for module, sizes in (
            (views, {"PAGE": 7}),
            (viewing, {"PAGE": 6, "TESTED_PAGE": 5}),
            (view_asked, {"MOST_AT_ONCE": 11, "PACE": 0.0}),
            (view_sorting, {"PAGE": 6, "TESTED_PAGE": 4, "SLICE": 5, "FEW": 3, "GIVEN_AT_ONCE": 6}),
            (view_order, {"AT_A_TIME": 3, "MOST_IN_ONE_GO": 2}),
        ):
            stack.enter_context(patch.multiple(module, **sizes))
        yield


@pytest.fixture(params=["as they are", "as if long"])
def lists(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look twice: at lists as they are, and as if they were long."""
    with ExitStack() as stack:
        if request.param == "as if long":
            stack.enter_context(narrow())
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a register with values of every kind, and deleted rows."""
    path = tmp_path_factory.mktemp("views") / "full.knreg"
    with make_sample(path, 60, 7, today=DAY) as register:
        extra = [*(("contact", values) for values in CONTACTS), *OTHERS]
        with register.record.acting("import", Words("Prov", "Trial")) as act:
            for number, (name, values) in enumerate(extra):
                writing.create(act, CATALOGUE[name], f"{number:08x}{NOT_HERE[8:-4]}beef", values)
        for entity in (CONTACT, TRIP, NETWORK):
            for row in list(list_rows(register, entity, Listing()))[::5]:
                writing.delete(register, entity, row.id)
    return path


@pytest.fixture(scope="module")
def full(made: Path) -> Iterator[Register]:
    """Open the register with values of every kind, to be read."""
    with open_register(made, writing=False) as register:
        yield register


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Iterator[Register]:
    """Open a copy of that register, to be written."""
    path = tmp_path / "own.knreg"
    shutil.copy(made, path)
    with open_register(path) as register:
        yield register


def keys(register: Register, view: View) -> list[int]:
    return list(chain.from_iterable(viewing.chunks(register, view)))


def check(register: Register, view: View) -> None:
    """Hold a view against plain evaluation: its keys, its rows, and where each row stands."""
    wanted, found = expected(register, view), keys(register, view)
    assert [row and row.id for row in viewing.rows(register, view, found)] == wanted
    assert [viewing.key_of(register, view, row) for row in wanted] == found
    plain = not (view.sort or view.filters or ":" in view.search)
    first = viewing.first(register, view, 5)
    assert (first is None) if not plain else (first is not None and list(first) == found[:5])
    tested = bool(view.filters) or ":" in view.search
    assert viewing.count(register, view) == (None if tested else len(wanted))
    for row in {row.id for row in list_rows(register, view.entity, Listing())} - {*wanted}:
        assert viewing.key_of(register, view, row) is None


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("entity", LISTED, ids=lambda entity: entity.name)
@pytest.mark.parametrize("down", [False, True], ids=["up", "down"])
def test_sorted_by_each_column(full: Register, entity: Entity, down: bool) -> None:
    for name in (*entity.by_name, NAME):
        view = View(entity, sort=((name, down),))
        found = viewing.rows(full, view, keys(full, view))
        assert [row and row.id for row in found] == expected(full, view), name


SEARCHES = ("", "a", "an ex", '"region skåne"', "finns-inte-alls", "city:lund", "e city:a org:ö")
SEARCHES = (*SEARCHES[:-1], "e city:a organisation:e", "språk:engelska", "secret:ja", "(")
FILTERS: Sequence[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (),
    (("country", ("SE", "DE")),),
    (("topics", ("a", "demokrati")),),
    (("topics", ("",)), ("secret", ("",))),
    (("secret", ("true",)),),
    (("secret", ("true", "")), ("kind", ("external", "ended", ""))),
    (("organisation", (NOT_HERE,)),),
    (("city", ()),),
)
SORTS = ((), (("city", False),), (("status", True), ("country", False), (NAME, True)))


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("gone", [False, True], ids=["shown", "gone"])
@pytest.mark.parametrize("search", SEARCHES)
def test_searched_filtered_and_sorted(full: Register, search: str, gone: bool) -> None:
    for filters in FILTERS:
        for sort in SORTS:
            check(full, View(CONTACT, search, filters, sort, gone))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_names_of_countries_and_languages_are_sorted_as_they_are_read(
    full: Register, language: str
) -> None:
    for name in ("country", "languages"):
        check(full, View(CONTACT, sort=((name, False),), language=language))


def test_filter_by_year(full: Register) -> None:
    check(full, View(CATALOGUE["fee"], filters=(("year", ("2025", "")),)))


@pytest.mark.usefixtures("lists")
def test_keys_are_right_after_every_write(own: Register) -> None:
    every = [
        View(CONTACT),
        View(CONTACT, "a"),
        View(CONTACT, sort=(("city", False),)),
        View(CONTACT, sort=(("organisation", True), ("email", False))),
        View(CONTACT, gone=True),
        View(CONTACT, gone=True, sort=(("given_name", False),)),
        View(CONTACT, filters=(("country", ("SE", "")),)),
    ]
    row = next(iter(list_rows(own, CONTACT, Listing("a")))).id
    firm = next(
        r.values["organisation"]
        for r in list_rows(own, CONTACT, Listing("a"))
        if "organisation" in r.values
    )
    for write in (
        lambda: writing.put(own, CONTACT, row, {"family_name": "Öst", "city": "Aa"}),
        lambda: writing.put(own, CONTACT, None, {"given_name": "Ab", "city": "Ö"}),
        lambda: writing.put(own, ORGANISATION, str(firm), {"name": "Aaaa prov"}),
        lambda: writing.delete(own, CONTACT, row),
        lambda: undoing.undo(own),
        lambda: undoing.redo(own),
        lambda: upkeep.rebuild(own),
    ):
        write()
        for view in every:
            check(own, view)


def test_row_that_went_is_missing(own: Register) -> None:
    for view in (View(CONTACT), View(CONTACT, sort=(("city", False),))):
        found = keys(own, view)
        rows = viewing.rows(own, view, found[:3])
        assert rows[1] is not None
        writing.delete(own, CONTACT, rows[1].id)
        after = viewing.rows(own, view, found[:3])
        assert [row and row.id for row in after] == [
            rows[0] and rows[0].id,
            None,
            rows[2] and rows[2].id,
        ]
        assert viewing.key_of(own, view, rows[1].id) is None
        assert viewing.key_of(own, view, NOT_HERE) is None


def test_part_that_is_deleted_with_its_owner_is_in_the_trash(full: Register) -> None:
    check(full, View(CATALOGUE["stop"], gone=True))
    assert keys(full, View(CATALOGUE["stop"], gone=True))


def test_unknown_fields_are_refused_before_anything_is_read(full: Register) -> None:
    for view in (
        View(CONTACT, "stad:lund"),
        View(CONTACT, filters=(("stad", ("Lund",)),)),
        View(CONTACT, sort=(("stad", False),)),
    ):
        for ask in (viewing.first, viewing.chunks, viewing.count):
            with pytest.raises(Refused):
                ask(full, view)


@pytest.mark.usefixtures("lists")
def test_values_of_a_field(full: Register) -> None:
    for name in ("city", "topics", "secret", "organisation", "kind"):
        counts: Counter[str] = Counter()
        for row in list_rows(full, CONTACT, Listing()):
            value = row.values.get(name)
            if isinstance(CONTACT.by_name[name].kind, Flag):
                counts["true" if value else ""] += 1
            else:
                some = value if isinstance(value, list) else ["" if value is None else str(value)]
                counts.update(some)
        wanted = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        assert viewing.values_of(full, CONTACT, CONTACT.by_name[name]) == wanted
        assert viewing.values_of(full, CONTACT, CONTACT.by_name[name], 2) == wanted[:2]


def test_years_are_counted_as_texts(full: Register) -> None:
    fee = CATALOGUE["fee"]
    years = Counter(str(row.values["year"]) for row in list_rows(full, fee, Listing()))
    assert dict(viewing.values_of(full, fee, fee.by_name["year"])) == years


def test_every_kind_can_be_sorted_by() -> None:
    every = {getattr(kinds, name) for name in kinds.__all__}
    assert {*SORTED_BY} == {
        kind for kind in every if isinstance(kind, type) and issubclass(kind, Kind) and kind != Kind
    }


def test_long_lists_are_told_in_many_steps(full: Register) -> None:
    """No step is as long as the list: there is time to paint between two of them."""
    with narrow():
        for view in (
            View(CONTACT),
            View(CONTACT, "a", (("topics", ("a", "")),)),
            View(CONTACT, sort=(("email", False),)),
            View(CONTACT, "city:a", sort=(("city", False),)),
        ):
            steps = [len(found) for found in viewing.chunks(full, view)]
            assert max(steps) <= 6
            assert len(steps) >= len(list(list_rows(full, CONTACT, Listing()))) / 7


def test_first_page_of_a_filtered_list_comes_before_the_last_row_is_read(full: Register) -> None:
    with narrow(), patch.object(views, "cells_of_ranks", wraps=views.cells_of_ranks) as read:
        steps = viewing.chunks(full, View(CONTACT, filters=(("secret", ("",)),)))
        assert next(found for found in steps if found)
        assert read.call_count == 1


def test_prepared_sorting_reads_the_order_no_more(own: Register) -> None:
    for _ in viewing.prepare(own, CONTACT):
        pass
    with patch.object(views, "_read_order", side_effect=AssertionError):
        assert keys(own, View(CONTACT, sort=(("city", False),)))


@pytest.mark.parametrize("together", [1, 2, 3, 100])
def test_keys_in_order(together: int) -> None:
    texts = ["", "a", "ab", "abc", "abcd" * 80, "abcd" * 80 + "e", "b", "a", "\x00", "å", "ab"]
    found: list[int] = []

    def drain() -> Iterator[None]:
        found.extend((yield from in_order(texts, range(len(texts)))))

    with patch.object(view_order, "MOST_IN_ONE_GO", together):
        list(drain())
    assert found == sorted(range(len(texts)), key=texts.__getitem__)


def test_trash_holds_only_deleted_rows(full: Register) -> None:
    view = View(CONTACT, gone=True, sort=(("city", False),))
    rows = viewing.rows(full, view, keys(full, view))
    assert rows
    assert all(row is not None and row.state == GONE for row in rows)
