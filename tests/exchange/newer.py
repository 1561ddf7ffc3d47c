"""A workbook of a made-up newer version: format 1.9 with more of everything."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

from desktop_app.domain.edits import Edit, make_edit
from desktop_app.exchange.base_rows import JOINT, Sealer
from tests.exchange.forge import Forged, forge

CONTACT = "aaaaaaaa-2222-4333-8444-555555555551"
MEETING = "aaaaaaaa-2222-4333-8444-555555555552"
TRIP = "aaaaaaaa-2222-4333-8444-555555555553"
DEED = "aaaaaaaa-2222-4333-8444-555555555559"
SALT = "0f" * 16
SHEET, NICKNAME = "Möten", "nickname"


def written() -> list[Edit]:
    """Return the edits of it that this version knows a part of, or nothing."""
    decided = {"decided_function": "Chefen", "reference": "KS 1", "decided_where": "Rådhuset"}
    made: list[tuple[str, str, dict[str, Any]]] = [
        ("contact", CONTACT, {"family_name": "Ny", NICKNAME: "Nyan", "kind": "alien"}),
        ("meeting", MEETING, {"subject": "Luft", "place": "Oslo"}),
        ("trip", TRIP, {"title": "Luft", "decided": decided}),
    ]
    return [make_edit(name, row, fields, None, 3, SALT) for name, row, fields in made]


def newer(sent: Path) -> Path:
    """Save a copy of a workbook as a newer version would have written it."""
    return forge(sent, _as_newer)


def _as_newer(forged: Forged) -> None:
    forged.meta["format"] = "1.9"
    forged.meta["moon"] = "full"
    forged.tell("more.weather", {"rain": [1, 2]})
    _more_lines(forged)
    _more_columns(forged)
    _more_sheets(forged)
    units = forged.told("units")
    units["trip"]["decided"].append("decided_where")
    forged.tell("units", units)


def _more_lines(forged: Forged) -> None:
    lines, register = forged.lines(), forged.meta["from_register"]
    ends = forged.told("more.stream")["to"]
    at = "2026-02-03T04:05:06+01:00"
    lines.append([0, "d", DEED, "split", ["Delade", "Split"], None, "", register, at, None, None])
    lines.append([0, "weather", {"rain": 1}])
    for place, edit in enumerate(written(), ends + 1):
        told = [edit.eid, edit.entity, edit.row, dict(edit.fields), None, [], edit.lam, edit.salt]
        lines.append([0, "e", place, DEED, *told])
    forged.write(lines)
    forged.stream(to=ends + len(written()))


def _more_columns(forged: Forged) -> None:
    """Give the contacts a nickname."""
    columns = forged.told("columns")
    fields = sum("#" not in key for key in columns["contact"])
    columns["contact"].insert(fields, NICKNAME)  # the ids of links come last
    forged.tell("columns", columns)
    sheet = forged.book["Kontakter"]
    place = sheet.max_column + 1
    sheet.cell(1, place).value, sheet.cell(2, place).value = NICKNAME, "Smeknamn"
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, place).value = "Nisse"
    _seal(forged, "contact", "Kontakter")


def _more_sheets(forged: Forged) -> None:
    """Add a sheet of meetings."""
    sheet = forged.book.create_sheet(SHEET)
    sheet.append(["id:meeting", "export:", "subject", "place", "action:"])
    sheet.append(["Rad-id", "Export-id", "Ämne", "Plats", "Åtgärd"])
    sheet.append([MEETING, forged.meta["export_id"], "Luft", "Oslo", None])
    forged.tell("columns", {**forged.told("columns"), "meeting": ["subject", "place"]})
    forged.base.append(["meeting", MEETING, "", json.dumps({"s": SALT, "e": ["0" * 32], "d": ""})])
    _seal(forged, "meeting", SHEET)


def _seal(forged: Forged, entity: str, title: str) -> None:
    """Write what the base tells of an entity's rows anew."""
    sealer, keys = Sealer(forged.meta["secret"]), forged.told("columns")[entity]
    sheet = forged.book[title]
    place = {cell.value: cell.column for cell in sheet[1] if cell.value}
    shown = {
        sheet.cell(row, 1).value: [_text(sheet.cell(row, place[key]).value) for key in keys]
        for row in range(3, sheet.max_row + 1)
    }
    for cells in forged.base:
        if cells[0] == entity:
            texts = shown[cells[1]]
            told = json.loads("".join(cells[3:]))
            digests = [sealer.digest(*pair) for pair in zip(keys, texts, strict=True)]
            told["d"] = b64encode(b"".join(digests)).decode("ascii")
            cells[2:] = [sealer.seal(JOINT.join(texts)), json.dumps(told)]


def _text(value: object) -> str:
    return "" if value is None else str(value)
