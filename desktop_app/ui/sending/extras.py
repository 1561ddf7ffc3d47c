"""What a workbook can leave with: a password on it, and an e-mail around it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.words import Words
from desktop_app.services.mailing import address_of
from desktop_app.ui.desk import Desk
from desktop_app.ui.labels import plain_label
from desktop_app.ui.password import PasswordField

__all__ = ["Extras"]

PASSWORD = Words("Lösenord (kan lämnas tomt)", "Password (may be left empty)")
BY_PHONE = Words(
    "Lösenordet sparas inte här. Säg det i telefon; skicka det inte i samma meddelande som filen.",
    "The password is not kept here. Tell it by phone; do not send it in the same message as the "
    "file.",
)
MAIL = Words("Gör också ett e-postutkast", "Also make an e-mail draft")
ADDRESS = Words("Mottagarens e-postadress", "The recipient's e-mail address")
ADDRESS_HINT = Words(
    "Mottagarens adress (kan lämnas tom)", "The recipient's address (may be left empty)"
)


class Extras(QWidget):
    """Asks for a password, and whether an e-mail is wanted and to whom."""

    def __init__(self, desk: Desk) -> None:
        """Begin without either."""
        super().__init__()
        self._desk = desk
        self.password = PasswordField(desk, PASSWORD)
        self.mail = QCheckBox(desk.speech(MAIL))
        self.address = QLineEdit()
        self.address.setPlaceholderText(desk.speech(ADDRESS_HINT))
        self.address.setAccessibleName(desk.speech(ADDRESS))
        self.address.setEnabled(False)
        self.mail.toggled.connect(self.address.setEnabled)
        mailed = QVBoxLayout()
        mailed.setSpacing(self.password.spacing())
        mailed.addWidget(self.mail)
        mailed.addWidget(self.address)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addLayout(self.password, 0, 0)
        grid.addLayout(mailed, 0, 1)
        grid.addWidget(plain_label("muted", desk.speech(BY_PHONE)), 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def mail_to(self) -> str | None:
        """Return whom the e-mail goes to ('' for nobody yet), None if none is wanted.

        Raises:
            Invalid: What was typed is no address.
        """
        return address_of(self.address.text()) if self.mail.isChecked() else None
