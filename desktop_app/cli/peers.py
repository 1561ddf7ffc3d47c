"""The command that shows whom a register exchanges with: peers."""

from __future__ import annotations

from pathlib import Path

from desktop_app.cli.base import FILE, JSON, command
from desktop_app.cli.output import document, language, table
from desktop_app.domain.words import Words
from desktop_app.services.neighbours import Neighbour, neighbours
from desktop_app.services.opening import open_register

HEADINGS = (
    Words("Register", "Register"),
    Words("Organisation", "Organisation"),
    Words("Roll", "Role"),
    Words("Läst", "Taken in"),
    Words("Skickat", "Sent"),
    Words("Väntar på kvitto", "Not confirmed"),
)
NEVER = Words("aldrig", "never")
ROLES = {"central": Words("central", "central"), "office": Words("förvaltning", "office")}


@command("peers", "Registren som det utbyts med.", "The registers it exchanges with.")
@FILE
@JSON
def peers(file: Path, *, as_json: bool) -> None:
    """Show whom the register exchanges with, and how far that has come."""
    with open_register(file, writing=False) as register:
        found = neighbours(register)
    if as_json:
        document([_document(each) for each in found])
        return
    never = NEVER.into(language())
    table(
        [words.into(language()) for words in HEADINGS],
        (
            [
                each.register_id[:8],
                each.name,
                ROLES[each.role].into(language()),
                each.read_at or never,
                each.sent_at or never,
                str(each.unconfirmed),
            ]
            for each in found
        ),
    )


def _document(each: Neighbour) -> dict[str, object]:
    return {
        "register_id": each.register_id,
        "organisation_id": each.office,
        "organisation": each.name,
        "person": each.person,
        "role": each.role,
        "acknowledged": each.acknowledged,
        "unconfirmed": each.unconfirmed,
        "received": dict(each.received),
        "read_at": each.read_at,
        "sent_at": each.sent_at,
    }
