"""What is said where something is decided."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.words import Words
from desktop_app.services.matters import Group

TITLE = Words("Att avgöra", "To decide")
NOTHING = Words("Inget väntar på att avgöras.", "Nothing waits to be decided.")
GROUP_WORDS: Mapping[Group, Words] = {
    "conflicts": Words("Olika uppgifter ({n})", "Differing values ({n})"),
    "deletions": Words("Borttagna och ändrade ({n})", "Deleted and changed ({n})"),
    "questions": Words("Frågor från filer ({n})", "Questions from files ({n})"),
}
MATTERS = Words("Det som väntar", "What waits")
KEYS = Words(
    "Pil upp och ned: välj · 1, 2, 3: svara · Enter: nästa · Ctrl+Z: ångra",
    "Up and down: choose · 1, 2, 3: answer · Enter: next · Ctrl+Z: undo",
)
NEXT = Words("Nästa", "Next")
UNDO = Words("Ångra det senaste", "Undo the last one")
READ_ONLY = Words(
    "Registret är öppet för läsning, så inget kan avgöras.",
    "The register is open for reading, so nothing can be decided.",
)
OPEN_ROW = Words("Öppna raden", "Open the row")

AT_FIRST = Words("Från början", "At first")
AT_FIRST_UNKNOWN = Words(
    "Vad som stod från början finns inte i det här registret.",
    "What stood there at first is not in this register.",
)
SHOWN_NOW = Words("{n} · Visas nu", "{n} · Shown now")
OTHER = Words("{n} · Annan uppgift", "{n} · Other value")
WRITTEN_HERE = Words("Skrivet här", "Written here")
WRITTEN_THERE = Words("Skrivet i {office}", "Written in {office}")
ELSEWHERE = Words("Skrivet i ett annat register", "Written in another register")
READ_FROM = Words("Läst in här från {file}", "Read in here from {file}")
CAME_WITH = Words("Kom hit med {file}", "Came here with {file}")
SOMEBODY = Words("Någon", "Somebody")
DIFFERS = Words("skiljer sig", "differs")
CHOOSE = Words("Välj ({n})", "Choose ({n})")
OWN_VALUE = Words("Eget värde", "Own value")
USE_OWN = Words("Använd det egna värdet", "Use the own value")
CHOSEN = Words("Avgjort: {title}, {field}.", "Resolved: {title}, {field}.")

ALL = Words("Samma för flera …", "The same for several …")
ALL_OF_FIELD = Words("Bara {field}", "{field} only")
ALL_FIELDS = Words("Alla olika uppgifter", "All differing values")
ALL_SOURCE = Words("Ta det som kom med {name} ({n})", "Take what came with {name} ({n})")
ALL_MINE = Words("Ta det som skrevs här ({n})", "Take what was written here ({n})")
ALL_OFFICE = Words("Ta det som {name} skrev ({n})", "Take what {name} wrote ({n})")
ALL_NEWEST = Words("Ta det som skrevs senast ({n})", "Take what was written last ({n})")
ALL_DONE = Words("Avgjorde {n} olika uppgifter.", "Resolved {n} differing values.")
ALL_BUT = Words(
    "Avgjorde {n} olika uppgifter. {left} väntar fortfarande: {reason}",
    "Resolved {n} differing values. {left} are still waiting: {reason}",
)
SETTLING = Words("Avgör olika uppgifter …", "Resolving differing values …")

DELETED_AND_CHANGED = Words(
    "Raden togs bort, men någon som inte visste det arbetade vidare med den.",
    "The row was deleted, but somebody who did not know that went on working on it.",
)
DELETED_BY = Words("Borttagen", "Deleted")
CHANGED_SINCE = Words("Ändrad vid sidan av", "Changed beside that")
PARTS_LIVE = Words("Delar som finns kvar: {parts}", "Parts that live on: {parts}")
KEEP = Words("Behåll raden (1)", "Keep the row (1)")
DELETE = Words("Ta bort den ändå (2)", "Delete it all the same (2)")
KEPT = Words("Behöll {title}.", "Kept {title}.")
REMOVED = Words("Tog bort {title}.", "Deleted {title}.")

FROM_FILE = Words("{file} · {place}", "{file} · {place}")
IN_FILE = Words("I filen", "In the file")
IN_REGISTER = Words("I registret nu", "In the register now")
COPY_OF = Words("{n} · Rad {row}", "{n} · Row {row}")
NUMBERED = Words("{text} ({n})", "{text} ({n})")
WHICH = Words("Vilken {entity}?", "Which {entity}?")
SEARCH = Words("Sök {entity}", "Search for {entity}")
CHOOSE_FIRST = Words("Välj en rad i listan först.", "Choose a row in the list first.")
ANSWERED = Words("Besvarad: {text}.", "Answered: {text}.")
