"""The documents about rows: which there are, what is in them, and what never is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app.cli import main
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import LANGUAGES
from desktop_app.services import attaching, documents, writing
from desktop_app.services.documents import DOCUMENTS, document, document_named, documents_of
from desktop_app.services.opening import new_register
from desktop_app.services.particulars import findings
from desktop_app.services.register import Register
from tests.reports.trips import read

TRIP, NETWORK, REQUEST = (CATALOGUE[name] for name in ("trip", "network", "request"))
ALL = [(entity, one.kind) for entity, found in DOCUMENTS.items() for one in found]


def now() -> datetime:
    return datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


def put(register: Register, entity: str, **values: str) -> str:
    return writing.put(register, CATALOGUE[entity], None, values).id


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Return a register with a trip, a network and a request, and a person who is secret."""
    folder = tmp_path_factory.mktemp("documents")
    made = new_register(folder / "r.knreg", "Stadsledningskontoret", person="Prov Person")
    with Register(made.path, made.db, now) as register:
        fill(register, folder)
        yield register


IDS: dict[str, str] = {}


def fill(register: Register, folder: Path) -> None:
    host = put(register, "organisation", name="Stadt Wien", name_en="City of Vienna", kind="city")
    person = {"organisation": host, "phone": "040-628 04 01", "private_note": "viskas inte"}
    open_ = put(register, "contact", given_name="Eva", family_name="Bauer", **person)
    hidden = put(register, "contact", given_name="Hemlig", family_name="Hemligsson")
    writing.put(register, CATALOGUE["contact"], hidden, {"secret": "ja", "mobile": "070-1740605"})
    network = put(
        register,
        "network",
        name="Eurocities",
        responsible=register.facts.office,
        period_ends_on="2026-12-31",
        notice_months="3",
    )
    dates = {"start_on": "2026-05-01", "end_on": "2026-05-03", "network": network}
    trip = put(register, "trip", title="Träd", organisation=register.facts.office, **dates)
    request = put(register, "request", received_on="2026-02-01", kind="visit", topic="Skola")
    for year, amount in ((2024, "100"), (2025, "110"), (2026, "121")):
        fee = {"year": str(year), "amount": amount, "currency": "SEK"}
        put(register, "fee", network=network, **fee)
    for contact in (open_, hidden):
        at = {"date": "2026-05-02", "topic": "Gator", "organisation": host, "contact": contact}
        put(register, "programme", trip=trip, **at)
        put(register, "programme", request=request, **at)
        talk = {"kind": "meeting", "contact": contact, "summary": "Talade om träd"}
        put(register, "interaction", trip=trip, network=network, date="2026-05-02", **talk)
        put(register, "post", network=network, contact=contact, role="chair")
    paper = folder / "bild.txt"
    paper.write_text("x", encoding="utf-8")
    attaching.attach(register, TRIP, trip, paper)
    IDS.update(trip=trip, network=network, request=request, contact=open_)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("entity", "kind"), ALL)
def test_no_document_tells_what_is_secret_or_local(
    register: Register, entity: str, kind: str, language: str
) -> None:
    text = read(document(register, CATALOGUE[entity], IDS[entity], kind, language))  # type: ignore[arg-type]
    assert "Hemlig" not in text
    assert "070-174 06 05" not in text
    assert "viskas" not in text
    if kind != "decision":
        assert {"sv": "(sekretess)", "en": "(secret)"}[language] in text
        assert "Eva Bauer" in text
    assert ("City of Vienna" in text) is (language == "en" and entity != "network")


def test_a_secret_row_has_no_document(register: Register) -> None:
    secret = put(register, "request", received_on="2026-01-01", kind="visit", topic="Dolt")
    writing.put(register, REQUEST, secret, {"secret": "ja"})
    with pytest.raises(Refused, match="secret") as told:
        document(register, REQUEST, secret, "programme", "sv")
    assert "Dolt är satt som sekretess" in told.value.into("sv")


def test_the_usual_document_is_the_first(register: Register) -> None:
    usual = [documents_of(entity)[0].kind for entity in ("trip", "network", "request")]
    assert usual == ["summary", "review", "programme"]
    made = document(register, TRIP, IDS["trip"], "", "sv")
    assert made == document(register, TRIP, IDS["trip"], "summary", "sv")
    assert documents_of("contact") == ()


def test_an_unknown_kind_is_refused_with_what_there_is() -> None:
    with pytest.raises(Refused) as told:
        document_named(TRIP, "brev")
    said = told.value.into("sv")
    for one in DOCUMENTS["trip"]:
        assert f"{one.kind} ({one.name.sv})" in said
    with pytest.raises(Refused) as told:
        document_named(CATALOGUE["contact"], "summary")
    assert "studieresa, nätverk, förfrågan" in told.value.into("sv")


def test_the_report_tells_meetings_and_attachments(register: Register) -> None:
    text = read(document(register, TRIP, IDS["trip"], "report", "sv"))
    for shown in ("Talade om träd", "bild.txt", "040-628 04 01"):
        assert shown in text


def test_the_review_knows_the_last_day_of_notice_the_trend_and_the_trips(
    register: Register,
) -> None:
    text = read(document(register, NETWORK, IDS["network"], "review", "sv"))
    assert "Säg upp senast 30 september 2026" in text
    assert "Avgiften 2024–2026 har ökat med 21 %, från 100 kr till 121 kr" in text
    assert "2026-05-01 Träd" in text
    assert "☐ Behåll ☐ Förändra ☐ Avveckla ☐ Vilande" in text


def test_what_rules_say_on_paper_has_dates_as_in_running_text(register: Register) -> None:
    name = {"name": "Prov", "responsible": register.facts.office, "status": "active"}
    network = put(register, "network", **name, period_ends_on="2026-04-30", notice_months="3")
    text = read(document(register, NETWORK, network, "review", "sv"))
    said = text.partition("Inför beslutet")[2]
    assert "30 januari 2026" in said
    assert "2026-" not in said.partition("Utskriven")[0]


def test_the_decision_paper_tells_what_is_missing_and_who_else_was_there(
    register: Register,
) -> None:
    other = put(
        register,
        "trip",
        title="Vatten",
        organisation=register.facts.office,
        start_on="2025-05-01",
        end_on="2025-05-02",
        lessons="Fråga driften först",
    )
    for trip in (other, IDS["trip"]):
        put(register, "stop", trip=trip, city="Wien", country="AT")
    text = read(document(register, TRIP, IDS["trip"], "decision", "sv"))
    missing = text.partition("Saknas inför beslutet")[2]
    assert missing.strip().startswith("Syfte:")
    assert "Beslutsfattare:" not in missing
    told = "Stadsledningskontoret, 1–2 maj 2025: Vatten. Lärdom: Fråga driften först"
    assert told in text
    writing.put(register, TRIP, other, {"secret": "ja"})
    assert "Vatten" not in read(document(register, TRIP, IDS["trip"], "decision", "sv"))


def test_what_is_late_after_a_trip_is_no_matter_of_its_decision(register: Register) -> None:
    dates = {"start_on": "2025-01-01", "end_on": "2025-01-02", "decided_on": "2024-12-01"}
    plan = {"purpose": "Se hur det går till", "decided_by": "Åsa Prov", "status": "completed"}
    office = register.facts.office
    trip = put(register, "trip", title="Sen", organisation=office, **dates, **plan)
    row = register.row(TRIP, trip)
    assert any(one.field == "reported_on" for one in findings(register, row))
    assert "Rapporterad:" not in read(document(register, TRIP, trip, "decision", "sv"))


def test_the_command_line_prints_each_kind(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut.pdf"
    asked = ["print", str(register.path), "network", IDS["network"], str(out)]
    assert main([*asked, "--kind", "review", "--language", "en"]) == 0
    assert "Membership review" in PdfReader(io.BytesIO(out.read_bytes())).pages[0].extract_text()
    assert main([*asked, "--kind", "summary"]) == 3
    assert "review (" in capsys.readouterr().err


def test_pictures_are_of_the_usual_document(register: Register) -> None:
    first = documents.picture(register, REQUEST, IDS["request"], "sv")
    assert first == documents.pages(register, REQUEST, IDS["request"], "programme", "sv")[0]
