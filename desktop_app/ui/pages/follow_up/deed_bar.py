"""What can be done about the current line: a button with its key for each, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.words import Words
from desktop_app.services.due import Item
from desktop_app.services.due.deeds import DEEDS, Ask
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CANCEL
from desktop_app.ui.pages.parts import emptied

__all__ = ["AskBar", "DeedBar"]

GO = Words("Gå dit (Enter)", "Go there (Enter)")
DEED = Words("{label} ({key})", "{label} ({key})")
SPACE = Words("Mellanslag", "Space")
SAVE = Words("Spara", "Save")
NOTHING = Words(
    "Välj en rad för att se vad som kan göras.", "Choose a line to see what can be done."
)
QUESTION = Words("{deed}: {label}", "{deed}: {label}")
NAMED = "who"


class DeedBar(QWidget):
    """The buttons of what can be done.

    Signals:
        wanted: What is to be done, by its place.
        entered: Somebody wants to go to the place.
    """

    wanted = Signal(int)
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin without a line."""
        super().__init__()
        self._desk = desk
        self._row = Flow(self, desk.theme.metric(6))

    def show_item(self, item: Item | None) -> None:
        """Show what can be done about a line."""
        emptied(self._row)
        speech = self._desk.speech
        if item is None:
            self._row.addWidget(plain_label("muted", speech(NOTHING), wrap=False))
            return
        go = QPushButton(icon("arrow-right"), speech(GO))
        go.clicked.connect(self.entered)
        self._row.addWidget(go)
        for place, code in enumerate(item.deeds if self._desk.session.writable else ()):
            key = speech(SPACE) if place == 0 else str(place + 1)
            button = QPushButton(speech(DEED, label=DEEDS[code].label, key=key))
            button.clicked.connect(partial(self.wanted.emit, place))
            self._row.addWidget(button)


class AskBar(QFrame):
    """Asks what has to be known before something is done, one answer at a time.

    Signals:
        answered: All answers, by field.
        cancelled: Nothing is to be done.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with no question."""
        super().__init__()
        self.setProperty("card", True)
        self._desk = desk
        self._asks: Sequence[Ask] = ()
        self._deed: Words = SAVE
        self._answers: dict[str, str] = {}
        self._names: Sequence[str] = ()
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.editor = _Line()
        self.label.setBuddy(self.editor)
        self.save, self.cancel = QPushButton(), QPushButton()
        self.save.setProperty("primary", True)
        self.error = plain_label("error")
        self.error.hide()
        row = QHBoxLayout()
        row.addWidget(self.label)
        row.addWidget(self.editor, 1)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addLayout(row)
        layout.addWidget(self.error)
        self.editor.returnPressed.connect(self._next)
        self.editor.escaped.connect(self.cancelled)
        self.save.clicked.connect(self._next)
        self.cancel.clicked.connect(self.cancelled)

    def begin(self, deed: Words, asks: Sequence[Ask], names: Sequence[str]) -> None:
        """Ask the first; `names` are those of people, to be suggested."""
        self._deed, self._asks, self._names, self._answers = deed, asks, names, {}
        self._ask(asks[0])

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        self.save.setText(speech(SAVE))
        self.cancel.setText(speech(CANCEL))
        if len(self._answers) < len(self._asks):
            self._say_label(self._asks[len(self._answers)])

    def tell(self, trouble: str) -> None:
        """Say what does not fit; the answers so far stay."""
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))
        self.editor.setAccessibleDescription(trouble)
        if self._asks:
            last = self._asks[-1].field.name
            self._answers.pop(last, None)

    def _ask(self, ask: Ask) -> None:
        self.tell("")
        self._say_label(ask)
        self.editor.setText(ask.text)
        self.editor.setMaxLength(100_000)
        suggested = self._names if ask.field.name == NAMED else ()
        completer = QCompleter(list(suggested), self.editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.editor.setCompleter(completer if suggested else None)  # type: ignore[arg-type]
        self.editor.selectAll()
        self.editor.setFocus()

    def _say_label(self, ask: Ask) -> None:
        deed, label = self._desk.speech(self._deed), self._desk.speech(ask.label)
        same = deed.casefold() == label.casefold()
        text = label if same else self._desk.speech(QUESTION, deed=deed, label=label)
        self.label.setText(text)
        self.editor.setAccessibleName(text)

    def _next(self) -> None:
        asked = self._asks[len(self._answers)]
        self._answers[asked.field.name] = self.editor.text()
        if len(self._answers) < len(self._asks):
            self._ask(self._asks[len(self._answers)])
        else:
            answers: Mapping[str, str] = dict(self._answers)
            self.answered.emit(answers)


class _Line(QLineEdit):
    """A line in which Escape gives up.

    Signals:
        escaped: Escape was pressed.
    """

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Foot(QStackedWidget):
    """Either what can be done, or what is asked."""

    def __init__(self, deeds: DeedBar, ask: AskBar) -> None:
        """Show what can be done."""
        super().__init__()
        self.addWidget(deeds)
        self.addWidget(ask)
