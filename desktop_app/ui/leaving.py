"""Before a register is left: what is typed lies in a file, or somebody is asked."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.workplace import Workplace

__all__ = ["may_leave"]

LOST = Words(
    "Det du har skrivit kan inte sparas just nu, och försvinner om registret stängs.",
    "What you have typed cannot be saved just now, and is lost if the register is closed.",
)
LOST_ADVICE = Words(
    "Spara en kopia på en annan plats: där finns allt, också det du skrev sist. Eller avbryt, gör "
    "så att registret kan skrivas igen, och stäng sedan.",
    "Save a copy in another place: all is in it, also what you typed last. Or cancel, make it "
    "possible to write the register again, and close it then.",
)
SAVE_COPY = Words("Spara en kopia …", "Save a copy …")
CLOSE_ANYWAY = Words("Stäng ändå", "Close anyway")


def may_leave(
    desk: Desk, place: Workplace, save_copy: Callable[[], object], then: Callable[[], object]
) -> bool:
    """Save what is being typed; ask before it is lost, and do `then` if it may be."""
    place.flush()
    session = desk.session
    if session.all_is_kept():
        return True

    def leave() -> None:
        session.unkept.clear()
        then()

    desk.messages.ask(LOST, LOST_ADVICE, SAVE_COPY, save_copy, (CLOSE_ANYWAY, leave))
    return False
