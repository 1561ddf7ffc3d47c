"""What ``index.tsv`` of the corpus expects of the made files, as checks.

Each of its phrases stands for one check; files whose phrase needs more than the preview alone
shows, or a word from a person, come first by their names.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.exchange.corpus_judge import (
    Check,
    account,
    all_of,
    any_of,
    as_read_by_others,
    cards_of,
    cheap,
    holds,
    people,
    read,
    refused,
    rows_as,
    told,
)
from tests.exchange.corpus_ran import Asked, Ran

__all__ = ["BY_NAME", "BY_PHRASE", "Line", "asked", "check_of", "index"]

READERS = ("openpyxl", "openpyxl_read_only", "calamine", "csv_utf8")
Said = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """What the index says of a file.

    Attributes:
        file: Its path below the corpus.
        expected: What is expected of a made file, '' for a public one.
        others: What other readers found in it.
    """

    file: str
    expected: str
    others: tuple[str, ...]

    @property
    def made(self) -> bool:
        """Return whether the file was made to be what it is."""
        return self.file.startswith("generated/")

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return Path(self.file).name


_DATED: Said = ("contact", {"ID": "family_name", "Date": "confirmed_on"})
SAID: Mapping[str, Said] = {
    "csv_dates_us_eu.csv": _DATED,
    "csv_duplicate_headings.csv": ("contact", {"ID": "family_name"}),
    "csv_decimal_comma.csv": (
        "collaboration",
        {"ID": "title", "Cost": "budget", "=Samarbetsavtal": "kind"},
    ),
    "val_dates_1904.xlsx": (
        "contact",
        {"ID": "confirmed_on", "=X": "family_name", "Family name": ""},
    ),
    "val_dates_iso_cell.xlsx": (
        "contact",
        {"ID": "family_name", "Given name": "confirmed_on", "Family name": ""},
    ),
    "val_dates_mixed.xlsx": ("contact", {"ID": "family_name", "Family name": "confirmed_on"}),
    "val_dates_serial.xlsx": (
        "contact",
        {"ID": "confirmed_on", "=X": "family_name", "Family name": ""},
    ),
    "pkg_prefixed_ns.xlsx": ("contact", {"ID": "family_name"}),
    "dim_duplicate_cells.xlsx": ("contact", {}),
}
"""What a person says of files whose headings do not say what they list."""

_CELL = r"[A-Z]+\d+"
_A_B = {"Given name": "A", "Family name": "B"}
_NILSSON = {"Given name": "Åsa", "Family name": "Nilsson"}
SOMETHING = r"\w"
_BROKEN = re.compile(r"broke off|took too long")
"""What is said of a child that ended otherwise than it should have."""

BY_NAME: Mapping[str, Check] = {
    # The ids are not of our making, so they are not believed: nothing can be put on the wrong row.
    "shape_sorted_id_only.xlsx": all_of(people, told("only the ids of a program")),
    # The file holds one heading and one row, whatever its line in the index says.
    "pkg_prefixed_ns.xlsx": rows_as({"Family name": "5"}),
    "shape_merged_header.xlsx": all_of(
        people, told("row 1"), rows_as(*[{"Organisation": ".+", "Phone": ".+"}] * 3)
    ),
    "shape_two_tables.xlsx": all_of(told("2 lists on the sheet"), told("columns I–O")),
    "shape_headings_duplicate.xlsx": all_of(told("Name.*more than once"), account),
    "shape_headings_empty.xlsx": all_of(
        told(r"\bB \(3 cells\), C \(3 cells\)"), rows_as(*[{}] * 3, category="refused")
    ),
    "shape_headings_translated.xlsx": people,
    "shape_headings_twice.xlsx": all_of(told("[Rr]epeat.*row 5"), rows_as({}, {}, {})),
    "shape_sum_row.xlsx": all_of(people, told("total.*row 6")),
    "shape_title_rows.xlsx": all_of(people, told("above the headings")),
    "shape_extra_columns.xlsx": all_of(people, told(r"x \(3 cells\), y \(3 cells\)")),
    "csv_enc_shiftjis.csv": any_of(told("row 1"), holds("山田太郎")),
    "csv_dates_us_eu.csv": all_of(told(r"two ways.*03/04/2025"), account),
    # Each is certain by itself, since both marks stand in it: nothing is left to ask.
    "csv_decimal_comma.csv": rows_as(*[{"Budget in SEK": "1,234.50"}] * 2),
    "csv_ragged.csv": all_of(told(r"\b2\b"), told(r"\b3\b"), account),
    "csv_enc_mixed.csv": all_of(told("row 5"), rows_as({}, {}, {}, {})),
    "txt_40000_chars.xlsx": all_of(told("40000 characters"), account),
    "val_dates_1904.xlsx": rows_as({"Confirmed on": "2025-03-01"}),
    "val_dates_iso_cell.xlsx": all_of(holds("2025-03-01"), told("[“”]not a date”"), account),
    "val_dates_mixed.xlsx": all_of(told("two ways|only so do all exist"), account),
    "val_dates_serial.xlsx": all_of(
        *(told(rf"Contacts {row} ID") for row in (3, 4, 5, 6, 10, 11)),
        holds("2025-03-01"),
    ),
    "val_formula_cached.xlsx": rows_as({"Given name": "2", "Family name": "NILSSON"}),
    "val_phone_float.xlsx": all_of(
        told(r"Contacts 4 Phone 7911123456: .*lacks"), rows_as({"Phone": r"\+44 7911 123456"})
    ),
    "val_text_like_formula.xlsx": rows_as({"Family name": r"\+1234", "Given name": "-1234"}),
    "txt_html.xlsx": rows_as({"Family name": "<img src=x onerror=alert\\(1\\)>"}),
    "txt_nfc_nfd.xlsx": rows_as(*[{}] * 7),
    "txt_rtl_emoji.xlsx": rows_as(*[{}] * 6),
    "csv_google_contacts.csv": rows_as(
        {"E-mail": ".+@.+", "E-mail 2": ".+@.+", "Phone": ".+", "Mobile": ".+"}
    ),
    "csv_outlook_contacts.csv": rows_as({"Family name": "Nilsson", "E-mail": "asa@example.org"}),
    "csv_duplicate_headings.csv": rows_as(
        {"E-mail": "a@x.org", "E-mail 2": "b@x.org", "Note": ".*c@x.org.*"}
    ),
    "csv_nul.csv": any_of(refused(), all_of(people, told("control characters.*B2"))),
    "val_bad_number.xlsx": any_of(refused(), told(rf"number.*{_CELL}|{_CELL}.*number")),
    "val_formula_nocache.xlsx": told(r"without a calculated value.*A2, B2"),
    # A lost control character is told of by its cell; nothing is cut off.
    "xml_raw_nul.xlsx": any_of(refused("damaged"), all_of(people, told("control characters.*B2"))),
    "vcf_agent_nested.vcf": all_of(
        rows_as({"Family name": "Boss"}, {"Family name": "Sec"}), told("AGENT|inside another")
    ),
    "vcf_bad_base64.vcf": all_of(rows_as(_A_B), told("not taken in: 2")),
    "vcf_bom.vcf": rows_as(_NILSSON),
    "vcf_dup_uid.vcf": all_of(
        rows_as({"Family name": "A"}, {"Family name": "B"}), told("UID.*row 3")
    ),
    "vcf_empty_card.vcf": all_of(rows_as(), rows_as({}, category="refused"), told("needed")),
    "vcf_escapes.vcf": rows_as(
        {
            "Given name": "A,D",
            "Family name": "B;C",
            "Note": r"a\\\n.*A, B; C\\ D\n E\n F\\x",
        }
    ),
    "vcf_fold_mid_utf8.vcf": rows_as({"Given name": "Åsa", "Family name": "N"}),
    "vcf_html.vcf": rows_as(
        {"Family name": "<b>", "Note": r".*=cmd\|calc.*<img src=x onerror=alert\(1\)>.*"}
    ),
    "vcf_ical.vcf": refused("real type"),
    "vcf_lf_blank_lines.vcf": rows_as(_A_B),
    "vcf_no_end.vcf": any_of(refused(), all_of(rows_as(_A_B), told("END"))),
    "vcf_no_fn.vcf": rows_as(_NILSSON),
    "vcf_no_n.vcf": rows_as({"Given name": "Only", "Family name": "Formatted"}),
    "vcf_ok30.vcf": rows_as({**_NILSSON, "E-mail": "asa@example.org", "Organisation": "Stad"}),
    # Values that are no addresses or numbers are kept in the note.
    "vcf_params_odd.vcf": rows_as(
        {**_A_B, "Note": "".join(rf"(?=.*\b{number}\b)" for number in range(1, 8)) + ".*"}
    ),
    "vcf_photo_uri_file.vcf": all_of(
        rows_as({**_A_B, "Note": r".*javascript:alert\(1\)"}), told("not taken in: 2")
    ),
    "vcf_redos_params.vcf": all_of(rows_as(_A_B), told("not a phone number"), cheap(2)),
    "vcf_redos_quotes.vcf": all_of(rows_as(_A_B), told("not a phone number"), cheap(2)),
    "vcf_semicolons.vcf": rows_as({"Family name": "A"}),
    "vcf_utf16.vcf": rows_as(_NILSSON),
    "vcf_version_9.vcf": all_of(rows_as(_A_B), told("version")),
}

BY_PHRASE: Mapping[str, Check] = {
    "IMPORT:3 rows": people,
    "IMPORT:3 rows, Åsa right": people,
    "IMPORT:3 rows, Åsa/García right, or encoding asked": people,
    "IMPORT:3 rows < 3 s": all_of(people, cheap(3)),
    "IMPORT:3 rows; < 3 s": all_of(people, cheap(3)),
    "IMPORT:3 rows; link never opened": all_of(people, told("Links")),
    "IMPORT:3 rows; name shown escaped": people,
    "IMPORT:3 rows; sep line not a row": people,
    "IMPORT:3 rows or REJECT": any_of(people, refused()),
    "IMPORT:3 rows or REJECT; same in both readers": any_of(people, refused()),
    "IMPORT:3 rows or REJECT by name - never 0 rows silently": any_of(people, refused()),
    "REJECT or IMPORT:3 rows": any_of(people, refused()),
    "REJECT or IMPORT:3 rows; never writes outside": any_of(people, refused()),
    "REJECT or IMPORT:3 rows, same with both readers": any_of(people, refused()),
    "REJECT or IMPORT:3 rows; sum limit counts each": any_of(people, refused()),
    "REJECT or IMPORT": any_of(people, refused()),
    "IMPORT or REJECT": any_of(people, refused()),
    "IMPORT or REJECT; < 2 s": all_of(any_of(people, refused()), cheap(2)),
    "IMPORT; clicking only opens http(s)/mailto/tel": people,
    "IMPORT as CSV or REJECT naming the real type": any_of(people, refused("real type")),
    "IMPORT as xlsx or REJECT naming the real type; never binary rows": any_of(
        people, refused("real type")
    ),
    "IMPORT as number or REJECT; no crash": any_of(read, refused()),
    'IMPORT:0 rows; must NOT mean "delete all"': rows_as(),
    "REJECT": refused(),
    "REJECT:unpacked size/ratio limit before parsing; < 2 s, < 300 MB": all_of(
        refused("size"), cheap(2, 300)
    ),
    "REJECT:size limit; must not allocate": all_of(refused("size"), cheap(2, 300)),
    "REJECT:DTD/entities forbidden": refused("dtd"),
    "REJECT:DTD/entities forbidden; never reads the file": refused("dtd"),
    "REJECT:damaged": refused("damaged"),
    "REJECT:damaged file": refused("damaged"),
    "REJECT:damaged; must count real bytes, not trust header": refused("damaged"),
    "REJECT:not well formed": refused("damaged"),
    "REJECT:whole file, nothing imported (atomic)": refused("damaged"),
    "REJECT:not a workbook": refused("no workbook"),
    "REJECT:external; no network/file access": refused(),
    "REJECT:says the file is encrypted": refused("locked"),
    "REJECT like any encrypted (or import); never crash": any_of(refused("locked"), people),
    "REJECT naming the real type": refused("real type"),
    "REJECT or WARN": any_of(refused(), told(SOMETHING)),
    "REJECT or skip cell": any_of(refused(), read),
    "REJECT or skip row": any_of(refused(), read),
    "REJECT or ignore; < 2 s": all_of(any_of(refused(), read), cheap(2)),
    "REJECT or sparse: < 2 s, < 300 MB": all_of(any_of(refused(), read), cheap(2, 300)),
    "REJECT:too many columns or < 3 s": any_of(refused("wide"), all_of(read, cheap(3))),
    "REJECT:too many sheets or < 2 s": any_of(refused("sheets"), all_of(read, cheap(2))),
    "WARN:macros ignored": all_of(people, told("Macros")),
    "WARN:macros ignored and said so; data imported": all_of(people, told("Macros")),
    "WARN:imports data only, or REJECT": any_of(people, refused()),
}


EXPLAINED: Mapping[str, str] = {
    "ClosedXML.Tests__Resource__TryToLoad__SheetsWithoutRelId.xlsx": (
        "two of its three sheets name no part; no spreadsheet program writes that"
    ),
    "poc-shared-strings.xlsx": "made to stop readers: it names texts that are not there",
}
"""Public files that are refused although somebody reads cells in them, and why that is right."""


def index(corpus: Path) -> list[Line]:
    """Return what the index of the corpus says, file by file."""
    with (corpus / "index.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Line(row["file"], row["expected"], tuple(row[reader] for reader in READERS))
            for row in csv.DictReader(file, delimiter="\t")
        ]


def asked(line: Line, corpus: Path) -> Asked:
    """Return how the preview of a file is asked for."""
    entity, mapping = SAID.get(line.name, (None, {})) if line.made else (None, {})
    return Asked(corpus / line.file, entity, mapping)


def check_of(line: Line, corpus: Path) -> Check:
    """Return what is to hold of the preview of a file."""
    checks: list[Check] = [account]
    if line.file.endswith(".vcf"):
        checks.append(cards_of(corpus / line.file))
    if line.made:
        known = BY_NAME.get(line.name) or BY_PHRASE.get(line.expected)
        checks.append(known or _unknown)
    else:
        others = as_read_by_others(*line.others)
        checks.append(refused() if line.name in EXPLAINED else others)
    return all_of(_no_crash, *checks)


def _no_crash(ran: Ran) -> str:
    return ran.crash or (ran.refused if _BROKEN.search(ran.refused) else "")


def _unknown(_ran: Ran) -> str:
    return "nobody says what is expected"
