"""A question that a file raised: what stands there, and the answers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop_app.domain.edits import Json
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.services.deciding import Option, Question, decide
from desktop_app.services.particulars import find_row
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.resolving import written
from desktop_app.storage.tables import Row
from desktop_app.ui.deciding import words as say
from desktop_app.ui.deciding.panes import Beside, Pane, ValueCard
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.base import ENTER
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import EMPTY

__all__ = ["QuestionPane"]

MOST_FOUND = 30
MOST_TOLD = 4
LIST_HEIGHT = 150


class RowList(QListWidget):
    """Rows to choose from; the keys that answer are for the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave what answers or goes on to the dialog."""
        if event.text().isdigit() or event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)


class QuestionPane(Pane):
    """Shows a question with its answers."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing shown."""
        super().__init__(desk)
        self.question: Question | None = None
        self.search: QLineEdit | None = None
        self.found = RowList()
        self._of: Entity | None = None

    def show_question(self, question: Question) -> None:
        """Show a question."""
        self.clear()
        self.question, self.search, self._of = question, None, None
        speech = self.desk.speech
        self.column.addWidget(plain_label("name", question.title or speech(question.words)))
        place = speech(say.FROM_FILE, file=question.source, place=question.place)
        self.column.addWidget(plain_label("muted", f"{speech(question.words)} · {place}"))
        self.column.addWidget(plain_label(text=speech(question.reason)))
        chooser = next((option.of for option in question.options if option.of), None)
        if chooser is not None:
            self._offer_rows(chooser, question)
        self.column.addWidget(self._answers(question))
        self.column.addWidget(Beside(self.desk, self._cards(question)))
        self.column.addStretch(1)

    # --- what stands there

    def _cards(self, question: Question) -> list[QWidget]:
        speech = self.desk.speech
        cards: list[QWidget] = []
        now = self._row_now(question)
        for number, copy in enumerate(question.copies, 1):
            card = ValueCard(self.desk, speech(say.COPY_OF, n=number, row=copy.number))
            others = [self._labelled(question, each.cells) for each in question.copies]
            self._fill(card, others[number - 1], others)
            card.finish()
            cards.append(card)
        if not cards and question.cells:
            card = ValueCard(self.desk, speech(say.IN_FILE))
            self._fill(card, self._texts(question), [])
            card.finish()
            cards.append(card)
        if now is not None:
            card = ValueCard(self.desk, speech(say.IN_REGISTER), shown=True)
            writer = self.desk.session.writer
            entity = question.entity
            assert entity is not None  # noqa: S101 — it is what the row is one of
            for name, text in writer.texts(entity, now.values).items():
                card.add_field(speech(entity.by_name[name].label), text, differs=False)
            card.finish()
            cards.append(card)
        return cards

    def _row_now(self, question: Question) -> Row | None:
        if question.entity is None or not question.row:
            return None
        return find_row(self.desk.session.register, question.entity, question.row)

    def _fill(
        self, card: ValueCard, cells: Mapping[str, str], others: list[dict[str, str]]
    ) -> None:
        """Show cells, those first that differ from other copies."""
        every = dict.fromkeys(label for each in (cells, *others) for label in each)
        unlike = {n for n in every if any(other.get(n) != cells.get(n) for other in others)}
        for label in sorted(every, key=lambda label: label not in unlike):
            text = cells.get(label) or self.desk.speech(EMPTY)
            card.add_field(label, text, differs=label in unlike)

    def _texts(self, question: Question) -> dict[str, str]:
        """Return labels and texts; lists tell values instead of texts."""
        entity, about = question.entity, question.stored.about
        cells = about.get("cells")
        if isinstance(cells, dict):
            return self._labelled(question, {name: str(text) for name, text in cells.items()})
        if entity is None or about.get("field"):
            return {name: str(value) for name, value in question.cells.items()}
        writer = self.desk.session.writer
        values = {n: written(writer, entity, {n: _value(v)}) for n, v in question.cells.items()}
        return self._labelled(question, values)

    def _labelled(self, question: Question, cells: Mapping[str, str]) -> dict[str, str]:
        """Return texts by the labels of their fields, in the order of the fields."""
        entity = question.entity
        if entity is None:
            return dict(cells)
        known = [field for field in entity if field.name in cells]
        return {self.desk.speech(field.label): cells[field.name] for field in known}

    # --- which row

    def _offer_rows(self, entity: Entity, question: Question) -> None:
        speech = self.desk.speech
        self._of = entity
        which = speech(say.WHICH, entity=entity.one)
        self.column.addWidget(plain_label("label", which))
        self.search = QLineEdit()
        self.search.setPlaceholderText(speech(say.SEARCH, entity=entity.one))
        self.search.setAccessibleName(which)
        self.found = RowList()
        self.found.setAccessibleName(which)
        self.found.setProperty("roomy", True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setFixedHeight(self.desk.theme.metric(LIST_HEIGHT))
        self.search.textChanged.connect(self._look)
        self.found.itemSelectionChanged.connect(self._allow)
        self.column.addWidget(self.search)
        self.column.addWidget(self.found)
        about = question.stored.about
        cells = about.get("cells")
        named = cells.get(str(about.get("field"))) if isinstance(cells, dict) else None
        text = str(named or question.title or "")
        self.search.setText(text)
        self._look()
        if not self.found.count() and text:
            self.search.setText(text.rsplit(maxsplit=1)[-1])

    def _look(self) -> None:
        """Show the rows that fit what is typed."""
        if self._of is None or self.search is None:
            return
        self.found.clear()
        register, writer = self.desk.session.register, self.desk.session.writer
        wanted = Listing(self.search.text().replace(":", " "), limit=MOST_FOUND)
        for row in list_rows(register, self._of, wanted):
            further = {n: v for n, v in row.values.items() if n not in self._of.title}
            texts = list(writer.texts(self._of, further).values())
            item = QListWidgetItem(" · ".join([writer.title(row), *texts[:MOST_TOLD]]))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.found.addItem(item)
        if self.found.count() == 1:
            self.found.setCurrentRow(0)
        self._allow()

    def chosen_row(self) -> str:
        """Return the row that is chosen, '' while none is."""
        selected = self.found.selectedItems() if self._of is not None else []
        return str(selected[0].data(Qt.ItemDataRole.UserRole)) if selected else ""

    def _allow(self) -> None:
        """Allow the answers that a row is chosen with, once one is."""
        question = self.question
        if question is None or not self.buttons:
            return
        options = _open(question)
        for option, button in zip(options, self.buttons, strict=True):
            possible = option.of is None or bool(self.chosen_row())
            button.setEnabled(possible and self.desk.session.writable)
            button.setToolTip("" if possible else self.desk.speech(say.CHOOSE_FIRST))

    # --- the answers

    def _answers(self, question: Question) -> QWidget:
        speech = self.desk.speech
        held = QWidget()
        flow = Flow(held, self.desk.theme.metric(6))
        for option in question.options:
            if option.why_not is not None:
                text = f"{speech(option.words)}: {speech(option.why_not)}"
                self.column.addWidget(plain_label("error", text))
        for number, option in enumerate(_open(question), 1):
            text = speech(say.NUMBERED, text=option.words, n=number)
            flow.addWidget(self.button(text, lambda option=option: self._answer(option)))  # type: ignore[misc]
        self._allow()
        return held

    def _answer(self, option: Option) -> None:
        question, row = self.question, self.chosen_row()
        if question is None:
            return
        told = self.desk.speech(say.ANSWERED, text=option.words)
        self.decided.emit(lambda r: decide(r, question.id, option.choice, row), told)


def _open(question: Question) -> list[Option]:
    return [option for option in question.options if option.why_not is None]


def _value(value: Json) -> Value:
    return value  # type: ignore[return-value]
