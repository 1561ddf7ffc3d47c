"""Text in any encoding, between any delimiters: nothing but `Fault`, and no letter is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.text_file import decode, read_bytes

__all__ = ["SEEDS", "one_input"]

_LIST = 'Namn;Ort;Titel\r\nÅsa Öberg;Malmö;Rådgivare\r\nJosé García;Växjö;"ett; två\r\ntre"\r\n'

SEEDS: tuple[bytes, ...] = (
    *(_LIST.encode(each) for each in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")),
    *(_LIST.encode(each) for each in ("utf-32", "utf-32-be", "cp1252", "mac_roman", "cp850")),
    "Namn;Ort\nŁukasz;Kraków\n".encode("cp1250"),
    "氏名,都市\n山田太郎,東京\n".encode("shift_jis"),
    "Åsa;Malmö\n".encode() + "Örjan;Växjö\n".encode("cp1252"),
    b'sep=|\na,x|b,y\n1|"2',
    b'a;b\n1;2\n3;"4\n5;6\n7;8\n',
    b"a,b,c\r1,2\r\n1,2,3,4\n\n5\n",
    b'a\tb\n="0046 8"\tx\0y\n\'0046\t\xa0\n',
    b"",
)


def one_input(data: bytes) -> None:
    """Read a text file; raise `AssertionError` where letters or digits were lost."""
    text, _encoding, _bad = decode(data)
    delimiter: str | None = None
    found: Counter[str] = Counter()
    try:
        for message in read_bytes(data, "x"):
            what, *rest = json.loads(json.dumps(message))
            if what == "text":
                delimiter = rest[1]
            elif what == "rows":
                found.update(_kept("".join(_cells(rest[2]))))
    except Fault:
        return
    wanted = Counter(_kept(text))
    said = "sep" + (delimiter or "")
    lost = wanted - found - Counter(said) - Counter(said.upper())
    if delimiter is not None:
        del lost[delimiter]
    assert not lost, lost
    assert not found - wanted, found - wanted


def _kept(text: str) -> Iterator[str]:
    return filter(str.isalnum, text)


def _cells(columns: Iterable[Any]) -> Iterator[str]:
    for column in columns:
        if isinstance(column, dict):
            yield from (column["of"][place] for place in column["at"])
        elif column is not None:
            yield from column
