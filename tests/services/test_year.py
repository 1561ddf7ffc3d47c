"""The yearly report of a register whose right numbers were counted by hand (`years`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.domain.year.model import Answer, Number, Span, YearlyReport
from desktop_app.services import undoing, writing
from desktop_app.services.opening import new_register
from desktop_app.services.register import Register
from desktop_app.services.report_kinds import Asked
from desktop_app.services.year import report as report_module
from desktop_app.services.year.frame import Frame
from desktop_app.services.year.out import plain
from desktop_app.services.year.report import ANSWERS, yearly_report
from desktop_app.storage import upkeep
from tests.services.years import CENTRE, CULTURE, ENVIRONMENT, TODAY, id_of, made_by_hand

D = Decimal
COUNTED: dict[str, tuple[Number | None, Number | None]] = {
    # 1: how many networks
    "networks.members": (3, 3),
    "networks.joined": (1, 1),
    "networks.left": (1, 1),
    "networks.overarching": (1, 1),
    # 2: what they cost
    "fees.total": (D("12000.25"), D("10000.50")),
    "fees.without": (1, 2),
    # 3: who represents us
    "people.both": (1, 1),
    "people.no_political": (2, 2),
    "people.no_administrative": (2, 2),
    "people.posts": (2, 3),
    "people.posts_ending": (1, 1),
    # 4: which decisions
    "decisions.whole": (1, 1),
    "decisions.missing": (2, 2),
    "decisions.no_reference": (2, 2),
    "decisions.no_review": (2, 2),
    "decisions.review_overdue": (1, None),
    # 5: what they gave
    "benefit.reviewed": (1, 1),
    "benefit.not_reviewed": (2, 2),
    "benefit.hours": (40, 10),
    "benefit.decision.keep": (1, 0),
    "benefit.decision.change": (0, 1),
    "benefit.decision.leave": (0, 0),
    # 6: trips abroad
    "trips.abroad": (3, 1),
    "trips.participants": (5, 1),
    "trips.persons": (3, 1),
    "trips.countries": (2, 1),
    "trips.cost": (D("6595.00"), D("700.70")),
    "trips.budget": (D("2500.00"), None),
    "trips.without_cost": (0, 0),
    "trips.paid_by_others": (D("95.00"), 0),
    "trips.undecided": (1, None),
    "trips.without_stop": (1, None),
    # 7: what came out of them
    "results.ended": (5, 1),
    "results.reported": (2, 1),
    "results.missing": (3, 0),
    "results.late": (3, 0),
    "results.followed_up": (1, 0),
    "results.actions": (2, 0),
    "results.actions_done": (1, 0),
    "results.actions_open": (1, 0),
    "results.actions_overdue": (1, 0),
    "results.actions_dropped": (0, 0),
    # 8: flights
    "flights.trips": (2, 0),
    "flights.share": (D("50.0"), D("0.0")),
    "flights.no_mode": (1, 0),
    "flights.reasons": (1, 0),
    "flights.no_reason": (1, 0),
    "flights.approved": (1, 0),
    "flights.not_approved": (1, 0),
    "flights.surcharge": (D("1500.00"), 0),
    "flights.no_surcharge": (1, 0),
    "flights.co2": (D("3100.50"), 0),
    "flights.no_co2": (0, 0),
    "flights.no_source": (1, 0),
    # 9: visits
    "visits.received": (3, 1),
    "visits.accepted": (1, 0),
    "visits.forwarded": (0, 1),
    "visits.declined": (1, 0),
    "visits.open": (1, 0),
    "visits.made": (1, 0),
    "visits.guests": (12, 0),
    "visits.no_country": (0, 0),
    # 10: money from outside
    "money.running": (5, 2),
    "money.eu_project": (2, 1),
    "money.aid_project": (3, 1),
    "money.agreement": (0, 0),
    "money.started": (3, 2),
    "money.finished": (2, 0),
    "money.applied": (1, None),
    "money.budget": (D("1350000.00"), D("1050000.00")),
    "money.own_share": (D("250000.00"), D("250000.00")),
    "money.external": (D("1100000.50"), D("800000.00")),
    "money.external_eu": (D("850000.50"), D("750000.00")),
    "money.remainder": (D("100000.00"), 0),
    "money.uncovered": (1, 0),
    "money.covered": (1, 1),
    "money.unknown_aid": (1, 0),
    "money.trips": (D("95.00"), 0),
    "money.trips_eu": (D("95.00"), 0),
    # 11: directions
    "spread.network.unstated": (1, 1),
    "spread.network.several": (1, 1),
    "spread.trip.unstated": (4, 1),
    "spread.trip.several": (0, 0),
    "spread.request.unstated": (2, 1),
    "spread.request.several": (0, 0),
    "spread.collaboration.unstated": (5, 2),
    "spread.collaboration.several": (0, 0),
    # 12: offices
    "offices.person": (1, 2),
    "offices.reported": (2, 0),
    "offices.nothing": (1, 0),
    # 13: overlaps
    "overlaps.cities": (1, None),
    "overlaps.networks": (2, None),
    "overlaps.trips": (2, None),
    "overlaps.joint": (1, None),
    "overlaps.programmes": (2, None),
    # 14: Nordic, EU and EEA
    "nordic.trips.nordic": (2, 1),
    "nordic.trips.nordic_share": (D("66.7"), D("100.0")),
    "nordic.trips.eu_eea": (2, 1),
    "nordic.trips.eu_eea_share": (D("66.7"), D("100.0")),
    "nordic.visits.nordic": (1, 1),
    "nordic.visits.nordic_share": (D("33.3"), D("100.0")),
    "nordic.visits.eu_eea": (2, 1),
    "nordic.visits.eu_eea_share": (D("66.7"), D("100.0")),
    "nordic.contacts.nordic": (3, None),
    "nordic.contacts.nordic_share": (D("60.0"), None),
    "nordic.contacts.eu_eea": (4, None),
    "nordic.contacts.eu_eea_share": (D("80.0"), None),
    "nordic.networks": (1, 0),
    "nordic.european_networks": (1, 1),
}
"""Each figure of 2026 and of 2025, as counted by hand."""

OF_ENVIRONMENT: dict[str, tuple[Number | None, Number | None]] = {
    "networks.members": (3, 3),
    "networks.responsible": (1, 1),
    "networks.joined": (1, 0),
    "networks.left": (1, 0),
    "fees.total": (D("500.25"), 0),
    "trips.abroad": (2, 1),
    "trips.cost": (D("6595.00"), D("700.70")),
    "results.ended": (2, 1),
    "flights.trips": (1, 0),
    "visits.received": (0, 0),
    "money.running": (1, 1),
    "money.external": (D("750000.00"), D("750000.00")),
    "offices.all": (1, 1),
    "offices.reported": (1, 0),
    "overlaps.cities": (1, None),
    "overlaps.trips": (2, None),
    "nordic.contacts.nordic": (2, None),
}
"""The same of one administration."""


@pytest.fixture(scope="module")
def register() -> Iterator[Register]:
    """Return the register made by hand; nobody changes it for good."""
    with made_by_hand() as made:
        yield made


@pytest.fixture(scope="module")
def report(register: Register) -> YearlyReport:
    """Return its report of 2026 for the whole city."""
    return yearly_report(register, Asked(year=2026))


@pytest.fixture(scope="module")
def of_environment(register: Register) -> YearlyReport:
    """Return its report of 2026 for one administration."""
    return yearly_report(register, Asked(year=2026, organisation="Miljöförvaltningen"))


@pytest.mark.parametrize("code", COUNTED)
def test_figures_of_the_city(report: YearlyReport, code: str) -> None:
    """Each figure is what was counted by hand, for the year and the year before."""
    figure = report.figure(code)
    assert (figure.value, figure.before) == COUNTED[code]


@pytest.mark.parametrize("code", OF_ENVIRONMENT)
def test_figures_of_one_administration(of_environment: YearlyReport, code: str) -> None:
    """Each figure of one administration is what was counted by hand."""
    figure = of_environment.figure(code)
    assert (figure.value, figure.before) == OF_ENVIRONMENT[code]


def test_every_figure_was_counted(report: YearlyReport) -> None:
    """No figure is left that nobody has counted, but those of the shipped organisations."""
    shown = {figure.code for answer in report.answers for figure in answer.figures}
    shipped = {"offices.all", "offices.no_person", "offices.not_reported"}
    assert shown - shipped - {"benefit.decision.dormant"} == set(COUNTED)
    everybody = report.figure("offices.all").value
    assert isinstance(everybody, int)
    assert report.figure("offices.no_person").value == everybody - 1
    assert report.figure("offices.not_reported").value == everybody - 2


def test_all_questions_are_answered_in_order(report: YearlyReport) -> None:
    """There are fourteen answers, each with its question, figures and tables."""
    assert [answer.number for answer in report.answers] == list(range(1, 15))
    assert all(answer.figures and answer.tables for answer in report.answers)


def test_counts_open_what_they_count(report: YearlyReport, of_environment: YearlyReport) -> None:
    """A count opens as many rows as it counts, or was made of as many parts of what opens."""
    others = {"trips.persons", "trips.countries", "overlaps.cities", "visits.guests"}
    for made in (report, of_environment):
        for answer in made.answers:
            for figure in answer.figures:
                if figure.unit == "count" and figure.code not in others:
                    counted = figure.sources or figure.rows
                    assert figure.value == len(counted) == len(set(counted.ids)), figure.code


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("trips.cost", {"co1", "co2", "co4", "co5"}),
        ("fees.total", {"fe1", "fe3"}),
        ("money.external", {"c1", "c2", "c3", "c4"}),
        ("flights.co2", {"bergen", "kampala"}),
        ("benefit.hours", {"re1"}),
    ],
)
def test_sums_are_made_of_their_rows(report: YearlyReport, code: str, field: set[str]) -> None:
    """A sum names the rows that were added up, and no other."""
    figure = report.figure(code)
    rows = figure.sources or figure.rows
    assert set(rows.ids) == set(map(id_of, field))


def test_what_cannot_be_summed_is_told(report: YearlyReport) -> None:
    """A cost and a fee without a rate are named beside the sums that lack them."""
    for code in ("trips.cost", "fees.total"):
        remark = report.figure(code).remark
        assert remark is not None
        assert remark.into("sv").startswith("1\N{NO-BREAK SPACE}")
        assert "kurs" in remark.into("sv")


def cells(report: YearlyReport, code: str) -> list[list[object]]:
    """Return the cells of a table, words in Swedish."""
    return [
        [cell.into("sv") if isinstance(cell, Words) else cell for cell in row.cells]
        for row in report.table(code).rows
    ]


def test_tables(report: YearlyReport) -> None:
    """The lines of the tables are what was counted by hand."""
    assert cells(report, "networks.by_office") == [
        ["Kulturförvaltningen", 1, 1, 0, 0, 0],
        ["Miljöförvaltningen", 1, 1, 1, 1, 2],
        ["Stadsledningskontoret", 1, 1, 0, 0, 0],
    ]
    assert cells(report, "fees.by_network") == [
        ["Alfa", "Stadsledningskontoret", D("11500.00"), D("10000.50"), D("1499.50"), None],
        ["Beta", "Miljöförvaltningen", D("500.25"), None, None, None],
        ["Gamma", "Miljöförvaltningen", None, None, None, 1],
    ]
    assert cells(report, "fees.deadlines") == [
        ["Alfa", "Stadsledningskontoret", date(2027, 12, 31), 6, date(2027, 6, 30)]
    ]
    assert cells(report, "trips.by_country") == [
        ["Norge", 2, 0, 3],
        ["Uganda", 1, 0, 2],
        ["Finland", 0, 1, 0],
    ]
    assert cells(report, "trips.by_city") == [
        ["Oslo", "Norge", 2, 3],
        ["Bergen", "Norge", 1, 1],
        ["Kampala", "Uganda", 1, 2],
    ]
    assert cells(report, "trips.by_funding") == [
        ["Egen budget", D("2000.00")],
        ["EU-medel", D("95.00")],
    ]
    assert cells(report, "flights.by_mode") == [["Tåg", 3, 4], ["Flyg", 2, 2]]
    assert cells(report, "visits.by_topic") == [["Klimat", 2], ["Skola", 1]]
    assert cells(report, "overlaps.trips") == [
        [
            "Oslo",
            "Oslo",
            "Miljöförvaltningen",
            "Bergen",
            "Kulturförvaltningen",
            date(2026, 3, 11),
            date(2026, 3, 11),
        ]
    ]
    assert [row[0] for row in cells(report, "results.missing_reports")] == [
        "Bergen",
        "Malmö",
        "Vart",
    ]


def test_spread_counts_in_each_and_says_so(report: YearlyReport) -> None:
    """A network with two directions is in both lines, and the table says that."""
    lines = {line[0]: line[1:] for line in cells(report, "spread.directions")}
    assert lines["Profilering"] == [2, 0, 0, 0, 2]
    assert lines["Samverkan"] == [1, 1, 0, 0, 2]
    assert lines["Omvärldsbevakning"] == [0, 0, 1, 0, 1]
    assert lines["Ingen angiven"] == [1, 4, 2, 5, 12]
    table = report.table("spread.directions")
    assert table.remark is not None
    assert "i var och en" in table.remark.into("sv")


def test_lines_are_as_wide_as_their_table(report: YearlyReport) -> None:
    """Every line, and that of sums, has a cell for each column, and what is drawn is there."""
    for answer in report.answers:
        for table in answer.tables:
            wide = len(table.columns)
            assert all(len(row.cells) == wide for row in table.rows), table.code
            assert not table.sums or len(table.sums) == wide, table.code
            assert set(table.charted) <= {column.code for column in table.columns}, table.code
            assert bool(table.chart) == bool(table.charted), table.code


def test_nothing_of_secret_rows_is_told(register: Register, report: YearlyReport) -> None:
    """No id and no name of a secret row is anywhere in it; it says how many are left out."""
    told = str(plain(report, "sv"))
    for name in ("hidden", "secret", "hid"):
        assert id_of(name) not in told
    assert "Hemlig" not in told
    assert [words.into("sv").replace("\N{NO-BREAK SPACE}", " ") for words in report.remarks] == [
        "Sekretess: 1 kontakt, 1 nätverk, 1 studieresa har lämnats utanför rapporten."
    ]
    whole = yearly_report(register, Asked(year=2026), with_secret=True)
    assert whole.figure("networks.members").value == 4
    assert whole.remarks == ()


def test_a_row_that_becomes_secret_is_told_of_no_day(register: Register) -> None:
    """What is secret now is left out of reports of earlier days too."""
    entity, day = CATALOGUE["network"], register.clock().date()
    writing.put(register, entity, id_of("beta"), {"secret": "ja"})
    try:
        made = yearly_report(register, Asked(year=2026, as_of=day))
        assert made.figure("networks.joined").value == 0
    finally:
        writing.put(register, entity, id_of("beta"), {"secret": ""})


def test_what_is_written_meanwhile_has_it_made_again(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures and fingerprint are of one state, also if another window saves in between."""
    calls = []

    def saving(frame: Frame) -> Answer:
        calls.append(frame)
        if len(calls) == 1:
            writing.put(register, CATALOGUE["network"], id_of("beta"), {"short_name": "B"})
        return report_module.ANSWERS[-1](frame)

    monkeypatch.setattr(
        report_module, "ANSWERS", (*report_module.ANSWERS[:1], saving, *ANSWERS[2:])
    )
    monkeypatch.setattr(report_module, "text_blocks", lambda _answers: ())
    made = yearly_report(register, Asked(year=2026))
    assert len(calls) == 2
    assert made.fingerprint == upkeep.shown_digest(register.db.conn)
    undoing.undo(register)


def test_fingerprint_and_day(register: Register, report: YearlyReport) -> None:
    """The report says what it was made from."""
    assert report.fingerprint == upkeep.shown_digest(register.db.conn)
    assert report.as_of == date(2027, 2, 1)
    assert report.register_name == "Stadsledningskontoret"
    assert (report.period, report.compared) == (
        Span(date(2026, 1, 1), date(2026, 12, 31)),
        Span(date(2025, 1, 1), date(2025, 12, 31)),
    )


def test_a_period_of_months(register: Register) -> None:
    """March 2026 is compared with February; fees are told to be those of the year."""
    asked = Asked(first=date(2026, 3, 1), last=date(2026, 3, 31))
    made = yearly_report(register, asked)
    assert made.compared == Span(date(2026, 2, 1), date(2026, 2, 28))
    assert (made.figure("networks.joined").value, made.figure("trips.abroad").value) == (1, 2)
    fees = made.figure("fees.total")
    assert (fees.value, fees.before) == (D("12000.25"), None)
    assert fees.remark is not None
    assert "hela 2026" in fees.remark.into("sv")


def test_texts_to_paste(report: YearlyReport) -> None:
    """The texts are whole sentences in both languages, with their numbers in place."""
    texts = {block.heading.into("sv"): block.text for block in report.text_blocks}
    networks = texts["Nätverk och medlemskap"]
    assert networks.into("sv").startswith(
        "Staden var vid slutet av 2026 medlem i tre\N{NO-BREAK SPACE}nätverk, lika många som året "
        "före. Staden gick med i ett\N{NO-BREAK SPACE}nätverk och lämnade "
        "ett\N{NO-BREAK SPACE}nätverk under 2026."
    )
    assert networks.into("en").startswith(
        "The City was a member of three\N{NO-BREAK SPACE}networks at the end of 2026, as many as "
        "the year before. The City joined one\N{NO-BREAK SPACE}network and left "
        "one\N{NO-BREAK SPACE}network in 2026."
    )
    assert "två fler än året före" in texts["Resor till utlandet"].into("sv")
    assert "two more than the year before" in texts["Resor till utlandet"].into("en")


@pytest.fixture
def sparse(tmp_path: Path) -> Iterator[Register]:
    """Return a register in which little is known of a fee, a review and a visit."""
    path, office = tmp_path / "sparse.knreg", "Stadsledningskontoret"
    with new_register(path, office, person="P", clock=lambda: TODAY) as made:
        network = {"name": "Nät", "responsible": CENTRE, "status": "active"}
        id_ = writing.put(made, CATALOGUE["network"], None, network).id
        fee = {"network": id_, "year": "2026", "amount": "100", "currency": "EUR"}
        writing.put(made, CATALOGUE["fee"], None, fee)
        writing.put(made, CATALOGUE["review"], None, {"network": id_, "year": "2026"})
        visit = {"kind": "visit", "topic": "Vatten", "status": "completed"}
        asked = {**visit, "received_on": "2026-01-02"}
        writing.put(made, CATALOGUE["request"], None, asked)
        days = {"start_on": "2026-02-02", "end_on": "2026-02-04"}
        trip = {"title": "Återbruk", "organisation": CENTRE, **days}
        of_trip = {"trip": writing.put(made, CATALOGUE["trip"], None, trip).id}
        writing.put(made, CATALOGUE["action"], None, {**of_trip, "what": "Pröva"})
        person = writing.put(made, CATALOGUE["contact"], None, {"family_name": "Ek"}).id
        post = {"network": id_, "contact": person, "role": "chair"}
        writing.put(made, CATALOGUE["post"], None, post)
        project = {"title": "Projekt", "kind": "other", "external_funding": "100"}
        writing.put(made, CATALOGUE["collaboration"], None, project)
        over = {**project, "status": "ended", "start_on": "2019-01-01"}
        writing.put(made, CATALOGUE["collaboration"], None, over)
        yield made


def test_what_nobody_knows_is_not_told_as_nought(sparse: Register) -> None:
    """No sum of unknown amounts, no guests where nobody counted, no decision without a name."""
    made = yearly_report(sparse, Asked(year=2026))
    table = made.table("fees.by_network")
    column = [each.code for each in table.columns].index("sek")
    assert (table.rows[0].cells[column], table.sums[column]) == (None, None)
    texts = " ".join(block.text.into("sv") for block in made.text_blocks).replace("\xa0", " ")
    assert "Ett har genomförts. För ett besök är antalet personer inte känt." in texts
    assert "Ett medlemskap omprövades under 2026: utan beslut 1." in texts


def test_what_ended_some_day_is_not_running(sparse: Register) -> None:
    """A collaboration that is over without an end date is told of beside the number."""
    figure = yearly_report(sparse, Asked(year=2026)).figure("money.running")
    assert figure.value == 1
    assert figure.remark is not None
    assert "1\xa0samarbete är avslutat utan slutdatum" in figure.remark.into("sv")


@pytest.mark.parametrize(("day", "made"), [("2026-01-20", 1), ("2026-12-30", 0)])
def test_an_accepted_visit_was_made_once_its_days_have_passed(
    tmp_path: Path, day: str, made: int
) -> None:
    """Nobody has to say so: dates move things forward by themselves."""
    asked = {"received_on": "2026-01-05", "kind": "visit", "topic": "Cyklar", "wished_from": day}
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    with new_register(tmp_path / "v.knreg", CENTRE, clock=lambda: noon) as register:
        writing.put(register, CATALOGUE["request"], None, {**asked, "status": "accepted"})
        report = yearly_report(register, Asked(year=2026))
        assert report.figure("visits.made").value == made
        assert "i det här registret" in report.remarks[0].into("sv")  # it is one office's


def test_one_is_not_told_as_many(sparse: Register) -> None:
    """One trip, one action, one post and one project have sentences of their own."""
    made = yearly_report(sparse, Asked(year=2026))
    texts = [
        " ".join(block.text.into(language) for block in made.text_blocks).replace("\xa0", " ")
        for language in LANGUAGES
    ]
    for told in (
        ("Den resa som avslutades under 2026 har inte rapporterats.", "has not led to a report"),
        ("Av resan följde en åtgärd; den har inte slutförts.", "The trip led to one action;"),
        ("det går inte ut inom ett år", "it does not end within a year"),
        ("Det har 100 kr i extern finansiering.", "It has SEK 100 of external funding."),
    ):
        assert [one for one, text in zip(told, texts, strict=True) if one not in text] == []


def test_no_place_is_left_unfilled(report: YearlyReport, of_environment: YearlyReport) -> None:
    """In no text of the report a named place remains, in either language."""
    for made in (report, of_environment):
        for language in LANGUAGES:
            told = str(plain([answer.figures for answer in made.answers], language))
            told += str(plain([[a.sentences, a.question] for a in made.answers], language))
            told += " ".join(block.text.into(language) for block in made.text_blocks)
            assert "{what}" not in told
            assert "{n}" not in told


def test_one_administration_is_named(of_environment: YearlyReport) -> None:
    """Its sentences are about it."""
    assert of_environment.organisation_name == "Miljöförvaltningen"
    assert of_environment.organisation == ENVIRONMENT != CULTURE
    assert of_environment.answers[0].sentences[0].into("sv").startswith("Miljöförvaltningen var")


@pytest.mark.parametrize(
    "asked",
    [
        Asked(organisation="Ingenstans"),
        Asked(organisation="Helsingfors stad"),
        Asked(first=date(2026, 1, 1)),
        Asked(first=date(2026, 2, 1), last=date(2026, 1, 1)),
        Asked(year=1899),
    ],
)
def test_what_cannot_be_asked(register: Register, asked: Asked) -> None:
    """An organisation that is not ours and a period that is none are refused with an advice."""
    with pytest.raises(Refused) as refused:
        yearly_report(register, asked)
    assert refused.value.advice is not None
