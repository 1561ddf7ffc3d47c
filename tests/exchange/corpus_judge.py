"""What a preview has to be like: by what is expected of a file, or by what others read in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop_app.services.import_plan import CATEGORIES
from tests.exchange.corpus_ran import Ran

__all__ = [
    "Check",
    "account",
    "all_of",
    "any_of",
    "as_read_by_others",
    "cards_of",
    "cheap",
    "holds",
    "people",
    "read",
    "refused",
    "rows_as",
    "told",
]

Check = Callable[[Ran], str]
"""Returns what is wrong with a preview, nothing where it is right."""

PEOPLE = ("Åsa Nilsson", "José García", "Niamh O'Brien")
"""The three that most made files hold."""

REASONS: Mapping[str, str] = {
    "any": r".",
    "size": r"unpacks to more",
    "dtd": r"document type \(DTD\)",
    "damaged": r"is damaged|cannot be read",
    "no workbook": r"is not a table but|holds only text|is damaged|is an empty file",
    "real type": r"is not a table but|holds only text",
    "locked": r"locked with a password",
    "sheets": r"sheets",
    "wide": r"columns|wide|far from each other",
}
"""Reasons of refusals, in the words they are told in."""

_LOST = re.compile(r"(?:became empty|were removed|not read)[^.]*?: (\d+) cells")
_BEGIN = re.compile(rb"(?:^|[\r\n])\s*begin[ \t]*:[ \t]*vcard", re.IGNORECASE)
_HEADINGS = 2
"""Rows of headings that no remark need name."""


def all_of(*checks: Check) -> Check:
    """Every check has to be satisfied."""
    return lambda ran: "; ".join(filter(None, (check(ran) for check in checks)))


def any_of(*checks: Check) -> Check:
    """One check has to be satisfied."""

    def judge(ran: Ran) -> str:
        wrong = [check(ran) for check in checks]
        return "" if "" in wrong else " / ".join(wrong)

    return judge


def refused(reason: str = "any") -> Check:
    """The file is refused before anything of it is planned, for a reason and with advice."""

    def judge(ran: Ran) -> str:
        if not ran.refused or ran.kind:
            return "not refused"
        if not ran.advice:
            return "refused without advice"
        return (
            "" if re.search(REASONS[reason], ran.refused) else f"refused otherwise: {ran.refused}"
        )

    return judge


def told(pattern: str) -> Check:
    """The file is read, and something is said of it."""

    def judge(ran: Ran) -> str:
        if not ran.kind:
            return "not read"
        return "" if re.search(pattern, ran.said, re.DOTALL) else f"not told: {pattern}"

    return judge


def holds(text: str) -> Check:
    """One of the first cells is this text."""
    return lambda ran: "" if text in ran.texts else f"not read: {text}"


def read(ran: Ran) -> str:
    """The file is read: its columns are understood, or it is asked what they are."""
    return "" if ran.kind and (ran.understood or ran.advice) else f"not read: {ran.refused}"


def people(ran: Ran) -> str:
    """The file is read as the three people, each of them new."""
    new = [row.title for row in ran.rows if row.category == "new"]
    families = [person.rpartition(" ")[2] for person in PEOPLE]
    if new in (list(PEOPLE), families):
        return ""
    return f"not the three: {new} {ran.refused}"


def rows_as(*wanted: Mapping[str, str], category: str = "new") -> Check:
    """The rows that have a category are these: by label, texts that their values match."""

    def judge(ran: Ran) -> str:
        found = [row.cells for row in ran.rows if row.category == category]
        if len(found) != len(wanted):
            return f"{len(found)} rows {category}, not {len(wanted)}: {ran.refused}"
        return "; ".join(
            f"{label} is {cells.get(label, '')!r}"
            for cells, texts in zip(found, wanted, strict=True)
            for label, text in texts.items()
            if not re.fullmatch(text, cells.get(label, ""), re.DOTALL)
        )

    return judge


def cheap(seconds: float, megabytes: float = 500) -> Check:
    """The preview takes less work and memory than that."""

    def judge(ran: Ran) -> str:
        if ran.cpu >= seconds:
            return f"{ran.cpu} s"
        return f"{ran.child_mb:.0f} MB" if ran.child_mb >= megabytes else ""

    return judge


def account(ran: Ran) -> str:
    """Every row that holds anything is a row of the preview, or named in what is said of it."""
    wrong = []
    places = Counter((row.sheet, row.number) for row in ran.rows)
    if len(places) < len(ran.rows):
        wrong.append(f"rows become several things: {places.most_common(3)}")
    if sum(ran.account.get(each, 0) for each in CATEGORIES) != ran.account.get("rows", 0):
        wrong.append(f"the sums do not add up: {ran.account}")
    for sheet in ran.sheets:
        first = min((row.number for row in ran.rows if row.sheet == sheet.name), default=2**30)
        late = [number for number in sheet.untold if number > first]
        if ran.understood and (late or len(sheet.untold) > _HEADINGS):
            wrong.append(f"rows of {sheet.name} not told: {late or sheet.untold}")
    return "; ".join(wrong)


def cards_of(path: Path) -> Check:
    """There is a row for every line in which a card begins."""
    raw = path.read_bytes().replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    count = len(_BEGIN.findall(raw.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")))

    def judge(ran: Ran) -> str:
        if ran.refused:
            return "" if count == 0 else f"{count} cards refused: {ran.refused}"
        found = sum(ran.account.get(each, 0) for each in ("rows",))
        return "" if found == count else f"{found} rows of {count} cards"

    return judge


def as_read_by_others(*texts: str) -> Check:
    """As many cells are read as by the best of other readers, or what is missing is told.

    Args:
        texts: What each of them found, such as ``ok 28``.
    """
    found = [int(text.split()[1]) for text in texts if text.startswith("ok ")]

    def judge(ran: Ran) -> str:
        # What goes by bytes finds many cells in a text of wide letters, none of them right.
        most = 0 if ran.encoding.startswith(("utf-16", "utf-32")) else max(found, default=0)
        if not ran.kind:
            unexplained = re.search(REASONS["damaged"], ran.refused) or not ran.refused
            return f"{most} cells refused: {ran.refused}" if most and unexplained else ""
        lost = sum(int(number) for number in _LOST.findall(ran.said))
        return "" if ran.cells + lost >= most else f"{ran.cells} + {lost} cells of {most}"

    return judge
