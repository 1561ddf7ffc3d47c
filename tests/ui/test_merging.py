"""Duplicates at the window: found beside it, side by side, merged, told apart, undone, by keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import same
from desktop_app.services import writing
from desktop_app.services.duplicates import Pair
from desktop_app.services.facing import facings
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import GONE, Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.merging import looking
from desktop_app.ui.merging.dialog import MergeDialog
from tests.journeys.hands import Hands
from tests.journeys.hands import ask as asked
from tests.ui.at_window import choose, ids, settle, to_list, told

CONTACT = CATALOGUE["contact"]
Key = Qt.Key
Opened = Callable[[], MergeDialog]


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """Return a desk whose work is over when the test is."""
    yield desk
    desk.tasks.close()


def add(desk: Desk, given: str, family: str, **values: str) -> str:
    named = {"given_name": given, "family_name": family, "email": "asa@example.org", **values}
    return writing.put(desk.session.register, CONTACT, None, named).id


@pytest.fixture
def two(desk: Desk) -> tuple[str, str]:
    """Return a person who was entered twice: the fuller row first."""
    return (
        add(desk, "Åsa", "Provberg", title="Chef", city="Malmö", note="Ett.", topics="vatten"),
        add(desk, "Asa", "Provberg", title="Strateg", phone="040-34 10 00", note="Två."),
    )


def opened_with(qtbot: QtBot, dialog: MergeDialog) -> MergeDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.qWaitForWindowActive(dialog, 2000)
    return dialog


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Opened:
    """Return what opens the dialog and waits until the duplicates are found."""

    def opened() -> MergeDialog:
        dialog = opened_with(qtbot, MergeDialog(desk))
        dialog.look()
        qtbot.waitUntil(lambda: not dialog.looking.busy, timeout=20_000)
        return dialog

    return opened


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def undo() -> None:
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def row(desk: Desk, id_: str) -> Row:
    return desk.session.register.row(CONTACT, id_)


def is_gone(desk: Desk, id_: str) -> bool:
    found = queries.row(desk.session.register.db.conn, CONTACT, id_)
    assert found is not None
    return found.state == GONE


def texts(dialog: MergeDialog) -> list[str]:
    found = [each.text() for each in dialog.sides.findChildren(QLabel) if not each.isHidden()]
    return [text.replace("\N{ZERO WIDTH SPACE}", "") for text in found]


def pairs(dialog: MergeDialog) -> list[set[str]]:
    return [{pair.first, pair.second} for pair in dialog.list.pairs]


def fresh(desk: Desk, command: str) -> Any:
    """Return what the command line says of the register, in a process of its own."""
    return asked(command, desk.session.register.path)


def test_both_rows_stand_side_by_side_with_what_differs_first(
    desk: Desk, opened: Opened, two: tuple[str, str]
) -> None:
    dialog = opened()
    assert pairs(dialog) == [set(two)]
    assert dialog.list.pair_model.text(0) == (
        "Åsa Provberg – Asa Provberg\nTroligen samma (130 poäng): liknande namn, samma e-post"
        if dialog.list.pairs[0].first == two[0]
        else "Asa Provberg – Åsa Provberg\nTroligen samma (130 poäng): liknande namn, samma e-post"
    )
    shown = dialog.sides.rows
    assert shown is not None
    assert [each.id for each in shown] == list(two)
    said = texts(dialog)
    for text in ("Blir kvar", "Går upp i den", "Titel – skiljer sig, välj", "Telefon – tas med"):
        assert text in said, text
    assert said.index("Titel – skiljer sig, välj") < said.index("Ort – tas med")
    assert "E-post" in said


def test_a_pair_is_merged_by_keys_alone(desk: Desk, opened: Opened, two: tuple[str, str]) -> None:
    dialog = opened()
    for _ in range(20):
        if not isinstance(QApplication.focusWidget(), QRadioButton):
            press(Key.Key_Tab)
    first = QApplication.focusWidget()
    assert first is not None
    assert first.accessibleName() == "Förnamn: Åsa"
    press(Key.Key_Tab)
    title = QApplication.focusWidget()
    assert title is not None
    assert title.accessibleName() == "Titel: Chef"
    press(Key.Key_Right)
    assert dialog.sides.choices == {"title": "drop"}
    press(Key.Key_1)
    values = row(desk, two[0]).values
    assert (values["given_name"], values["title"], values["city"]) == ("Åsa", "Strateg", "Malmö")
    assert values["note"] == "Ett.\n\nTvå."
    assert is_gone(desk, two[1])
    assert pairs(dialog) == []
    assert dialog.nothing.text() == "Inga fler dubbletter."
    assert fresh(desk, "duplicates") == []
    undo()
    assert not is_gone(desk, two[1])
    assert pairs(dialog) == [set(two)]
    assert fresh(desk, "duplicates")[0]["sure"]


def test_not_the_same_is_not_proposed_again(
    desk: Desk, opened: Opened, two: tuple[str, str]
) -> None:
    dialog = opened()
    press(Key.Key_2)
    assert pairs(dialog) == []
    assert fresh(desk, "duplicates") == []
    assert not is_gone(desk, two[1])
    undo()
    assert pairs(dialog) == [set(two)]
    assert len(fresh(desk, "duplicates")) == 1


def test_the_other_row_can_stay(desk: Desk, opened: Opened, two: tuple[str, str]) -> None:
    dialog = opened()
    button = dialog.sides.cells["title", "drop"].button
    assert button is not None
    button.click()
    press(Key.Key_4)
    shown = dialog.sides.rows
    assert shown is not None
    assert [each.id for each in shown] == [two[1], two[0]]
    assert dialog.sides.choices == {"given_name": "drop", "title": "keep"}
    dialog.list.setFocus()
    press(Key.Key_1)
    values = row(desk, two[1]).values
    assert (values["given_name"], values["title"]) == ("Åsa", "Strateg")
    assert is_gone(desk, two[0])


def test_a_click_on_a_value_chooses_it(qtbot: QtBot, opened: Opened, two: tuple[str, str]) -> None:
    dialog = opened()
    assert two
    qtbot.mouseClick(dialog.sides.cells["note", "drop"].label, Qt.MouseButton.LeftButton)
    assert dialog.sides.choices["note"] == "drop"
    qtbot.mouseClick(dialog.sides.cells["note", "both"].label, Qt.MouseButton.LeftButton)
    assert "note" not in dialog.sides.choices


def test_the_queue_goes_on_with_the_survivor(
    desk: Desk, opened: Opened, two: tuple[str, str]
) -> None:
    third = add(desk, "Åsa", "Provbergh", title="Chef")
    dialog = opened()
    assert len(pairs(dialog)) == 3
    press(Key.Key_1)
    left = {each for each in (*two, third) if not is_gone(desk, each)}
    assert len(left) == 2
    assert pairs(dialog) == [left]
    undo()
    assert len(pairs(dialog)) == 3


def test_a_pair_is_skipped(desk: Desk, opened: Opened, two: tuple[str, str]) -> None:
    assert two
    add(desk, "Bo", "Annan", email="bo@example.org")
    add(desk, "Bo", "Annan", email="bo@example.org")
    dialog = opened()
    before = pairs(dialog)
    assert dialog.list.place == 0
    press(Key.Key_3)
    assert dialog.list.place == 1
    press(Key.Key_Return)
    assert dialog.list.place == 0
    press(Key.Key_Down)
    assert dialog.list.place == 1
    assert pairs(dialog) == before


def test_pairs_are_shown_by_kind_and_by_how_likely_they_are(
    desk: Desk, opened: Opened, two: tuple[str, str]
) -> None:
    here = {"email": "", "organisation": "Stadsledningskontoret"}
    perhaps = {add(desk, "Bo", "Provannan", **here), add(desk, "Bo", "Provannan", **here)}
    names = ("Provbolaget AB", "Provbolagett AB")
    things = {
        writing.put(desk.session.register, CATALOGUE["organisation"], None, given).id
        for given in ({"name": name, "kind": "other", "city": "Provstad"} for name in names)
    }
    dialog = opened()
    boxes = (dialog.queue.kinds, dialog.queue.likely)
    assert [[box.itemText(n) for n in range(box.count())] for box in boxes] == [
        ["Alla slag (3)", "Kontakter (2)", "Organisationer (1)"],
        ["Alla (3)", "Troligen samma (2)", "Kanske (1)"],
    ]
    seen = []
    for kind, likely in (("organisation", ""), ("contact", ""), ("contact", "perhaps")):
        for box, value in zip(boxes, (kind, likely), strict=True):
            box.setCurrentIndex(box.findData(value))
            box.activated.emit(box.currentIndex())
        seen.append(pairs(dialog))
    assert seen == [[things], [set(two), perhaps], [perhaps]]
    press(Key.Key_2)  # the last of these: the others come
    assert pairs(dialog) == [set(two), things]
    assert dialog.sides.rows is not None
    undo()
    assert len(dialog.queue.pairs) == 3


def test_thousands_of_pairs_are_shown_at_once(desk: Desk, two: tuple[str, str]) -> None:
    dialog = MergeDialog(desk)
    many = [Pair("contact", *two, 110, ())] * 20_000
    begun = time.perf_counter()
    dialog._show_pairs(many, same("-"))
    assert time.perf_counter() - begun < 1  # far above what it takes
    assert dialog.list.place == 0
    dialog.list.go_next()
    assert dialog.list.place == 1
    dialog.deleteLater()


def test_the_list_looks_for_duplicates_of_its_own_first(hands: Hands) -> None:
    page = to_list(hands, "organisation")
    register = hands.place._desk.session.register
    for name in ("Provbolaget AB", "Provbolagett AB"):
        given = {"name": name, "kind": "other", "city": "Provstad"}
        writing.put(register, CATALOGUE["organisation"], None, given)
    for _ in range(2):
        writing.put(register, CONTACT, None, {"given_name": "Bo", "email": "bo@example.org"})
    hands.click(page.duplicates)
    (dialog,) = hands.window.findChildren(MergeDialog)
    hands.until(lambda: not dialog.looking.busy, "the duplicates")
    hands.until(lambda: dialog.list.pairs, "the pairs")
    assert {pair.entity for pair in dialog.list.pairs} == {"organisation"}
    dialog.reject()
    assert not to_list(hands, "fee").duplicates.isVisible()


def test_nothing_found_is_said(opened: Opened) -> None:
    dialog = opened()
    assert dialog.nothing.text() == "Inga dubbletter hittades."
    assert not dialog.foot.merge.isEnabled()


def test_looking_can_be_stopped_and_begun_again(
    qtbot: QtBot, desk: Desk, two: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_register: Register, progress: Callable[[int, int], None]) -> list[Any]:
        while True:
            progress(1, 2)
            time.sleep(0.01)

    with monkeypatch.context() as patched:
        patched.setattr(looking, "find_all", endless)
        dialog = opened_with(qtbot, MergeDialog(desk))
        dialog.look()
        assert not dialog.foot.again.isEnabled()
        qtbot.mouseClick(dialog.looking.stop_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not dialog.looking.busy)
    assert dialog.nothing.text() == "Sökningen avbröts."
    qtbot.mouseClick(dialog.foot.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.looking.busy)
    assert pairs(dialog) == [set(two)]


def test_closing_ends_the_search(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_register: Register, progress: Callable[[int, int], None]) -> list[Any]:
        while True:
            progress(1, 2)
            time.sleep(0.01)

    monkeypatch.setattr(looking, "find_all", endless)
    dialog = opened_with(qtbot, MergeDialog(desk))
    dialog.look()
    dialog.close()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not dialog.isVisible()


def test_what_cannot_be_looked_at_is_told(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_register: Register, _progress: object) -> list[Any]:
        raise Refused(same("Nej"))

    found: list[str] = []
    monkeypatch.setattr(looking, "find_all", refuse)
    monkeypatch.setattr(desk.messages, "tell", lambda words, _advice=None: found.append(words.sv))
    dialog = opened_with(qtbot, MergeDialog(desk))
    dialog.look()
    qtbot.waitUntil(lambda: not dialog.looking.busy)
    assert found == ["Nej"]


def test_a_pair_of_which_one_is_deleted_meanwhile_cannot_be_merged(
    desk: Desk, opened: Opened, two: tuple[str, str]
) -> None:
    dialog = opened()
    assert dialog.foot.merge.isEnabled()
    desk.session.do(lambda register: writing.delete(register, CONTACT, two[1]))
    assert dialog.sides.rows is None
    assert not dialog.foot.merge.isEnabled()
    desk.session.undo()
    assert dialog.foot.merge.isEnabled()


def test_a_register_for_reading_only_shows(
    desk: Desk, opened: Opened, two: tuple[str, str]
) -> None:
    assert two
    desk.session.writable = False
    dialog = opened()
    assert not dialog.foot.merge.isEnabled()
    assert not dialog.foot.distinct.isEnabled()
    assert "öppet för läsning" in dialog.told.text()


def test_all_is_said_in_english_too(desk: Desk, opened: Opened, two: tuple[str, str]) -> None:
    assert two
    desk.speech.use("en")
    dialog = opened()
    assert "Title – differs, choose" in texts(dialog)
    assert (
        "Most likely the same (130 points): name alike, same e-mail"
        in dialog.list.pair_model.text(0)
    )
    assert dialog.foot.merge.text() == "Merge (1)"


def test_a_unit_stands_as_a_whole(desk: Desk) -> None:
    entity = next(each for each in CATALOGUE.values() if each.units)
    key, fields = next(iter(entity.units.items()))
    one = Row(entity.name, "a", {fields[0].name: "Ett"})
    other = Row(entity.name, "b", {fields[0].name: "Två"})
    (found,) = facings(desk.session.writer, entity, one, other)
    assert (found.key, found.fields, found.how, found.both) == (key, fields, "differ", False)
    assert (found.kept[0], found.dropped[0]) == ("Ett", "Två")


def test_two_selected_rows_of_a_list_are_merged(hands: Hands) -> None:
    page = to_list(hands)
    choose(hands, page, 0)
    merge = hands.window.actions_.by_name["merge"]
    merge.trigger()
    assert "Markera först de två" in told(hands)
    chosen = ids(page)[:2]
    choose(hands, page, 0)
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hands.until(lambda: page.table.chosen_ids() == chosen, "two rows")
    merge.trigger()
    (dialog,) = hands.window.findChildren(MergeDialog)
    assert dialog.queue.isHidden()
    assert "Du har valt de här två." in texts(dialog)
    hands.until(lambda: hands.focus is dialog.foot.merge, "the dialog")
    hands.key(Key.Key_1)
    hands.until(lambda: not hands.window.findChildren(MergeDialog), "the end of the dialog")
    assert hands.said.startswith("Slog ihop")
    settle(hands, page)
    assert len(set(chosen) & set(ids(page))) == 1
    hands.window.actions_.by_name["undo"].trigger()
    settle(hands, page)
    assert set(chosen) <= set(ids(page))


def test_the_menu_opens_the_duplicates(hands: Hands) -> None:
    hands.window.actions_.by_name["duplicates"].trigger()
    (dialog,) = hands.window.findChildren(MergeDialog)
    hands.until(lambda: not dialog.looking.busy, "the duplicates")
    dialog.reject()
    hands.rest(50)
