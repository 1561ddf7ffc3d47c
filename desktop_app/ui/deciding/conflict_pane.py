"""Differing values side by side: at first, now, otherwise; one of them, or an own one, holds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desktop_app.domain.kinds import Given, Value
from desktop_app.services.resolving import Choice, Conflict, Side, settle
from desktop_app.ui.deciding import words as say
from desktop_app.ui.deciding.panes import Beside, Pane, ValueCard, belongs_to
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors import Editor, editor_for
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import EMPTY

__all__ = ["ConflictPane"]


class ConflictPane(Pane):
    """Shows a conflict.

    Signals:
        all_wanted: The same is to be chosen for several; carries the button it was asked at.
    """

    all_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing shown."""
        super().__init__(desk)
        self.conflict: Conflict | None = None
        self.editors: dict[str, Editor] = {}
        self.use_own = QPushButton()
        self.all_button = QPushButton()

    def show_conflict(self, conflict: Conflict) -> None:
        """Show a conflict with all its sides."""
        self.clear()
        self.conflict = conflict
        speech, writer = self.desk.speech, self.desk.session.writer
        fields = ", ".join(speech(field.label) for field in conflict.fields)
        self.column.addWidget(plain_label("name", writer.title(conflict.row)))
        self.column.addWidget(
            plain_label("muted", f"{belongs_to(self.desk, conflict.row)} · {fields}")
        )
        sides = enumerate(conflict.sides, 1)
        cards = [self._base(conflict), *(self._side(conflict, n, side) for n, side in sides)]
        self.column.addWidget(Beside(self.desk, cards))
        self.column.addWidget(self._own(conflict))
        self.column.addStretch(1)

    def is_typed_for(self, conflict: Conflict) -> bool:
        """Tell whether a value of one's own is being typed for a conflict as it still stands."""
        now = self.conflict
        return (
            self.use_own.isEnabled()
            and now is not None
            and now.place == conflict.place
            and [side.eid for side in now.sides] == [side.eid for side in conflict.sides]
        )

    def _base(self, conflict: Conflict) -> ValueCard:
        card = ValueCard(self.desk, self.desk.speech(say.AT_FIRST))
        if conflict.base.known:
            self._fill(card, conflict, conflict.base.values, mark=False)
        else:
            card.add(self.desk.speech(say.AT_FIRST_UNKNOWN), "muted")
        card.finish()
        return card

    def _side(self, conflict: Conflict, number: int, side: Side) -> ValueCard:
        speech = self.desk.speech
        shown = number == 1
        heading = speech(say.SHOWN_NOW if shown else say.OTHER, n=number)
        card = ValueCard(self.desk, heading, shown=shown)
        self._fill(card, conflict, side.values, mark=True)
        choose = self.button(speech(say.CHOOSE, n=number), lambda: self._choose(side.eid))
        choose.setAccessibleDescription(" · ".join(card.texts))
        card.finish(side.by, choose)
        return card

    def _fill(
        self, card: ValueCard, conflict: Conflict, values: Mapping[str, Value], *, mark: bool
    ) -> None:
        writer = self.desk.session.writer
        several = len(conflict.fields) > 1
        every = [side.values for side in conflict.sides]
        for field in conflict.fields:
            text = writer.text(field, values.get(field.name)) or self.desk.speech(EMPTY)
            said = {str(each.get(field.name)) for each in every}
            if several and not any(each.get(field.name) for each in (*every, conflict.base.values)):
                continue  # empty on all sides
            if several:
                label = self.desk.speech(field.label)
                card.add_field(label, text, differs=mark and len(said) > 1)
            else:
                card.add(text, strong=mark)

    # --- a value of one's own

    def _own(self, conflict: Conflict) -> QWidget:
        card = QWidget()
        grid = QGridLayout(card)
        grid.setContentsMargins(0, self.desk.theme.metric(8), 0, 0)
        grid.addWidget(self.label(say.OWN_VALUE, "heading"), 0, 0, 1, 2)
        self.editors = {}
        for line, field in enumerate(conflict.fields, 1):
            editor = editor_for(field, self.desk, card)
            editor.say()
            editor.show_value(conflict.sides[0].values.get(field.name))
            editor.set_read_only(not self.desk.session.writable)
            editor.typed.connect(self._typed)
            self.editors[field.name] = editor
            grid.addWidget(plain_label("label", self.desk.speech(field.label)), line, 0)
            grid.addWidget(editor, line, 1)
        grid.setColumnStretch(1, 1)
        self.use_own = QPushButton(self.desk.speech(say.USE_OWN))
        self.use_own.setAutoDefault(False)
        self.use_own.setEnabled(False)
        self.use_own.clicked.connect(self._use_own)
        self.all_button = QPushButton(self.desk.speech(say.ALL))
        self.all_button.setAutoDefault(False)
        self.all_button.setEnabled(self.desk.session.writable)
        self.all_button.clicked.connect(lambda: self.all_wanted.emit(self.all_button))
        buttons = QWidget()
        flow = Flow(buttons, self.desk.theme.metric(6))
        flow.addWidget(self.use_own)
        flow.addWidget(self.all_button)
        grid.addWidget(buttons, len(conflict.fields) + 1, 0, 1, 2)
        return card

    def _typed(self) -> None:
        changed = any(editor.is_changed() for editor in self.editors.values())
        self.use_own.setEnabled(changed and self.desk.session.writable)

    def _use_own(self) -> None:
        typed: dict[str, Given] = {
            name: editor.given() for name, editor in self.editors.items() if editor.is_changed()
        }
        self._choose("", typed)

    def _choose(self, eid: str, typed: Mapping[str, Given] | None = None) -> None:
        conflict = self.conflict
        if conflict is None:
            return
        choice = Choice(conflict.entity, conflict.row.id, conflict.key, eid, typed)
        language = self.desk.speech.language
        title = self.desk.session.writer.title(conflict.row)
        fields = [field.label for field in conflict.fields]
        told = self.desk.speech(say.CHOSEN, title=title, field=fields)
        self.decided.emit(lambda register: settle(register, [choice], language=language), told)
