"""Which of the lines are shown: by group, kind, whose they are, and administration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.due import GROUPS, KINDS
from desktop_app.domain.words import Words
from desktop_app.services.due import Item, wanted
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.speech import grouped

__all__ = ["Choosing"]

ALL = Words("Alla", "All")
CHIP = Words("{group} {n}", "{group} {n}")
EVERYBODY, MINE, NOBODY = "", "mine", "nobody"
SCOPES = {
    EVERYBODY: Words("Allas", "Everybody's"),
    MINE: Words("Mina", "Mine"),
    NOBODY: Words("Utan ansvarig", "With nobody named"),
}
ALL_KINDS = Words("Alla slag", "All kinds")
ALL_OFFICES = Words("Hela staden", "The whole city")
OWN_OFFICE = Words("Vår förvaltning", "Our administration")
ALL_OVER, OWN, CENTRAL = "", "own", "central"
LETTERS = 14
"""Letters that a list of choices has room for, at least."""
KIND = Words("{label} ({n})", "{label} ({n})")
NAMES = (
    Words("Vems", "Whose"),
    Words("Slag", "Kind"),
    Words("Förvaltning", "Administration"),
)


class Choosing(QWidget):
    """Chips for the groups and lists of choices; it keeps what is chosen.

    Signals:
        changed: Something else is chosen.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with everything."""
        super().__init__()
        self._desk = desk
        self.group = self.kind = self.scope = ""
        self._central = desk.session.register.facts.role == CENTRAL
        self.office = self._first
        self.chips: dict[str, QPushButton] = {}
        groups, lists = Flow(None, desk.theme.metric(6)), Flow(None, desk.theme.metric(6))
        for group in ("", *GROUPS):
            chip = QPushButton()
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.clicked.connect(partial(self.choose_group, group))
            self.chips[group] = chip
            groups.addWidget(chip)
        self.scopes, self.kinds, self.offices = (
            self._list(name) for name in ("scope", "kind", "office")
        )
        for each in (self.scopes, self.kinds, self.offices):
            lists.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(desk.theme.metric(6))
        layout.addLayout(groups)
        layout.addLayout(lists)

    def choose_group(self, group: str, *_checked: object) -> None:
        """Show a group, all for ''."""
        self.group = group
        self.changed.emit()

    def choose(self, *, group: str = "", kind: str = "") -> None:
        """Show one group or kind, whoever's, of the administrations that are shown at first."""
        self.group, self.kind, self.scope = group, kind, EVERYBODY
        self.office = self._first
        self.changed.emit()

    def take_focus(self) -> None:
        """Take the keyboard: the group that is chosen."""
        self.chips[self.group].setFocus()

    @property
    def chosen(self) -> bool:
        """Return whether anything is left out."""
        return bool(self.group or self.kind or self.scope) or self.office != self._first

    @property
    def _first(self) -> str:
        return ALL_OVER if self._central else OWN

    def shown(self, items: Sequence[Item]) -> list[Item]:
        """Return the items that are chosen, and count all on the chips and in the lists."""
        some = list(filter(self._test(kind=self.kind, office=self.office), items))
        self._count_groups(Counter(item.group for item in some))
        test = self._test(office=self.office)
        self._count_kinds(Counter(item.kind for item in items if test(item)))
        kept = {self.office} - {OWN, ALL_OVER}  # also when its last line was done
        self._fill_offices({item.office for item in items if item.office} | kept)
        return [item for item in some if self.group in {"", item.group}]

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        _fill(self.scopes, [(key, speech(words)) for key, words in SCOPES.items()], self.scope)
        for each, words in zip((self.scopes, self.kinds, self.offices), NAMES, strict=True):
            each.setAccessibleName(speech(words))

    def _test(self, *, kind: str = "", office: str = "") -> Callable[[Item], bool]:
        person = self._desk.session.register.facts.person or ""
        if self.scope == MINE and not person:
            return lambda _item: False
        mine = person if self.scope == MINE else ""
        own = office == OWN
        named = "" if own else office
        nobody = self.scope == NOBODY
        return wanted(kind=kind, office=named, person=mine, nobody=nobody, own=own)

    def _count_groups(self, counts: Counter[str]) -> None:
        speech = self._desk.speech
        for group, chip in self.chips.items():
            number = counts[group] if group else sum(counts.values())
            name = GROUPS[group] if group else ALL  # type: ignore[index]
            chip.setText(speech(CHIP, group=name, n=grouped(number, speech.language)))
            chip.setChecked(group == self.group)

    def _count_kinds(self, counts: Counter[str]) -> None:
        speech = self._desk.speech
        there = [code for code in KINDS if counts[code] or code == self.kind]
        named = [(c, speech(KIND, label=KINDS[c].label, n=counts[c])) for c in there]
        _fill(self.kinds, [("", speech(ALL_KINDS)), *named], self.kind)

    def _fill_offices(self, ids: set[str]) -> None:
        """Offer the administrations there are lines of; where it is one, there is no choice."""
        speech, titles = self._desk.speech, self._desk.session.writer.titles
        named = sorted((titles.of("organisation", id_), id_) for id_ in ids)
        first = [] if self._central else [(OWN, speech(OWN_OFFICE))]
        others = [(id_, name) for name, id_ in named]
        _fill(self.offices, [*first, (ALL_OVER, speech(ALL_OFFICES)), *others], self.office)
        self.offices.setVisible(len(named) > 1 or self.office != self._first)

    def _list(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(LETTERS)
        made.activated.connect(partial(self._take, made, name))
        return made

    def _take(self, made: QComboBox, name: str, place: int) -> None:
        setattr(self, name, str(made.itemData(place)))
        self.changed.emit()


def _fill(made: QComboBox, named: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offer other choices, unless they are the same."""
    if [(made.itemData(n), made.itemText(n)) for n in range(made.count())] != list(named):
        made.clear()
        for key, text in named:
            made.addItem(text, key)
    made.setCurrentIndex(max(0, made.findData(chosen)))
