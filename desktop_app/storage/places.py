"""Where rows are: cities and countries with the rows that are there, gathered by the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping

from desktop_app.domain.fields import Entity
from desktop_app.storage.tables import GONE

_IN_VIEW = "t._state <> :gone AND (NOT :outward OR t.secret IS NOT 1)"

_SOURCES: Mapping[str, str] = {
    "contact": """
        SELECT t.id AS id,
            CASE WHEN t.city IS NULL AND (t.country IS NULL OR t.country = o.country)
                THEN o.city ELSE t.city END AS city,
            CASE WHEN t.city IS NULL THEN coalesce(t.country, o.country) ELSE t.country END
                AS country
        FROM contact t LEFT JOIN organisation o ON o.id = t.organisation AND o._state <> :gone
            AND (NOT :outward OR o.secret IS NOT 1)""",
    "organisation": "SELECT t.id AS id, t.city AS city, t.country AS country FROM organisation t",
    "network": "SELECT t.id AS id, t.secretariat AS city, NULL AS country FROM network t",
    "trip": """
        SELECT t.id AS id, s.city AS city, s.country AS country
        FROM trip t LEFT JOIN stop s ON s.trip = t.id AND s._state <> :gone""",
}
"""City, country and id of each row: a contact without a city is where its organisation is, a trip
is at each of its stops, a network where its secretariat is."""


def located(
    conn: sqlite3.Connection, entity: Entity, *, outward: bool
) -> Iterator[tuple[str, str, list[str]]]:
    """Go through the cities and countries of rows in view, with the ids of the rows there.

    Args:
        conn: The register.
        entity: Contacts, organisations, networks or trips.
        outward: Leave out what is secret here.

    Raises:
        KeyError: Rows of the entity are nowhere.
    """
    sql = (
        "SELECT coalesce(city, ''), coalesce(country, ''), json_group_array(DISTINCT id) "  # noqa: S608
        f"FROM ({_SOURCES[entity.name]} WHERE {_IN_VIEW}) GROUP BY 1, 2 ORDER BY 1, 2"
    )
    for city, country, ids in conn.execute(sql, {"gone": GONE, "outward": outward}):
        yield city, country, json.loads(ids)
