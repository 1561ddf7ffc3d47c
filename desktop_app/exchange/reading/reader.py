"""Read a file from outside through a limited child process.

Whatever the file does to the libraries that read it (abort, loop, eat memory) it does to the
child; here it becomes a sentence. The child's answer is JSON and is believed only as data.
"""

from __future__ import annotations

import json
import logging
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any, Protocol

import desktop_app
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.reading import gate
from desktop_app.exchange.reading.gate import Fault

__all__ = [
    "SENTENCES",
    "Answer",
    "Cell",
    "Sheet",
    "Table",
    "child_command",
    "read_file",
    "refusal",
    "refused_by_child",
    "run_child",
]

Cell = str | int | float | bool | date | datetime | time | None

MAX_ANSWER = 512 * 2**20
# Empty ones too, which cost 8 bytes here and nothing in the answer.
MAX_CELLS = 40_000_000
ASK_EVERY = 0.1
"""Seconds from one question whether to go on to the next."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the first row of `rows` is its row 1, the first cell of a row its column A."""

    name: str
    hidden: bool
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file; `remarks` say what was read with loss or is not read at all."""

    kind: str
    sheets: list[Sheet]
    encoding: str | None
    delimiter: str | None
    remarks: tuple[Words, ...]


def child_command() -> list[str]:
    """Return the command that starts the child; its four arguments are added."""
    return [sys.executable, "-m", "desktop_app.exchange.reading.reader_child"]


def read_file(
    path: Path,
    *,
    seconds: float = 60.0,
    memory_mb: int = 1500,
    only: frozenset[str] | None = None,
    progress: Progress | None = None,
) -> Table:
    """Return what is in the file, of its sheets only those named in `only` (None: all).

    `progress` is asked now and then, from a thread of its own, whether to go on.

    Raises:
        Refused: The file is not there, not a table, damaged, or asks for too much.
        Stopped: `progress` raised it; the child is ended.
    """
    try:
        gate.look(path)
        answer = _Answer()
        names = None if only is None else sorted(only)
        limits = [str(path.absolute()), str(seconds), str(memory_mb), json.dumps(names)]
        run_child([*child_command(), *limits], seconds, answer, progress)
        return answer.table()
    except Fault as fault:
        raise refusal(fault.code, path.name, fault.args_of_words) from fault


class Answer(Protocol):
    """What takes in what a child says."""

    complete: bool

    def take(self, message: list[Any]) -> None:
        """Take in one message; raise `Fault`, or what a wrong message leads to."""


def run_child(
    command: list[str],
    seconds: float,
    answer: Answer,
    progress: Progress | None = None,
    told: bytes = b"",
) -> None:
    """Run a child until it has answered; `told` is what it reads, kept out of its command.

    Raises:
        Fault: The child refused the file, broke off, or took too long.
        Stopped: `progress` raised it; the child is ended.
    """
    with subprocess.Popen(
        command,
        # The folder that holds the program: a module in the user's folder is never imported.
        cwd=Path(desktop_app.__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Libraries quote the file in their messages, and logs hold no personal data.
        stderr=subprocess.DEVNULL,
    ) as child:
        clock = threading.Timer(seconds, child.kill)
        clock.daemon = True
        clock.start()
        try:
            with _asking(child, progress):
                _tell(child, told)
                _take(child, answer)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise Fault("crash") from error
        finally:
            late = not clock.is_alive()
            clock.cancel()
            child.kill()
        if not answer.complete:
            raise Fault(_why(child.wait(), late))


@contextmanager
def _asking(child: subprocess.Popen[bytes], progress: Progress | None) -> Iterator[None]:
    """Ask now and then whether to go on; end the child if not, and raise what was answered."""
    over = threading.Event()
    answers: list[BaseException] = []

    def ask() -> None:
        while progress and not answers and not over.wait(ASK_EVERY):
            try:
                progress(0, 0)
            except BaseException as answer:
                answers.append(answer)
                child.kill()

    asker = threading.Thread(target=ask, daemon=True)
    asker.start()
    try:
        yield
    finally:
        over.set()
        asker.join()
        if answers:
            raise answers[0]


def _tell(child: subprocess.Popen[bytes], told: bytes) -> None:
    assert child.stdin is not None  # noqa: S101 - for the type checker
    # A child that has ended already says why by how it ended.
    with suppress(OSError):
        child.stdin.write(told)
    with suppress(OSError):
        child.stdin.close()


def _take(child: subprocess.Popen[bytes], answer: Answer) -> None:
    assert child.stdout is not None  # noqa: S101 - for the type checker
    for message in _messages(child.stdout):
        answer.take(message)
        if answer.complete:
            return
    child.wait()


def _messages(source: IO[bytes]) -> Iterator[list[Any]]:
    total = 0
    while len(start := source.read(4)) == 4:  # noqa: PLR2004 - the length of a length
        (size,) = struct.unpack(">I", start)
        total += size
        if total > MAX_ANSWER:
            raise Fault("memory")
        frame = source.read(size)
        if len(frame) < size:
            return
        yield json.loads(frame.decode("ascii"))


def _why(code: int, late: bool) -> str:
    if late or (sys.platform != "win32" and code == -signal.SIGXCPU):
        return "time"
    _log.warning("The reader of files ended with code %s", code)
    return "crash"


@dataclass(slots=True)
class _Answer:
    """What has come from the child so far."""

    kind: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    encoding: str | None = None
    delimiter: str | None = None
    remarks: list[Words] = field(default_factory=list)
    complete: bool = False
    cells: int = 0

    def take(self, message: list[Any]) -> None:
        what, *rest = message
        if what == "rows":
            self._take_rows(*rest)
        elif what == "sheet":
            self.sheets.append(Sheet(str(rest[0]), bool(rest[1]), []))
        elif what == "remark":
            self.remarks.append(REMARKS[rest[0]].fill(**rest[1]))
        elif what == "refused":
            refused_by_child(*rest)
        elif what == "head":
            self.kind = str(rest[0])
        elif what == "text":
            self.encoding, self.delimiter = rest
        self.complete = what == "end"

    def _take_rows(self, count: int, offset: int, columns: list[Any]) -> None:
        # An empty row weighs as much as seven empty cells.
        self.cells += count * (offset + len(columns) + 7)
        if self.cells > MAX_CELLS:
            raise Fault("memory")
        self.sheets[-1].rows.extend(_rows(count, offset, columns))

    def table(self) -> Table:
        return Table(self.kind, self.sheets, self.encoding, self.delimiter, tuple(self.remarks))


def refused_by_child(code: str, args: dict[str, str | int], trace: str) -> None:
    """Raise the `Fault` that a child found; what is no such thing raises `KeyError`."""
    if trace:
        _log.error("The reader of files failed: %s", trace)
    if code not in SENTENCES:
        raise KeyError(code)
    raise Fault(code, **args)


def _rows(count: int, offset: int, columns: list[Any]) -> Iterator[list[Cell]]:
    if not columns:
        return iter([[] for _ in range(count)])
    filled = [_column(column, count) for column in [None] * offset + columns]
    return map(list, zip(*filled, strict=True))


def _column(column: list[Any] | dict[str, list[Any]] | None, count: int) -> list[Cell]:
    if column is None:
        return [None] * count
    if isinstance(column, dict):
        return list(map(_cells(column["of"]).__getitem__, column["at"]))
    return _cells(column)


def _cells(values: list[Any]) -> list[Cell]:
    return [
        _date(value) if type(value) is list else None if value == "" else value for value in values
    ]


def _date(tagged: list[str]) -> date:
    tag, text = tagged
    return date.fromisoformat(text) if tag == "d" else datetime.fromisoformat(text)


def refusal(code: str, name: str, args: Mapping[str, object]) -> Refused:
    """Return the refusal of the file `name` for the reason `code`."""
    sentence, advice = SENTENCES[code]
    known = {key: REAL[str(value)] if key == "real" else value for key, value in args.items()}
    return Refused(sentence.fill(**{**known, "name": name}), advice)


REMARKS: Mapping[str, Words] = {
    "macros": Words("Makron i filen lästes inte.", "Macros in the file were not read."),
    "links": Words(
        "Länkar till andra filer eller databaser lästes inte.",
        "Links to other files or databases were not read.",
    ),
    "embedded": Words("Inbäddade dokument lästes inte.", "Embedded documents were not read."),
    "no_cells": Words(
        "{sheet} är ett diagram- eller makroblad och lästes inte.",
        "{sheet} is a chart or macro sheet and was not read.",
    ),
    "errors": Words(
        "Felvärden (som #N/A) i bladet {sheet} blev tomma: {count} celler, {cells}.",
        "Error values (such as #N/A) in the sheet {sheet} became empty: {count} cells, {cells}.",
    ),
    "uncalculated": Words(
        "Formler utan uträknat värde i bladet {sheet}: {count} celler, {cells}.",
        "Formulas without a calculated value in the sheet {sheet}: {count} cells, {cells}.",
    ),
    "ods_errors": Words(
        "Felvärden (som #N/A) i {count} celler.", "Error values (such as #N/A) in {count} cells."
    ),
    "ods_booleans": Words(
        "Sant och falskt i {count} celler lästes som 1 och 0.",
        "True and false in {count} cells were read as 1 and 0.",
    ),
    "controls": Words(
        "Osynliga styrtecken togs bort i bladet {sheet}: {count} celler, {cells}.",
        "Invisible control characters were removed in the sheet {sheet}: {count} cells, {cells}.",
    ),
    "bytes": Words(
        "Alla tecken gick inte att läsa som {encoding}: rad {rows}.",
        "Not all characters could be read as {encoding}: row {rows}.",
    ),
    "swallowed": Words(
        "Ett citattecken som aldrig stängs tycks dölja rader: rad {rows}.",
        "A quotation mark that is never closed seems to hide rows: row {rows}.",
    ),
}

_SAVE_AS = Words(
    "Öppna den i det program den hör till och spara tabellen som Excel-arbetsbok (.xlsx).",
    "Open it in the program it belongs to and save the table as an Excel workbook (.xlsx).",
)
_SAVE_AGAIN = Words(
    "Öppna den i Excel eller LibreOffice, spara den på nytt som .xlsx och försök igen.",
    "Open it in Excel or LibreOffice, save it anew as .xlsx and try again.",
)
_FETCH_AGAIN = Words(
    "Hämta filen en gång till, eller be avsändaren skicka den på nytt.",
    "Fetch the file once more, or ask the sender to send it again.",
)
_CHOOSE = Words("Välj en annan fil.", "Choose another file.")
_SPLIT = Words(
    "Dela upp den i flera mindre filer, eller spara bara de rader och kolumner som behövs.",
    "Split it into several smaller files, or save only the rows and columns that are needed.",
)

SENTENCES: Mapping[str, tuple[Words, Words]] = {
    "missing": (Words("{name} finns inte.", "{name} does not exist."), _CHOOSE),
    "denied": (
        Words("Du har inte rätt att läsa {name}.", "You have no right to read {name}."),
        Words("Kopiera filen till en egen mapp.", "Copy the file to a folder of your own."),
    ),
    "folder": (Words("{name} är ingen fil.", "{name} is not a file."), _CHOOSE),
    "empty": (Words("{name} är en tom fil.", "{name} is an empty file."), _FETCH_AGAIN),
    "too_big": (Words("{name} är för stor.", "{name} is too big."), _SPLIT),
    "kind": (
        Words("{name} är ingen tabell utan {real}.", "{name} is not a table but {real}."),
        _SAVE_AS,
    ),
    "text": (
        Words(
            "{name} heter som en arbetsbok men innehåller bara text.",
            "{name} is named like a workbook but holds only text.",
        ),
        Words(
            "Är det en tabell, låt namnet sluta på .csv och försök igen.",
            "If it is a table, let its name end in .csv and try again.",
        ),
    ),
    "password": (
        Words("{name} är låst med lösenord.", "{name} is locked with a password."),
        Words(
            "Ange lösenordet när filen läses in, på kommandoraden med --password-file.",
            "Give the password when the file is taken in, on the command line by --password-file.",
        ),
    ),
    "wrong_password": (
        Words("Lösenordet öppnar inte {name}.", "The password does not open {name}."),
        Words(
            "Se efter stora och små bokstäver och försök igen. Fråga annars avsändaren.",
            "Check capital and small letters and try again. Otherwise ask the sender.",
        ),
    ),
    "locked_otherwise": (
        Words(
            "{name} är låst med lösenord på ett sätt som inte kan öppnas här.",
            "{name} is locked with a password in a way that cannot be opened here.",
        ),
        Words(
            "Öppna den med lösenordet i det program den hör till och spara en kopia utan, som "
            "Excel-arbetsbok (.xlsx).",
            "Open it with the password in the program it belongs to and save a copy without one, "
            "as an Excel workbook (.xlsx).",
        ),
    ),
    "no_room": (
        Words(
            "Det finns inte plats för den tillfälliga kopia som {name} öppnas i.",
            "There is no room for the temporary copy that {name} is opened in.",
        ),
        Words("Frigör plats på disken och försök igen.", "Free some space on the disk, try again."),
    ),
    "damaged": (
        Words("{name} är skadad eller avbruten.", "{name} is damaged or cut off."),
        _FETCH_AGAIN,
    ),
    "bomb": (
        Words(
            "{name} packar upp till mer än ett kalkylblad kan behöva.",
            "{name} unpacks to more than a spreadsheet can need.",
        ),
        _SPLIT,
    ),
    "odd": (
        Words("{name} läses inte: filen har {real}.", "{name} is not read: it has {real}."),
        _SAVE_AGAIN,
    ),
    "far": (
        Words(
            "Bladet {sheet} i {name} har celler som ligger orimligt långt från varandra ({cell}).",
            "The sheet {sheet} in {name} has cells unreasonably far from each other ({cell}).",
        ),
        Words(
            "Ta bort rader och kolumner utanför tabellen, spara och försök igen.",
            "Delete the rows and columns outside the table, save, and try again.",
        ),
    ),
    "sheet": (
        Words(
            "Bladet {sheet} i {name} går inte att läsa.",
            "The sheet {sheet} in {name} cannot be read.",
        ),
        _SAVE_AGAIN,
    ),
    "no_sheets": (Words("{name} har inga blad.", "{name} has no sheets."), _SAVE_AGAIN),
    "unreadable": (Words("{name} går inte att läsa.", "{name} cannot be read."), _SAVE_AGAIN),
    "long_field": (
        Words(
            "Rad {row} i {name} har ett fält som aldrig tar slut; ett citattecken saknas nog.",
            "Row {row} in {name} has a field that never ends; a quotation mark is likely missing.",
        ),
        Words("Rätta raden och försök igen.", "Mend the row and try again."),
    ),
    "memory": (
        Words("{name} kräver mer minne än tillåtet.", "{name} needs more memory than allowed."),
        _SPLIT,
    ),
    "time": (
        Words("{name} tog för lång tid att läsa.", "{name} took too long to read."),
        _SPLIT,
    ),
    "crash": (
        Words(
            "Läsningen av {name} bröts: filen är skadad eller kräver mer minne än tillåtet.",
            "Reading {name} broke off: it is damaged or needs more memory than allowed.",
        ),
        _SAVE_AGAIN,
    ),
}

REAL: Mapping[str, Words] = {
    "pdf": Words("ett PDF-dokument", "a PDF document"),
    "sqlite": Words("ett register (SQLite-databas)", "a register (SQLite database)"),
    "rtf": Words("ett textdokument (RTF)", "a text document (RTF)"),
    "picture": Words("en bild", "a picture"),
    "archive": Words("ett packat arkiv", "a packed archive"),
    "word": Words("ett Word-dokument", "a Word document"),
    "slides": Words("en presentation", "a presentation"),
    "mail": Words("ett e-postmeddelande", "an e-mail message"),
    "ole": Words("en äldre Office-fil av annat slag", "an older Office file of another kind"),
    "opendocument": Words("ett OpenDocument av annat slag", "another kind of OpenDocument"),
    "excel4": Words("en arbetsbok från Excel 4 eller äldre", "a workbook of Excel 4 or older"),
    "html": Words("en webbsida (HTML)", "a web page (HTML)"),
    "xml2003": Words("ett XML-kalkylblad från 2003", "an XML spreadsheet of 2003"),
    "xml": Words("ett XML-dokument", "an XML document"),
    "vcard": Words("visitkort (vCard)", "cards (vCard)"),
    "calendar": Words("en kalender (iCalendar)", "a calendar (iCalendar)"),
    "binary": Words("data av okänt slag", "data of an unknown kind"),
    "parts": Words("över 5 000 delar", "over 5,000 parts"),
    "twins": Words("två delar med samma namn", "two parts of the same name"),
    "path": Words("en del med sökväg ut ur filen", "a part whose path leads out of the file"),
    "method": Words("ett ovanligt packningssätt", "an unusual way of packing"),
    "overlap": Words("delar som ligger i varandra", "parts that lie inside each other"),
    "dtd": Words("en dokumenttyp (DTD) i sin XML", "a document type (DTD) in its XML"),
}
