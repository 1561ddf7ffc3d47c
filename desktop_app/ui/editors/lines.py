"""Editors of one line: texts, numbers, times, words between semicolons, addresses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.base import BUTTON, ENTER, Editor
from desktop_app.ui.icons import icon
from desktop_app.ui.tips import as_tip

__all__ = ["ButtonLine", "EmailLine", "LineEditor", "PhoneLine", "WebsiteLine"]

NO_LIMIT = 2**31 - 1  # what is too long stays, and is told
MOST_TIP = 2000  # characters of a tip
TIGHT = 16  # what border and button take of a line

WRITE_MAIL = Words("Skriv e-post (Alt+Enter)", "Write an e-mail (Alt+Enter)")
OPEN_SITE = Words("Öppna webbplatsen (Alt+Enter)", "Open the website (Alt+Enter)")
COPY_NUMBER = Words("Kopiera numret (Alt+Enter)", "Copy the number (Alt+Enter)")
COPIED = Words("{number} är kopierat.", "{number} is copied.")
NOT_OPENED = Words(
    "Datorn har inget program som öppnar {address}.",
    "This computer has no program that opens {address}.",
)
NOT_OPENED_ADVICE = Words(
    "Kopiera adressen och klistra in den där den ska användas.",
    "Copy the address and paste it where it is to be used.",
)
_HOVERS = (
    QEvent.Type.Enter,
    QEvent.Type.Leave,
    QEvent.Type.FocusIn,
    QEvent.Type.FocusOut,
)


class LineEditor(Editor):
    """A line of text as the field's kind reads and writes it."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Make the line."""
        super().__init__(field, desk, parent)
        self.line = QLineEdit(self)
        self.line.setMaxLength(NO_LIMIT)
        self.line.setProperty("quiet", True)
        self.line.textEdited.connect(self._edited)
        self.hold(self.line)
        self.say()

    def given(self) -> Given:
        """Return the text as it stands."""
        return self.line.text()

    def given_of(self, value: Value) -> Given:
        """Return the text of a stored value."""
        return self.written(value)

    def fill(self, value: Value) -> None:
        """Show the text of a stored value."""
        self.set_text(self.written(value))

    def show_given(self, given: Given) -> None:
        """Show a text that did not fit."""
        self.set_text("" if given is None else str(given))

    def set_text(self, text: str) -> None:
        """Show a text from its beginning; the same text leaves the cursor and undo alone."""
        if self.line.text() != text:
            at = self.line.cursorPosition() if self.line.hasFocus() else 0
            self.line.setText(text)
            self.line.setCursorPosition(at)

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        self.hint()
        super().say()

    def hint(self) -> None:
        """Show what belongs there while it is empty."""
        self.line.setPlaceholderText(self.placeholder())

    def set_read_only(self, read_only: bool) -> None:
        """Let the line be changed, or only selected."""
        self.read_only = read_only
        self.line.setReadOnly(read_only)

    def can_undo(self) -> bool:
        """Tell whether typing can be taken back; what is saved is the window's to undo."""
        return self.line.isUndoAvailable() and self.is_changed()

    def can_redo(self) -> bool:
        """Tell whether typing that was taken back can come again."""
        return self.line.isRedoAvailable()

    def left(self, reason: Qt.FocusReason) -> None:
        """Be done; typing that was taken back does not come again later."""
        super().left(reason)
        if self.line.isRedoAvailable() and not self.is_changed():
            self.line.setText(self.line.text())
        if reason != Qt.FocusReason.PopupFocusReason:
            self.line.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show all of a text that is longer than the line when the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip:
            text = self.line.text()
            long = self.line.fontMetrics().horizontalAdvance(text[:MOST_TIP]) > self._room()
            help_ = "" if self.field.help is None else self.desk.speech(self.field.help)
            self.line.setToolTip(as_tip(text[:MOST_TIP]) if long else help_)
        return super().eventFilter(watched, event)

    def _room(self) -> int:
        margins = self.line.textMargins()
        return self.line.width() - 2 * TIGHT - margins.left() - margins.right()

    def _edited(self) -> None:
        self.typed.emit()


class ButtonLine(LineEditor):
    """A line with a small button in it, pressed by Alt+Enter too."""

    picture = ""
    words = Words("", "")

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Make the line; the button comes when it is first of use."""
        self._action: QAction | None = None
        super().__init__(field, desk, parent)

    def offered(self) -> bool:
        """Tell whether the button is of use now."""
        return self.value is not None and not self.is_changed()

    def wanted(self) -> int:
        """Return the width that what is stored takes, with the button."""
        return super().wanted() + (self.desk.theme.metric(BUTTON) if self.offered() else 0)

    def press(self) -> None:
        """Do what the button is for."""
        raise NotImplementedError

    def offer(self) -> None:
        """Show the button while it is of use."""
        offered = self.offered()
        if offered and self._action is None:
            self._action = QAction(
                icon(self.picture, QPalette.ColorRole.PlaceholderText), "", self.line
            )
            self._action.triggered.connect(self.press)
            self.line.addAction(self._action, QLineEdit.ActionPosition.TrailingPosition)
            self._name()
        if self._action is not None and self._action.isVisible() != offered:
            self._action.setVisible(offered)

    def show_value(self, value: Value) -> None:
        """Show a stored value."""
        super().show_value(value)
        self.offer()

    def show_given(self, given: Given) -> None:
        """Show a text that did not fit."""
        super().show_given(given)
        self.offer()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        super().say()
        self._name()

    def took_key(self, event: QKeyEvent) -> bool:
        """Press the button by Alt+Enter."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in ENTER and alt and self.offered():
            self.press()
            return True
        return super().took_key(event)

    def _name(self) -> None:
        if self._action is not None:
            text = self.desk.speech(self.words)
            self._action.setText(text)
            self._action.setToolTip(text)

    def _edited(self) -> None:
        super()._edited()
        self.offer()


class HoverLine(ButtonLine):
    """A line whose button is only seen while the mouse or the keyboard is there."""

    def offered(self) -> bool:
        """Tell whether the person is here and may change something."""
        here = self.line.hasFocus() or self.line.underMouse()
        return here and not self.read_only

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when the person comes and goes."""
        took = super().eventFilter(watched, event)
        if event.type() in _HOVERS:
            self.offer()
        return took


class EmailLine(ButtonLine):
    """An e-mail address, with a button that begins a letter to it."""

    picture = "mail"
    words = WRITE_MAIL

    def press(self) -> None:
        """Open the mail program."""
        url = QUrl()
        url.setScheme("mailto")
        url.setPath(str(self.value))
        _open(self.desk, url, str(self.value))


class WebsiteLine(ButtonLine):
    """The address of a website, with a button that opens it."""

    picture = "external-link"
    words = OPEN_SITE

    def offered(self) -> bool:
        """Tell whether the stored address is one of the web and nothing else."""
        return super().offered() and QUrl(str(self.value)).scheme() in ("http", "https")

    def press(self) -> None:
        """Open the browser."""
        _open(self.desk, QUrl(str(self.value), QUrl.ParsingMode.StrictMode), str(self.value))


class PhoneLine(ButtonLine):
    """A phone number as it was typed, with a button that copies it."""

    picture = "copy"
    words = COPY_NUMBER

    def press(self) -> None:
        """Copy the number."""
        QGuiApplication.clipboard().setText(str(self.value))
        self.desk.messages.done(COPIED, number=self.value)


def _open(desk: Desk, url: QUrl, address: str) -> None:
    if not QDesktopServices.openUrl(url):
        desk.messages.tell(NOT_OPENED.fill(address=address), NOT_OPENED_ADVICE)
