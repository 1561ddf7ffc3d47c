"""A field in a form: its label, its editor, and under it what is wrong or unusual."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Choices, Links, Note
from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors import editor_for
from desktop_app.ui.icons import icon

__all__ = ["FieldBox"]

REMOVE = Words("Ta bort numret", "Remove the number")
CONFLICT = Words("Olika uppgifter", "Differing values")
NEEDED = Words("{label} *", "{label} *")
_WIDE = (Note, Choices, Links)


class FieldBox(QWidget):
    """One field, with a place beside its label for a mark."""

    def __init__(
        self, field: Field, desk: Desk, parent: QWidget | None = None, *, wide: bool = False
    ) -> None:
        """Make label and editor; the lines under it come when there is something to say.

        A wide one takes a row of its own, as notes do.
        """
        super().__init__(parent)
        self.field = field
        self.wide = wide or isinstance(field.kind, _WIDE)
        self._speech, self._metric = desk.speech, desk.theme.metric
        self._problem: Words | None = None
        self._warning: Words | None = None
        self._needed = False
        self._mark: QLabel | None = None
        self._line: QLabel | None = None
        self._remedy: str | None = None
        self.remedy: QPushButton | None = None
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setIndent(0)
        self._label.setProperty("role", "label")
        self._label.setProperty("quiet", True)
        self.editor = editor_for(field, desk, self)
        self._label.setBuddy(self.editor.main)
        self.slot = QHBoxLayout()
        self.slot.setSpacing(4)
        self.slot.addWidget(self._label)
        self.slot.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self.slot)
        self._column.addWidget(self.editor)
        self._name()

    @property
    def problem(self) -> Words | None:
        """Return what is wrong with what stands there."""
        return self._problem

    def show_problem(self, words: Words | None) -> None:
        """Say why what stands there does not fit, or that it does."""
        if words != self._problem:
            self._problem = words
            self.editor.set_invalid(words is not None)
            self._tell()

    def show_warning(self, words: Words | None) -> None:
        """Say what is unusual about what is stored."""
        if words != self._warning:
            self._warning = words
            self._tell()

    def show_remedy(self, text: str | None) -> None:
        """Offer to store a text instead of what is doubted, None for no offer."""
        self._remedy = text
        if text is not None and self.remedy is None:
            self.remedy = QPushButton(self)
            self.remedy.clicked.connect(self._apply)
            row = QHBoxLayout()
            row.addWidget(self.remedy)
            row.addStretch()
            self._column.addLayout(row)
        if self.remedy is not None:
            self.remedy.setText(self._speech(REMOVE))
            self.remedy.setVisible(text is not None and not self.editor.read_only)

    def _apply(self) -> None:
        if self._remedy is not None:
            self.editor.show_given(self._remedy)
            self.editor.commit()
            self.editor.main.setFocus()

    def show_conflict(self, conflict: bool) -> None:
        """Mark that there are different values to choose between."""
        if conflict and self._mark is None:
            self._mark = QLabel(self)
            self._mark.setPixmap(icon("triangle-alert").pixmap(14, 14))
            self.slot.insertWidget(1, self._mark)
        if self._mark is not None:
            self._mark.setVisible(conflict)
            self._mark.setToolTip(self._speech(CONFLICT))
            self._mark.setAccessibleName(self._speech(CONFLICT))

    def set_needed(self, needed: bool) -> None:
        """Mark that a new row cannot be without it."""
        if needed != self._needed:
            self._needed = needed
            self._name()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        self._name()
        self.editor.say()
        self.show_conflict(self._mark is not None and not self._mark.isHidden())
        self.show_remedy(self._remedy)
        self._tell()

    def wanted(self) -> int:
        """Return the width its value takes, to be read without scrolling."""
        return self.editor.wanted()

    def _name(self) -> None:
        label = self._speech(self.field.label)
        self._label.setText(self._speech(NEEDED, label=label) if self._needed else label)

    def _tell(self) -> None:
        """Write under the field what there is to say, the problem before the warning."""
        words = self._problem or self._warning
        text = "" if words is None else _sentence(self._speech(words))
        if text and self._line is None:
            self._line = QLabel(self)
            self._line.setWordWrap(True)
            self._line.setTextFormat(Qt.TextFormat.PlainText)
            side = self._metric(10)
            self._line.setContentsMargins(side, 0, side, 2)
            self._column.addWidget(self._line)
        if self._line is not None:
            role = "error" if self._problem is not None else "warning"
            if self._line.property("role") != role:
                self._line.setProperty("role", role)
                self._line.style().unpolish(self._line)
                self._line.style().polish(self._line)
            self._line.setText(text)
            self._line.setVisible(bool(text))
        self.editor.describe(text)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
