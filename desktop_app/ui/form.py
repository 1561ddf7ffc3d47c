"""Fields of one row, edited in place: each is saved as it is left, and nothing typed is dropped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Given
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.rules import REQUIRED, Finding
from desktop_app.domain.rules.remedies import remedy
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.services.writing import put
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.box import FieldBox
from desktop_app.ui.editors.columns import Columns
from desktop_app.ui.editors.fitting import (
    NOT_SAVED,
    as_draft,
    is_given,
    missing_of,
    put_what_fits,
    reason_at,
    unreadable,
    why_not,
)
from desktop_app.ui.editors.unsaved import Unsaved

if TYPE_CHECKING:
    from desktop_app.services.pasting import Pasted

__all__ = ["FieldBox", "Form"]

T = TypeVar("T")
Create = Callable[[Mapping[str, Given]], str]

CHECK = Words("Läst ur texten; se efter.", "Read from the text; please check.")
MADE = Words(
    "Finns inte i registret; skapas när kontakten sparas.",
    "Not in the register; made when the contact is saved.",
)
LEAST_COLUMN = 210
KEEP_AFTER = 1500
"""Milliseconds after the last key: what is being typed survives even if the program is killed."""


class Form(QWidget):
    """Fields of one row, edited in place, each saved as it is left.

    Signals:
        saved: A field was saved.
        typed: Something was typed that is not saved yet.
    """

    saved = Signal()
    typed = Signal()

    def __init__(
        self,
        entity: Entity,
        names: Sequence[str],
        desk: Desk,
        parent: QWidget | None = None,
        *,
        columns: int = 2,
    ) -> None:
        """Make the fields `names` of an entity, in at most so many columns."""
        super().__init__(parent)
        self.entity, self._desk = entity, desk
        self._row: Row | None = None
        self._create: Create | None = None
        self._fixed: Mapping[str, Given] = {}
        self._begun: Mapping[str, Given] = {}
        self._makes: Mapping[str, Given] = {}
        self._busy = self._read_only = False
        self._unsaved = Unsaved(entity, names, desk.session)
        self.boxes = {
            name: FieldBox(entity.by_name[name], desk, self, wide=entity.title == (name,))
            for name in names
        }
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_AFTER)
        self._keeping.timeout.connect(self._keep)
        for name, box in self.boxes.items():
            box.editor.committed.connect(lambda name=name: self._commit(name))
            box.editor.typed.connect(lambda box=box: self._typed(box))
        self._columns = Columns(self, columns)
        self._arrange()

    def show_row(self, row: Row) -> None:
        """Show a row; shown again, only what differs is written, and nothing that is typed in."""
        if self._busy:
            return  # this form is writing it, and shows what came of it when that is done
        if self._row is not None and self._row.id == row.id:
            self._take(row, ())
            if not self._is_used():
                self._arrange()
            return
        self._keep()
        self._end_new()
        for box in self.boxes.values():
            box.show_problem(None)
            box.show_warning(None)
        self._take(row, self.boxes)
        self._arrange()
        self._show_draft(row)

    def show_new(
        self,
        texts: Mapping[str, Given],
        create: Create,
        *,
        draft: str = "",
        pasted: Pasted | None = None,
    ) -> None:
        """Show a row that does not exist yet; it is made as soon as it has what it needs.

        Args:
            texts: What is known already, the link to its owner among it.
            create: Makes the row of what was given and returns its id.
            draft: The id of the draft that `texts` are, if they are one.
            pasted: What was read of a text, if `texts` are that: it is saved as if it was typed.
        """
        self._keep()
        self._row, self._create = None, create
        self._unsaved.of_new(draft)
        self._fixed = {name: given for name, given in texts.items() if name not in self.boxes}
        for name, box in self.boxes.items():
            box.show_problem(None)
            box.show_warning(None)
            box.show_conflict(False)
            box.set_needed(self.entity.by_name[name].required)
            box.editor.show_value(None)
            if name in texts:
                box.editor.show_given(texts[name])
        self._show_pasted(pasted)
        self._arrange()
        self._begun = {} if pasted else self._given()
        if pasted:
            self._keeping.start()

    def _show_pasted(self, pasted: Pasted | None) -> None:
        """Say what to look at in what was read of a text, and what is made with the row."""
        self._makes = {n: pasted.texts[n] for n in pasted.makes} if pasted else {}
        told = (
            {**dict.fromkeys(pasted.unsure, CHECK), **dict.fromkeys(self._makes, MADE)}
            if pasted
            else {}
        )
        for name, box in self.boxes.items():
            box.show_warning(told.get(name))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what the rules find unusual, each under its field."""
        found = {finding.field: finding for finding in reversed(findings)}
        values = {} if self._row is None else self._row.values
        for name, box in self.boxes.items():
            told = found.get(name)
            box.show_warning(told.words if told else None)
            box.show_remedy(remedy(told, values.get(name)) if told else None)

    def flush(self) -> bool:
        """Save what is typed; False if something does not fit, which stays and is kept."""
        if self._read_only or self._busy:
            return True
        if self._row is not None:
            return self._save()
        if self._create is None or self._given() == self._begun:
            return True
        return self._try_create(mark=True)

    def set_read_only(self, read_only: bool) -> None:
        """Let the fields be changed, or only read as they are stored."""
        if read_only == self._read_only:
            return
        self._keep()
        self._read_only = read_only
        for box in self.boxes.values():
            if read_only and box.editor.is_changed():
                box.editor.show_value(box.editor.value)
                box.show_problem(None)
            box.editor.set_read_only(read_only)
        if self._row is not None and not read_only:
            self._show_draft(self._row)

    def focus_first(self) -> None:
        """Go to the first field."""
        for name in list(self.boxes)[:1]:
            self.focus_field(name)

    def focus_field(self, name: str) -> None:
        """Go to a field."""
        if name in self.boxes:
            self.boxes[name].editor.main.setFocus()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        for box in self.boxes.values():
            box.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _is_used(self) -> bool:
        """Tell whether somebody is in a field: then all stay where they are."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _arrange(self) -> None:
        least = self._desk.theme.metric(LEAST_COLUMN)
        self._columns.place(list(self.boxes.values()), least, self.width())

    def _typed(self, box: FieldBox) -> None:
        if not box.editor.is_changed():
            box.show_problem(None)
        self._keeping.start()
        self.typed.emit()

    def _commit(self, name: str) -> None:
        if self._busy or self._read_only:
            return
        if self._row is not None:
            self._save()
        elif self._create is not None:
            self._try_create(mark=False, committed=name)

    def _pending(self) -> dict[str, Given]:
        """Return what is typed and not saved."""
        boxes = self.boxes.items()
        return {name: box.editor.given() for name, box in boxes if box.editor.is_changed()}

    def _save(self) -> bool:
        """Save what is typed; tell under each field why it does not fit."""
        pending, row = self._pending(), self._row
        if not pending or row is None:
            return True
        findings: tuple[Finding, ...] = ()

        def write(given: Mapping[str, Given]) -> None:
            nonlocal findings
            findings = self._put(row.id, given)

        problems = self._attempted(lambda: put_what_fits(write, pending))
        if problems is None:
            self._keep()
            return False
        saved = pending.keys() - problems.keys()
        if saved:
            self._take(self._desk.session.register.row(self.entity, row.id), saved)
            self.show_findings(findings)
        self._blame(problems)
        self._keep()
        if saved:
            self.saved.emit()
        return not problems

    def _put(self, id_: str, given: Mapping[str, Given]) -> tuple[Finding, ...]:
        language = self._desk.speech.language

        def work(register: Register) -> tuple[Finding, ...]:
            return put(register, self.entity, id_, given, language=language).warnings

        return self._desk.session.do(work)

    def _attempted(self, work: Callable[[], T]) -> T | None:
        """Write something, while what others tell of it is not shown here; tell what is refused."""
        self._busy = True
        try:
            return work()
        except Refused as problem:
            self._desk.messages.refuse(problem)
            return None
        finally:
            self._busy = False

    def _take(self, row: Row, names: Collection[str]) -> None:
        """Show the fields `names` as they are stored, and all others that nobody has typed in."""
        self._row = row
        for name, box in self.boxes.items():
            value = row.values.get(name)
            if name in names or not box.editor.is_changed():
                if name in names or value != box.editor.value:
                    box.editor.show_value(value)
                box.show_problem(None)
            else:
                box.editor.rebase(value)
            box.show_conflict(box.field.key in row.conflicts)

    def _blame(self, problems: Mapping[str, Invalid]) -> None:
        for name, problem in problems.items():
            box = self.boxes[name]
            box.show_problem(reason_at(box.field, problem))

    def _keep(self) -> None:
        """Keep what is typed and not saved, in case it never is."""
        self._keeping.stop()
        if self._read_only or self._busy:
            return
        if self._row is not None:
            texts = {name: as_draft(given) for name, given in self._pending().items()}
            self._unsaved.keep(self._row.id, texts)
        elif self._create is not None and self._given() != self._begun:
            texts = {name: as_draft(given) for name, given in self._given().items()}
            owners = [(name, str(self._fixed[name])) for name in self._fixed]
            owner = next((each for each in owners if each[0] in self.entity.owners), None)
            self._unsaved.keep_new(texts, owner)

    def _show_draft(self, row: Row) -> None:
        """Bring back what was typed in a row and did not fit, with the reason."""
        texts = self._unsaved.of_row(row.id)
        if self._read_only:
            return
        session = self._desk.session
        for name, text in texts.items():
            box = self.boxes[name]
            box.editor.show_given(text)
            if box.editor.is_changed():
                given = (name, box.editor.given())
                context = session.writer.context
                why = why_not(session.register, self.entity, row, given, context)
                box.show_problem(NOT_SAVED if why is None else reason_at(box.field, why))

    def given(self) -> dict[str, Given]:
        """Return what is filled in, and what was known of a new row from the beginning."""
        return {**self._fixed, **self._given()}

    def _given(self) -> dict[str, Given]:
        """Return what is filled in."""
        given = {name: box.editor.given() for name, box in self.boxes.items()}
        return {name: each for name, each in given.items() if is_given(each)}

    def _try_create(self, *, mark: bool, committed: str = "") -> bool:
        """Make the new row of what fits, once that is enough; False while not all of it does."""
        session = self._desk.session
        given = self._given()
        left = {n: each for n, each in given.items() if self._makes.get(n) != each}
        problems = unreadable(session.register, self.entity, left, session.writer.context)
        fits = {n: each for n, each in {**self._fixed, **given}.items() if n not in problems}
        missing = missing_of(self.entity, fits)
        for name, box in self.boxes.items():
            box.show_problem(REQUIRED if mark and name in missing else None)
        self._blame(problems)
        made = not missing and self._make(fits, committed)
        self._keep()
        if made:
            self.saved.emit()
        return made and not problems

    def _make(self, fits: Mapping[str, Given], committed: str) -> bool:
        create = self._create
        if create is None:
            return False
        try:
            id_ = self._attempted(lambda: create(fits))
        except Invalid as problem:
            self._blame_new(problem, committed)
            return False
        if id_ is None:
            return False
        self._unsaved.drop_new()
        self._end_new()
        self._unsaved.of_row(id_)
        self._take(self._desk.session.register.row(self.entity, id_), fits)
        return True

    def _blame_new(self, problem: Invalid, committed: str) -> None:
        """Tell of a rule under the field it is about, else under the one that was left."""
        named = [name for name, box in self.boxes.items() if box.field.label == problem.field]
        for name in [*named, committed or next(iter(self.boxes))][:1]:
            self._blame({name: problem})

    def _end_new(self) -> None:
        """Be done with a row that was new."""
        if self._create is not None:
            self._create, self._fixed = None, {}
            for box in self.boxes.values():
                box.set_needed(False)
