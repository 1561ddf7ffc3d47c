"""The style sheet of the window, written once for all colours and all sizes of text.

In it ``$name`` is a colour of `Colours`, ``6dp`` a length that grows with the text, ``150%pt`` a
part of the size of the text; ``px`` are hairlines, which stay. Marks come from ``icons/marks``.
An editor's ring grows into its margin, so that nothing moves when it gets the keyboard.
"""

from __future__ import annotations

import re
from dataclasses import fields
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor

from desktop_app.data import RESOURCES
from desktop_app.ui.palettes import Colours

__all__ = ["scaled", "sheet"]

MARKS = RESOURCES / "icons" / "marks"

TEXTS = """
QAbstractButton, QAbstractItemView, QLineEdit, QMenu { icon-size: 16dp; }
QToolBar, QToolBar QToolButton, QTabBar, #sidebar { icon-size: 18dp; }
[role="title"] { font-size: 165%pt; font-weight: 600; }
[role="name"] { font-size: 135%pt; font-weight: 600; }
[role="heading"] { font-size: 115%pt; font-weight: 600; }
[role="label"] { color: $muted; font-size: 92%pt; }
[role="label"][quiet="true"] { margin-left: 4px; padding-left: 6dp; }
[role="strong"] { font-weight: 600; }
[role="muted"] { color: $muted; }
[role="step"] { color: $muted; font-size: 92%pt; }
[role="now"] { font-size: 92%pt; font-weight: 600; }
[role="error"] { color: $error; }
QToolTip { background: $panel; color: $text; border: 1px solid $control_border; padding: 1dp 3dp; }
"""

FRAMES = """
QMainWindow, QDialog { background: $window; }
#sidebar { background: $sidebar; border: none; padding: 6dp; outline: none; }
#sidebar::item { min-height: 34dp; padding: 0 10dp; border-radius: 6dp; color: $text; }
#sidebar::item:hover { background: $hover; }
#sidebar::item:selected { background: $accent; color: $on_accent; }
#sidebar::item:selected:focus { border: 2px solid $focus; }
QFrame[card="true"] { background: $panel; border: 1px solid $border; border-radius: 8dp; }
[role="banner"] { background: $info_back; border: none; border-left: 4dp solid $accent;
    border-radius: 4dp; }
QLabel[role="banner"] { padding: 8dp 12dp; }
[role="banner"][tone="warning"] { background: $warning_back; border-left-color: $warning; }
[role="banner"][tone="error"] { background: $error_back; border-left-color: $error; }
QGroupBox { border: none; margin-top: 26dp; padding: 0; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 2dp 0; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $focus; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; padding: 2dp 8dp; }
QToolBar { background: $window; border: none; padding: 4dp; spacing: 4dp; }
QToolBar::separator { background: $border; width: 1px; margin: 4dp; }
QScrollArea, QStackedWidget { border: none; }
QProgressBar { background: $hover; border: none; border-radius: 3dp; min-height: 6dp;
    max-height: 6dp; }
QSlider { min-height: 22dp; }
QSlider::groove:horizontal { background: $control_border; height: 4dp; border-radius: 2dp; }
QSlider::sub-page:horizontal { background: $focus; border-radius: 2dp; }
QSlider::handle:horizontal { background: $accent; border: 1px solid $focus; width: 14dp;
    margin: -6dp 0; border-radius: 7dp; }
QSlider::handle:horizontal:focus { border: 2px solid $text; }
QProgressBar::chunk { background: $focus; border-radius: 3dp; }
"""

EDITORS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $base; color: $text; border: 1px solid $control_border; border-radius: 5dp;
    margin: 1px; padding: 3dp 6dp; min-height: 23dp; selection-background-color: $accent;
    selection-color: $on_accent; placeholder-text-color: $muted; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
    border-color: $muted; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only {
    background: transparent; border-color: $border; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: transparent; color: $disabled; border-color: $border; }
[quiet="true"], QLineEdit[quiet="true"]:read-only, QPlainTextEdit[quiet="true"]:read-only {
    background: transparent; border-color: transparent; }
[quiet="true"]:hover { border-color: $control_border; }
[invalid="true"], [invalid="true"]:hover { border-color: $error; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QComboBox:on,
QAbstractSpinBox:focus { background: $base; border: 2px solid $focus; margin: 0; }
[invalid="true"]:focus { border-color: $error; }
QAbstractItemView QLineEdit, QAbstractItemView QComboBox, QAbstractItemView QAbstractSpinBox {
    border-radius: 0; padding: 0 4dp; min-height: 0; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { background: transparent; border: none;
    margin: 0; padding: 0; min-height: 0; }
QAbstractSpinBox { min-height: 20dp; }
QSpinBox, QDoubleSpinBox { padding-right: 22dp; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border;
    width: 22dp; border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url(marks:up-$ink.svg); width: 10dp; height: 10dp; }
QAbstractSpinBox::down-arrow { image: url(marks:down-$ink.svg); width: 10dp; height: 10dp; }
QComboBox { combobox-popup: 0; padding-left: 7dp; padding-right: 22dp; }
QComboBox[quiet="true"] { padding-right: 0; }
QComboBox[quiet="true"]:hover, QComboBox[quiet="true"]:focus { padding-right: 22dp; }
QPlainTextEdit, QTextEdit { padding: 4dp 6dp; }
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {
    subcontrol-origin: border; subcontrol-position: center right; width: 24dp; border: none; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
    image: url(marks:down-$ink.svg); width: 14dp; height: 14dp; }
QComboBox::down-arrow:disabled, QDateEdit::down-arrow:disabled {
    image: url(marks:down-grey.svg); }
QComboBox[quiet="true"]::down-arrow, QDateEdit[quiet="true"]::down-arrow { image: none; }
QComboBox[quiet="true"]::down-arrow:hover, QComboBox[quiet="true"]::down-arrow:focus,
QDateEdit[quiet="true"]::down-arrow:hover, QDateEdit[quiet="true"]::down-arrow:focus {
    image: url(marks:down-$ink.svg); }
QComboBox QAbstractItemView { background: $panel; color: $text; border: 1px solid $control_border;
    border-radius: 0; padding: 2dp; }
QComboBox QAbstractItemView::item { min-height: 24dp; padding: 0 5dp; }
"""

BUTTONS = """
QPushButton { background: $panel; color: $text; border: 1px solid $control_border;
    border-radius: 5dp; margin: 1px; padding: 3dp 14dp; min-height: 23dp; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $accent_soft; }
QPushButton:focus { border: 2px solid $focus; margin: 0; }
QPushButton:disabled { color: $disabled; border-color: $border; background: transparent; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent;
    font-weight: 600; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed {
    background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $hover; color: $disabled;
    border-color: $border; }
QPushButton:flat, QToolButton { background: transparent; color: $text;
    border: 1px solid transparent; border-radius: 5dp; margin: 1px; }
QPushButton:flat { padding: 3dp 8dp; }
QToolButton { padding: 3dp 6dp; min-height: 20dp; }
QLineEdit QToolButton { border: none; margin: 0; padding: 0; min-height: 0; }
QPushButton:flat:hover, QToolButton:hover { background: $hover; }
QPushButton:flat:pressed, QToolButton:pressed, QToolButton:checked { background: $accent_soft; }
QPushButton:flat:focus, QToolButton:focus { border: 2px solid $focus; margin: 0; }
QToolButton:disabled, QPushButton:flat:disabled { color: $disabled; }
QToolButton[popupMode="1"] { padding-right: 18dp; }
QToolButton[popupMode="2"] { padding-right: 20dp; }
QToolButton::menu-button { border: none; width: 16dp; }
QToolButton::menu-indicator, QToolButton::menu-arrow, QPushButton::menu-indicator {
    image: url(marks:down-$ink.svg); width: 12dp; height: 12dp; }
QToolButton::menu-indicator, QPushButton::menu-indicator { subcontrol-origin: padding;
    subcontrol-position: center right; right: 4dp; }
QPushButton[line="true"] { padding: 0; }
QPushButton:flat[link="true"] { padding: 0 4dp; min-height: 20dp; }
QPushButton[tile="true"] { background: $panel; border: 1px solid $border; border-radius: 8dp; }
QPushButton[tile="true"]:hover { background: $hover; border-color: $control_border; }
QPushButton[tile="true"]:focus { border: 2px solid $focus; }
QPushButton[chip="true"] { background: $accent_soft; border-color: transparent;
    border-radius: 12dp; padding: 0 10dp; min-height: 20dp; }
QPushButton[chip="true"]:hover { border-color: $control_border; }
QPushButton[chip="true"]:checked { background: $accent; color: $on_accent; }
QPushButton[chip="true"]:focus { border: 2px solid $focus; }
QFrame[element="true"] { background: $accent_soft; border: 1px solid transparent;
    border-radius: 12dp; }
QFrame[element="true"] QToolButton { padding: 0 5dp; border-radius: 10dp; }
QCheckBox, QRadioButton { spacing: 8dp; padding: 3dp 2dp; border: 1px solid transparent;
    border-radius: 5dp; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator,
QGroupBox::indicator, QMenu::indicator { width: 14dp; height: 14dp; background: $base;
    border: 1px solid $control_border; border-radius: 3dp; }
QRadioButton::indicator, QMenu::indicator:exclusive { border-radius: 7dp; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked,
QMenu::indicator:checked { background: $accent; border-color: $accent;
    image: url(marks:check-$on_accent_ink.svg); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url(marks:dash-$on_accent_ink.svg); }
QRadioButton::indicator:checked { width: 6dp; height: 6dp; border: 5dp solid $accent;
    border-radius: 8dp; background: $on_accent; }
QCheckBox::indicator:disabled { border-color: $border; background: $hover; }
QCheckBox::indicator:checked:disabled { image: url(marks:check-grey.svg); }
QAbstractItemView::indicator:selected { border-color: $on_accent; }
"""

VIEWS = """
QAbstractItemView { background: $base; alternate-background-color: $alternate; color: $text;
    border: 1px solid $border; selection-background-color: $accent;
    selection-color: $on_accent; outline: none; }
QTableView { gridline-color: $border; }
QTableView::item { padding: 0 5dp; }
QAbstractItemView:focus { border-color: $focus; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QListView, QTreeView, QTableView { border-radius: 5dp; }
[roomy="true"]::item { min-height: 26dp; padding: 0 4dp; }
QTreeView::branch { background: transparent; }
QTreeView::branch:closed:has-children { image: url(marks:right-$ink.svg); }
QTreeView::branch:open:has-children { image: url(marks:down-$ink.svg); }
QHeaderView { background: $base; border: none; }
QHeaderView::section { background: $base; color: $text; border: none;
    border-bottom: 1px solid $control_border; padding: 6dp 8dp; font-weight: 600; }
QHeaderView::section:hover { background: $hover; }
QHeaderView::section:vertical { border-bottom: none; border-right: 1px solid $border;
    font-weight: 400; color: $muted; }
QHeaderView::up-arrow { image: url(marks:up-$ink.svg); width: 12dp; height: 12dp; }
QHeaderView::down-arrow { image: url(marks:down-$ink.svg); width: 12dp; height: 12dp; }
QTableCornerButton::section { background: $base; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12dp; }
QScrollBar:horizontal { height: 12dp; }
QScrollBar::handle { background: $control_border; border-radius: 3dp; margin: 3dp; }
QScrollBar::handle:vertical { min-height: 28dp; }
QScrollBar::handle:horizontal { min-width: 28dp; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

MENUS = """
QMenuBar { background: $window; color: $text; padding: 2dp; }
QMenuBar::item { padding: 4dp 8dp; border-radius: 4dp; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; color: $text; border: 1px solid $control_border; padding: 4dp; }
QMenu::item { padding: 5dp 24dp 5dp 10dp; border-radius: 4dp; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::icon { padding-left: 8dp; }
QMenu::indicator { margin-left: 8dp; }
QMenu::right-arrow { image: url(marks:right-$ink.svg); width: 14dp; height: 14dp; }
QMenu::separator { height: 1px; background: $border; margin: 4dp 6dp; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; qproperty-drawBase: false; }
QTabBar::tab { background: transparent; color: $muted; border: none;
    border-bottom: 2px solid transparent; padding: 7dp 12dp; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom-color: $focus; }
QTabBar::tab:focus { color: $link; background: $accent_soft; }
QTabBar::tab:disabled { color: $disabled; }
QCalendarWidget QAbstractItemView { border: none; border-radius: 0; }
QCalendarWidget QAbstractItemView::item { padding: 0; }
#qt_calendar_prevmonth, #qt_calendar_nextmonth { qproperty-icon: none; min-width: 18dp; }
#qt_calendar_prevmonth { image: url(marks:left-$ink.svg); }
#qt_calendar_nextmonth { image: url(marks:right-$ink.svg); }
QCalendarWidget #qt_calendar_navigationbar { background: $panel; }
"""

SHEET = TEXTS + FRAMES + EDITORS + BUTTONS + VIEWS + MENUS


def scaled(pixels: float, percent: int) -> int:
    """Return a length of `pixels` as it is where text has `percent` of its size, at least 1."""
    return max(1, round(pixels * percent / 100))


def sheet(colours: Colours, points: float, percent: int) -> str:
    """Return the style sheet in `colours`, with text of `points`, grown to `percent`."""
    QDir.setSearchPaths("marks", [str(MARKS)])
    text = Template(SHEET).substitute(_values(colours))
    text = re.sub(r"(\d+)dp", lambda found: f"{scaled(int(found[1]), percent)}px", text)
    return re.sub(r"(\d+)%pt", lambda found: f"{points * int(found[1]) / 100:.1f}pt", text)


def _values(colours: Colours) -> dict[str, str]:
    values = {field.name: getattr(colours, field.name) for field in fields(colours)}
    return {
        name: value.name() if isinstance(value, QColor) else value for name, value in values.items()
    }
