"""A section of a record: its heading and the form with its fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.rules import Finding
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.record.block import Block, column, heading
from desktop_app.ui.record.layouts import Fields

__all__ = ["FieldsBlock"]


class FieldsBlock(Block):
    """Some fields of a row."""

    def __init__(
        self, desk: Desk, entity: Entity, placed: Fields, parent: QWidget | None = None
    ) -> None:
        """Make the form."""
        super().__init__(desk, parent)
        self._placed = placed
        self._read_only: bool | None = None
        layout = column(self, desk.theme.metric(8), (0, 0, 0, 0))
        self._heading = heading(self)
        self._heading.setContentsMargins(desk.theme.metric(8), 0, 0, 0)
        self._heading.setHidden(placed.heading is None)
        self.form = Form(entity, placed.names, desk, self)
        layout.addWidget(self._heading)
        layout.addWidget(self.form)
        self.say()

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Show the fields of a row."""
        if read_only != self._read_only:
            self._read_only = read_only
            self.form.set_read_only(read_only)
        self.form.show_row(row)

    def judge(self, findings: Sequence[Finding]) -> None:
        """Show what the rules say under the fields they speak of."""
        mine = [each for each in findings if not each.part and each.field in self._placed.names]
        self.form.show_findings(mine)

    def has_field(self, name: str) -> bool:
        """Tell whether a field stands here."""
        return name in self._placed.names

    def focus_field(self, name: str) -> None:
        """Give the focus to a field."""
        self.form.focus_field(name)

    def focus_first(self) -> bool:
        """Give the focus to the first field."""
        self.form.focus_first()
        return True

    def flush(self) -> bool:
        """Save what is being typed."""
        return self.form.flush()

    def say(self) -> None:
        """Say everything anew."""
        if self._placed.heading is not None:
            self._heading.setText(self.desk.speech(self._placed.heading))
        self.form.say()
