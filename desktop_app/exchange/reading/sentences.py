"""What is said of a file that is refused, or read with loss."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.reading.card_words import CARD_REMARKS

__all__ = ["REAL", "REMARKS", "SENTENCES", "refusal"]


def refusal(code: str, name: str, args: Mapping[str, object]) -> Refused:
    """Return the refusal of the file `name` for the reason `code`."""
    sentence, advice = SENTENCES[code]
    known = {key: REAL[str(value)] if key == "real" else value for key, value in args.items()}
    return Refused(sentence.fill(**{**known, "name": name}), advice)


REMARKS: Mapping[str, Words] = {
    **CARD_REMARKS,
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
    "no_numbers": Words(
        "Tal som inte är tal i bladet {sheet}: {count} celler, {cells}.",
        "Numbers that are no numbers in the sheet {sheet}: {count} cells, {cells}.",
    ),
    "doubled": Words(
        "Celler som står flera gånger i bladet {sheet}, och av vilka bara en lästes: {count} "
        "celler, {cells}.",
        "Cells that stand several times in the sheet {sheet}, of which one only was read: {count} "
        "cells, {cells}.",
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
    "mixed": Words(
        "Filen blandar teckenkodningar ({encoding}); se över rad {rows}.",
        "The file mixes character encodings ({encoding}); look over row {rows}.",
    ),
    "mark": Words(
        "Ett citattecken som aldrig stängs lästes som vilket tecken som helst: rad {rows}.",
        "A quotation mark that is never closed was read as any other sign: row {rows}.",
    ),
    "ragged": Words(
        "Rader med färre eller fler celler än den första ({width}): rad {rows}.",
        "Rows with fewer or more cells than the first one ({width}): row {rows}.",
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
    "calendar": Words("en kalender (iCalendar)", "a calendar (iCalendar)"),
    "binary": Words("data av okänt slag", "data of an unknown kind"),
    "parts": Words("över 5 000 delar", "over 5,000 parts"),
    "sheets": Words("över 1 000 blad", "over 1,000 sheets"),
    "twins": Words("två delar med samma namn", "two parts of the same name"),
    "path": Words("en del med sökväg ut ur filen", "a part whose path leads out of the file"),
    "method": Words("ett ovanligt packningssätt", "an unusual way of packing"),
    "prolog": Words(
        "XML som börjar med över 64 kB utan data", "XML that begins with over 64 kB without data"
    ),
    "overlap": Words("delar som ligger i varandra", "parts that lie inside each other"),
    "dtd": Words("en dokumenttyp (DTD) i sin XML", "a document type (DTD) in its XML"),
}
