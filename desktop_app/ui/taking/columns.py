"""How the columns of a list were understood; a person can say it otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.collation import collation_key
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Date
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Column
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import OneLine, plain_label

__all__ = ["Calm", "Columns", "kind_combo"]

ROWS_ARE = Words("Raderna är", "The rows are")
GUESS = Words("Det som kolumnerna visar", "What the columns show")
MEANS = Words("Kolumnen ”{heading}” är", "The column “{heading}” is")
NO_PLACE = Words("Ingen egen plats", "No place of its own")
CHOOSE_FOR_ME = Words("Låt programmet välja", "Let the program choose")
LEFT_OUT = Words("Läses inte in", "Is not taken in")
BOTH = Words("För- och efternamn", "Given and family name")
DAY_FIRST = Words("{field}, dag före månad", "{field}, day before month")
MONTH_FIRST = Words("{field}, månad före dag", "{field}, month before day")
SEVERAL = Words(
    "Filen håller flera slags rader. Välj ett slag för att ändra kolumnerna.",
    "The file holds rows of several kinds. Choose one to change the columns.",
)
TAKEN_CARE_OF = Words(
    "{count} av {of} kolumner har en plats.", "{count} of {of} columns have a place."
)
AUTOMATIC = None
EXAMPLES = " · "
BOTH_NAMES = "given_name+family_name"
LISTED = ("contact", "organisation", "network", "trip")
MORE = ("request", "collaboration", "advocacy", "interaction")


class Calm(QComboBox):
    """A combo that the wheel scrolls past, and that may be narrower than its texts."""

    def __init__(self) -> None:
        """Make it without entries."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what the combo lies in."""
        event.ignore()


def kind_combo(desk: Desk, chosen: str | None) -> QComboBox:
    """Return a combo of what the rows of a list can be, None first."""
    combo = Calm()
    combo.setAccessibleName(desk.speech(ROWS_ARE))
    combo.addItem(desk.speech(GUESS), AUTOMATIC)
    for name in (*LISTED, *MORE):
        combo.addItem(desk.speech(CATALOGUE[name].many), name)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


class Columns(QScrollArea):
    """The kind of the rows, and for each heading the field it goes to.

    Signals:
        wished: A person says it otherwise: the kind (None: to be seen from the headings), and
            what is said of columns, by heading.
    """

    wished = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        """Begin without columns."""
        super().__init__()
        self._desk = desk
        self._entity: str | None = None
        self._mapping: dict[str, str] = {}
        self.combos: dict[str, QComboBox] = {}
        self.kind: QComboBox = kind_combo(desk, None)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_columns(
        self,
        columns: Sequence[Column],
        kinds: Sequence[str],
        entity: str | None,
        mapping: Mapping[str, str],
    ) -> None:
        """Show how columns were understood.

        Args:
            columns: The columns.
            kinds: What the rows turned out to be.
            entity: What a person said they are.
            mapping: What a person said of columns.
        """
        self._entity, self._mapping = entity, dict(mapping)
        self.combos = {}
        body = QWidget()
        column = QVBoxLayout(body)
        self.kind = kind_combo(self._desk, entity)
        self.kind.activated.connect(self._choose_kind)
        column.addWidget(self._label(ROWS_ARE, "label"))
        column.addWidget(self.kind)
        if len(kinds) == 1:
            self._entity = kinds[0]
            column.addLayout(self._grid(columns, CATALOGUE[kinds[0]]))
        else:
            column.addWidget(self._label(SEVERAL, "muted"))
        column.addStretch(1)
        self.setWidget(body)

    def _label(self, words: Words, role: str) -> QLabel:
        return plain_label(role, self._desk.speech(words))

    def _grid(self, columns: Sequence[Column], entity: Entity) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        placed = sum(bool(column.field) for column in columns)
        told = self._label(TAKEN_CARE_OF.fill(count=placed, of=len(columns)), "muted")
        grid.addWidget(told, 0, 0, 1, 2)
        for number, column in enumerate(columns):
            row = 2 * number + 1
            grid.addWidget(OneLine("", column.heading), row, 0)
            grid.addWidget(self._combo(column.heading, column.field or "", entity), row, 1)
            grid.addWidget(OneLine("muted", EXAMPLES.join(column.examples)), row + 1, 0, 1, 2)
        return grid

    def _combo(self, heading: str, field: str, entity: Entity) -> QComboBox:
        combo = Calm()
        combo.setAccessibleName(self._desk.speech(MEANS, heading=heading))
        wish = self._mapping.get(heading)
        untouched = wish is None and not field
        combo.addItem(self._desk.speech(NO_PLACE if untouched else CHOOSE_FOR_ME), AUTOMATIC)
        combo.addItem(self._desk.speech(LEFT_OUT), "")
        for label, target in self._targets(entity):
            combo.addItem(label, target)
        if not untouched:
            combo.setCurrentIndex(max(0, combo.findData(field if wish is None else wish)))
        combo.activated.connect(lambda _index: self._choose(heading, combo))
        self.combos[heading] = combo
        return combo

    def _targets(self, entity: Entity) -> list[tuple[str, str]]:
        """Return what a column can be: labels in order, and what is said for each."""
        speech = self._desk.speech
        found = [(speech(field.label), field.name) for field in entity if not field.local]
        for field in entity:
            if isinstance(field.kind, Date):
                found.append((speech(DAY_FIRST, field=field.label), f"{field.name}:dmy"))
                found.append((speech(MONTH_FIRST, field=field.label), f"{field.name}:mdy"))
        if set(BOTH_NAMES.split("+")) <= entity.by_name.keys():
            found.append((speech(BOTH), BOTH_NAMES))
        return sorted(found, key=lambda each: collation_key(each[0], speech.language))

    def _choose_kind(self) -> None:
        self.wished.emit(self.kind.currentData(), {})

    def _choose(self, heading: str, combo: QComboBox) -> None:
        said = {name: target for name, target in self._mapping.items() if name != heading}
        if combo.currentData() is not None:
            said[heading] = combo.currentData()
        if said != self._mapping:
            self.wished.emit(self._entity, said)
