"""What is said where rows are merged."""

from __future__ import annotations

from desktop_app.domain.words import Words

TITLE = Words("Dubbletter", "Duplicates")
MERGE_TITLE = Words("Slå ihop två rader", "Merge two rows")
PAIRS = Words("Rader som kan vara en och samma ({n})", "Rows that may be one and the same ({n})")
LOOKING = Words("Letar efter dubbletter …", "Looking for duplicates …")
STOP = Words("Sluta leta", "Stop looking")
STOPPED = Words("Sökningen avbröts.", "The search was stopped.")
AGAIN = Words("Sök igen", "Look again")
NONE = Words("Inga dubbletter hittades.", "No duplicates were found.")
NO_MORE = Words("Inga fler dubbletter.", "No more duplicates.")
SURE, PERHAPS = Words("Troligen samma", "Most likely the same"), Words("Kanske", "Perhaps")
PAIR = Words("{first} – {second}", "{first} – {second}")
WHY = Words("{how} ({points} poäng): {reasons}", "{how} ({points} points): {reasons}")
WHICH_KIND = Words("Vad som visas", "What is shown")
HOW_LIKELY = Words("Hur troligt det är", "How likely it is")
ALL_KINDS = Words("Alla slag", "All kinds")
ALL_LIKELY = Words("Alla", "All")
IN_SHORT = Words("{how} {points}: {reasons}", "{how} {points}: {reasons}")
SURE_IN_SHORT = Words("Troligen", "Likely")
SO_MANY = Words("{what} ({n})", "{what} ({n})")
CHOSEN_BY_HAND = Words("Du har valt de här två.", "You have chosen these two.")

KEYS = Words(
    "Pil upp och ned: välj par · 1: slå ihop · 2: inte samma · 3: hoppa över · 4: byt · "
    "Tabb: fälten · Ctrl+Z: ångra",
    "Up and down: choose a pair · 1: merge · 2: not the same · 3: skip · 4: swap · "
    "Tab: the fields · Ctrl+Z: undo",
)
READ_ONLY = Words(
    "Registret är öppet för läsning, så inget kan slås ihop.",
    "The register is open for reading, so nothing can be merged.",
)
STAYS = Words("Blir kvar", "Stays")
GOES = Words("Går upp i den", "Goes into it")
LABEL_SAME = Words("{field}", "{field}")
LABEL_DIFFERS = Words("{field} – skiljer sig, välj", "{field} – differs, choose")
LABEL_FILLED = Words("{field} – tas med", "{field} – is taken along")
JOIN = Words("Båda, sammanförda", "Both, joined")
VALUE_OF = Words("{field}: {value}", "{field}: {value}")
SWAP = Words("Byt vilken som blir kvar (4)", "Swap which one stays (4)")
MERGE = Words("Slå ihop (1)", "Merge (1)")
DISTINCT = Words("Inte samma (2)", "Not the same (2)")
SKIP = Words("Hoppa över (3)", "Skip (3)")
UNDO = Words("Ångra det senaste", "Undo the last one")
OPEN_ROW = Words("Öppna raden", "Open the row")
MERGED = Words("Slog ihop {drop} med {keep}.", "Merged {drop} into {keep}.")
APART = Words("Inte samma: {first} och {second}.", "Not the same: {first} and {second}.")
UNDONE = Words("Det senaste är ångrat.", "The last one is undone.")

HINT_KEY = "F8"
WHO, WHO_ALONE = Words("{title}, {more}", "{title}, {more}"), Words("{title}", "{title}")
SURELY_LIKE = Words(
    "Troligen samma som {who} ({reasons}).", "Most likely the same as {who} ({reasons})."
)
LIKE = Words("Liknar {who} ({reasons}).", "Looks like {who} ({reasons}).")
HINT_DOES = (
    Words("Öppna", "Open"),
    Words("Slå ihop …", "Merge …"),
    Words("Inte samma", "Not the same"),
)
HINT_TIP = Words("{does} ({key} går hit och tillbaka)", "{does} ({key} goes here and back)")
