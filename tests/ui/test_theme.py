"""The look: readable in all colours, changed while it runs, and nothing moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme as theme_module
from desktop_app.ui.palettes import CONTRAST, DARK, LIGHT, Colours, palette_of
from desktop_app.ui.sheet import MARKS, SHEET, scaled, sheet
from desktop_app.ui.theme import Scheme, Theme

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
BACKS = [
    "window", "base", "alternate", "panel", "sidebar", "hover", "accent_soft", "new_back",
    "changed_back", "removed_back", "warning_back", "error_back", "info_back",
]  # fmt: skip
PLAIN_BACKS = ["window", "base", "alternate", "panel", "sidebar"]
TEXTS = ["text", "muted", "error", "warning", "success", "link"]
TEXT_PAIRS = [(text, back) for text in TEXTS for back in BACKS]
TEXT_PAIRS += [("on_accent", "accent"), ("on_accent", "accent_hover")]
EDGE_PAIRS = [(edge, back) for edge in ("control_border", "focus") for back in PLAIN_BACKS]
EDGE_PAIRS += [("accent", "window"), ("accent", "base"), ("accent", "sidebar")]
EDGE_PAIRS += [("focus", back) for back in ("hover", "accent_soft")]

GROUPS = [QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled]
ROLES = [role for role in QPalette.ColorRole if role.name not in ("NoRole", "NColorRoles")]

_PROPERTIES = """
alternate-background-color background border border-bottom border-bottom-color border-color
border-left border-left-color border-radius border-right border-top color combobox-popup
font-size font-weight gridline-color height icon-size image margin margin-left margin-top
max-height min-height min-width outline padding padding-left padding-right
placeholder-text-color qproperty-drawBase qproperty-icon right selection-background-color
selection-color spacing subcontrol-origin subcontrol-position width
"""
PROPERTIES = set(_PROPERTIES.split())
"""The properties of Qt's style sheets that ours may use."""


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[QApplication]:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    font, palette, style = QFont(found.font()), QPalette(found.palette()), found.style().name()
    yield found
    found.setStyleSheet("")
    found.setStyle(style)
    found.setPalette(palette)
    found.setFont(font)


@pytest.fixture
def theme(app: QApplication) -> Iterator[Theme]:
    made = Theme(app, "light", 100)
    yield made
    made.use("light", 100)
    made.deleteLater()


def test_contrast_counts_as_the_standard_does() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)
    assert contrast(QColor("#fff"), QColor("#308cc6")) == pytest.approx(3.69, abs=0.01)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_text_can_be_read_on_everything(name: str) -> None:
    assert _too_weak(SCHEMES[name], TEXT_PAIRS, 4.5) == {}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_control_has_an_edge_to_see(name: str) -> None:
    assert _too_weak(SCHEMES[name], EDGE_PAIRS, 3) == {}


def test_high_contrast_is_higher() -> None:
    assert _too_weak(CONTRAST, TEXT_PAIRS, 7) == {}
    assert _too_weak(CONTRAST, [("disabled", back) for back in BACKS], 4.5) == {}


@pytest.mark.parametrize("name", SCHEMES)
def test_marks_are_drawn_in_an_ink_that_shows(name: str) -> None:
    colours = SCHEMES[name]
    inks = {ink: _ink(ink) for ink in ("dark", "light", "grey")}
    for back in PLAIN_BACKS:
        assert contrast(inks[colours.ink], getattr(colours, back)) >= 4.5
    assert contrast(inks[colours.on_accent_ink], colours.accent) >= 4.5


def _ink(ink: str) -> QColor:
    found = re.search(r'stroke="(#\w+)"', (MARKS / f"check-{ink}.svg").read_text("utf-8"))
    assert found is not None
    return QColor(found[1])


def _too_weak(
    colours: Colours, pairs: list[tuple[str, str]], least: float
) -> dict[tuple[str, str], float]:
    found = {(a, b): contrast(getattr(colours, a), getattr(colours, b)) for a, b in pairs}
    return {pair: value for pair, value in found.items() if value < least}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_role_of_the_palette_is_set_and_readable(name: str, qtbot: QtBot) -> None:
    palette = palette_of(SCHEMES[name])
    unset = [(g, r) for g in GROUPS for r in ROLES if not palette.isBrushSet(g, r)]
    assert unset == []
    role = QPalette.ColorRole
    for group in GROUPS[:2]:
        for front, back in (
            (role.WindowText, role.Window), (role.Text, role.Base), (role.Text, role.AlternateBase),
            (role.ButtonText, role.Button), (role.ToolTipText, role.ToolTipBase),
            (role.HighlightedText, role.Highlight), (role.PlaceholderText, role.Base),
            (role.Link, role.Base), (role.LinkVisited, role.Base), (role.BrightText, role.Window),
        ):  # fmt: skip
            assert contrast(palette.color(group, front), palette.color(group, back)) >= 4.5


def test_the_sheet_hard_codes_no_colour_and_uses_only_files_there_are() -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\s*[:{])", re.sub(r"#\w+[,: {]", "", SHEET)) == []
    assert re.findall(r"\b(white|black|gray|grey|red)\b(?!\.svg)", SHEET) == []
    for colours in SCHEMES.values():
        text = sheet(colours, 10, 100)
        assert "$" not in text
        assert not re.search(r"\d(dp|%pt)", text)
        marks = set(re.findall(r"url\(marks:([^)]+)\)", text))
        assert len(marks) > 5
        assert all((MARKS / mark).is_file() for mark in marks)


def test_the_sheet_uses_only_what_qt_knows() -> None:
    # Qt says nothing of a property it does not know, nor of a colon that is missing.
    for block in re.findall(r"\{([^}]*)\}", SHEET):
        for declaration in filter(None, map(str.strip, block.split(";"))):
            name, colon, value = declaration.partition(": ")
            assert colon, declaration
            assert value.strip(), declaration
            assert name in PROPERTIES, declaration


def test_no_colour_is_defined_for_nothing() -> None:
    for_others = {"success", "new_back", "changed_back", "removed_back"}
    for field in fields(Colours):
        assert f"${field.name}" in SHEET or field.name in for_others, field.name


def test_lengths_grow_with_the_text_but_hairlines_stay() -> None:
    assert [scaled(8, percent) for percent in (100, 125, 175, 200)] == [8, 10, 14, 16]
    assert scaled(1, 30) == 1
    text = sheet(LIGHT, 20, 200)
    assert "border-radius: 10px" in text
    assert "border: 1px solid" in text
    assert "font-size: 33.0pt" in text


def test_a_change_of_scheme_shows_at_once(theme: Theme, app: QApplication, qtbot: QtBot) -> None:
    label = QLabel("Malmö")
    edit = QLineEdit()
    qtbot.addWidget(label)
    qtbot.addWidget(edit)
    label.show()
    edit.show()
    scheme: Scheme
    for scheme, colours in (("dark", DARK), ("contrast", CONTRAST), ("light", LIGHT)):
        with qtbot.waitSignal(theme.changed, timeout=1000):
            theme.use(scheme, 100)
        assert theme.colours is colours
        assert theme.dark == (scheme != "light")
        assert app.palette().window().color() == colours.window
        assert label.palette().windowText().color() == colours.text
        assert _middle(edit) == colours.base
        assert edit.palette().placeholderText().color() == colours.muted


def _middle(widget: QWidget) -> QColor:
    return _image(widget).pixelColor(widget.width() * 3 // 4, widget.height() // 2)


def _image(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_a_change_of_size_grows_text_and_lengths(
    theme: Theme, app: QApplication, qtbot: QtBot
) -> None:
    points = app.font().pointSizeF()
    label, title, button = QLabel("Malmö"), QLabel("Malmö"), QPushButton("Skapa")
    title.setProperty("role", "title")
    for widget in (label, title, button):
        qtbot.addWidget(widget)
        widget.show()
    before = [widget.sizeHint().height() for widget in (label, title, button)]
    assert before[1] > before[0]
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.use("light", 200)
    assert app.font().pointSizeF() == pytest.approx(points * 2)
    assert label.font().pointSizeF() == pytest.approx(points * 2)
    after = [widget.sizeHint().height() for widget in (label, title, button)]
    assert all(big > 1.7 * small for small, big in zip(before, after, strict=True))
    assert theme.metric(30) == 60
    theme.use("light", 100)
    assert app.font().pointSizeF() == pytest.approx(points)
    assert [widget.sizeHint().height() for widget in (label, title, button)] == before


def test_the_old_sheet_is_gone_before_anything_changes(
    theme: Theme, app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force: list[str] = []
    ways = {
        "setFont": app.setFont,
        "setPalette": app.setPalette,
        "setStyleSheet": app.setStyleSheet,
    }

    def noting(way: Callable[[object], None]) -> Callable[[object], None]:
        def work(what: object) -> None:
            if what != "":
                in_force.append(app.styleSheet())
            way(what)

        return work

    for name, way in ways.items():
        monkeypatch.setattr(app, name, noting(way))
    theme.use("dark", 125)
    assert in_force == ["", "", ""]  # each takes ten times as long where there is an old one


def test_the_system_is_followed_only_when_asked(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {"scheme": Qt.ColorScheme.Unknown, "preference": Qt.ContrastPreference.NoPreference}
    asked: list[Qt.ColorScheme] = []
    # Offscreen there is no system with colours of its own.
    contrasts = SimpleNamespace(contrastPreference=lambda: wanted["preference"])
    hints = SimpleNamespace(
        setColorScheme=asked.append,
        colorScheme=lambda: wanted["scheme"],
        accessibility=lambda: contrasts,
    )
    monkeypatch.setattr(theme, "_hints", hints)
    theme.use("system", 100)
    assert theme.colours is LIGHT
    wanted["scheme"] = Qt.ColorScheme.Dark
    theme._system_changed()
    assert theme.colours is DARK
    wanted["preference"] = Qt.ContrastPreference.HighContrast
    theme._system_changed()
    assert theme.colours is CONTRAST
    theme.use("light", 100)
    changes: list[int] = []
    theme.changed.connect(lambda: changes.append(1))
    theme._system_changed()
    assert theme.colours is LIGHT
    assert changes == []
    assert asked == [Qt.ColorScheme.Unknown, Qt.ColorScheme.Light]


def test_the_signals_of_the_system_are_heard(theme: Theme, app: QApplication) -> None:
    theme.use("system", 100)
    heard: list[int] = []
    theme.changed.connect(lambda: heard.append(1))
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert len(heard) == 1
    hints = app.styleHints().accessibility()
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert len(heard) == 2


CONTROLS: list[Callable[[], QWidget]] = [
    QLineEdit, QComboBox, QDateEdit, QSpinBox, lambda: QPushButton("Skapa"), QPlainTextEdit,
]  # fmt: skip


@pytest.mark.parametrize("percent", [100, 125, 175])
@pytest.mark.parametrize("make", CONTROLS)
def test_nothing_moves_when_it_gets_the_keyboard(
    make: Callable[[], QWidget], percent: int, theme: Theme, qtbot: QtBot
) -> None:
    theme.use("light", percent)
    window, widget, other = _pair(make(), qtbot)
    assert window.isVisible()
    other.setFocus()
    size, without = widget.sizeHint(), _image(widget)
    widget.setFocus()
    assert widget.hasFocus()
    assert widget.sizeHint() == size
    ringed = _image(widget)
    ring = _columns(ringed, theme.colours.focus)
    assert 0 in ring
    assert 1 in ring
    assert 0 not in _columns(without, theme.colours.focus)


def _pair(widget: QWidget, qtbot: QtBot) -> tuple[QWidget, QWidget, QWidget]:
    window, other = QWidget(), QPushButton("Annat")
    layout = QVBoxLayout(window)
    layout.addWidget(widget)
    layout.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=1000)
    return window, widget, other


def _columns(image: QImage, colour: QColor) -> set[int]:
    """Return the columns that have `colour` at half their height."""
    row = image.height() // 2
    return {x for x in range(image.width()) if image.pixelColor(x, row) == colour}


def test_controls_in_a_row_are_equally_high(theme: Theme, qtbot: QtBot) -> None:
    makes: list[Callable[[], QWidget]] = [*CONTROLS[:-1], QToolButton]
    heights = []
    for make in makes:
        widget = make()
        qtbot.addWidget(widget)
        widget.ensurePolished()
        heights.append(widget.sizeHint().height())
    assert max(heights) - min(heights) <= 3, heights


def test_a_quiet_editor_shows_its_text_where_it_is_edited(theme: Theme, qtbot: QtBot) -> None:
    loud, quiet = QLineEdit("Malmö"), QLineEdit("Malmö")
    quiet.setProperty("quiet", True)
    for edit in (loud, quiet):
        qtbot.addWidget(edit)
        edit.resize(200, loud.sizeHint().height())
        edit.show()
    assert loud.sizeHint() == quiet.sizeHint()
    assert loud.cursorRect() == quiet.cursorRect()
    colours = theme.colours
    assert _columns(_image(loud), colours.control_border) == {1, 198}
    assert _columns(_image(quiet), colours.control_border) == set()


def test_what_is_wrong_has_an_edge_that_says_so(theme: Theme, qtbot: QtBot) -> None:
    edit = QLineEdit("Malmö")
    edit.setProperty("invalid", True)
    qtbot.addWidget(edit)
    edit.resize(200, 40)
    edit.show()
    assert _columns(_image(edit), theme.colours.error) == {1, 198}


def test_an_arrow_shows_where_there_is_a_list(theme: Theme, qtbot: QtBot) -> None:
    scheme: Scheme
    for scheme, ink in (("light", "dark"), ("dark", "light")):
        theme.use(scheme, 100)
        combo = QComboBox()
        qtbot.addWidget(combo)
        combo.resize(120, 34)
        combo.show()
        image = _image(combo)
        points = [(x, y) for x in range(96, 118) for y in range(10, 25)]
        drawn = [image.pixelColor(x, y) for x, y in points]
        assert any(contrast(point, theme.colours.base) > 4.5 for point in drawn), ink


def test_rows_of_the_sidebar_do_not_overlap(theme: Theme, qtbot: QtBot) -> None:
    view = QListView()
    view.setObjectName("sidebar")
    model = QStringListModel(["Kontakter", "Nätverk", "Studieresor"])
    view.setModel(model)
    qtbot.addWidget(view)
    view.show()
    for percent in (100, 175, 100):
        theme.use("light", percent)
        rows = [view.visualRect(model.index(row, 0)) for row in range(3)]
        assert rows[0].height() >= theme.metric(34)
        assert rows[0].bottom() < rows[1].top()
        assert rows[1].bottom() < rows[2].top()


def test_all_names_of_a_scheme_are_known() -> None:
    assert set(theme_module._COLOURS) | {"system"} == set(theme_module._TITLE_BARS)


def test_everything_styled_can_be_painted_without_a_word_from_qt(
    theme: Theme, qtbot: QtBot
) -> None:
    # A mistake in the sheet is a warning of Qt's, and a warning fails the test.
    scheme: Scheme
    for scheme in ("light", "dark", "contrast"):
        theme.use(scheme, 150)
        for make in [*CONTROLS, QListView, QLabel]:
            widget = make()
            qtbot.addWidget(widget)
            widget.resize(QSize(120, 40))
            assert not widget.grab().isNull()


def test_a_size_is_a_part_of_the_computers_not_of_what_was_chosen_before(
    qapp: QApplication,
) -> None:
    first = Theme(qapp, "light", 100)
    usual = qapp.font().pointSizeF()
    first.use("light", 175)
    assert qapp.font().pointSizeF() > usual
    Theme(qapp, "light", 100)
    assert qapp.font().pointSizeF() == usual
