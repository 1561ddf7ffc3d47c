"""The card of what would leave for the central office, and what never leaves."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services.exchange_state import ExchangeState
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import Card
from desktop_app.ui.speech import grouped
from desktop_app.ui.times import when

__all__ = ["Outgoing"]

HEADING = Words("Skicka", "Send")
LOADING = Words(
    "Räknar vad som skulle lämna registret …", "Counting what would leave the register …"
)
TO_CENTRE = Words("Skicka till centralen …", "Send to the central office …")
TO_ALL = Words("Sänd till alla ({n}) …", "Send to all ({n}) …")
TO_ANYONE = Words("Arbetsbok att fylla i …", "Workbook to fill in …")
TO_ANYONE_TIP = Words(
    "För någon utan programmet: hela registret eller ett urval att fylla i och skicka tillbaka.",
    "For someone without the program: the whole register or a selection to fill in and send back.",
)
NEWS = Words(
    "{rows} rader har ändrats ({fields} uppgifter) som {name} inte har bekräftat, den äldsta "
    "{since}.",
    "{rows} rows have changed ({fields} values) that {name} has not confirmed, the oldest {since}.",
)
NEWS_ONE = Words(
    "1 rad har ändrats ({fields} uppgifter) som {name} inte har bekräftat, {since}.",
    "1 row has changed ({fields} values) that {name} has not confirmed, {since}.",
)
KIND = Words("{many}: {n}", "{many}: {n}")
NO_NEWS = Words(
    "{name} har bekräftat allt som ändrats här. En ny arbetsbok visar det som läget är nu.",
    "{name} has confirmed all that was changed here. A new workbook shows how things stand now.",
)
SENT = Words("Senast skickat {at}.", "Last sent {at}.")
NEVER_SENT = Words("Inget har skickats dit än.", "Nothing has been sent there yet.")
NO_CENTRE = Words(
    "Centralen är inte med i det här registrets utbyte. Ett register som hör ihop med centralens "
    "skapas från en arbetsbok därifrån; härifrån kan du skicka arbetsböcker att fylla i.",
    "The central office takes no part in the exchange of this register. A register that belongs "
    "to the central office's is made from a workbook sent from there; from here you can send "
    "workbooks to fill in.",
)
CENTRAL = Words(
    "Alla {n} register som centralen har mött får var sin arbetsbok, med det de inte har.",
    "Each of the {n} registers that the central office has met gets its own workbook, with what "
    "it lacks.",
)
NONE_MET = Words(
    "Inget register har hört av sig än. Ge förvaltningarna en arbetsbok: de går med genom den när "
    "de skapar sitt register.",
    "No register has been heard from yet. Give the offices a workbook: they join by it when they "
    "make their register.",
)
NEVER = Words("Lämnar aldrig registret: {what}.", "Never leaves the register: {what}.")
SECRET = Words("rader med sekretess ({n})", "secret rows ({n})")
NOTES = Words("privata anteckningar ({n})", "private notes ({n})")
ATTACHMENTS = Words("bilagor ({n})", "attachments ({n})")
NOTHING_STAYS = Words(
    "Här finns inga sekretessrader, privata anteckningar eller bilagor; de skulle stanna.",
    "There are no secret rows, private notes or attachments here; they would stay.",
)


class Outgoing(Card):
    """What leaves: counted before anything is written.

    Signals:
        wanted: A workbook is to be written for registers that were met; carries them.
        anyone_wanted: A workbook is to be written for someone without the program.
    """

    wanted = Signal(object)
    anyone_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Make it while nothing is known."""
        super().__init__()
        self._desk = desk
        self._state: ExchangeState | None = None
        self._told = plain_label()
        self._kinds, self._sent = plain_label("muted"), plain_label("muted")
        self._stays = plain_label("muted")
        self.send_button = QPushButton(icon("send", Role.HighlightedText), "")
        self.send_button.setProperty("primary", True)
        self.anyone_button = QPushButton(icon("file-down"), "")
        buttons = QWidget()
        flow = Flow(buttons, desk.theme.metric(6))
        flow.addWidget(self.send_button)
        flow.addWidget(self.anyone_button)
        self.send_button.clicked.connect(self._send)
        self.anyone_button.clicked.connect(self.anyone_wanted)
        self.fill(self._told, self._kinds, self._sent, self._stays, buttons)

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        self.heading.setText(speech(HEADING))
        self.anyone_button.setText(speech(TO_ANYONE))
        self.anyone_button.setToolTip(speech(TO_ANYONE_TIP))
        self.show_state(self._state)

    def show_state(self, state: ExchangeState | None) -> None:
        """Show what would leave now."""
        self._state = state
        for label in (self._kinds, self._sent, self._stays):
            label.setVisible(state is not None)
        self.send_button.setVisible(state is not None and bool(state.met))
        if state is None:
            self._told.setText(self._desk.speech(LOADING))
            return
        self._show_stays(state)
        if state.central:
            self._show_central(state)
        else:
            self._show_office(state)
        for label in (self._kinds, self._sent):
            label.setVisible(bool(label.text()))

    def _show_central(self, state: ExchangeState) -> None:
        speech, count = self._desk.speech, self._count(len(state.met))
        self._told.setText(speech(CENTRAL, n=count) if state.met else speech(NONE_MET))
        self.send_button.setText(speech(TO_ALL, n=count))
        self._kinds.clear()
        self._sent.clear()

    def _show_office(self, state: ExchangeState) -> None:
        speech, centre = self._desk.speech, state.centre
        name = "" if centre is None else centre.name
        self.send_button.setVisible(centre is not None)
        self.send_button.setText(speech(TO_CENTRE))
        self._kinds.setText(" · ".join(self._kinds_of(state)) if centre else "")
        if centre is None:
            self._told.setText(speech(NO_CENTRE))
            self._sent.clear()
            return
        sent = centre.sent_at
        self._sent.setText(speech(SENT, at=when(sent)) if sent else speech(NEVER_SENT))
        rows = sum(each.rows for each in state.news)
        if not rows:
            self._told.setText(speech(NO_NEWS, name=name))
            return
        fields = self._count(sum(each.fields for each in state.news))
        since = when(min(each.since for each in state.news))[:10]
        words = NEWS_ONE if rows == 1 else NEWS
        told = {"rows": self._count(rows), "fields": fields, "name": name, "since": since}
        self._told.setText(speech(words, **told))

    def _kinds_of(self, state: ExchangeState) -> Iterator[str]:
        for each in state.news:
            many = CATALOGUE[each.entity].many if each.entity in CATALOGUE else None
            if many is not None:
                yield self._desk.speech(KIND, many=many, n=self._count(each.rows))

    def _show_stays(self, state: ExchangeState) -> None:
        speech, staying = self._desk.speech, state.staying
        counts = (
            (SECRET, sum(staying.secret.values())),
            (NOTES, staying.private_notes),
            (ATTACHMENTS, staying.attachments),
        )
        what = [speech(words, n=self._count(count)) for words, count in counts if count]
        self._stays.setText(speech(NEVER, what=", ".join(what)) if what else speech(NOTHING_STAYS))

    def _send(self) -> None:
        state = self._state
        if state is None:
            return
        self.wanted.emit(state.met if state.central else [state.centre])

    def _count(self, number: int) -> str:
        return grouped(number, self._desk.speech.language)
