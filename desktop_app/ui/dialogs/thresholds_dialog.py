"""From when something is late: the numbers of this register, and who has set each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.words import Words
from desktop_app.services.thresholds import Setting, set_threshold, settings
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE
from desktop_app.ui.speech import Speech

__all__ = ["ThresholdsDialog"]

TITLE = Words("Gränser och påminnelser", "Thresholds and reminders")
CENTRAL = Words(
    "Det du sätter här gäller i alla register som tar emot era arbetsböcker.",
    "What you set here holds in every register that takes in your workbooks.",
)
OFFICE = Words(
    "Det som stadsledningskontoret har satt gäller först och ändras där. Resten sätter du själv, "
    "för det här registret.",
    "What the central office has set holds first and is changed there. You set the rest yourself, "
    "for this register.",
)
SET_BY = Words("Satt av {who}", "Set by {who}")
SET_CENTRALLY_BY = Words("Satt centralt av {who}", "Set centrally by {who}")
SET_CENTRALLY = Words("Satt centralt", "Set centrally")
SET = Words("Satt här", "Set here")
DEFAULT = Words("Som från början", "As from the beginning")
RESET = Words("Återställ", "Reset")
RESET_ONE = Words("Återställ: {label}", "Reset: {label}")
SUFFIX = Words(" {unit}", " {unit}")
WIDTH, HEIGHT = 760, 2000


class ThresholdsDialog(QDialog):
    """Writes each number as it is set; each can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Show what holds."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        register = desk.session.register
        self._central = register.facts.role == "central"
        self._more = plain_label("muted")
        self.rows = {each.threshold.name: _Row(each) for each in settings(register)}
        self.close_button = QPushButton()
        self._lay_out()
        for name, row in self.rows.items():
            row.number.editingFinished.connect(partial(self._keep, name))
            row.number.valueChanged.connect(partial(row.say_unit, desk.speech))
            row.reset.clicked.connect(partial(self._reset, name))
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        desk.speech.changed.connect(self.say)
        desk.session.changed.connect(self._refresh)
        self.say()
        self._refresh()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        self.setWindowTitle(speech(TITLE))
        self._more.setText(speech(CENTRAL if self._central else OFFICE))
        self.close_button.setText(speech(CLOSE))
        for row in self.rows.values():
            label = speech(row.setting.threshold.label)
            row.label.setText(label)
            row.number.setAccessibleName(label)
            row.say_unit(speech)
            row.reset.setText(speech(RESET))
            row.reset.setAccessibleName(speech(RESET_ONE, label=label))
            row.origin.setText(speech(_origin(row.setting)))

    def done(self, result: int) -> None:
        """Keep the number that may just have been typed, then close."""
        self.close_button.setFocus()
        super().done(result)

    def _keep(self, name: str) -> None:
        row = self.rows[name]
        if row.number.value() != row.setting.value:
            self._set(name, row.number.value())

    def _reset(self, name: str) -> None:
        self._set(name, None)
        self.rows[name].number.setFocus()

    def _set(self, name: str, value: int | None) -> None:
        desk = self._desk
        desk.messages.attempt(
            lambda: desk.session.do(lambda register: set_threshold(register, name, value))
        )
        self._refresh()

    def _refresh(self) -> None:
        writable = self._desk.session.writable
        for setting in settings(self._desk.session.register):
            row = self.rows[setting.threshold.name]
            row.show_setting(setting, open_=writable and (self._central or not setting.central))
            row.origin.setText(self._desk.speech(_origin(setting)))

    def _lay_out(self) -> None:
        gap = self._desk.theme.metric(16)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(gap, gap, gap, gap)
        grid.setHorizontalSpacing(gap)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._more, 0, 0, 1, 4)
        for place, row in enumerate(self.rows.values(), 1):
            for column, widget in enumerate((row.label, row.number, row.origin, row.reset)):
                grid.addWidget(widget, place, column)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(gap, 0, gap, gap)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addWidget(area)
        column_.addLayout(foot)
        wanted = inside.sizeHint().height() + self.close_button.sizeHint().height() + 4 * gap
        most = self._desk.theme.room(WIDTH, HEIGHT)
        self.resize(most.width(), min(wanted, most.height()))


class _Row:
    """One threshold: what it means, its number, who set it, and a way back."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.label: QLabel = plain_label()
        self.number, self.reset = QSpinBox(), QPushButton()
        self.origin: QLabel = plain_label("muted", wrap=False)
        self.number.setRange(setting.threshold.minimum, setting.threshold.maximum)
        self.number.setKeyboardTracking(False)

    def say_unit(self, speech: Speech, _value: int = 0) -> None:
        """Say what the number counts, one of it or many."""
        unit = self.setting.threshold.unit_of(self.number.value())
        self.number.setSuffix(speech(SUFFIX, unit=speech(unit)))

    def show_setting(self, setting: Setting, *, open_: bool) -> None:
        """Show what holds now."""
        self.setting = setting
        self.number.setValue(setting.value)
        self.number.setReadOnly(not open_)
        self.reset.setEnabled(open_ and bool(setting.origin))


def _origin(setting: Setting) -> Words:
    if not setting.origin:
        return DEFAULT
    by, nameless = (SET_CENTRALLY_BY, SET_CENTRALLY) if setting.central else (SET_BY, SET)
    return by.fill(who=setting.set_by) if setting.set_by else nameless
