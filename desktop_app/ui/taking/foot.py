"""The foot of the preview: what can be done, and why not where it cannot."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desktop_app.domain.words import Words
from desktop_app.services.import_plan import ImportPlan
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import Role, icon
from desktop_app.ui.often import CLOSE
from desktop_app.ui.speech import grouped
from desktop_app.ui.taking.foot_row import FootRow
from desktop_app.ui.taking.previewing import READ_ONLY, STALE_FIRST, TICK_FIRST

__all__ = ["NOTHING_NEW", "SAVE_REFUSED", "Foot"]

TAKE_IN = Words("Läs in", "Take in")
TAKE_IN_MANY = Words("Läs in {count} rader", "Take in {count} rows")
TAKE_IN_ONE = Words("Läs in 1 rad", "Take in 1 row")
SAVE_REFUSED = Words("Spara avvisade rader …", "Save refused rows …")
SAFE = Words(
    "En säkerhetskopia görs först, och allt kan ångras.",
    "A backup is made first, and all of it can be undone.",
)
NOTHING_NEW = Words("Filen håller inget nytt.", "The file holds nothing new.")
ONLY_REFUSED = Words("Ingen rad kan läsas in som den står.", "No row can be taken in as it stands.")
NO_ROWS = Words("Filen har inga rader.", "The file has no rows.")
WORKING = Words("Räknar om efter ditt val …", "Working out what you chose …")
WRITTEN = ("new", "changed", "conflicts")


class Foot(FootRow):
    """The buttons of the preview, and a sentence beside them."""

    def __init__(self, desk: Desk) -> None:
        """Make the buttons; none can be used yet."""
        self.refused = QPushButton(icon("file-down"), desk.speech(SAVE_REFUSED))
        self.take = QPushButton(icon("file-up", Role.HighlightedText), desk.speech(TAKE_IN))
        self.take.setProperty("primary", True)
        self.close_button = QPushButton(desk.speech(CLOSE))
        super().__init__(desk, (self.refused, self.take, self.close_button))

    def refresh(
        self, plan: ImportPlan | None, *, stale: bool, heeded: bool, waits: bool = False
    ) -> None:
        """Allow what a plan allows; None while none is shown.

        Args:
            plan: The plan that is shown.
            stale: Whether the register was changed since.
            heeded: Whether its warnings were.
            waits: Whether a decision is still on its way into it.
        """
        account = {} if plan is None else plan.account()
        count = sum(account.get(category, 0) for category in WRITTEN)
        count += 0 if plan is None else len(plan.beyond)
        why = None if plan is None else self._why_not(plan, count, stale=stale, heeded=heeded)
        why = WORKING if waits else why
        self.take.setEnabled(plan is not None and why is None)
        self.take.setText(self._desk.speech(self._take_words(count)))
        self.take.setToolTip("" if why is None else self._desk.speech(why))
        self.refused.setVisible(plan is not None and bool(plan.refused_rows))
        self.why.setText("" if plan is None else self._desk.speech(why or SAFE))
        self.fit()

    def _why_not(self, plan: ImportPlan, count: int, *, stale: bool, heeded: bool) -> Words | None:
        """Return why nothing can be taken in, None if it can."""
        brings = plan.arrival is not None and plan.arrival.brings
        if not plan.outcomes and not brings:
            return NO_ROWS
        if count == 0 and not plan.doubts and not brings:
            return ONLY_REFUSED if plan.refused_rows else NOTHING_NEW
        if not self._desk.session.writable:
            return READ_ONLY
        if stale:
            return STALE_FIRST
        return TICK_FIRST if plan.warnings and not heeded else None

    def _take_words(self, count: int) -> Words:
        if count == 0:
            return TAKE_IN
        many = TAKE_IN_MANY.fill(count=grouped(count, self._desk.speech.language))
        return TAKE_IN_ONE if count == 1 else many
