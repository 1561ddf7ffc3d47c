"""The head of a record: what it is called, what tells it apart, and its state in strips."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.gender import new_label
from desktop_app.domain.rules import Finding
from desktop_app.domain.words import Words
from desktop_app.services import particulars
from desktop_app.services.reading import Writer
from desktop_app.storage.tables import FLAGGED, Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.banners import Banner, findings_text
from desktop_app.ui.record.block import breakable, column, plain
from desktop_app.ui.record.conflicts import ConflictBanner
from desktop_app.ui.record.steps import StepStrip
from desktop_app.ui.speech import Speech
from desktop_app.ui.tips import as_tip

__all__ = ["Header", "subtitle", "title_of"]

LONGEST = 90
MOST_TOLD = 60
MOST, FEW = 3, 1
"""Findings that are told, and where there is little height."""
SPANS: Mapping[str, str] = {"start_on": "end_on", "wished_from": "wished_until"}
TOLD: Mapping[str, tuple[str, ...]] = {
    "contact": ("title", "organisation", "city", "country", "status"),
    "organisation": ("kind", "parent", "city", "country"),
    "appointment": ("role", "appointed_on", "until"),
    "network": ("kind", "responsible", "membership_kind"),
    "trip": ("kind", "organisation", "start_on"),
    "request": ("kind", "organisation", "received_on"),
    "collaboration": ("kind", "organisation", "start_on"),
    "advocacy": ("level", "responsible", "deadline"),
    "interaction": ("kind", "contact", "organisation"),
}
"""What tells a row apart at a glance, besides what kind of thing it is and where in its life."""

NAMELESS = Words("(utan namn)", "(no name)")
OR = Words(" eller ", " or ")
NEW_HINT = Words(
    "Sparas så snart detta är ifyllt: {fields}.",
    "Saved as soon as this is filled in: {fields}.",
)
DELETED = Words(
    "Posten ligger i papperskorgen och kan inte ändras.",
    "The record is in the trash and cannot be changed.",
)
RESTORE = Words("Ta tillbaka", "Restore")
FLAGGED_WORDS = Words(
    "Någon tog bort posten medan någon annan ändrade den. Den är kvar tills du bestämmer.",
    "Somebody deleted the record while another changed it. It stays until you decide.",
)
SECRET = Words(
    "Sekretess: inget av den här posten lämnar registret.",
    "Secret: nothing of this record leaves the register.",
)
READ_ONLY = Words(
    "Registret är öppet för läsning; här kan inget ändras.",
    "The register is open for reading; nothing can be changed here.",
)
GO_TO = Words("Visa", "Show")


def title_of(row: Row, writer: Writer) -> str:
    """Return what a row is called, in one paragraph."""
    return " ".join(writer.title(row).split()) or NAMELESS.into(writer.language)


def subtitle(entity: Entity, row: Row, writer: Writer) -> str:
    """Return what tells a row apart: organisation, place, dates, status."""
    told = (text for text in _told(entity, row, writer) if text)
    return " · ".join(_shortened(text, MOST_TOLD) for text in told)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _told(entity: Entity, row: Row, writer: Writer) -> Iterator[str]:
    one = entity.one.into(writer.language)
    yield one[:1].upper() + one[1:]
    for name in TOLD.get(entity.name, ()):
        text = writer.text(entity.by_name[name], row.values.get(name))
        end = row.values.get(SPANS.get(name, ""))
        if text and end not in {None, text}:
            text = f"{text} – {end}"
        yield text


def _needed(entity: Entity, speech: Speech) -> list[str]:
    """Return the labels of what a new row cannot be without."""
    labels = [speech(field.label) for field in entity if field.required]
    choice = [speech(entity.by_name[name].label) for name in entity.one_of]
    return [*labels, *([speech(OR).join(choice)] if choice else [])]


class Header(QWidget):
    """Title, line under it, and strips; the window puts its buttons into `slot`."""

    def __init__(
        self, desk: Desk, restore: Callable[[], object], go_to: Callable[[Finding], object]
    ) -> None:
        """Begin without a row."""
        super().__init__()
        self._desk, self._go_to = desk, go_to
        self._findings: Sequence[Finding] = ()
        self._entity: Entity | None = None
        self.title = plain("name", self)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.subtitle = plain("muted", self)
        self.slot = QHBoxLayout()
        self.deleted = Banner(desk, "warning", "trash-2", self)
        self.deleted.offer(restore)
        self.flagged = Banner(desk, "warning", "triangle-alert", self)
        self.secret = Banner(desk, "info", "lock", self)
        self.closed = Banner(desk, "info", "eye", self)
        self.conflict = ConflictBanner(desk, self)
        self.warning = Banner(desk, "warning", "circle-alert", self)
        self.warning.offer(self._go)
        self.steps = StepStrip(desk, self)
        self.steps.wanted.connect(go_to)
        self._lay_out()

    def show_row(self, entity: Entity, row: Row, *, read_only: bool) -> str:
        """Show the head of a row; return its title."""
        writer = self._desk.session.writer
        title = title_of(row, writer)
        self._name(title, subtitle(entity, row, writer))
        deleted = particulars.is_deleted(row)
        speech = self._desk.speech
        self._entity = entity
        writable = self._desk.session.writable
        self.deleted.tell(speech(DELETED) if deleted else "", speech(RESTORE) if writable else "")
        self.flagged.tell(speech(FLAGGED_WORDS) if row.state == FLAGGED else "")
        self.secret.tell(speech(SECRET) if row.values.get("secret") else "")
        self.closed.tell("" if writable else speech(READ_ONLY))
        self.conflict.show_row(entity, row, read_only=read_only)
        self.steps.show_row(entity, row, read_only=read_only)
        return title

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the rules say of fields that are not in sight."""
        self._findings = findings
        entity = self._entity
        language = self._desk.speech.language
        most = FEW if self.steps.short else MOST
        text = "" if entity is None else findings_text(entity, findings, language, most)
        self.warning.tell(text, self._desk.speech(GO_TO) if self._first() else "")
        self.subtitle.setHidden(self.steps.short and bool(text))  # its fields stand in a tab

    def settle(self) -> None:
        """Take the height of what is shown before it is painted, not after."""
        for widget in (self, self.parentWidget()):
            layout = None if widget is None else widget.layout()
            if layout is not None:
                layout.activate()

    def show_new(self, entity: Entity) -> str:
        """Show the head of a row that does not exist yet; return what it is called."""
        speech = self._desk.speech
        title = speech(new_label(entity))
        self._name(title, speech(NEW_HINT, fields=_needed(entity, speech)))
        for banner in (self.deleted, self.flagged, self.secret, self.closed, self.warning):
            banner.tell("")
        self.conflict.tell("")
        self.steps.clear()
        return title

    def _name(self, title: str, under: str) -> None:
        short = _shortened(title, LONGEST)
        self.title.setText(breakable(short))
        self.title.setToolTip(as_tip(title) if short != title else "")
        self.title.setAccessibleName(title)
        self.subtitle.setText(breakable(under))

    def _first(self) -> Finding | None:
        """Return the first that has a place to go to."""
        names = () if self._entity is None else self._entity.by_name
        return next((each for each in self._findings if each.part or each.field in names), None)

    def _go(self) -> None:
        first = self._first()
        if first is not None:
            self._go_to(first)

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        layout = column(self, metric(6), (metric(16), metric(14), metric(16), metric(8)))
        first = QHBoxLayout()
        first.addWidget(self.title, 1)
        first.addLayout(self.slot)
        layout.addLayout(first)
        layout.addWidget(self.subtitle)
        layout.addWidget(self.steps)
        for banner in (
            self.deleted,
            self.flagged,
            self.closed,
            self.secret,
            self.conflict,
            self.warning,
        ):
            layout.addWidget(banner)
