"""The first page: every line leads to what it tells of, and it follows what happens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.overview import overview
from desktop_app.services.writing import put
from desktop_app.ui.pages.overview import OverviewPage
from desktop_app.ui.pages.parts import Card, Line, Tile
from tests.journeys.hands import Hands
from tests.ui.at_window import Key, elsewhere, notice, register_of, to_list


@pytest.fixture
def dated(hands: Hands) -> Hands:
    """Return a person at a register with a trip in ten days."""
    register = register_of(hands)
    start = register.clock().date() + timedelta(10)
    given = {"title": "Resa om tio dagar", "organisation": register.facts.office}
    given |= {"start_on": start.isoformat(), "end_on": (start + timedelta(1)).isoformat()}
    hands.place._desk.session.do(lambda r: put(r, CATALOGUE["trip"], None, given))
    return hands


def shown(hands: Hands) -> OverviewPage:
    """Go to the first page, and wait until it has gone through the register."""
    hands.place.go("overview")
    page = hands.place.page
    assert isinstance(page, OverviewPage)
    hands.until(lambda: page._gatherer.complete and page._dates is not None, "what is due")
    hands.until(lambda: not page.year._slices.busy, "the year")
    hands.rest(40)  # until the new lines are shown
    return page


def lines(card: Card) -> list[Line]:
    """Return the lines of a card."""
    return [each for each in card.findChildren(Line) if each.isVisible()]


def tiles(page: OverviewPage) -> dict[str, Tile]:
    """Return the tiles by what they say."""
    return {each.accessibleName(): each for each in page.findChildren(Tile)}


def test_each_tile_says_how_many_and_opens_its_list(hands: Hands) -> None:
    counts = overview(register_of(hands)).counts
    for name, count in counts.items():
        tile = tiles(shown(hands))[f"{CATALOGUE[name].many.sv}: {count}"]
        tile.click()
        page = hands.place.list_page
        assert page is not None
        assert page.entity.name == name
        hands.until(lambda page=page, count=count: page.model.rowCount() == count, name)


def test_what_needs_somebody_leads_to_its_group_and_to_its_place(hands: Hands) -> None:
    page = shown(hands)
    items = [item for item in page._gatherer.items if not item.foreign]
    late = [item for item in items if item.group == "late"]
    heads = [each for each in lines(page.needs) if each.accessibleName() == f"Försenat {len(late)}"]
    assert len(heads) == 1
    heads[0].setFocus()
    hands.key(Key.Key_Return)
    assert hands.place.key == "follow_up"
    shown_there = hands.place.page
    assert shown_there.model.rowCount() == len(late) + 1  # type: ignore[attr-defined]
    page = shown(hands)
    line = lines(page.needs)[1]
    item = next(each for each in late if each.title[:60] in line.accessibleName())
    line.setFocus()
    hands.key(Key.Key_Return)
    current = hands.place.record.current()
    row = register_of(hands).row(CATALOGUE[item.entity], item.id)
    assert current is not None
    assert current[1] in [item.id, *row.values.values()]


def test_what_is_coming_leads_to_its_row(dated: Hands) -> None:
    page = shown(dated)
    (line,) = [each for each in lines(page.coming) if "tio dagar" in each.accessibleName()]
    line.setFocus()
    dated.key(Key.Key_Return)
    assert dated.place.record.header.title.text() == "Resa om tio dagar"


def test_the_year_is_walked_through_by_keys(dated: Hands) -> None:
    page = shown(dated)
    year = page.year
    start = year.chart.today + timedelta(10)
    if start.year != year.year:
        year.later.click()
        dated.until(lambda: not year._slices.busy, "the next year")
    year.chart.setFocus()
    seen = []
    while year.chart.day is None or year.chart.day < start:
        dated.key(Key.Key_Right)
        assert year.chart.day is not None
        seen.append(year.chart.day)
    assert year.chart.day == start
    assert seen == sorted(set(seen))
    assert "tio dagar" in year.chart.accessibleDescription()
    texts = [year.list.item(n).text() for n in range(year.list.count())]
    assert len(texts) == len(year.dates)
    assert "tio dagar" in year.list.currentItem().text()
    for key, day in ((Key.Key_Home, min(year.chart.on)), (Key.Key_End, max(year.chart.on))):
        dated.key(key)
        assert year.chart.day == day
    year.chart.go_to(start)
    if len(year.chart.on[start]) == 1:
        dated.key(Key.Key_Return)
        assert dated.place.record.header.title.text() == "Resa om tio dagar"


def test_arrows_go_from_line_to_line(hands: Hands) -> None:
    session = hands.place._desk.session
    for name in ("Ek", "Alm"):
        given = {"family_name": name}
        session.do(lambda r, given=given: put(r, CATALOGUE["contact"], None, given))
    page = shown(hands)
    first, second = lines(page.latest)[:2]
    first.setFocus()
    hands.key(Key.Key_Down)
    assert QApplication.focusWidget() is second
    hands.key(Key.Key_Up)
    assert QApplication.focusWidget() is first


def test_a_very_long_word_makes_no_card_wider_than_the_page(dated: Hands) -> None:
    given = {"family_name": "Sammanhållningspolitiken" * 5}
    dated.place._desk.session.do(lambda r: put(r, CATALOGUE["contact"], None, given))
    dated.window.resize(1366, 768)
    page = shown(dated)
    assert any(given["family_name"][:70] in each.accessibleName() for each in lines(page.latest))
    assert page.latest.mapTo(page, page.latest.rect().topRight()).x() < page.width()


def test_tab_goes_as_one_reads(dated: Hands) -> None:
    page = shown(dated)
    stations = [lines(card)[0] for card in (page.needs, page.coming, page.latest)]
    order = [*stations, page.year.earlier, page.year.chart, next(iter(tiles(page).values()))]
    stations[0].setFocus()
    met = [dated.focus]
    for _ in range(60):
        dated.key(Key.Key_Tab)
        met.append(dated.focus)
        if met[-1] is order[-1]:
            break
    assert [each for each in met if each in order] == order


def test_the_page_follows_what_is_written_here_and_elsewhere(hands: Hands) -> None:
    page = shown(hands)
    before = len(register_of(hands).db.conn.execute("SELECT 1 FROM contact").fetchall())
    session = hands.place._desk.session
    session.do(lambda r: put(r, CATALOGUE["contact"], None, {"family_name": "Provsson"}))
    hands.rest(20)
    assert any("Provsson" in each.accessibleName() for each in lines(page.latest))
    elsewhere(hands, lambda r: put(r, CATALOGUE["contact"], None, {"family_name": "Ek"}))
    notice(hands)
    hands.rest(20)
    assert f"Kontakter: {before + 2}" in tiles(page)
    to_list(hands)
    session.do(lambda r: put(r, CATALOGUE["contact"], None, {"family_name": "Alm"}))
    assert f"Kontakter: {before + 3}" in tiles(shown(hands))


def test_the_page_says_so_where_nothing_is_needed(hands: Hands) -> None:
    page = shown(hands)
    page._gatherer.items = []
    page._gatherer.changed.emit()
    page._show_coming([])
    for card, sentence in ((page.needs, "Inget är försenat"), (page.coming, "Inga datum")):
        assert not lines(card)
        assert any(sentence in each.text() for each in card.findChildren(QLabel))
