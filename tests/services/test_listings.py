"""Lists of many rows: what is in them, and what never leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services.disclosures import disclosures
from desktop_app.services.listings import making
from desktop_app.services.listings.kinds import LISTS
from desktop_app.services.listings.making import paper_of, write_paper, write_sheet
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.report_kinds import KINDS, Asked
from desktop_app.services.sampling import make_sample
from desktop_app.services.writing import put
from desktop_app.storage.tables import Row
from tests.reports.lists import bare, told

WAYS = [(name, by) for name, kind in LISTS.items() for by in [each for each, _ in kind.by] or [""]]


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small sample register that is read only."""
    path = tmp_path_factory.mktemp("lists") / "s.knreg"
    make_sample(path, 40, 7, today=date(2026, 11, 21)).close()
    return path


@pytest.fixture(scope="module")
def sample(sample_file: Path) -> Iterator[Register]:
    with open_register(sample_file) as found:
        yield found


@pytest.fixture
def own(sample_file: Path, tmp_path: Path) -> Iterator[Register]:
    """Return a sample register of a test's own."""
    with open_register(Path(copyfile(sample_file, tmp_path / "own.knreg"))) as found:
        yield found


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Register]:
    with new_register(tmp_path / "r.knreg", "Stadsledningskontoret") as found:
        yield found


def text(register: Register, name: str, **asked: object) -> str:
    return told(paper_of(register, name, Asked(**asked)).pdf)  # type: ignore[arg-type]


def rows(register: Register, entity: str) -> list[Row]:
    return list(list_rows(register, CATALOGUE[entity], Listing()))


def save(register: Register, entity: str, id_: str | None = None, **values: object) -> str:
    return put(register, CATALOGUE[entity], id_, values).id  # type: ignore[arg-type]


def test_every_kind_stands_in_the_table_of_reports() -> None:
    assert set(LISTS) < set(KINDS)
    for name, kind in LISTS.items():
        wanted = {".pdf", ".xlsx"} if kind.in_sheet else {".pdf"}
        assert set(KINDS[name].writers) == wanted


def test_no_secret_row_leaves_and_no_name_of_one(own: Register, tmp_path: Path) -> None:
    for row in rows(own, "post"):
        secret: dict[str, Any] = {
            "family_name": "Hemligpost",
            "given_name": "Hemlig",
            "secret": True,
        }
        save(own, "contact", str(row.values["contact"]), **secret)
    named = (("contact", "family_name"), ("network", "name"), ("request", "topic"))
    for entity, wanted in (*named, ("collaboration", "title")):
        for number, row in enumerate(rows(own, entity)[:4]):
            save(own, entity, row.id, **{wanted: f"Hemlig{entity}{number}", "secret": True})
    for name, by in WAYS:
        out = tmp_path / "ut.pdf"
        write_paper(own, Asked(by=by), out, name=name)
        assert "hemlig" not in told(out.read_bytes()).casefold(), name
        if LISTS[name].in_sheet:
            write_sheet(own, Asked(by=by), tmp_path / "ut.xlsx", name=name)
            sheet = load_workbook(tmp_path / "ut.xlsx").worksheets[0]
            cells = str(list(sheet.iter_rows(values_only=True)))
            assert "hemlig" not in cells.casefold(), name


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_rows_of_the_register_are_all_there(sample: Register, language: str) -> None:
    networks = text(sample, "networks", language=language)
    names = [bare(str(row.values["name"])) for row in rows(sample, "network")]
    assert all(networks.count(name) >= 1 for name in names)
    contacts = text(sample, "contacts", language=language)
    labels = text(sample, "labels", language=language)
    for row in rows(sample, "contact"):
        name = bare(" ".join(str(row.values.get(n, "")) for n in ("given_name", "family_name")))
        current = row.values.get("status") != "outdated"
        assert (name in contacts) == (name in labels) == current, name
    posts = text(sample, "posts", language=language)
    held = [
        sample.titles().of("contact", str(row.values["contact"])) for row in rows(sample, "post")
    ]
    assert all(bare(name) in posts for name in held)
    assert f"{len(held)}" in posts


def test_outdated_contacts_are_left_out_unless_one_asks_for_them(empty: Register) -> None:
    old = save(empty, "contact", family_name="Gammal", status="outdated", country="FI")
    save(empty, "contact", family_name="Aktuell", country="FI")
    found = text(empty, "contacts")
    assert "Gammal" not in found
    assert bare("1 kontakt som är inaktuell är inte med.") in found
    assert "Gammal" not in text(empty, "labels")
    assert "Gammal" in text(empty, "labels", ids=(old,))
    assert "Gammal" in text(empty, "contacts", search="gammal")
    assert "Aktuell" not in text(empty, "contacts", search="gammal")


def test_fees_are_those_of_the_year_in_kronor_where_a_rate_is_known(empty: Register) -> None:
    office = empty.facts.office
    network = save(
        *(empty, "network"),
        name="Nätet",
        responsible=office,
        status="active",
        period_ends_on="2026-12-31",
        notice_months=6,
    )
    other = save(empty, "network", name="Andra nätet", responsible=office, status="active")
    fee: dict[str, Any] = {"network": network, "year": 2026, "amount": "100.10", "currency": "EUR"}
    save(empty, "fee", **fee, rate="11.5")
    save(empty, "fee", **{**fee, "year": 2025, "amount": "77"}, rate="11.5")
    save(empty, "fee", **{**fee, "network": other, "currency": "USD"})
    found = text(empty, "networks", year=2026)
    assert bare("1 151,15 kr, utan 1 som saknar kurs") in found
    assert "20260630" in found
    assert "77" not in found
    assert bare("885,50 kr") in text(empty, "networks", year=2025)


def test_contacts_by_network_are_representatives_and_posts_of_today(empty: Register) -> None:
    ids = {
        n: save(empty, "contact", family_name=n) for n in ("Politikersson", "Nuvarande", "Förra")
    }
    network = save(
        *(empty, "network"),
        name="Nätet",
        responsible=empty.facts.office,
        political_representative=ids["Politikersson"],
    )
    post: dict[str, Any] = {"network": network, "role": "chair"}
    save(empty, "post", **post, contact=ids["Nuvarande"], until="2999-01-01")
    save(empty, "post", **post, contact=ids["Förra"], until="2020-01-01")
    found = text(empty, "contacts", by="network")
    assert bare("Nuvarande Ordförande") in found
    assert bare("Politikersson Politisk representant") in found
    assert "Förra" not in found
    assert bare("Förra Ordförande") in text(empty, "posts")


def test_what_cannot_be_chosen_is_refused_with_what_can(sample: Register) -> None:
    with pytest.raises(Refused, match="ålder") as refused:
        paper_of(sample, "contacts", Asked(by="ålder"))
    assert refused.value.advice is not None
    assert "country, network" in refused.value.advice.into("sv")
    with pytest.raises(Refused, match="9x9"):
        paper_of(sample, "labels", Asked(size="9x9"))


def test_too_many_rows_for_paper_are_refused(
    sample: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MOST_ROWS", 10)
    for asked in (Asked(), Asked(search="a"), Asked(ids=("x",) * 11)):
        with pytest.raises(Refused, match="10"):
            paper_of(sample, "labels", asked)


def test_a_sheet_holds_values_and_is_noted(own: Register, tmp_path: Path) -> None:
    out = tmp_path / "natverk.xlsx"
    write_sheet(own, Asked(year=2026), out, name="networks")
    sheet = load_workbook(out).worksheets[0]
    heads, *lines = sheet.iter_rows(values_only=True)
    assert len(lines) == len(rows(own, "network"))
    sek = [line[heads.index("Avgift 2026 i kronor")] for line in lines]
    assert any(isinstance(value, (int, float)) for value in sek)
    assert all(line[heads.index("Status")] for line in lines)
    (noted, *_) = disclosures(own)
    assert (noted.file, noted.counts) == ("natverk.xlsx", {"network": len(lines)})


def test_the_follow_up_list_is_in_groups(sample: Register) -> None:
    found = text(sample, "follow-up", language="en")
    assert bare("To follow up") in found
    assert "Late(" in found
    assert "☐" in found


def test_english_lists_name_organisations_in_english_but_labels_as_they_are_reached(
    own: Register,
) -> None:
    host = {"name": "Provstad", "name_en": "City of Trial", "kind": "city", "country": "DE"}
    host_id = put(own, CATALOGUE["organisation"], None, host).id
    visit = {"topic": "Provbesök", "kind": "visit", "received_on": "2026-11-02"}
    put(own, CATALOGUE["request"], None, {**visit, "organisation": host_id})
    person = {"given_name": "Eva", "family_name": "Provberg", "organisation": host_id}
    put(own, CATALOGUE["contact"], None, {**person, "email": "eva.provberg@example.org"})
    english = text(own, "visits", language="en")
    assert bare("City of Trial") in english
    assert bare("City Executive Office") in english
    assert "Provstad" not in english
    assert "Provstad" in text(own, "visits")
    assert "Provstad" in text(own, "labels", language="en", search="Provberg")
