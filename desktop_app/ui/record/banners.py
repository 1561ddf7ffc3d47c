"""Strips above a record that tell its state, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.rules import Finding
from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.record.block import breakable, plain

__all__ = ["Banner", "findings_text"]

Tone: TypeAlias = Literal["info", "warning", "error"]
MOST = 3
OF_FIELD = Words("{field}: {words}", "{field}: {words}")
AND_MORE = Words("… och {n} till", "… and {n} more")
ICON_SIZE = 18
NARROW = 320


class Banner(QFrame):
    """A coloured strip with an icon, text, and a button where there is something to do."""

    def __init__(self, desk: Desk, tone: Tone, icon_name: str, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._desk = desk
        self.setProperty("role", "banner")
        self.setProperty("tone", tone)
        self.text = plain(parent=self)
        self.button = QPushButton(self)
        self.button.hide()
        self._icon = icon(icon_name)
        self._picture = QLabel(self)
        self._lay_out()
        desk.theme.changed.connect(self._draw)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button under the text where there is little room beside it."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._desk.theme.metric(NARROW)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if narrow else right)

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        first = QHBoxLayout()
        first.setSpacing(metric(8))
        first.addWidget(self._picture)
        first.addWidget(self.text, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.addLayout(first, 1)
        self._box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(metric(10), metric(6), metric(10), metric(6))
        self.column.addLayout(self._box)
        self._draw()

    def _draw(self) -> None:
        """Draw the icon in the colours and the size of now."""
        side = self._desk.theme.metric(ICON_SIZE)
        self._picture.setPixmap(self._icon.pixmap(QSize(side, side), self.devicePixelRatioF()))

    def offer(self, on_click: Callable[[], object]) -> None:
        """Do something when the button is clicked."""
        self.button.clicked.connect(lambda _checked=False: on_click())

    def tell(self, text: str, do: str = "") -> None:
        """Show a text and what the button says, or nothing where there is no text."""
        self.text.setText(breakable(text))
        self.setAccessibleName(text)
        self.button.setText(do)
        self.button.setHidden(not do)
        self.setHidden(not text)


def findings_text(
    entity: Entity, findings: Sequence[Finding], language: str, most: int = MOST
) -> str:
    """Return what the rules say of a row, a line for each finding, the first ones only."""
    lines = [_finding_text(entity, each, language) for each in findings]
    if len(lines) > most:
        lines = [*lines[:most], AND_MORE.fill(n=len(findings) - most).into(language)]
    return "\n".join(lines)


def _finding_text(entity: Entity, finding: Finding, language: str) -> str:
    """Return what a rule says, after the name of the field or of the parts it speaks of."""
    field = entity.by_name.get(finding.field)
    if finding.part:
        label = CATALOGUE[finding.part].many
    elif field is not None:
        label = field.label
    else:
        return finding.words.into(language)
    return OF_FIELD.fill(field=label, words=finding.words).into(language)
