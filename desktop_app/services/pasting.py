"""What is pasted: a table or cards to take in, or a signature that becomes a contact."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.gender import new_label
from desktop_app.domain.kinds import Given, Link
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.signature import read_signature
from desktop_app.domain.titles import title
from desktop_app.domain.words import Words
from desktop_app.exchange.reading.reader import REMARKS, Cell, Sheet, Table, read_file
from desktop_app.exchange.reading.text_file import Records
from desktop_app.services.city_offices import CityOffices
from desktop_app.services.reading_files import Opened
from desktop_app.services.register import Register
from desktop_app.services.writing import Saved, create, judged, parse_values

__all__ = ["Pasted", "make", "of_cells", "opened_of", "read_pasted"]

CONTACT, ADDABLE = CATALOGUE["contact"], CATALOGUE["organisation"]
NEW_KIND = "other"
SHEET = Words("Urklipp", "Clipboard")
NEW_WITH = Words("{new}: {title} (och ny: {names})", "{new}: {title} (and new: {names})")
NEW_ALONE = Words("{new}: {title}", "{new}: {title}")
TOO_MUCH = (
    Words("Det är för mycket text att klistra in.", "That is too much text to paste."),
    Words(
        "Spara tabellen som fil och läs in filen i stället.",
        "Save the table as a file and take in the file instead.",
    ),
)
NOTHING_READ = (
    Words(
        "Texten ser varken ut som en signatur eller som en tabell.",
        "The text looks neither like a signature nor like a table.",
    ),
    Words(
        "Kopiera hela signaturen, med namn och e-post eller telefon, eller tabellen med rubriker.",
        "Copy the whole signature, with name and e-mail or phone, or the table with its headings.",
    ),
)
MOST_CHARACTERS = 5_000_000
LONGEST_SIGNATURE = 6_000
"""A longer text is a whole correspondence; nobody's note holds so much."""
LOOKED_AT = 100_000
"""Characters by which a longer text is told to be a table."""
FEWEST_ROWS = 2
EVEN = 0.8
"""The share of rows with the same number of cells that makes lines a table."""
CARD = "BEGIN:VCARD"
PREFIX = "kontaktnat-open-"
LEFT_SECONDS = 3600

Read = Callable[[Progress | None], Opened]


@dataclass(frozen=True, slots=True)
class Pasted:
    """A row that was read of a text, not saved yet.

    Attributes:
        entity: What it is a row of.
        texts: Its values by field; of a row it links to the id, or the name if it is made too.
        makes: The fields whose linked row is not there yet and is made with it.
        unsure: The fields that somebody should look at, in order.
        left_out: The lines that are nobody's data and are left out.
    """

    entity: Entity
    texts: Mapping[str, Given]
    makes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def read_pasted(register: Register, text: str) -> Pasted:
    """Return the contact that a signature is.

    Raises:
        Refused: Nothing of a person can be read there.
    """
    if len(text) > LONGEST_SIGNATURE:
        raise Refused(*NOTHING_READ)
    offices = CityOffices(register)

    def is_organisation(name: str) -> bool:
        return len(register.called(ADDABLE, name)) == 1 or offices.called(name) is not None

    found = read_signature(text, is_organisation=is_organisation)
    texts: dict[str, Given] = dict(found.values)
    if not any(name in texts for name in CONTACT.one_of):
        raise Refused(*NOTHING_READ)
    makes: list[str] = []
    unsure = list(found.unsure)
    for name, target in _links(texts):
        ids = register.called(target, str(texts[name]))
        office = offices.called(str(texts[name])) if not ids and target is ADDABLE else None
        if office:
            ids = [office]
            unsure.append(name)  # it is there by another name
        if len(ids) == 1:
            texts[name] = ids[0]
        elif not ids and target is ADDABLE:
            makes.append(name)
    return Pasted(CONTACT, texts, tuple(makes), tuple(dict.fromkeys(unsure)), found.left_out)


def _links(texts: Mapping[str, Given]) -> list[tuple[str, Entity]]:
    kinds = [(name, CONTACT.by_name[name].kind) for name in texts]
    return [(name, CATALOGUE[kind.entity]) for name, kind in kinds if isinstance(kind, Link)]


def make(
    register: Register, pasted: Pasted, given: Mapping[str, Given], *, language: str = "sv"
) -> Saved:
    """Make the row, and with it those it links to that are not there, as one action.

    Args:
        register: The register.
        pasted: What was read.
        given: What stands in the fields now.
        language: The language that texts are read in.

    Raises:
        Invalid: A value does not fit, or a rule forbids the row.
        Refused: The register cannot be written.
    """
    entity, context = pasted.entity, register.context(language)
    new = {name: _name_to_make(register, given.get(name)) for name in pasted.makes}
    added = {name: (str(uuid4()), text) for name, text in new.items() if text}
    fits = {name: each for name, each in given.items() if name not in added}
    values = parse_values(register, entity, fits, context)
    values |= {name: id_ for name, (id_, _text) in added.items()}
    warnings = judged(register, entity, values, context)
    id_, names = str(uuid4()), [text for _id, text in added.values()]
    called = title(entity, values, register.titles())
    label = NEW_WITH.fill(names=names) if names else NEW_ALONE
    with register.record.acting("edit", label.fill(new=new_label(entity), title=called)) as act:
        for target, text in added.values():
            create(act, ADDABLE, target, {"name": text, "kind": NEW_KIND})
        create(act, entity, id_, values)
    return Saved(id_, True, warnings)


def _name_to_make(register: Register, given: Given) -> str:
    """Return the name of a row that is to be made, '' where there is one already."""
    text = clean(given) if isinstance(given, str) else ""
    return text if text and not register.called(ADDABLE, text) else ""


# --- tables and cards


def opened_of(text: str) -> Read | None:
    """Return what reads a pasted table or cards, None where the text is neither.

    Raises:
        Refused: It is too much.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused(*TOO_MUCH)
    if text.lstrip("\ufeff \r\n\t")[: len(CARD)].upper() == CARD:
        return lambda progress: _read_card(text, progress)
    # The window waits for what it is, so that is told by how it begins.
    head = text if len(text) <= LOOKED_AT else text[: text.rfind("\n", 0, LOOKED_AT)]
    likely = (sign for sign in "\t;" if sign in head and _is_table([*Records(head, sign)]))
    delimiter = next(likely, None)
    return None if delimiter is None else lambda _progress: _read_table(text, delimiter)


def of_cells(rows: Sequence[Sequence[str]]) -> Read | None:
    """Return what reads the cells of a table, None where they are none."""
    if not _is_table(rows):
        return None
    table = _table(rows)
    return lambda _progress: Opened(table, None)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows are those of a table: of one width, and not labels with values."""
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < FEWEST_ROWS:
        return False
    ((usual, count),) = Counter(map(len, rows)).most_common(1)
    if usual < 2 or count < EVEN * len(rows):  # noqa: PLR2004
        return False
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    if usual == 2 and any(row[0].strip().endswith((":", ".")) for row in rows):  # noqa: PLR2004
        return False
    return max(filled) > 1


def _read_table(text: str, delimiter: str) -> Opened:
    records = Records(text, delimiter)
    rows = list(records)
    return Opened(_table(rows, [REMARKS[code].fill(rows=n) for code, n in records.noted()]), None)


def _table(rows: Sequence[Sequence[str]], remarks: Sequence[Words] = ()) -> Table:
    width = max(map(len, rows))
    cells: list[list[Cell]] = [[*row, *[""] * (width - len(row))] for row in rows]
    sheets = [Sheet(SHEET.sv, hidden=False, rows=cells)]
    return Table("csv", sheets, None, "\t", tuple(remarks))


def _read_card(text: str, progress: Progress | None) -> Opened:
    """Read cards as a file is read: through the gate, in a child that is held short."""
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        path = Path(folder) / f"{SHEET.sv}.vcf"
        path.touch(mode=0o600)
        path.write_text(text, "utf-8", newline="")
        return Opened(read_file(path, progress=progress), None)


def _sweep(parent: Path) -> None:
    """Remove what was left by a program that was killed; a folder in use is younger."""
    for left in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
