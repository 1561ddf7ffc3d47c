"""Words that in Swedish follow the gender of what they speak of: ”en ny kontakt”, ”ett nytt”."""

from __future__ import annotations

from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words

__all__ = ["new_label", "none_label"]

NEUTER = frozenset(("network", "stop", "collaboration", "interaction", "post", "list_item"))
NEW, NEW_NEUTER = Words("Ny {entity}", "New {entity}"), Words("Nytt {entity}", "New {entity}")
NONE, NONE_NEUTER = Words("ingen {entity}", "no {entity}"), Words("inget {entity}", "no {entity}")


def new_label(entity: Entity) -> Words:
    """Return what making a new row is called: ”Ny kontakt”, ”Nytt nätverk”."""
    return (NEW_NEUTER if entity.name in NEUTER else NEW).fill(entity=entity.one)


def none_label(entity: Entity) -> Words:
    """Return that there is no row: ”ingen kontakt”, ”inget nätverk”."""
    return (NONE_NEUTER if entity.name in NEUTER else NONE).fill(entity=entity.one)
