"""The first page: every line leads to what it tells of, and it follows what happens."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import drafting
from desktop_app.services.drafting import Draft
from desktop_app.services.overview import overview
from desktop_app.services.writing import put
from desktop_app.ui.pages.overview import OverviewPage
from desktop_app.ui.pages.parts import Card, Line, Tile
from tests.journeys.hands import Hands
from tests.ui.at_window import Key, elsewhere, notice, register_of, to_list


def shown(hands: Hands) -> OverviewPage:
    """Go to the first page."""
    hands.place.go("overview")
    hands.rest(20)
    page = hands.place.page
    assert isinstance(page, OverviewPage)
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
        hands.click(tile)
        page = hands.place.list_page
        assert page is not None
        assert page.entity.name == name
        assert page.model.rowCount() == count


def test_each_line_leads_to_its_row(hands: Hands) -> None:
    found = overview(register_of(hands))
    page = shown(hands)
    for card, dues in ((page.late, found.late), (page.coming, found.coming)):
        shown(hands)
        assert len(lines(card)) == len(dues)
        for number, due in enumerate(dues):
            shown(hands)
            line = lines(card)[number]
            assert due.date in line.accessibleName()
            assert due.what.sv in line.accessibleName()
            line.setFocus()
            hands.key(Key.Key_Return)
            current = hands.place.record.current()
            assert current is not None
            row = due.row
            links = {row.values.get(name) for name in CATALOGUE[row.entity].owners}
            assert current == (row.entity, row.id) or current[1] in links


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


def test_what_was_begun_is_gone_on_with(hands: Hands) -> None:
    draft = Draft("contact", "", None, {"given_name": "Eva", "email": "halv"})
    drafting.keep(register_of(hands), draft)
    page = shown(hands)
    page.say()
    hands.rest()
    (line,) = [each for each in lines(page.waits) if "Påbörjat" in each.accessibleName()]
    assert "Eva" in line.accessibleName()
    hands.click(line)
    assert hands.place.record.is_new
    names = hands.place.record._pages("contact").beginning.form.boxes  # type: ignore[union-attr]
    assert names["given_name"].editor.given() == "Eva"
    assert names["email"].editor.given() == "halv"


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


def test_empty_cards_say_what_belongs_there(hands: Hands) -> None:
    page = shown(hands)
    for card, sentence in (
        (page.late, "Inget är försenat."),
        (page.coming, "Inga datum framöver."),
        (page.waits, "Inget väntar på beslut."),
    ):
        texts = " ".join(each.text() for each in card.findChildren(type(card.heading)))
        assert bool(lines(card)) != (sentence in texts)
    assert "Inget väntar på beslut." in " ".join(
        each.text() for each in page.waits.findChildren(type(page.waits.heading))
    )
