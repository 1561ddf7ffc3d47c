"""Where a row is in its life; the next step with its key, and what is missing for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.life.cycles import CYCLES
from desktop_app.domain.life.evidence import SAID_WHOLE
from desktop_app.domain.rules import Finding
from desktop_app.domain.words import Words
from desktop_app.services.life import Offer, Standing, standing_of, take_step
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import icon
from desktop_app.ui.record.block import bold, button, column, plain
from desktop_app.ui.record.life_line import LifeLine
from desktop_app.ui.tips import as_tip

__all__ = ["NEXT_KEYS", "StepStrip"]

NEXT_KEYS = "F9"
STATUS = "status"
TALL = 560
"""From this height of the panel on all of it is said, in pixels at 100 % text."""
NEXT_TIP = Words("Ta nästa steg: {step} ({keys})", "Take the next step: {step} ({keys})")
OTHER_STEPS = Words("Andra steg", "Other steps")
LACKS = Words("Kvar att göra före ”{step}”:", "Left to do before “{step}”:")
REFUSED = Words(
    "Det går inte att ta steget ”{step}” än. Det här saknas; välj det för att komma dit:",
    "The step “{step}” cannot be taken yet. This is missing; choose it to go there:",
)
REFUSED_SHORT = Words("Saknas för ”{step}”:", "Missing for “{step}”:")
WISHED = Words("{label} (bra att ha)", "{label} (good to have)")
OF_PART = Words("{part}: {field}", "{part}: {field}")
TAKEN = Words("{title}: {status}", "{title}: {status}")

LEADS: Mapping[tuple[str, str], Words] = {
    ("trip", "completed"): Words(
        "Resan är avslutad: rapportera.", "The trip is over: write the report."
    ),
    ("trip", "reported"): Words(
        "Rapporten är lämnad: följ upp åtgärderna.",
        "The report is handed in: follow up the actions.",
    ),
    ("network", "under_review"): Words(
        "Medlemskapet ska omprövas: behåll, förändra eller lämna.",
        "The membership is to be reviewed: keep, change or leave.",
    ),
    ("request", "received"): Words(
        "Förfrågan väntar på bedömning.", "The request waits to be assessed."
    ),
    ("request", "assessed"): Words(
        "Förfrågan är bedömd och väntar på svar.",
        "The request is assessed and waits for an answer.",
    ),
    ("request", "completed"): Words(
        "Besöket är genomfört: skriv vad det gav.",
        "The visit is over: write what came out of it.",
    ),
    ("collaboration", "ended"): Words(
        "Samarbetet har nått sitt slutdatum: skriv resultatet.",
        "The collaboration has reached its end: write the result.",
    ),
}
"""What a row asks for in a status, where that is worth a sentence."""


class StepStrip(QWidget):
    """The life of the row that is shown.

    Signals:
        wanted: What is missing was chosen: a `Finding`.

    Attributes:
        short: Whether it is said in few lines, for want of height.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._desk = desk
        self._entity: Entity | None = None
        self._row: Row | None = None
        self._standing: Standing | None = None
        self._refused = ""
        self.short = self._read_only = False
        self._missing: Sequence[Finding] = ()
        self._links: list[QPushButton] = []
        metric = desk.theme.metric
        self.life = LifeLine(desk, self)
        self._act, self._left = QWidget(self), QWidget(self)
        self._act_flow, self._left_flow = Flow(self._act, metric(6)), Flow(self._left, metric(2))
        self.lead = bold(plain(parent=self))
        self.next = QPushButton(self._act)
        self.others = QToolButton(self._act)
        self.lacks = plain("muted", self)
        self._menu = QMenu(self.others)
        self._lay_out()
        self.hide()

    @property
    def links(self) -> list[QPushButton]:
        """Return the links to what is missing, as they are shown."""
        return [link for link in self._links if not link.isHidden()]

    def show_row(self, entity: Entity, row: Row, *, read_only: bool) -> None:
        """Show where a row is in its life; nothing where there is no life to speak of."""
        if self._row is None or row.id != self._row.id:
            self._refused = ""
        self._entity, self._row, self._read_only = entity, row, read_only
        self._standing = standing_of(self._desk.session.register, row)
        if self._standing is None or len(CYCLES[entity.name].main) == 1:
            self.hide()
            return
        self.life.show_standing(entity, self._standing, short=self.short)
        self._show_steps(self._standing, read_only=read_only)
        self.show()

    def fit(self, height: int) -> None:
        """Say it in fewer lines where the panel has little height for the size of the text."""
        short = height < self._desk.theme.metric(TALL)
        if short == self.short:
            return
        self.short = short
        if self._entity is not None and self._row is not None:
            self.show_row(self._entity, self._row, read_only=self._read_only)

    def clear(self) -> None:
        """Show nothing: the row does not exist yet."""
        self._row = self._standing = None
        self.hide()

    def take_next(self) -> None:
        """Take the next step; where something is missing for it, say what."""
        found = self._standing
        if found is not None and found.steps and not self.isHidden() and self.next.isEnabled():
            self.take(found.steps[0])

    def take(self, offer: Offer) -> None:
        """Take a step; where something is missing for it, say what, and go to the links."""
        entity, row = self._entity, self._row
        if entity is None or row is None:
            return
        self._refused = "" if offer.possible else offer.step.to
        if self._refused:
            self._show_left(offer)
            self.links[0].setFocus()
            return
        desk = self._desk
        saved = desk.messages.attempt(
            lambda: desk.session.do(lambda reg: take_step(reg, entity, row.id, offer.step.to))
        )
        if saved is not None:
            title = desk.session.writer.title(row)
            desk.messages.done(TAKEN, undo=True, title=title, status=self._label(offer.step.to))

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        layout = column(self, metric(3), (0, metric(2), 0, 0))
        for widget in (self.life, self.lead, self._act, self.lacks, self._left):
            layout.addWidget(widget)
        self.next.setAutoDefault(True)
        self.next.clicked.connect(lambda _checked=False: self.take_next())
        self.others.setIcon(icon("ellipsis"))
        self.others.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.others.setMenu(self._menu)
        for each in (self.next, self.others):
            self._act_flow.addWidget(each)

    def _label(self, status: str) -> str:
        field = None if self._entity is None else self._entity.by_name[STATUS]
        return "" if field is None else self._desk.session.writer.text(field, status)

    def _show_steps(self, found: Standing, *, read_only: bool) -> None:
        offers = () if read_only else found.steps
        self._act.setHidden(not offers)
        lead = None
        if self._entity is not None:
            lead = LEADS.get((self._entity.name, found.now))
        self.lead.setText(self._desk.speech(lead) if lead else "")
        self.lead.setHidden(lead is None or not offers or self.short)
        if not offers:
            self._show_left(None)
            return
        self.next.setProperty("primary", lead is not None)
        self.next.style().polish(self.next)
        words = self._desk.speech(offers[0].step.words)
        keys = QKeySequence(NEXT_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.next.setText(f"{words} ({keys})")
        self.next.setToolTip(self._desk.speech(NEXT_TIP, step=words, keys=keys))
        self._menu.clear()
        for offer in offers[1:]:
            action = self._menu.addAction(self._desk.speech(offer.step.words))
            action.triggered.connect(self._taking(offer))
        self.others.setHidden(len(offers) == 1)
        self.others.setToolTip(self._desk.speech(OTHER_STEPS))
        self.others.setAccessibleName(self._desk.speech(OTHER_STEPS))
        refused = (each for each in offers if each.step.to == self._refused)
        self._show_left(next(refused, offers[0]))

    def _taking(self, offer: Offer) -> Callable[[], None]:
        return lambda: self.take(offer)

    def _show_left(self, offer: Offer | None) -> None:
        """Show what is missing for a step, each as a link to its place."""
        missing = () if offer is None else offer.missing
        if offer is None or offer.possible:
            self._refused = ""
        is_refused = offer is not None and self._refused == offer.step.to
        step = "" if offer is None else self._desk.speech(offer.step.words)
        refused = REFUSED_SHORT if self.short else REFUSED
        words = self._desk.speech(refused if is_refused else LACKS, step=step)
        shown = bool(missing) and (is_refused or not self.short)
        self.lacks.setText(words)
        self.lacks.setProperty("role", "error" if is_refused else "muted")
        self.lacks.style().polish(self.lacks)
        self.lacks.setHidden(not shown)
        self._left.setHidden(not shown)
        self._show_links(missing if shown else ())

    def _show_links(self, missing: Sequence[Finding]) -> None:
        self._missing = missing
        while len(self._links) < len(missing):
            go = partial(self._go, len(self._links))
            self._links.append(button("chevron-right", go, self._left))
            self._links[-1].setProperty("link", True)
            self._left_flow.addWidget(self._links[-1])
        for link, finding in zip(self._links, missing, strict=False):
            text, said = self._name_of(finding), self._desk.speech(finding.words)
            link.setText(text)
            link.setToolTip(as_tip(said))
            link.setAccessibleName(f"{text}: {said}")
            link.show()
        for link in self._links[len(missing) :]:
            link.hide()

    def _go(self, place: int) -> None:
        self.wanted.emit(self._missing[place])

    def _name_of(self, finding: Finding) -> str:
        """Return what is missing in a word or two; what is not missing, in a sentence."""
        if finding.rule in SAID_WHOLE:
            words = self._desk.speech(finding.words)
            return words[:1].upper() + words[1:]
        speech, entity = self._desk.speech, self._entity
        where = CATALOGUE.get(finding.part, entity)
        field = where.by_name.get(finding.field) if where else None
        text = speech(finding.words) if field is None else speech(field.label)
        if finding.part and where is not None:
            one = speech(where.one)
            text = speech(OF_PART, part=one[:1].upper() + one[1:], field=text.lower())
        return text if finding.error else speech(WISHED, label=text)
