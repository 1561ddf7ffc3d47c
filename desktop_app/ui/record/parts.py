"""The parts of a row: a compact list; a line opens into its form in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Given, Link
from desktop_app.domain.life.cycles import CYCLES
from desktop_app.domain.rules import Finding
from desktop_app.domain.words import Words
from desktop_app.services import drafting, particulars
from desktop_app.services.drafting import Draft
from desktop_app.services.reading import Writer
from desktop_app.services.writing import delete, put
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.record.banners import Banner
from desktop_app.ui.record.block import Block, Card, button, column, counted, heading, plain, row_of
from desktop_app.ui.record.conflicts import ConflictBanner
from desktop_app.ui.record.lines import Item, Lines, Tool
from desktop_app.ui.record.part_ways import SUGGESTED, WAYS
from desktop_app.ui.record.part_words import PARTS
from desktop_app.ui.record.sums import sums_of
from desktop_app.ui.session import Change

__all__ = ["PartsBlock", "line_of"]

NEW = ""
YEAR = "year"
MANY = 40
REMOVE = Words("Ta bort", "Delete")
REMOVED = Words("Tog bort {what}: {title}", "Deleted {what}: {title}")
CLOSE = Words("Klar", "Done")
ANOTHER = Words("Lägg till en till", "Add another")
ANOTHER_TIP = Words("Lägg till en till (Ctrl+Enter)", "Add another (Ctrl+Enter)")
CLOSE_TIP = Words("Stäng (Esc)", "Close (Esc)")
ADD_BEGUN = Words("Fortsätt på det påbörjade", "Continue what was begun")
ADD_TIP = Words("{add} (Insert)", "{add} (Insert)")
SHOW_ALL = Words("Visa alla {n}", "Show all {n}")
JOINED = {"leg": " – ", "post": ", ", "fee": ": ", "review": ": "}
"""What stands after the first word of a name, where it is no space."""


def line_of(part: Entity, row: Row, writer: Writer) -> Item:
    """Return a part as a line: its name, and what else is filled in with its labels."""
    left_out = {*part.title, *part.owners}
    others = (
        f"{part.by_name[name].label.into(writer.language)}: {text}"
        for name, text in writer.texts(part, row.values).items()
        if name not in left_out and text
    )
    names = (writer.text(part.by_name[name], row.values.get(name)) for name in part.title)
    first, *more = [name for name in names if name] or [part.one.into(writer.language)]
    named = JOINED.get(part.name, " ").join([first, " ".join(more)] if more else [first])
    return Item(row.id, named, " · ".join(others))


class PartsBlock(Block):
    """All parts of one kind that a row has."""

    def __init__(
        self, desk: Desk, part: Entity, link: Field, parent: QWidget | None = None
    ) -> None:
        """Begin without a row; the form is made once a line is opened."""
        super().__init__(desk, parent)
        self.part, self.link = part, link
        self._owner = ""
        self._rows: list[Row] = []
        self._open: str | None = None
        self._all = False
        self.form: Form | None = None
        self.heading = heading(self)
        self._ways = WAYS.get(part.name, ())
        removing = Tool("remove", "trash-2", REMOVE, writes=True)
        self.lines = Lines(desk, (*(each.tool for each in self._ways), removing), self)
        self.warning = Banner(desk, "warning", "circle-alert", self)
        self.empty = plain("muted", self)
        self.sums = plain("", self)
        self.rest = button("chevron-down", self._show_all, self)
        self.add_button = button("plus", self.add, self)
        self._lay_out()
        self.lines.chosen.connect(self.toggle)
        self.lines.removing.connect(self.remove)
        self.lines.used.connect(self.use)
        self.say()

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Show the parts of a row; an open form stays open while its part is there."""
        if row.id != self._owner:
            self.close_form(to_line=False)
            self._owner, self._all = row.id, False
        self.read_only = read_only
        self._read()
        self._fill()
        self._keep_form()

    def concerns(self, change: Change, row: str) -> bool:
        """Tell whether the row, one of its parts, or a name in them can be another."""
        return change.touches(row) or any(change.touches(part.id) for part in self._rows)

    def focus_first(self) -> bool:
        """Give the focus to the first line, or to the button where there is none."""
        first = self.lines.lines[:1]
        if first:
            return self.lines.focus_line(first[0].item.key)
        self.add_button.setFocus()
        return self.add_button.isVisible()

    def flush(self) -> bool:
        """Save what is being typed in the open form."""
        return self._open is None or self.form is None or self.form.flush()

    def say(self) -> None:
        """Say everything anew."""
        speech = self.desk.speech
        words = PARTS[self.part.name]
        self.empty.setText(speech(words.empty))
        self.add_button.setToolTip(speech(ADD_TIP, add=words.add))
        self._close.setText(speech(CLOSE))
        self._close.setToolTip(speech(CLOSE_TIP))
        self._another.setText(speech(ANOTHER))
        self._another.setToolTip(speech(ANOTHER_TIP))
        self._name_of_new.setText(speech(words.new))
        if self.form is not None:
            self.form.say()
        if self._owner:
            self._fill()

    def toggle(self, key: str) -> None:
        """Open a line, or close it if it is open."""
        if self._open == key:
            self.close_form()
        else:
            self.open(key)

    def open(self, key: str) -> None:
        """Open a line into its form."""
        row = next((row for row in self._rows if row.id == key), None)
        if row is None:
            return
        self.close_form(to_line=False)
        form = self._form()
        self._show_part(form, row)
        self._host(key)
        form.focus_first()

    def go_to(self, field: str) -> None:
        """Open the part to be seen to, and a field in it; begin one where there is none."""
        row = self._to_see_to(field)
        if row is None:
            self.add(field if self._is_yearly else "")
            return
        if self._open != row.id:
            self.open(row.id)
        if self.form is not None:
            self.form.focus_field(field)

    def judge(self, findings: Sequence[Finding]) -> None:
        """Show what the rules say of these parts, under their heading."""
        found = dict.fromkeys(each.words for each in findings if each.part == self.part.name)
        said = (self.desk.speech(words) for words in found)
        self.warning.tell("\n".join(f"{text[:1].upper()}{text[1:]}" for text in said))

    def add(self, field: str = "") -> None:
        """Begin another part in an empty form, or go on with one that was begun before.

        The focus goes to a field; else to the first one that nothing is suggested for.
        """
        if self.read_only or not self._owner:
            return
        self.close_form(to_line=False)
        form = self._form()
        form.set_read_only(False)
        self.conflict.tell("")
        draft = self._draft()
        texts = self._suggested() if draft is None else draft.texts
        known = {**texts, self.link.name: self._owner}
        form.show_new(known, self._create, draft="" if draft is None else draft.id)
        self._host(NEW)
        empty = next((name for name in form.boxes if name not in texts), "")
        if field or (empty and draft is None):
            form.focus_field(field or empty)
        else:
            form.focus_first()

    def add_another(self) -> None:
        """Save the open form and begin another part."""
        if self.flush():
            self.add()

    def use(self, key: str, tool: str) -> None:
        """Do with a part what a tool of its line does."""
        way = next((each for each in self._ways if each.tool.name == tool), None)
        row = next((row for row in self._rows if row.id == key), None)
        if way is None:
            self.remove(key)
        elif row is not None and not self.read_only and way.fits(row):
            self.desk.messages.attempt(
                lambda: self.desk.session.do(lambda reg: way.do(reg, self._owner, [key]))
            )

    def remove(self, key: str) -> None:
        """Delete a part; the line at the foot of the window takes it back."""
        row = next((row for row in self._rows if row.id == key), None)
        if row is None or self.read_only:
            return
        near = self._neighbour(key)
        if self._open == key:
            self.close_form(to_line=False)
        title = self.desk.session.writer.title(row)
        done = self.desk.messages.attempt(
            lambda: self.desk.session.do(lambda register: delete(register, self.part, key))
        )
        if done is not None:
            self.desk.messages.done(REMOVED, undo=True, what=self.part.one, title=title)
            if not self.lines.focus_line(near):
                self.add_button.setFocus()

    def close_form(self, *, to_line: bool = True) -> None:
        """Save and close the open form; the focus goes back to its line."""
        if self._open is None or self.form is None:
            return
        key, self._open = self._open, None
        self.form.flush()
        self.lines.host(key, None)
        self._read()
        self._fill()
        if to_line and not self.lines.focus_line(key):
            self.add_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert begins another part, Esc closes the open one; tools may have keys of their own."""
        line = self.lines.focused_key()
        way = next((each for each in self._ways if each.key == event.text()), None)
        if line and way is not None:
            self.use(line, way.tool.name)
        elif event.key() == Qt.Key.Key_Insert:
            self.add()
        elif event.key() == Qt.Key.Key_Escape and self._open is not None:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        metric = self.desk.theme.metric
        layout = column(self, metric(2), (0, 0, 0, 0))
        for widget in (self.heading, self.warning, self.lines, self.empty, self.sums):
            layout.addWidget(widget)
        self.sums.setContentsMargins(metric(8), metric(4), 0, 0)
        self.empty.setContentsMargins(metric(8), 0, 0, 0)
        self.heading.setContentsMargins(metric(8), 0, 0, metric(2))
        layout.addLayout(row_of(self.add_button, self.rest, spacing=metric(4)))
        self._card = Card(self)
        self._card.hide()
        self._name_of_new = plain("label", self._card)
        self._close = button("check", self.close_form, self._card)
        self._another = button("plus", self.add_another, self._card)
        self.conflict = ConflictBanner(self.desk, self._card)
        self._card.column.addWidget(self._name_of_new)
        self._card.column.addWidget(self.conflict)
        self._card.column.addLayout(row_of(self._close, self._another, spacing=metric(4)))
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self._card)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.add_another)

    def _form(self) -> Form:
        if self.form is None:
            names = [field.name for field in self.part if field.name not in self.part.owners]
            self.form = Form(self.part, names, self.desk, self._card)
            self._card.column.insertWidget(2, self.form)
            last = self.form.boxes[names[-1]].editor.main
            for each in (self._close, self._another):  # made before the form, and stand under it
                QWidget.setTabOrder(last, each)
                last = each
        return self.form

    def _show_part(self, form: Form, row: Row) -> None:
        form.set_read_only(self.read_only)
        form.show_row(row)
        self.conflict.show_row(self.part, row, read_only=self.read_only)

    def _host(self, key: str) -> None:
        self._open = key
        self._name_of_new.setHidden(key != NEW)
        self._another.setHidden(self.read_only)
        self.lines.host(key, self._card)
        self.empty.hide()

    @property
    def _is_yearly(self) -> bool:
        return YEAR in self.part.by_name

    def _to_see_to(self, field: str) -> Row | None:
        """Return this year's part; of others the first that lacks a field, or is not done."""
        if self._is_yearly:
            year = self.desk.session.register.clock().date().year
            return next((row for row in self._rows if row.values.get(YEAR) == year), None)
        over = CYCLES[self.part.name].closed if self.part.name in CYCLES else ()
        open_ones = (row for row in self._rows if row.values.get("status") not in over)
        lacking = (row for row in self._rows if row.values.get(field) is None)
        return next(lacking, None) or next(open_ones, None)

    def _suggested(self) -> Mapping[str, str]:
        """Return what another part may well say."""
        suggest = SUGGESTED.get(self.part.name)
        owner = self.link.kind
        if suggest is None or not isinstance(owner, Link):
            return {}
        return suggest(self.desk.session.register, CATALOGUE[owner.entity], self._owner)

    def _draft(self) -> Draft | None:
        """Return the newest part of this row that was begun and never saved."""
        owner = (self.link.name, self._owner)
        found = drafting.drafts(self.desk.session.register)
        mine = (each for each in found if each.entity == self.part.name and each.owner == owner)
        return next((each for each in mine if not each.row), None)

    def _create(self, given: Mapping[str, Given]) -> str:
        """Make the new part; its form then belongs to it."""
        language = self.desk.speech.language
        saved = self.desk.session.do(
            lambda register: put(register, self.part, None, given, language=language)
        )
        self._open = saved.id
        self._name_of_new.hide()
        self._read()
        self._fill()
        self.lines.host(saved.id, self._card)
        return saved.id

    def _read(self) -> None:
        """Read the parts; while a form is open nothing changes its place."""
        register = self.desk.session.register
        found = particulars.parts(register, self.part, self.link, self._owner)
        if self._open is not None:
            places = {row.id: place for place, row in enumerate(self._rows)}
            found.sort(key=lambda row: places.get(row.id, len(places)))
        self._rows = found

    def _fill(self) -> None:
        session, speech = self.desk.session, self.desk.speech
        shown = self._rows if self._all or len(self._rows) <= MANY else self._rows[:MANY]
        items = [self._item(row) for row in shown]
        self.lines.show_items(items, writing=not self.read_only)
        self.heading.setText(counted(self.part.many, len(self._rows), speech.language))
        self.empty.setHidden(bool(self._rows) or self._open is not None)
        sums = sums_of(self.part.name, self._rows, session.writer)
        self.sums.setText(sums)
        self.sums.setHidden(not sums)
        self.rest.setText(speech(SHOW_ALL, n=len(self._rows)))
        self.rest.setHidden(len(shown) == len(self._rows))
        self.add_button.setHidden(self.read_only)
        words = ADD_BEGUN if self._draft() else PARTS[self.part.name].add
        self.add_button.setText(speech(words))

    def _item(self, row: Row) -> Item:
        item = line_of(self.part, row, self.desk.session.writer)
        idle = (each.tool.name for each in self._ways if not each.fits(row))
        return replace(item, without=frozenset(idle))

    def _keep_form(self) -> None:
        """Show the open part as it stands now, under its line; close its form if it is gone."""
        if self._open is None or self.form is None:
            return
        self.lines.host(self._open, self._card)
        if self._open == NEW:
            return
        row = next((row for row in self._rows if row.id == self._open), None)
        if row is None:
            self._open = None
            self.lines.host(NEW, None)
            self._fill()
            return
        self._show_part(self.form, row)

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        self.focus_first()

    def _neighbour(self, key: str) -> str:
        keys = [row.id for row in self._rows]
        at = keys.index(key)
        others: Sequence[str] = [*keys[at + 1 :], *reversed(keys[:at])]
        return others[0] if others else NEW
