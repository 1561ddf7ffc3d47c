"""Text files are read in their encoding and by their delimiter, and what is lost is told."""

from __future__ import annotations

from pathlib import Path

from desktop_app.exchange.reading.reader import read_file
from tests.exchange.test_reader import remarks_of, written

NAMES = "Namn;Ort;Titel\r\nÅsa Öberg;Malmö;Ansvarig för nätverk\r\nJosé García;Växjö;Rådgivare\r\n"


def test_text_is_read_in_the_child(tmp_path: Path) -> None:
    """What becomes of text is tested beside F125."""
    raw = NAMES.encode("cp1252") + b'x;"y\0;z\n1;2;3\n'
    table = read_file(written(tmp_path / "a.csv", raw))
    assert (table.kind, table.encoding, table.delimiter) == ("csv", "cp1252", ";")
    assert table.sheets[0].rows[1:] == [
        ["Åsa Öberg", "Malmö", "Ansvarig för nätverk"],
        ["José García", "Växjö", "Rådgivare"],
        ["x", '"y', "z"],
        ["1", "2", "3"],
    ]
    assert "1 cells, B4" in remarks_of(table)
    assert "as any other sign: row 4" in remarks_of(table)
