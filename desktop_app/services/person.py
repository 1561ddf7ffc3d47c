"""Who uses a register: the name that stands at what is done."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.connection import transaction
from desktop_app.storage.record import Author

__all__ = ["set_person"]


def set_person(register: Register, name: str) -> None:
    """Write down who uses a register from now on; what was done before keeps its names.

    Raises:
        Refused: The register cannot be written.
    """
    person = " ".join(name.split()) or None
    with transaction(register.db):
        facts = replace(register.facts, person=person)
        queries.store_facts(register.db.conn, facts)
    register.record.author = Author(person, facts.office, facts.register_id)
