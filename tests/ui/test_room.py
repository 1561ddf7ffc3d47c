"""What is shown has room: nothing is cut, whatever the size of the text and the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.gender import new_label, none_label
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.writing import put
from desktop_app.ui.bar import Bar
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs.about import lowered
from desktop_app.ui.form import Form
from desktop_app.ui.pages.overview import OverviewPage
from desktop_app.ui.pages.parts import Scrolled
from desktop_app.ui.times import when
from tests.journeys.hands import Hands
from tests.ui.at_window import register_of

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
CONTACT = CATALOGUE["contact"]
NAMES = ("email", "email_2", "phone", "mobile")
LONG = "ett.mycket.langt.namn.som.inte.far.plats@stadsdelen.example.org"


@pytest.fixture
def form(desk: Desk, qtbot: QtBot) -> Iterator[Form]:
    """Return a form in two columns on the screen."""
    top = QWidget()
    qtbot.addWidget(top)
    made = Form(CONTACT, NAMES, desk, top)
    made.resize(520, 400)
    top.resize(520, 400)
    top.show()
    yield made
    del top


@pytest.fixture
def sized(hands: Hands) -> Iterator[Callable[[int, int], None]]:
    """Return what gives the window a width and the text a size; the next test has the usual."""

    def size(width: int, percent: int) -> None:
        hands.window.theme.use("light", percent)
        hands.window.resize(width, 800)
        hands.rest()

    yield size
    hands.window.theme.use("light", 100)


def shown(form: Form, desk: Desk, email: str) -> dict[str, tuple[int, int]]:
    """Show a contact with an address; return where the fields stand."""
    register = desk.session.register
    row = next(iter(list_rows(register, CONTACT, Listing())))
    desk.session.do(lambda reg: put(reg, CONTACT, row.id, {"email": email, "email_2": ""}))
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()  # while somebody is in a field, none moves
    form.show_row(register.row(CONTACT, row.id))
    QApplication.processEvents()
    return {name: (box.x(), box.y()) for name, box in form.boxes.items()}


def test_values_that_fit_stand_side_by_side(form: Form, desk: Desk) -> None:
    at = shown(form, desk, "a@example.org")
    assert at["email"][1] == at["email_2"][1]
    assert at["email"][0] < at["email_2"][0]


def test_a_long_value_takes_the_row_and_leaves_the_other_pairs_alone(
    form: Form, desk: Desk
) -> None:
    at = shown(form, desk, LONG)
    assert at["email"][0] == at["email_2"][0]
    assert at["email"][1] < at["email_2"][1] < at["phone"][1]
    assert at["phone"][1] == at["mobile"][1]
    line = form.boxes["email"].editor.main
    assert line.fontMetrics().horizontalAdvance(LONG) < line.width()
    back = shown(form, desk, "a@example.org")
    assert back["email"][1] == back["email_2"][1]


def test_an_empty_field_shows_a_dash_until_somebody_is_there(hands: Hands) -> None:
    hands.place.new_row("network", {})
    hands.rest()
    box = hands.place.record.findChild(Form).boxes["short_name"]  # type: ignore[union-attr]
    line = box.editor.main
    assert line.property("placeholderText") == "–"
    line.setFocus()
    hands.rest()
    assert line.property("placeholderText") == ""


@pytest.mark.parametrize("percent", [100, 175])
@pytest.mark.parametrize("width", [1100, 1280, 1920])
def test_the_first_page_is_never_wider_than_its_place(
    hands: Hands, sized: Callable[[int, int], None], width: int, percent: int
) -> None:
    sized(width, percent)
    hands.place.go("overview")
    hands.rest()
    page = hands.place.page
    assert isinstance(page, OverviewPage)
    scrolled = page.findChild(Scrolled)
    assert isinstance(scrolled, Scrolled)
    content = scrolled.widget()
    assert content is not None
    assert content.width() <= scrolled.viewport().width()


@pytest.mark.parametrize("percent", [100, 175, 200])
def test_find_stays_in_the_bar_when_words_have_no_room(
    hands: Hands, sized: Callable[[int, int], None], percent: int
) -> None:
    sized(1100, percent)
    bar = hands.window.findChild(Bar)
    assert isinstance(bar, Bar)
    find = hands.window.actions_.by_name["find"]
    button = next(each for each in bar.findChildren(QToolButton) if find in each.actions())
    assert button.isVisible()
    assert button.geometry().right() <= bar.width()


def test_words_come_back_to_the_bar(hands: Hands) -> None:
    bar = hands.window.findChild(Bar)
    assert isinstance(bar, Bar)
    styles = []
    for width in (1900, 700, 1900):
        hands.window.resize(width, 800)
        hands.rest()
        styles.append({each.toolButtonStyle() for each in bar.findChildren(QToolButton)})
    icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    assert icon_only in styles[1]
    assert bar._buttons["undo"].toolButtonStyle() != icon_only
    assert bar._buttons["import"].toolButtonStyle() != icon_only


def test_a_dialog_is_never_larger_than_the_screen(desk: Desk, qapp: QApplication) -> None:
    screen = qapp.primaryScreen().availableSize()
    assert desk.theme.room(300, 200) == QSize(300, 200)
    largest = desk.theme.room(5000, 5000)
    assert largest.width() < screen.width()
    assert largest.height() < screen.height()


def test_the_head_of_a_record_has_its_height_before_it_is_painted(hands: Hands) -> None:
    rows = list_rows(register_of(hands), CONTACT, Listing())
    hands.place.go("contact")
    hands.place.record.show_row("contact", next(iter(rows)).id)
    title = hands.place.record.header.title
    assert title.height() >= title.fontMetrics().height()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows keeps one time zone")
def test_moments_are_told_by_the_clock_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    try:
        assert when("2026-07-05T12:32:00+00:00") == "2026-07-05 14.32"
        assert when("2026-12-31T23:05:00.123Z") == "2027-01-01 00.05"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_headings_of_licences_stand_below_the_dialogs() -> None:
    assert lowered("# Title\n\n## Fonts\ntext") == "\n#### Fonts\ntext"


@pytest.mark.parametrize(
    ("entity", "new", "none"),
    [
        ("contact", "Ny kontakt", "ingen kontakt"),
        ("network", "Nytt nätverk", "inget nätverk"),
        ("collaboration", "Nytt samarbete", "inget samarbete"),
        ("interaction", "Nytt kontakttillfälle", "inget kontakttillfälle"),
        ("setting", "Ny inställning", "ingen inställning"),
    ],
)
def test_words_follow_the_gender(entity: str, new: str, none: str) -> None:
    assert new_label(CATALOGUE[entity]).into("sv") == new
    assert none_label(CATALOGUE[entity]).into("sv") == none
