"""F125–F134: lists as text, however they were saved; each guard against a fault is missed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from desktop_app.domain.kinds import Context
from desktop_app.domain.mending import cells, days, phones
from desktop_app.domain.shipped import shipped_lists
from desktop_app.exchange.lists import placing
from desktop_app.exchange.lists.foreign import ListedRow, read_rows, understand
from desktop_app.exchange.reading import encodings, frames, gate, reader, text_file
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.reader import Cell, Table

CONTEXT = Context(shipped_lists())
Case = Callable[[Path], None]

HEAD = ["Namn", "Ort", "Titel"]
SWEDISH = [
    HEAD,
    ["Åsa Öberg", "Malmö", "Ansvarig för nätverk"],
    ["José García", "Växjö", "Rådgivare"],
]
EASTERN = [HEAD, ["Łukasz Żak", "Kraków", "Radca"], ["Jiří Dvořák", "Plzeň", "Ředitel"]]
CZECH = [HEAD, ["Jiří Dvořák", "Liberec", "Ředitel"], ["Petr Kučera", "Brno", "x"]]
PORTUGUESE = [HEAD, ["Ana Silva", "São Paulo", "x"], ["Rui Simão", "São Paulo", "y"]]
SLOVAK = [HEAD, ["Anna Nova", "Košice", "x"], ["Peter Novy", "Košice", "y"]]
JAPANESE = [HEAD, ["山田 太郎", "東京", "課長"], ["鈴木 花子", "大阪", "係"]]


def read(folder: Path, raw: bytes) -> Table:
    """Return what is read of a text file, in this process."""
    path = folder / "lista.csv"
    path.write_bytes(raw)
    answer = reader._Answer()
    answer.take(["head", "csv"])
    for message in text_file.read_text(path):
        answer.take(json.loads(json.dumps(message)))
    return answer.table()


def rows(table: Table) -> list[list[Cell]]:
    """Return the rows without the empty cells at their ends."""
    found = [list(row) for row in table.sheets[0].rows]
    for row in found:
        while row and row[-1] is None:
            row.pop()
    return found


def said(table: Table) -> str:
    return " ".join(remark.into("en") for remark in table.remarks)


def text(lines: Sequence[Sequence[str]], delimiter: str = ";", end: str = "\r\n") -> str:
    return "".join(delimiter.join(line) + end for line in lines)


def contacts(folder: Path, raw: bytes) -> list[ListedRow]:
    (listing,) = understand(read(folder, raw), "contact", {}, CONTEXT)
    return list(read_rows(listing, CONTEXT))


# F125


def f125_unicode(folder: Path) -> None:
    marked = {"utf-16": b"\xfe\xff" + text(SWEDISH).encode("utf-16-be")}
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        for lines in (SWEDISH, EASTERN):
            table = read(folder, text(lines).encode(encoding))
            assert (rows(table), table.encoding, table.remarks) == (lines, encoding, ())
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        raw = marked.get(encoding, text(SWEDISH).encode(encoding))
        for each in (raw, text(SWEDISH).encode(encoding)):
            table = read(folder, each)
            assert (rows(table), table.encoding, table.remarks) == (SWEDISH, encoding, ())


def f125_windows_mac_and_dos(folder: Path) -> None:
    for encoding in ("cp1252", "mac_roman", "cp850", "cp437"):
        table = read(folder, text(SWEDISH).encode(encoding))
        assert (rows(table), table.remarks) == (SWEDISH, ()), encoding
    for lines in (EASTERN, CZECH):
        table = read(folder, text(lines).encode("cp1250"))
        assert (rows(table), table.encoding, table.remarks) == (lines, "cp1250", ())
    assert rows(read(folder, text(PORTUGUESE).encode("cp850"))) == PORTUGUESE
    assert rows(read(folder, text(SLOVAK).encode("cp1250"))) == SLOVAK


def f125_japanese(folder: Path) -> None:
    table = read(folder, text(JAPANESE).encode("shift_jis"))
    assert (rows(table), table.encoding, table.remarks) == (JAPANESE, "cp932", ())


def f125_mixed(folder: Path) -> None:
    raw = text(SWEDISH[:2]).encode() + text(SWEDISH[2:]).encode("cp1252")
    table = read(folder, raw)
    assert rows(table) == SWEDISH
    assert "mixes character encodings (utf-8 + cp1252); look over row 3" in said(table)


def f125_bytes_of_nothing(folder: Path) -> None:
    raw = b"\xff\xfe" + text(SWEDISH).encode("utf-16-le") + b"\x00\xd8"
    assert "utf-16: row 4" in said(read(folder, raw))


# F126–F130


def f126_delimiters(folder: Path) -> None:
    for delimiter in ";,\t|":
        table = read(folder, text(SWEDISH, delimiter).encode())
        assert (rows(table), table.delimiter) == (SWEDISH, delimiter)
    odd = read(folder, b"a,b\n1;5,2\n3;5,4\n")
    assert (rows(odd), odd.delimiter) == ([["a", "b"], ["1;5", "2"], ["3;5", "4"]], ",")
    single = read(folder, "Namn\nÅsa\nÖrjan, och fler\nEva\n".encode())
    assert (rows(single)[2], single.delimiter) == (["Örjan, och fler"], None)


def f126_sep_line(folder: Path) -> None:
    for first in ("sep=|\r\n", '"sep=|"\n', "SEP=|\r"):
        table = read(folder, (first + "a,x|b,y\n").encode())
        assert (rows(table), table.delimiter) == ([["a,x", "b,y"]], "|")


def f127_line_ends(folder: Path) -> None:
    for end in ("\r", "\n", "\r\n"):
        assert rows(read(folder, text(SWEDISH, end=end).encode())) == SWEDISH
    mixed = read(folder, b'a;b\n1;2\r\n3;"x\ry"\r5;6')
    assert rows(mixed) == [["a", "b"], ["1", "2"], ["3", "x\ry"], ["5", "6"]]
    assert mixed.remarks == ()


def f128_nul(folder: Path) -> None:
    table = read(folder, b"a;b\nx\0y;z\n1;2\n")
    assert rows(table) == [["a", "b"], ["xy", "z"], ["1", "2"]]
    assert "1 cells, A2" in said(table)


def f129_mark_that_is_never_closed(folder: Path) -> None:
    table = read(folder, b'a;b\n1;2\n3;"4\n5;6\n7;8\n')
    assert rows(table) == [["a", "b"], ["1", "2"], ["3", '"4'], ["5", "6"], ["7", "8"]]
    assert "read as any other sign: row 3" in said(table)


def f129_mark_that_takes_more_than_a_cell(folder: Path) -> None:
    raw = b'a;b\n3;"4\n' + b"5;6\n" * 3000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_file, "MAX_FIELD", 10_000)
        table = read(folder, raw)
    assert len(rows(table)) == 3002
    assert "read as any other sign: row 2" in said(table)


def f129_mark_that_another_closes(folder: Path) -> None:
    table = read(folder, b'a;b\n1;2\n3;"4\n5;6\n7;"8"\n9;10\n')
    assert "seems to hide rows: row 3" in said(table)


def f129_note_that_is_cut_off(folder: Path) -> None:
    table = read(folder, b'a;b\n1;2\n3;"4\nand so on\n')
    assert rows(table)[2:] == [["3", "4\nand so on\n"]]
    assert "seems to hide rows: row 3" in said(table)


def f130_ragged(folder: Path) -> None:
    table = read(folder, b"a,b,c\n1,2\n1,2,3,4,5\n\n5\n")
    assert rows(table) == [["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4", "5"], [], ["5"]]
    assert "fewer or more cells than the first one (3): row 2, 3, 5" in said(table)


@pytest.mark.parametrize(
    ("raw", "delimiter", "expected"),
    [
        ("a;b\n1,5;2\n", ";", [["a", "b"], ["1,5", "2"]]),
        ("a,b\n1;5,2\n", ",", [["a", "b"], ["1;5", "2"]]),
        ("a\tb\n1\t2\n", "\t", [["a", "b"], ["1", "2"]]),
        ("a|b\n1|2\n", "|", [["a", "b"], ["1", "2"]]),
        (
            "Namn\nÅsa\nÖrjan, och fler\nEva\n",
            None,
            [["Namn"], ["Åsa"], ["Örjan, och fler"], ["Eva"]],
        ),
        ("sep=|\na,x|b,y\n", "|", [["a,x", "b,y"]]),
        ('"sep=;"\na;b\n', ";", [["a", "b"]]),
        ("a;b\r1;2\r", ";", [["a", "b"], ["1", "2"]]),
        ("a;b\n1;2\r\n3;4\r5;6", ";", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
        (' 007 ;="0046";+46\n x;;1\n', ";", [[" 007 ", '="0046"', "+46"], [" x", None, "1"]]),
        ('"a;1";"b ""c"" \n d"\nx;y\n', ";", [["a;1", 'b "c" \n d'], ["x", "y"]]),
        ("\n\n", None, [[], []]),
        ('"a\r\nb";c\r\n', ";", [["a\r\nb", "c"]]),
    ],
)
def test_text_tables(
    raw: str, delimiter: str | None, expected: list[list[Cell]], tmp_path: Path
) -> None:
    table = read(tmp_path, raw.encode())
    assert (table.delimiter, rows(table)) == (delimiter, expected)
    assert table.remarks == ()


# F131, F132


def f131_long_fields(folder: Path) -> None:
    long = "x" * 2_000_000
    table = read(folder, f"a;b\nc;{long}\nd;e\n".encode())
    assert rows(table) == [["a", "b"], ["c", long], ["d", "e"]]


def f131_field_that_never_ends(folder: Path) -> None:
    with pytest.raises(Fault) as fault:
        read(folder, b'"' + b"x" * (text_file.MAX_FIELD + 1))
    assert (fault.value.code, fault.value.args_of_words) == ("long_field", {"row": 1})


def f132_many_columns(folder: Path) -> None:
    path = folder / "bred.csv"
    path.write_text(f"{';'.join('x' * 100_000)}\n" * 2)
    blocks = [each for each in text_file.read_text(path) if each[0] == "rows"]
    # Many columns are sent in blocks of few rows, so that no frame grows beyond its limit.
    assert [(count, len(columns)) for _, count, _, columns in blocks] == [(1, 100_000)] * 2


# F133, F134: what programs write so that Excel keeps it, and how they write several values


def f133_numbers_kept_as_text(folder: Path) -> None:
    raw = (
        "Förnamn;Efternamn;Telefon;Mobil;Anteckning\n"
        "Åsa;Ek;=\"0046 8 465 004 12\";'070-1740605;'tis\n"
        'Bo;Ek;"=""08-465 004 13""";\'+46 70 174 06 06;x\n'
    )
    one, other = contacts(folder, raw.encode())
    assert one.values["phone"] in {"+46 8 465 004 12", "0046 8 465 004 12"}
    assert one.values["mobile"] == "070-1740605"
    assert one.values["note"] == "'tis"
    assert other.values["phone"] == "08-465 004 13"
    assert other.values["mobile"] == "+46 70 174 06 06"


def f134_google(folder: Path) -> None:
    raw = (
        "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
        "Åsa,Ek,* Work,asa.ek@example.org ::: asa@example.org,Work,"
        "08-465 004 12 ::: 070-1740605\n"
    )
    (row,) = contacts(folder, raw.encode("utf-16"))
    emails = {row.values.get("email"), row.values.get("email_2")}
    assert emails == {"asa.ek@example.org", "asa@example.org"}
    assert {row.values.get("phone"), row.values.get("mobile")} == {"08-465 004 12", "070-1740605"}
    assert not row.refused


def f134_outlook(folder: Path) -> None:
    raw = (
        '"Title","First Name","Middle Name","Last Name","Company","E-mail Address",'
        '"Business Phone","Confirmed on"\n'
        '"","Åsa","","Ek","Stad","asa@example.org","08-465 004 12","0/0/00"\n'
        '"","Bo","","Öberg","Stad","bo@example.org","08-465 004 13","0.0.00"\n'
    )
    one, other = contacts(folder, raw.encode("cp1252"))
    assert (one.values["given_name"], one.values["family_name"]) == ("Åsa", "Ek")
    assert (other.values["family_name"], other.values["phone"]) == ("Öberg", "08-465 004 13")
    for row in (one, other):
        assert not row.refused
        assert "confirmed_on" not in row.values
        assert "0.00" not in str(row.values).replace("/", ".")


# Guards


class OnlyNewLines(text_file._Lines):
    """Lines for which a carriage return ends nothing."""

    def __iter__(self) -> Iterator[str]:
        rest = "".join(super().__iter__())
        self.place -= len(rest)
        for line in io.StringIO(rest):
            self.place += len(line)
            yield line


def shortest(*columns: Sequence[str], fillvalue: str) -> Iterator[tuple[str, ...]]:
    """Go through rows as far as the shortest of them goes."""
    assert not fillvalue
    return zip(*columns, strict=False)


FIELD_SIZE = csv.field_size_limit
NEVER = re.compile("(?!)")
GUARDS: Mapping[Case, Mapping[str, Mapping[tuple[object, str], object]]] = {
    f125_unicode: {
        "marks": {(text_file, "_MARKS"): ()},
        "zeros": {(gate, "is_wide"): lambda _head: False},
        "four zeros": {(text_file, "_wide"): lambda _head: "utf-16-le"},
    },
    f125_windows_mac_and_dos: {
        "letters": {(text_file, "likely_encoding"): lambda _sample: "cp1252"},
        "case": {(encodings, "_breaks_case"): lambda *_near: False},
        "vowels": {(encodings, "_is_vowel"): lambda _letter: False},
    },
    f125_japanese: {"signs": {(encodings, "_is_japanese"): lambda _sign: False}},
    f125_mixed: {"lines": {(text_file, "_is_utf8"): lambda _line: False}},
    f125_bytes_of_nothing: {"told": {(text_file, "_some"): lambda _rows: ""}},
    f126_delimiters: {"widths": {(text_file, "_delimiter"): lambda _text: ";"}},
    f126_sep_line: {"sep": {(text_file, "_said_delimiter"): lambda text: (None, text)}},
    f127_line_ends: {"lines": {(text_file, "_Lines"): OnlyNewLines}},
    f128_nul: {"controls": {(frames, "_CONTROL"): NEVER}},
    f129_mark_that_is_never_closed: {
        "mended": {(text_file.Records, "_never_closed"): lambda *_given: False},
    },
    f129_mark_that_takes_more_than_a_cell: {"mended": {(text_file, "MOST_MENDED"): 0}},
    f129_mark_that_another_closes: {
        "told": {(text_file.Records, "_holds_records"): lambda *_given: False},
    },
    f129_note_that_is_cut_off: {
        "told": {(text_file.Records, "_is_open"): lambda *_given: False},
        "not mended": {(text_file.Records, "_holds_records"): lambda *_given: True},
    },
    f130_ragged: {
        "told": {(text_file._Ragged, "_is_ragged"): lambda *_given: False},
        "filled": {(frames, "zip_longest"): shortest},
    },
    f131_long_fields: {"limit": {(text_file, "MAX_FIELD"): 131_072}},
    f131_field_that_never_ends: {
        "limit": {(csv, "field_size_limit"): lambda _most: FIELD_SIZE(2**30)},
    },
    f132_many_columns: {
        "blocks": {(frames, "BLOCK_CELLS"): 10**9},
    },
    f133_numbers_kept_as_text: {"wrapping": {(cells, "_unwrapped"): lambda _kind, _text: None}},
    f134_google: {
        "several": {
            (phones, "_BETWEEN"): "[;]",
            (phones, "_GOOGLES"): ";",
            (placing, "_BETWEEN"): NEVER,
        },
    },
    f134_outlook: {"no day": {(days, "_NONE"): "(?!)"}},
}
MISSED = [(case, guard) for case, guards in GUARDS.items() for guard in guards]


@pytest.mark.parametrize("case", GUARDS, ids=lambda case: case.__name__)
def test_fault_is_survived(case: Case, tmp_path: Path) -> None:
    case(tmp_path)


@pytest.mark.parametrize(
    ("case", "guard"), MISSED, ids=lambda each: getattr(each, "__name__", each)
)
def test_guard_is_missed(
    case: Case, guard: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for (place, name), stand_in in GUARDS[case][guard].items():
        monkeypatch.setattr(place, name, stand_in)
    with pytest.raises((AssertionError, Fault, pytest.fail.Exception)):
        case(tmp_path)


def test_every_fault_is_there() -> None:
    assert {int(case.__name__[1:4]) for case in GUARDS} == set(range(125, 135))
