"""A row that one deleted and another went on working on: keep it, or delete it all the same."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.resolving import Deleted, delete_anyway, keep, written
from desktop_app.ui.deciding import words as say
from desktop_app.ui.deciding.panes import Beside, Pane, ValueCard, belongs_to
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label

__all__ = ["DeletionPane"]


class DeletionPane(Pane):
    """Shows who deleted a row, and what others wrote in it."""

    def show_deletion(self, deleted: Deleted) -> None:
        """Show such a row."""
        self.clear()
        speech, writer = self.desk.speech, self.desk.session.writer
        title, entity, row = writer.title(deleted.row), deleted.entity, deleted.row.id
        self.column.addWidget(plain_label("name", title))
        self.column.addWidget(plain_label("muted", belongs_to(self.desk, deleted.row)))
        self.column.addWidget(self.label(say.DELETED_AND_CHANGED))
        gone = [ValueCard(self.desk, speech(say.DELETED_BY)) for _by in deleted.by]
        for card, by in zip(gone, deleted.by, strict=True):
            card.finish(by)
        changed = []
        for each in deleted.unseen:
            card = ValueCard(self.desk, speech(say.CHANGED_SINCE), shown=True)
            for name, value in each.values.items():
                text = written(writer, entity, {name: value})
                card.add_field(speech(entity.by_name[name].label), text, differs=False)
            card.finish(each.by)
            changed.append(card)
        self.column.addWidget(Beside(self.desk, [*gone, *changed]))
        if deleted.parts:
            named = [
                f"{speech(CATALOGUE[part.entity].one)} {writer.title(part)}"
                for part in deleted.parts
            ]
            self.column.addWidget(self.label(say.PARTS_LIVE, parts=named))
        told = (speech(say.KEPT, title=title), speech(say.REMOVED, title=title))
        stay = self.button(
            speech(say.KEEP), lambda: self.decided.emit(lambda r: keep(r, entity, row), told[0])
        )
        go = self.button(
            speech(say.DELETE),
            lambda: self.decided.emit(lambda r: delete_anyway(r, entity, row), told[1]),
        )
        answers = QWidget()
        flow = Flow(answers, self.desk.theme.metric(6))
        flow.addWidget(stay)
        flow.addWidget(go)
        self.column.addWidget(answers)
        self.column.addStretch(1)
