"""The record panel by real keys, verified in the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.words import same
from desktop_app.services import attaching, particulars, undoing
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.writing import delete, put
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.attachments import AttachmentsBlock
from desktop_app.ui.record.history import HistoryBlock
from desktop_app.ui.record.layouts import BY_HAND, KEPT_APART, Parts, field_names, layout_of
from desktop_app.ui.record.panel import RecordPanel, _focused_box
from desktop_app.ui.record.part_words import PARTS
from desktop_app.ui.record.parts import PartsBlock, line_of
from desktop_app.ui.record.sums import sums_of
from desktop_app.ui.record.ties import BEGUN, TiesBlock

SIZE = (620, 900)


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[RecordPanel]:
    """Return a panel on the screen, with nothing in it."""
    made = RecordPanel(desk)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.flush()


def some(desk: Desk, entity: str, place: int = 0) -> Row:
    """Return a row of an entity."""
    return list(list_rows(desk.session.register, CATALOGUE[entity], Listing(limit=place + 1)))[-1]


def fresh_trip(desk: Desk) -> str:
    """Return a trip without any parts."""
    office = some(desk, "organisation").id
    given = {"title": "Resa", "organisation": office, "start_on": "2026-03-02"}
    return desk.session.do(
        lambda r: put(r, CATALOGUE["trip"], None, {**given, "end_on": "2026-03-05"})
    ).id


def parts_in(desk: Desk, part: str, owner: str) -> list[Row]:
    """Return the parts of a trip as the register has them."""
    link = CATALOGUE[part].by_name["trip"]
    return particulars.parts(desk.session.register, CATALOGUE[part], link, owner)


def block(panel: RecordPanel, entity: str, kind: type, place: int = 0) -> object:
    """Return a piece of the page that is shown."""
    blocks = panel._pages(entity).page.blocks
    return [each for each in blocks if isinstance(each, kind)][place]


def keys(text: str) -> None:
    """Type a text into what has the focus."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key on what has the focus."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


# --- layouts ---


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_field_and_part_stands_in_exactly_one_place(name: str) -> None:
    entity = CATALOGUE[name]
    placed = [field for tab in layout_of(entity) for field in field_names(tab)]
    assert sorted(placed) == sorted(each.name for each in entity if each.name not in entity.owners)
    parts = [
        each.entity for tab in layout_of(entity) for each in tab.blocks if isinstance(each, Parts)
    ]
    assert sorted(parts) == sorted(part.name for part, _link in parts_of(entity))


@pytest.mark.parametrize("name", BY_HAND)
def test_only_what_is_kept_apart_is_left_for_the_last_tab(name: str) -> None:
    assert set(field_names(layout_of(CATALOGUE[name])[-1])) <= {*KEPT_APART, "note"}


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_first_tab_has_what_a_new_row_needs_and_units_stay_together(name: str) -> None:
    entity = CATALOGUE[name]
    first = set(field_names(layout_of(entity)[0]))
    assert {each.name for each in entity if each.required} - {*entity.owners} <= first
    assert set(entity.one_of) <= first
    for tab in layout_of(entity):
        for placed in tab.blocks:
            names = set(getattr(placed, "names", ()))
            for unit in entity.units.values():
                members = {each.name for each in unit}
                assert not names & members or members <= names


def test_every_part_has_its_words_and_what_is_begun_from_a_row_links_back() -> None:
    assert set(PARTS) == {each.name for each in CATALOGUE.values() if each.owners}
    for source, begun in BEGUN.items():
        for target, field in begun:
            assert CATALOGUE[target].by_name[field].kind.entity == source  # type: ignore[attr-defined]


# --- the row ---


def test_a_field_is_saved_when_it_is_left(desk: Desk, panel: RecordPanel) -> None:
    row = some(desk, "contact")
    panel.show_row("contact", row.id)
    panel.show_field("department")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys("Vatten")
    press(Qt.Key.Key_Tab)
    assert desk.session.register.row(CATALOGUE["contact"], row.id).values["department"] == "Vatten"


def test_the_title_follows_what_is_written(desk: Desk, panel: RecordPanel, qtbot: QtBot) -> None:
    row = some(desk, "contact")
    panel.show_row("contact", row.id)
    with qtbot.waitSignal(panel.title_changed) as told:
        desk.session.do(lambda r: put(r, CATALOGUE["contact"], row.id, {"given_name": "Zoë"}))
    assert told.args[0].startswith("Zoë ")
    assert panel.header.title.text().startswith("Zoë ")


def test_a_change_elsewhere_does_not_take_what_is_being_typed(
    desk: Desk, panel: RecordPanel
) -> None:
    row = some(desk, "contact")
    panel.show_row("contact", row.id)
    panel.show_field("department")
    focused = QApplication.focusWidget()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys("Halv")
    desk.session.do(lambda r: put(r, CATALOGUE["contact"], row.id, {"city": "Gävle"}))
    assert QApplication.focusWidget() is focused
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "Halv"
    panel.flush()
    values = desk.session.register.row(CATALOGUE["contact"], row.id).values
    assert (values["department"], values["city"]) == ("Halv", "Gävle")


def test_what_does_not_fit_survives_another_row(desk: Desk, panel: RecordPanel) -> None:
    first, second = some(desk, "contact"), some(desk, "contact", 1)
    panel.show_row("contact", first.id)
    panel.show_field("email")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys("ingen adress")
    panel.show_row("contact", second.id)
    panel.show_row("contact", first.id)
    panel.show_field("email")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "ingen adress"
    assert not panel.flush()


def test_the_tab_stays_and_keys_turn_it(desk: Desk, panel: RecordPanel) -> None:
    panel.show_row("contact", some(desk, "contact").id)
    panel.focus_first()
    press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert panel._pages("contact").page.tab.name == "ties"
    assert not panel._pages("contact").page.stale
    panel.show_row("contact", some(desk, "contact", 1).id)
    assert panel._pages("contact").page.tab.name == "ties"
    assert not panel._pages("contact").page.stale
    panel.turn(-1)
    assert panel._pages("contact").page.tab.name == "details"


def test_narrow_tabs_keep_the_chosen_one_in_sight(desk: Desk, panel: RecordPanel) -> None:
    panel.resize(300, 600)
    panel.show_row("network", some(desk, "network").id, "more")
    tabs = panel._pages("network").tabs
    seen = [place for place in range(tabs.bar.count()) if tabs.bar.isTabVisible(place)]
    assert tabs.current in seen
    assert len(seen) < tabs.bar.count()
    assert tabs.more.isVisible()
    tabs.more.menu().actions()[0].trigger()
    assert panel._pages("network").page.tab.name == "membership"


# --- new rows ---


def test_a_new_row_exists_as_soon_as_it_can(desk: Desk, panel: RecordPanel, qtbot: QtBot) -> None:
    office = some(desk, "organisation").id
    panel.show_new("contact", {"organisation": office})
    assert panel.is_new
    assert panel.current() is None
    with qtbot.waitSignal(panel.created) as told:
        keys("Marta")
        press(Qt.Key.Key_Tab)
        keys("Exem")
    entity, id_ = told.args
    assert panel.current() == (entity, id_)
    keys("pel")
    press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: panel._pages("contact").beginning is None)
    box = _focused_box()
    assert box is not None
    assert box.field.name == "title"
    assert panel._pages("contact").page.isAncestorOf(box)
    values = desk.session.register.row(CATALOGUE["contact"], id_).values
    assert values["organisation"] == office
    assert (values["given_name"], values["family_name"]) == ("Marta", "Exempel")


def test_undoing_the_new_row_closes_it(desk: Desk, panel: RecordPanel, qtbot: QtBot) -> None:
    panel.show_new("contact", {})
    with qtbot.waitSignal(panel.created):
        keys("Marta")
        press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(panel.closed):
        desk.session.undo()
    assert panel.current() is None


# --- deleted, read-only, conflicts ---


def test_a_row_deleted_while_shown_closes_and_can_be_restored_from_its_banner(
    desk: Desk, panel: RecordPanel, qtbot: QtBot
) -> None:
    row = some(desk, "contact")
    panel.show_row("contact", row.id)
    with qtbot.waitSignal(panel.closed):
        desk.session.do(lambda r: delete(r, CATALOGUE["contact"], row.id))
    panel.show_row("contact", row.id)
    assert panel.read_only
    assert panel.header.deleted.isVisible()
    assert panel.header.deleted.button.isVisible()
    panel.header.deleted.button.click()
    assert not panel.read_only
    assert not panel.header.deleted.isVisible()
    assert not particulars.is_deleted(desk.session.register.row(CATALOGUE["contact"], row.id))


def conflict(desk: Desk, row: Row) -> None:
    """Let two edits that did not know each other give a contact an address."""
    for address in ("anna.ny@example.org", "anna.kontor@example.org"):
        with desk.session.register.record.acting("edit", same("Två händer")) as act:
            act.write("contact", row.id, {"email": address}, {"email": ()})


def test_a_conflict_is_settled_by_choosing(desk: Desk, panel: RecordPanel) -> None:
    row = some(desk, "contact")
    conflict(desk, row)
    panel.show_row("contact", row.id)
    banner = panel.header.conflict
    assert banner.isVisible()
    titles = [line.item.title for line in banner.lines.lines]
    assert {"anna.ny@example.org", "anna.kontor@example.org"} <= set(titles)
    wanted = banner.lines.lines[titles.index("anna.ny@example.org")]
    wanted.setFocus()
    press(Qt.Key.Key_Return)
    after = desk.session.register.row(CATALOGUE["contact"], row.id)
    assert after.values["email"] == "anna.ny@example.org"
    assert not after.conflicts
    assert not banner.isVisible()


# --- parts ---


def test_parts_are_added_one_after_another_by_keys(
    desk: Desk, panel: RecordPanel, qtbot: QtBot
) -> None:
    trip = fresh_trip(desk)
    panel.show_row("trip", trip, "programme")
    items = block(panel, "trip", PartsBlock)
    assert isinstance(items, PartsBlock)
    items.add_button.setFocus()
    press(Qt.Key.Key_Insert)
    for day in ("2026-03-04", "2026-03-03"):
        keys(day)
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Escape)
    found = parts_in(desk, "programme", trip)
    assert [row.values["date"] for row in found] == ["2026-03-03", "2026-03-04"]
    assert [line.item.key for line in items.lines.lines] == [row.id for row in found]


def test_a_line_opens_is_changed_in_place_and_closed(desk: Desk, panel: RecordPanel) -> None:
    trip = fresh_trip(desk)
    given = {"trip": trip, "city": "Wien", "country": "AT"}
    desk.session.do(lambda r: put(r, CATALOGUE["stop"], None, given))
    panel.show_row("trip", trip)
    stops = block(panel, "trip", PartsBlock)
    assert isinstance(stops, PartsBlock)
    stops.focus_first()
    line = QApplication.focusWidget()
    press(Qt.Key.Key_Return)
    assert stops.form is not None
    assert stops.form.isVisible()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys("Graz")
    press(Qt.Key.Key_Tab)
    assert parts_in(desk, "stop", trip)[0].values["city"] == "Graz"
    assert stops.form.isVisible()
    press(Qt.Key.Key_Escape)
    assert not stops.form.isVisible()
    assert QApplication.focusWidget() is line
    assert stops.lines.lines[0].item.title == "Graz"


def test_delete_removes_a_line_and_undo_brings_it_back(desk: Desk, panel: RecordPanel) -> None:
    trip = fresh_trip(desk)
    for city in ("Wien", "Graz", "Linz"):
        given = {"trip": trip, "city": city, "country": "AT"}
        desk.session.do(lambda r, given=given: put(r, CATALOGUE["stop"], None, given))
    panel.show_row("trip", trip)
    stops = block(panel, "trip", PartsBlock)
    assert isinstance(stops, PartsBlock)
    stops.focus_first()
    press(Qt.Key.Key_Down)
    middle = stops.lines.lines[1].item.title
    press(Qt.Key.Key_Delete)
    assert middle not in [row.values["city"] for row in parts_in(desk, "stop", trip)]
    assert len(stops.lines.lines) == 2
    press(Qt.Key.Key_Delete)
    assert QApplication.focusWidget() in stops.lines.lines
    press(Qt.Key.Key_Delete)
    assert QApplication.focusWidget() is stops.add_button
    for _again in range(3):
        desk.session.undo()
    assert middle in [line.item.title for line in stops.lines.lines]


def test_a_part_that_is_begun_is_found_again(desk: Desk, panel: RecordPanel) -> None:
    trip, other = fresh_trip(desk), some(desk, "contact")
    panel.show_row("trip", trip)
    stops = block(panel, "trip", PartsBlock)
    assert isinstance(stops, PartsBlock)
    stops.add()
    keys("Salzburg")  # a country is missing still
    panel.show_row("contact", other.id)
    assert not parts_in(desk, "stop", trip)
    panel.show_row("trip", trip)
    stops.add()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "Salzburg"


def test_parts_of_a_deleted_row_cannot_be_changed(desk: Desk, panel: RecordPanel) -> None:
    trip = fresh_trip(desk)
    desk.session.do(lambda r: delete(r, CATALOGUE["trip"], trip))
    panel.show_row("trip", trip)
    stops = block(panel, "trip", PartsBlock)
    assert isinstance(stops, PartsBlock)
    assert not stops.add_button.isVisible()
    stops.add()
    assert stops.form is None


def test_sums_add_up_for_each_currency(desk: Desk) -> None:
    trip = fresh_trip(desk)
    costs = (("travel", "100,50", "SEK"), ("lodging", "20", "EUR"), ("per_diem", "0,50", "SEK"))
    codes = desk.session.register.lists().codes("cost_item")
    for (_name, budget, currency), code in zip(costs, codes, strict=False):
        given = {"trip": trip, "item": code, "budget": budget, "currency": currency}
        desk.session.do(lambda r, given=given: put(r, CATALOGUE["cost"], None, given))
    rows = parts_in(desk, "cost", trip)
    assert sums_of("cost", rows, desk.session.writer) == "Summa budget: 20,00 EUR + 101,00 SEK"


# --- ties, files, history ---


def test_ties_open_the_row_and_begin_new_ones(desk: Desk, panel: RecordPanel, qtbot: QtBot) -> None:
    row = next(
        each
        for each in list_rows(desk.session.register, CATALOGUE["contact"], Listing())
        if each.values.get("organisation")
    )
    panel.show_row("contact", row.id, "ties")
    ties = block(panel, "contact", TiesBlock)
    assert isinstance(ties, TiesBlock)
    assert ties.focus_first()
    with qtbot.waitSignal(desk.ways.row) as told:
        press(Qt.Key.Key_Return)
    assert told.args == ["organisation", row.values["organisation"]]
    with qtbot.waitSignal(desk.ways.new) as begun:
        ties._begin[0][2].click()
    assert begun.args == ["interaction", {"contact": row.id}]


def test_a_participant_leads_to_the_trip(desk: Desk, panel: RecordPanel) -> None:
    trip, person = fresh_trip(desk), some(desk, "contact")
    given = {"trip": trip, "contact": person.id}
    desk.session.do(lambda r: put(r, CATALOGUE["participant"], None, given))
    panel.show_row("contact", person.id, "ties")
    ties = block(panel, "contact", TiesBlock)
    assert isinstance(ties, TiesBlock)
    found = [line.item.key for view in ties._shown for line in view.lines.lines]
    assert f"trip/{trip}" in found


def test_ties_follow_what_is_written_elsewhere(desk: Desk, panel: RecordPanel) -> None:
    row = some(desk, "contact")
    panel.show_row("contact", row.id, "ties")
    ties = block(panel, "contact", TiesBlock)
    assert isinstance(ties, TiesBlock)
    given = {"date": "2026-11-02", "kind": "met", "contact": row.id, "summary": "Sågs i Lund"}
    kind = desk.session.register.lists().codes("interaction_kind")[0]
    desk.session.do(lambda r: put(r, CATALOGUE["interaction"], None, {**given, "kind": kind}))
    titles = [line.item.title for view in ties._shown for line in view.lines.lines]
    assert any("Sågs i Lund" in title for title in titles)


def test_a_dropped_file_is_attached_and_removed_by_a_key(
    desk: Desk, panel: RecordPanel, tmp_path: Path
) -> None:
    row = some(desk, "contact")
    panel.show_row("contact", row.id)
    file = tmp_path / "brev.txt"
    file.write_text("Hej", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    nothing = Qt.KeyboardModifier.NoModifier
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    panel.dropEvent(QDropEvent(QPointF(QPoint(9, 9)), action, data, button, nothing))
    found = attaching.attachments(desk.session.register, row.id)
    assert [each.values["name"] for each in found] == ["brev.txt"]
    files = block(panel, "contact", AttachmentsBlock)
    assert isinstance(files, AttachmentsBlock)
    files.focus_first()
    press(Qt.Key.Key_Delete)
    assert not attaching.attachments(desk.session.register, row.id)
    assert not files.lines.lines


def test_a_risky_file_is_asked_about_and_others_open_from_a_private_copy(
    desk: Desk, panel: RecordPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, opened, asked = some(desk, "contact"), [], []
    for name in ("brev.txt", "makro.xlsm"):
        (tmp_path / name).write_text(name, encoding="utf-8")
        attaching.attach(desk.session.register, CATALOGUE["contact"], row.id, tmp_path / name)
    monkeypatch.setattr(
        "desktop_app.ui.record.attachments.QDesktopServices.openUrl",
        lambda url: opened.append(Path(url.toLocalFile())) or True,
    )
    monkeypatch.setattr(desk.messages, "ask", lambda sentence, *_rest: asked.append(sentence))
    panel.show_row("contact", row.id, "more")
    files = block(panel, "contact", AttachmentsBlock)
    assert isinstance(files, AttachmentsBlock)
    for each in attaching.attachments(desk.session.register, row.id):
        files.open(each.id)
    assert [path.name for path in opened] == ["brev.txt"]
    assert opened[0].read_text(encoding="utf-8") == "brev.txt"
    assert opened[0].parent.stat().st_mode & 0o077 == 0
    assert len(asked) == 1


def test_a_large_file_is_attached_beside_the_window(
    desk: Desk, panel: RecordPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    row = some(desk, "contact")
    panel.show_row("contact", row.id)
    file = tmp_path / "film.bin"
    file.write_bytes(b"0" * 3_000_000)
    panel.attach_file(file)
    assert desk.tasks.busy
    files = block(panel, "contact", AttachmentsBlock)
    assert isinstance(files, AttachmentsBlock)
    qtbot.waitUntil(lambda: len(files.lines.lines) == 1)
    desk.tasks.close()


def test_history_tells_old_and_new(desk: Desk, panel: RecordPanel) -> None:
    row = some(desk, "contact")
    for city in ("Gävle", "Luleå"):
        desk.session.do(lambda r, city=city: put(r, CATALOGUE["contact"], row.id, {"city": city}))
    panel.show_row("contact", row.id)
    panel.show_history()
    told = block(panel, "contact", HistoryBlock)
    assert isinstance(told, HistoryBlock)
    assert told.lines.lines[0].item.title == "Ändrade Ort"
    press(Qt.Key.Key_Return)
    assert told.card.isVisible()
    texts = [
        told._grid.itemAtPosition(0, column).widget().text()  # type: ignore[union-attr]
        for column in (0, 1)
    ]
    assert texts == ["Ort", "Gävle → Luleå"]


def test_the_story_tells_of_deletion_restoring_and_sets(desk: Desk) -> None:
    row, contact = some(desk, "contact"), CATALOGUE["contact"]
    desk.session.do(lambda r: put(r, contact, row.id, {"topics": "vatten; avfall"}))
    desk.session.do(lambda r: put(r, contact, row.id, {"topics": "vatten; buller"}))
    desk.session.do(lambda r: delete(r, contact, row.id))
    undoing.undo(desk.session.register)
    entries = particulars.story(desk.session.register, contact, row.id)
    assert [each.deleted for each in entries[:3]] == [False, True, None]
    changed = entries[2].written[0]
    assert (changed.old, changed.new) == (["avfall"], ["buller"])


def test_everything_is_said_anew_in_english(desk: Desk, panel: RecordPanel) -> None:
    trip = fresh_trip(desk)
    panel.show_row("trip", trip)
    desk.speech.use("en")
    stops = block(panel, "trip", PartsBlock)
    assert isinstance(stops, PartsBlock)
    assert stops.add_button.text() == "Add a stop"
    assert stops.heading.text() == "Stops"
    assert panel._pages("trip").tabs.bar.tabText(3) == "Travel and decision"
    assert panel.header.subtitle.text().startswith("Study trip · ")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_kind_of_row_opens_in_every_tab_and_all_that_takes_keys_has_a_name(
    desk: Desk, panel: RecordPanel, language: str
) -> None:
    desk.speech.use(language)
    opened = 0
    for name, entity in CATALOGUE.items():
        for row in list_rows(desk.session.register, entity, Listing(limit=1)):
            for tab in layout_of(entity):
                panel.show_row(name, row.id, tab.name)
                opened += 1
                assert panel._pages(name).page.tab is tab
                assert nameless(panel) == []
    assert opened > len(CATALOGUE)


def nameless(panel: RecordPanel) -> list[str]:
    """Return what can have the keyboard and has no name to be read out."""
    found = []
    for widget in panel.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            told = QAccessible.queryAccessibleInterface(widget)
            if told is not None and not told.text(QAccessible.Text.Name):
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_a_part_in_conflict_is_settled_in_its_form(desk: Desk, panel: RecordPanel) -> None:
    trip = fresh_trip(desk)
    given = {"trip": trip, "city": "Wien", "country": "AT"}
    stop = desk.session.do(lambda r: put(r, CATALOGUE["stop"], None, given)).id
    for host in ("Stadt Wien", "Wiener Wasser"):
        with desk.session.register.record.acting("edit", same("Två händer")) as act:
            act.write("stop", stop, {"host": host}, {"host": ()})
    panel.show_row("trip", trip)
    stops = block(panel, "trip", PartsBlock)
    assert isinstance(stops, PartsBlock)
    stops.open(stop)
    assert stops.conflict.isVisible()
    stops.conflict.lines.lines[1].used.emit("choose")
    assert not desk.session.register.row(CATALOGUE["stop"], stop).conflicts
    assert not stops.conflict.isVisible()


def test_a_register_open_for_reading_lets_nothing_be_changed(
    desk: Desk, panel: RecordPanel
) -> None:
    trip = fresh_trip(desk)
    desk.session.writable = False
    panel.show_row("trip", trip)
    assert panel.header.closed.isVisible()
    panel.show_field("title")
    focused = QApplication.focusWidget()
    if isinstance(focused, QLineEdit):
        assert focused.isReadOnly()
    stops = block(panel, "trip", PartsBlock)
    assert isinstance(stops, PartsBlock)
    assert not stops.add_button.isVisible()


def test_a_very_long_name_is_shortened_and_asks_for_no_room(
    desk: Desk, panel: RecordPanel, qtbot: QtBot
) -> None:
    trip = fresh_trip(desk)
    name = "Stadsbyggnadskontorsföreståndare" * 15
    desk.session.do(lambda r: put(r, CATALOGUE["trip"], trip, {"title": name}))
    panel.resize(*SIZE)
    panel.show_row("trip", trip)
    title = panel.header.title
    qtbot.waitUntil(lambda: title.height() > title.fontMetrics().lineSpacing())
    assert panel.width() == SIZE[0]
    assert title.toolTip() == name
    assert panel.header.height() < SIZE[1] / 3


def test_a_line_is_named_so_that_numbers_do_not_run_together(desk: Desk) -> None:
    values = {"year": 2026, "amount": "1500.00", "currency": "EUR"}
    fee = line_of(CATALOGUE["fee"], Row("fee", "x", values), desk.session.writer)
    assert fee.title.replace("\N{NO-BREAK SPACE}", " ") == "2026: 1 500,00 EUR"
    leg = Row("leg", "x", {"from": "Lund", "to": "Wien", "mode": "train"})
    line = line_of(CATALOGUE["leg"], leg, desk.session.writer)
    assert (line.title, line.rest) == ("Lund – Wien", "Färdsätt: Tåg")
