"""A label above, an editor, and what is wrong under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui.labels import plain_label

__all__ = ["Field", "Names"]


class Field(QVBoxLayout):
    """One editor with its label and the place for its fault."""

    def __init__(self, editor: QWidget) -> None:
        """Put an editor between its label and its fault."""
        super().__init__()
        self.editor = editor
        self._label = plain_label("label", wrap=False)
        self._label.setBuddy(editor)
        self._fault = plain_label("error")
        self._fault.setVisible(False)
        self._row = QHBoxLayout()
        self._row.addWidget(editor, 1)
        self.setSpacing(3)
        self.addWidget(self._label)
        self.addLayout(self._row)
        self.addWidget(self._fault)

    def beside(self, widget: QWidget) -> None:
        """Put something to the right of the editor."""
        self._row.addWidget(widget)

    def say(self, label: str) -> None:
        """Say what is asked for."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def fault(self, text: str) -> None:
        """Say what is wrong, '' for nothing; screen readers say it with the editor."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        self.editor.setProperty("invalid", "true" if text else "false")
        style = self.editor.style()
        style.unpolish(self.editor)
        style.polish(self.editor)


class Names(QComboBox):
    """A text to type, with names to choose from; any other text may stand there too."""

    def __init__(self) -> None:
        """Begin without names."""
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.text = QLineEdit()
        self.setLineEdit(self.text)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)

    def fill(self, names: Sequence[str]) -> None:
        """Offer names; none is chosen."""
        self.addItems(list(names))
        self.setCurrentIndex(-1)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
