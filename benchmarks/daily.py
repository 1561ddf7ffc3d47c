"""What is done all day: searching, saving, printing."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from benchmarks.material import CONTACT, contact_cells, copy_of, folder, plain_database, sample_file
from benchmarks.measure import Figures, compare, once, say, seconds, spread
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import documents, writing
from desktop_app.services.opening import open_register
from desktop_app.services.reading import Listing, find_anywhere, list_rows

TYPED = ("anna", "malmö", "stadt wien", "papadop", "oberg", "example org", "gdansk", "klimat m")
PAGE = 50
UPDATE = "UPDATE plain SET c3 = ? WHERE id = ?"
TRIPS_SECONDS, SIZE_RATIO = 30, 4


def search(rows: int) -> None:
    """Measure a key press in the search field: the first page of hits (P3)."""
    say(f"search, {rows} contacts: the first {PAGE} hits after each key")
    plain = folder() / "plain-search.db"
    plain_database(plain, contact_cells(rows), search=True)
    conn = sqlite3.connect(plain)
    ours: list[float] = []
    everywhere: list[float] = []
    peers: list[float] = []
    with open_register(sample_file(rows), writing=False) as register:
        for text in TYPED:
            for end in range(1, len(text) + 1):
                typed = text[:end]
                wanted = Listing(typed, limit=PAGE)
                ours.append(once(lambda w=wanted: list(list_rows(register, CONTACT, w))))  # type: ignore[misc]
                everywhere.append(once(lambda t=typed: list(find_anywhere(register, t))))  # type: ignore[misc]
                peers.append(once(lambda t=typed: _bare_search(conn, t)))  # type: ignore[misc]
    spread("contacts", Figures(tuple(ours)), 0.016)
    spread("all entities together", Figures(tuple(everywhere)))
    spread("floor: the same full text, unranked", Figures(tuple(peers)))


def _bare_search(conn: sqlite3.Connection, text: str) -> None:
    words = " ".join(f'"{word}"*' for word in text.split())
    sql = (
        "SELECT p.* FROM found f JOIN plain p ON p.id = f.rowid "
        "WHERE found MATCH ? ORDER BY f.rowid LIMIT ?"
    )
    conn.execute(sql, (words, PAGE)).fetchall()


def save(rows: int, runs: int = 40) -> None:
    """Measure saving one field, beside one bare commit (P5)."""
    path = copy_of(sample_file(rows), "save.knreg")
    bare = folder() / "bare.db"
    plain_database(bare, contact_cells(min(rows, 20_000)), search=False)
    conn = sqlite3.connect(bare, isolation_level=None)
    conn.execute("PRAGMA synchronous = FULL")
    ours: list[float] = []
    peer: list[float] = []
    with open_register(path) as register:
        ids = [row.id for row in list_rows(register, CONTACT, Listing(limit=runs))]
        for n, id_ in enumerate(ids):
            given = {"city": f"Ort {n}"}
            ours.append(once(lambda i=id_, g=given: writing.put(register, CONTACT, i, g)))  # type: ignore[misc]
            peer.append(once(lambda n=n: conn.execute(UPDATE, (f"Ort {n}", n * 7 + 1))))  # type: ignore[misc]
    compare(f"save one field, {rows}", Figures(tuple(ours)), Figures(tuple(peer)), "commit", 3)


def print_trip(rows: int) -> None:
    """Measure the trip summary: one, and 500 in one go (P14)."""
    trip = CATALOGUE["trip"]
    with open_register(sample_file(max(rows, 1000)), writing=False) as register:
        ids = [row.id for row in list_rows(register, trip, Listing())]
        documents.document(register, trip, ids[0], "summary", "sv")
        times = [
            once(lambda i=id_: documents.document(register, trip, i, "summary", "sv"))  # type: ignore[misc]
            for id_ in ids[:50]
        ]
        spread("trip summary", Figures(tuple(times)), 0.3)
        start = time.perf_counter()
        for n in range(500):
            documents.document(register, trip, ids[n % len(ids)], "summary", "sv")
        took = time.perf_counter() - start
    over = "" if took <= TRIPS_SECONDS else "  OVER"
    say(f"{'500 trip summaries':34} {seconds(took)}, allowed {TRIPS_SECONDS} s{over}")


def size(rows: int) -> None:
    """Measure the file beside the plain table with its search index (P16)."""
    plain = folder() / "plain-size.db"
    plain_database(plain, contact_cells(rows), search=True)
    path: Path = sample_file(rows)
    ours, peer = path.stat().st_size / 1e6, plain.stat().st_size / 1e6
    over = "" if ours <= SIZE_RATIO * peer else "  OVER"
    say(
        f"{f'size, {rows} contacts':34} {ours:.0f} MB  plain table with search {peer:.0f} MB"
        f"  ratio {ours / peer:.2f}, allowed {SIZE_RATIO}{over}"
    )


def growth(rows: int) -> None:
    """Measure search and saving from 1,000 contacts on: they should stay flat (P15)."""
    steps = [n for n in (1_000, 10_000, 100_000, 1_000_000) if n <= max(rows, 10_000)]
    for step in steps:
        search(step)
        save(step)
