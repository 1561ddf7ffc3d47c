"""The map by mouse and keyboard, with eyes and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.geography import Mark
from desktop_app.domain.words import Words
from desktop_app.ui.map import MapView
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme

Key = Qt.Key
COUNTED = Words("{n} resa", "{n} trip"), Words("{n} resor", "{n} trips")
MARKS = [
    Mark("Köpenhamn", "DK", 55.68, 12.57, 12, rows=("a", "b")),
    Mark("Malmö", "SE", 55.61, 13.00, 1),
    Mark("Wien", "AT", 48.21, 16.37, 1200),
    Mark("DE", "DE", 51.0, 10.0, 7, "country"),
    Mark("<b>Riga</b>", "LV", 56.95, 24.11, 3),
]


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> Iterator[MapView]:
    made = MapView(Theme(qapp, "light"), Speech("sv"))
    made.resize(800, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.show_marks(MARKS, COUNTED)
    made.activateWindow()
    made.setFocus()
    QTest.qWait(60)
    yield made
    made.close()
    made.deleteLater()
    qapp.setStyleSheet("")


def spoken(view: MapView) -> list[str]:
    return [dot.accessibleName() for dot in view.dots]


def test_every_mark_is_told_in_words(view: MapView) -> None:
    assert spoken(view) == [
        "Wien, Österrike: 1\N{NO-BREAK SPACE}200 resor",
        "Köpenhamn, Danmark: 12 resor",
        "Tyskland: 7 resor",
        "<b>Riga</b>, Lettland: 3 resor",
        "Malmö, Sverige: 1 resa",
    ]
    found = QAccessible.queryAccessibleInterface(view.dots[1])
    assert found is not None
    assert found.role() == QAccessible.Role.Button
    assert "<p" in view.dots[3].toolTip()  # shown as it stands
    view._speech.use("en")
    assert "Germany: 7 trips" in spoken(view)
    assert view.accessibleName() == "Map"


def test_keys_go_from_dot_to_dot_and_open(view: MapView) -> None:
    spy = QSignalSpy(view.chosen)
    for dot in view.dots:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert dot.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Backtab)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert [spy.at(n)[0] for n in range(spy.count())] == [MARKS[4]]
    dot = view.dots[1]
    QTest.mouseClick(dot, Qt.MouseButton.LeftButton)
    assert spy.at(1)[0] is MARKS[0]


def test_keys_zoom_and_move(view: MapView) -> None:
    before = [dot.geometry() for dot in view.dots]
    scale = view.transform().m11()
    QTest.keyClick(view, Key.Key_Plus)
    assert view.transform().m11() == pytest.approx(scale * 1.3)
    place = view.dots[0].pos()
    QTest.keyClick(view.dots[0], Key.Key_Right)  # a dot leaves the keys of the map to it
    assert view.dots[0].pos() == place - QPoint(60, 0)
    for _ in range(20):
        QTest.keyClick(view, Key.Key_Minus)
    assert view.transform().m11() > 0.03, "the map got lost"
    QTest.keyClick(view, Key.Key_0)
    assert [dot.geometry() for dot in view.dots] == before
    view.zoom(10, QPointF(0, 0))
    view.dots[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert view.viewport().rect().contains(view.dots[0].geometry()), "a dot is brought into view"


def test_wheel_zooms_only_where_one_works(view: MapView) -> None:
    scale = view.transform().m11()
    view.clearFocus()
    assert not wheeled(view).isAccepted(), "the page scrolls"
    assert view.transform().m11() == scale
    assert wheeled(view, Qt.KeyboardModifier.ControlModifier).isAccepted()
    view.setFocus()
    under = view.mapToScene(QPoint(600, 300))
    assert wheeled(view).isAccepted()
    assert view.transform().m11() == pytest.approx(scale * 1.69)
    moved = view.mapFromScene(under) - QPoint(600, 300)
    assert moved.manhattanLength() <= 2


def wheeled(
    view: MapView, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> QWheelEvent:
    at, away, phase = QPointF(600, 300), QPoint(0, 120), Qt.ScrollPhase.NoScrollPhase
    button = Qt.MouseButton.NoButton
    event = QWheelEvent(at, at, QPoint(), away, button, modifiers, phase, False)
    view.wheelEvent(event)
    return event


def test_names_stand_beside_their_dots_and_not_on_each_other(view: MapView) -> None:
    QTest.qWait(60)
    shown = dict(view.names.shown)
    assert {"Köpenhamn 12", "Tyskland 7", "Malmö 1", "<b>Riga</b> 3"} < set(shown)
    boxes = list(shown.values())
    for number, box in enumerate(boxes):
        assert view.viewport().rect().contains(box.toRect())
        assert not any(box.intersects(other) for other in boxes[number + 1 :])


def test_colours_follow_the_theme(view: MapView) -> None:
    for scheme in ("light", "dark", "contrast"):
        view._theme.use(scheme, 175)
        colours = view._theme.colours
        image = view.viewport().grab().toImage()
        assert image.pixelColor(view.dots[0].geometry().center()) == colours.link
        assert image.pixelColor(view.dots[2].geometry().center()) == colours.base, "a ring"
    assert view.dots[0].radius > 16


def test_a_map_without_marks_shows_the_world(view: MapView) -> None:
    near = view.transform().m11()
    view.show_marks([])
    assert not view.dots
    assert view.transform().m11() < near / 2
