"""The list of networks on paper, and those of collaborations, visits and posts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports.engagement_lists import collaboration_list, post_list, visit_list
from desktop_app.reports.network_list import Fee, Membership, network_list
from desktop_app.reports.record import Record
from tests.reports.lists import (
    LONG,
    WORD,
    bare,
    by_page,
    is_fit,
    lies,
    margins_are_white,
    printed,
    told,
)
from tests.reports.trips import record

ORDER = ("Aktivt", "Avslutat")


def network(number: int, **more: str) -> Record:
    texts = {
        "name": f"Nätverket {number:03}",
        "kind": "Stadsnätverk",
        "status": ORDER[number % 2],
        "responsible": f"Förvaltning {number % 3}",
        "joined_on": f"2011-02-{number % 28 + 1:02}",
        "political_representative": f"Åsa Politiker{number}",
        "administrative_contact": f"Bo Tjänsteman{number}",
        "next_review_on": "2027-05-06",
        "period_ends_on": "2027-12-31",
    }
    return record({**texts, **more})


def fee(amount: str, currency: str, sek: str | None) -> Fee:
    return Fee(
        record({"amount": amount, "currency": currency}), None if sek is None else Decimal(sek)
    )


def membership(number: int, **more: str) -> Membership:
    posts = [record({"contact": f"Eva Ordf{number}", "role": "Ordförande", "until": "2028-01-31"})]
    fees = [fee(f"{1000 + number}.50", "EUR", f"{11000 + number}.25")]
    return Membership(network(number, **more), posts, fees, "2027-06-30")


def listed(
    rows: list[Membership], by: str = "status", language: Language = "sv", year: int = 2026
) -> bytes:
    return printed(network_list(rows, year, by, language, ORDER)).pdf


@pytest.mark.parametrize("by", ["status", "responsible"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_about_a_network_arrives(language: Language, by: str) -> None:
    text = told(listed([membership(number) for number in range(9)], by, language))
    for number in range(9):
        one = network(number)
        shown = [*one.texts.values(), f"Eva Ordf{number}", "2028-01-31", "2027-06-30"]
        assert all(bare(value) in text for value in shown)
        amount = f"1\u00a000{number},50EUR" if language == "sv" else f"1,00{number}.50EUR"
        assert bare(amount) in text
        sek = f"11\u00a000{number},25" if language == "sv" else f"11,00{number}.25"
        assert bare(sek) in text
    heads = ("Avgift2026", "Sägupp", "Uppdrag") if language == "sv" else ("Fee2026", "Posts")
    assert all(head in text for head in heads)


@pytest.mark.parametrize("count", [1, 40])
def test_heads_are_repeated_and_pages_lie(count: int) -> None:
    rows = [membership(number) for number in range(count)]
    made = printed(network_list(rows, 2026, "status", "sv", ORDER))
    pages = by_page(made.pdf)
    assert lies(made.pdf)
    for number, text in enumerate(pages, 1):
        assert f"Sida{number}av{len(pages)}" in text
        assert ("Nästaomprövning" in text) or "Nätverket" not in text
    whole = "".join(pages)
    names = [f"Nätverket{number:03}" for number in range(count)]
    assert all(whole.count(name) == 1 for name in names)
    assert f"Aktivt({(count + 1) // 2})" in whole
    assert bare(f"{count} nätverk") in whole


def test_sums_are_exact_and_tell_what_they_lack() -> None:
    rows = [
        Membership(network(0), fees=[fee("0.10", "SEK", "0.10")]),
        Membership(network(2), fees=[fee("0.20", "SEK", "0.20")]),
        Membership(network(4), fees=[fee("100", "USD", None)]),
        Membership(network(6, membership_kind="Fullvärdig")),
        Membership(network(1), fees=[fee("99", "SEK", "99")]),
    ]
    text = told(listed(rows))
    assert "Summa0,30kr,utan1somsaknarkurs" in text
    assert "99,30kr,utan1somsaknarkurs" in text
    assert bare("saknar kurs") in text
    lacking = text[text.index("somintearmedisumman".replace("ar", "är")) :]
    assert "Nätverket004" in lacking
    without = told(listed(rows[:2]))
    assert "saknar" not in without
    assert "Summa0,30kr" in without


def test_a_membership_without_a_fee_is_told_unless_it_is_free() -> None:
    plain = Membership(Record({"status": "active"}, {"name": "Dyra nätet"}))
    free = Membership(
        Record({"status": "active", "membership_kind": "signatory"}, {"name": "Gratisnätet"})
    )
    left = Membership(Record({"status": "ended"}, {"name": "Gamla nätet"}))
    text = told(listed([plain, free, left]))
    tail = text[text.index(bare("Medlemskap utan uppgift om avgift 2026")) :]
    assert "Dyranätet" in tail
    assert "Gratisnätet" not in tail
    assert "Gamlanätet" not in tail


def test_groups_follow_the_pick_list_and_the_alphabet() -> None:
    rows = [
        Membership(network(n, status=ORDER[n % 2], name=f"{name}x"))
        for n, name in enumerate(["Östersjön", "Åland", "Zürich", "Älvdalen"])
    ]
    text = told(listed(rows))
    places = [text.index(word) for word in ("Aktivt(2)", "Zürichx", "Östersjönx", "Avslutat(2)")]
    assert places == sorted(places)
    assert text.index("Ålandx") < text.index("Älvdalenx")


def test_very_long_words_stay_on_the_page() -> None:
    names = ("name", "responsible", "political_representative", "status")
    more = dict(zip(names, LONG, strict=True))
    made = printed(network_list([membership(1, **more)], 2026, "status", "sv"))
    assert margins_are_white(made)
    text = told(made.pdf)
    assert all(bare(word) in text for word in LONG)


def test_differing_values_are_told() -> None:
    one = Membership(Record({}, {"name": "Nätet"}, {"name": ("Nätverksnätet",)}))
    assert "även:Nätverksnätet" in told(listed([one]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_fit_for_archive_and_screen_reader(language: Language) -> None:
    title = {"sv": "Nätverk och medlemskap 2026", "en": "Networks and memberships 2026"}
    tag = {"sv": "sv-SE", "en": "en-GB"}
    assert is_fit(listed([membership(1)], language=language), title[language], tag[language])
    assert is_fit(listed([], language=language), title[language], tag[language])


def project(number: int, **more: str) -> Record:
    texts = {
        "title": f"Projekt {number:03}",
        "kind": "EU-projekt" if number % 2 else "Biståndsprojekt",
        "organisation": f"Staden Ö{number}",
        "partners": f"Parten {number}",
        "programme": f"Interreg {number}",
        "role": "Samordnande part",
        "reference": f"KS 2026/{number}",
        "start_on": "2025-01-01",
        "end_on": "2027-12-31",
        "focus": f"inriktning {number}",
        "budget": "1000.50",
        "own_share": "200.25",
        "external_funding": "700",
        "funder": f"Finansiären {number}",
        "result": f"resultatet {number}",
        "status": "Pågår",
    }
    return record({**texts, **more})


def test_collaborations_tell_what_auditors_ask_for() -> None:
    rows = [project(number) for number in range(5)]
    text = told(printed(collaboration_list(rows, "sv", ["EU-projekt", "Biståndsprojekt"])).pdf)
    shown = set(project(1).texts) - {"budget", "own_share", "external_funding", "kind"}
    for one in rows:
        assert all(bare(one.texts[name]) in text for name in shown)
    assert text.index("EUprojekt(2)") < text.index("Biståndsprojekt(3)")
    assert text.count(bare("100,25")) == 5  # what nobody pays
    assert bare("3 001,50") in text  # the budget of three
    assert bare("5 002,50") in text


def test_a_budget_that_is_paid_has_no_remainder_and_a_missing_one_is_told() -> None:
    paid = project(1, own_share="300.50")
    without = record({"title": "Utan pengar", "kind": "Annat"})
    text = told(printed(collaboration_list([paid, without], "sv")).pdf)
    assert "Ejtäckt" not in text
    assert bare("Samarbeten utan budget") in text
    assert text.count("Utanpengar") == 2


def visit(year: int, topic: str, **more: str) -> Record:
    texts = {"topic": topic, "wished_from": f"{year}-03-04", "group_size": "12", **more}
    return record(texts)


def test_visits_are_by_year_the_newest_first() -> None:
    rows = [visit(2025, "Vatten"), visit(2026, "Avfall", reason="Gärna", outcome="Bra möte")]
    text = told(printed(visit_list(rows, "sv")).pdf)
    assert text.index("2026(1)") < text.index("Avfall") < text.index("2025(1)")
    assert all(word in text for word in ("Vatten", "Motivering:Gärna", "Bramöte"))
    only = told(printed(visit_list(rows, "sv", 2025)).pdf)
    assert "Vatten" in only
    assert "Avfall" not in only


def test_only_visits_that_took_place_have_had_visitors() -> None:
    statuses = ("completed", "followed_up", "assessed", "declined", "")
    rows = [visit(2026, f"Ämne {status}", status=status) for status in statuses]
    rows.append(visit(2026, "Utan antal", status="completed", group_size=""))
    text = told(printed(visit_list(rows, "sv")).pdf)
    assert bare("Personer i genomförda besök 24") in text
    assert bare("Genomförda besök utan antal 1") in text


def test_what_is_declined_is_in_no_sum_and_is_told() -> None:
    rows = [project(1), project(3), project(5, status="declined")]
    text = told(printed(collaboration_list(rows, "sv")).pdf)
    assert text.count("2001") == 2  # the sum of the kind, and that of all
    assert "3001,50" not in text
    assert text.count("Summa,utanavböjda") == 1
    assert bare("Avböjda, inte i summorna Projekt 005") in text
    alone = told(printed(collaboration_list([project(5, status="declined")], "sv")).pdf)
    assert "Summa" not in alone
    assert "summorna" not in alone


def test_posts_past_their_end_say_so() -> None:
    def post(name: str, until: str) -> Mapping[str, str]:
        return {"contact": name, "role": "Ordförande", "from": "2024-01-01", "until": until}

    rows = [("Eurocities", record(post("Åke Nu", "2026-11-21")))]
    rows += [("Eurocities", record(post("Bo Då", "2026-11-20"))), ("POLIS", record(post(WORD, "")))]
    made = printed(post_list(rows, "2026-11-21", "sv"))
    text = told(made.pdf)
    assert text.count(bare("Tiden har gått ut")) == 1
    assert text.index("BoDå") < text.index("ÅkeNu") < text.index("POLIS(1)")
    assert WORD in told(made.pdf)
