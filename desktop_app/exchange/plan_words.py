"""What is said of rows and cells that are not taken as they stand."""

from __future__ import annotations

from desktop_app.domain.words import Words

UNKNOWN_ID = Words(
    "Radens id fanns inte i filen när den skickades. Är raden ny, töm kolumnen Rad-id; annars "
    "ändra i den rad som skickades.",
    "The row's id was not in the file when it was sent. If the row is new, empty the column Row "
    "id; otherwise change the row that was sent.",
)
OTHER_SHEET = Words(
    "Raden hör till ett annat blad.",
    "The row belongs to another sheet.",
)
OTHER_EXPORT = Words(
    "Raden kommer från en annan fil. Läs in den filen för sig.",
    "The row comes from another file. Read that file by itself.",
)
TWICE = Words(
    "Raden står flera gånger med olika innehåll (rad {rows}). Behåll en av dem; är en av dem ny, "
    "töm kolumnen Rad-id där.",
    "The row stands several times with different content (row {rows}). Keep one of them; if one "
    "is new, empty the column Row id there.",
)
CLEARED = Words(
    "Alla celler är tömda. Ska raden tas bort, välj ”{delete}” i kolumnen {action}.",
    "All cells have been emptied. If the row is to be deleted, choose ”{delete}” in the column "
    "{action}.",
)
ONLY_ID = Words(
    "Det dolda id:t är ändrat men inte namnet. Skriv namnet på den som menas.",
    "The hidden id has been changed but not the name. Write the name of who is meant.",
)
UNKNOWN_COLUMN = Words(
    "Kolumnen hör till en nyare version av programmet, som behövs för att läsa in ändringen. Spara "
    "filen som den är tills programmet är uppdaterat.",
    "The column belongs to a newer version of the program, which is needed to read the change. "
    "Keep the file as it is until the program is updated.",
)
NEWER_UNIT = Words(
    "{label} hör i filen ihop med uppgifter som en nyare version av programmet har. Uppdatera "
    "programmet och läs in filen igen.",
    "{label} belongs in the file together with fields that a newer version of the program has. "
    "Update the program and take the file in again.",
)
BAD_ACTION = Words(
    "Skriv ”{delete}” eller lämna cellen tom.",
    "Write ”{delete}” or leave the cell empty.",
)
NEW_AND_DELETED = Words(
    "Raden är ny och finns inte i registret; ta bort den ur filen i stället.",
    "The row is new and not in the register; remove it from the file instead.",
)
LOST = Words(
    "Cellen hade ett felvärde eller en formel som inte är uträknad. Skriv värdet i stället.",
    "The cell held an error or a formula that is not calculated. Write the value instead.",
)
TOO_LONG = Words(
    "Texten får inte plats i en cell och kan bara ändras i programmet.",
    "The text does not fit in a cell and can only be changed in the program.",
)
REQUIRED = Words(
    "{label} ska vara ifyllt.",
    "{label} is to be filled in.",
)
ONE_REQUIRED = Words(
    "Något av det här ska vara ifyllt: {labels}.",
    "One of these is to be filled in: {labels}.",
)
NO_OWNER = Words(
    "Det framgår inte vad raden hör till. Fyll i: {labels}.",
    "It does not appear what the row belongs to. Fill in: {labels}.",
)
NEEDS_COLUMN = Words(
    "Uppgiften hör ihop med kolumnen {label}, som saknas i filen.",
    "The value belongs together with the column {label}, which is missing in the file.",
)
NO_SUCH_ROW = Words(
    "Ingen rad bland {many} heter ”{text}”. Skriv namnet som det står på sitt blad, eller lägg "
    "till raden där.",
    "No row among {many} is called ”{text}”. Write the name as on its sheet, or add the row there.",
)
MANY_SUCH_ROWS = Words(
    "Flera rader bland {many} heter ”{text}”. Säg vilken som menas.",
    "Several rows among {many} are called ”{text}”. Say which one is meant.",
)
LINKED_REFUSED = Words(
    "”{text}” är en ny rad i filen som själv inte kunde läsas in.",
    "”{text}” is a new row in the file that could not be read itself.",
)
OWNER_DELETED = Words(
    "Raden är ny men hör till en rad som tas bort i samma fil.",
    "The row is new but belongs to a row that is deleted in the same file.",
)
SORTED = Words(
    "Kolumnen {heading} ser ut att ha sorterats för sig, så att värdena hamnat på fel rader "
    "(rad {rows}). Inget i kolumnen lästes in. Sortera hela tabellen i stället.",
    "The column {heading} seems to have been sorted by itself, so that its values stand in the "
    "wrong rows (row {rows}). Nothing in the column was taken. Sort the whole table instead.",
)
DAMAGED_BASE = Words(
    "Filens dolda uppgifter om raden går inte att läsa.",
    "The file's hidden record of the row cannot be read.",
)
NOT_BELIEVED = Words(
    "Filens dolda blad är ändrade eller saknas, så det går inte att se vad som har ändrats.",
    "The file's hidden sheets are changed or missing, so that what was changed cannot be seen.",
)
AS_A_LIST = Words(
    "Läs in raderna som en vanlig lista, eller be om en ny fil.",
    "Read the rows as an ordinary list, or ask for a new file.",
)
