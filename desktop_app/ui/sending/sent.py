"""What a workbook that was sent out came to, and what to do with it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services import mailing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.speech import grouped
from desktop_app.ui.taking.banner import Banner

__all__ = ["WROTE", "Finished", "Sent", "send"]

WROTE = Words("Skrev {file}: {count} rader.", "Wrote {file}: {count} rows.")
WHERE = Words("Filen ligger i {folder}", "The file is in {folder}")
NOW = Words(
    "Skicka den med e-post eller lägg den där mottagaren når den. När den kommer tillbaka: "
    "Register – Läs in fil.",
    "Send it by e-mail or put it where the recipient can reach it. When it comes back: "
    "Register – Take in file.",
)
NOW_MAIL = Words(
    "E-postutkastet {file} ligger bredvid. Öppna det, se igenom det och skicka det. När "
    "arbetsboken kommer tillbaka: Register – Läs in fil.",
    "The e-mail draft {file} is beside it. Open it, look it through and send it. When the "
    "workbook comes back: Register – Take in file.",
)
LOCKED = Words(
    "Arbetsboken är låst. Säg lösenordet i telefon; skicka det inte i samma meddelande som filen.",
    "The workbook is locked. Tell the password by phone; do not send it in the same message as "
    "the file.",
)
NO_PROGRAM = Words(
    "Inget program på den här datorn öppnar e-postutkast.",
    "No program on this computer opens e-mail drafts.",
)
NO_PROGRAM_ADVICE = Words(
    "Bifoga arbetsboken i ett nytt meddelande i ditt e-postprogram.",
    "Attach the workbook to a new message in your e-mail program.",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook that was written, and the e-mail around it or why there is none."""

    out: Path
    counts: Mapping[str, int]
    locked: bool
    mail: mailing.Draft | Refused | None


def send(register: Register, out: Path, wish: Wish, to: str | None, progress: Progress) -> Sent:
    """Write a workbook, and an e-mail to `to` with it unless that is None."""
    counts = export(register, out, wish, progress)
    return Sent(out, counts, bool(wish.password), _mail(register, out, wish, to))


def _mail(
    register: Register, out: Path, wish: Wish, to: str | None
) -> mailing.Draft | Refused | None:
    if to is None:
        return None
    try:
        return mailing.draft(out, to, mailing.sender_of(register), wish.language)
    except Refused as problem:  # the workbook is there all the same
        return problem


class Finished(QWidget):
    """Says what was written and what comes next."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing written."""
        super().__init__()
        self._desk = desk
        self._sent: Sent | None = None
        self._told = plain_label("heading")
        self._where = plain_label("muted")
        self._now = plain_label()
        self._locked = plain_label(text=desk.speech(LOCKED))
        self.warning = Banner(desk, "warning")
        column = QVBoxLayout(self)
        column.addStretch(1)
        for widget in (self._told, self._where, self._now, self._locked, self.warning):
            column.addWidget(widget)
        column.addStretch(2)

    @property
    def draft(self) -> Path | None:
        """Return the e-mail that was made."""
        mail = self._sent.mail if self._sent else None
        return mail.path if isinstance(mail, mailing.Draft) else None

    def show_sent(self, sent: Sent) -> None:
        """Say what became of a workbook."""
        speech = self._desk.speech
        self._sent = sent
        count = grouped(sum(sent.counts.values()), speech.language)
        self._told.setText(speech(WROTE, file=sent.out.name, count=count))
        self._where.setText(speech(WHERE, folder=str(sent.out.parent)))
        draft = self.draft
        self._now.setText(speech(NOW_MAIL, file=draft.name) if draft else speech(NOW))
        self._locked.setVisible(sent.locked)
        self.warning.say(_warnings(sent.mail))
        self._desk.messages.done(WROTE, file=sent.out.name, count=count)

    def open_folder(self) -> None:
        """Show where the workbook is."""
        if self._sent is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._sent.out.parent)))

    def open_draft(self) -> None:
        """Open the e-mail in the program for it."""
        draft = self.draft
        if draft is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft))):
            self._desk.messages.tell(NO_PROGRAM, NO_PROGRAM_ADVICE)


def _warnings(mail: mailing.Draft | Refused | None) -> list[Words]:
    if isinstance(mail, Refused):
        return [words for words in (mail.sentence, mail.advice) if words]
    return [mail.warning] if mail is not None and mail.warning else []
