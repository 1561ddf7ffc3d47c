"""Who a register belongs to, what it holds, and how it is."""

from __future__ import annotations

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json
from desktop_app.services.reading import conflicts
from desktop_app.services.register import Register
from desktop_app.storage import queries, upkeep
from desktop_app.storage.connection import schema_version

__all__ = ["info", "owner_of_register"]


def owner_of_register(register: Register) -> tuple[str, str]:
    """Return the organisation a register belongs to and the person who keeps it, '' if unknown."""
    facts = register.facts
    office = queries.row(register.db.conn, CATALOGUE["organisation"], facts.office)
    return str(office.values.get("name")) if office else "", facts.person or ""


def info(register: Register) -> dict[str, Json]:
    """Return who the register belongs to, what it holds, and how it is."""
    from importlib.metadata import version  # noqa: PLC0415 — slow to load, and for info alone

    facts = register.facts
    conn = register.db.conn
    counted: dict[str, Json] = dict(queries.counts(conn))
    return {
        "file": register.path.name,
        "organisation": owner_of_register(register)[0] or facts.office,
        "organisation_id": facts.office,
        "person": facts.person,
        "role": facts.role,
        "exchange_id": facts.exchange_id,
        "register_id": facts.register_id,
        "epoch": facts.epoch,
        "made_at": facts.made_at,
        "program": version("kontaktnat"),
        "schema": schema_version(),
        "format": facts.format,
        "counts": counted,
        "edits": queries.number_of_edits(conn),
        "actions": queries.number_of_actions(conn),
        "conflicts": sum(1 for _ in conflicts(register)),
        "doubts": queries.open_doubts(conn),
        "digest": upkeep.shown_digest(conn),
        "last_export": queries.last_export(conn),
        "last_backup": facts.backup_at,
        "last_backup_name": facts.backup_name,
    }
