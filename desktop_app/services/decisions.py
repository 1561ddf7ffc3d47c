"""The kinds of questions that files raise, and their answers, as people call them."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.words import Words

__all__ = ["COPY", "KINDS", "LEAVE", "OPTIONS", "ROW_ANSWERS", "TAKE", "WHICH_IS_MEANT"]

KINDS: Mapping[str, Words] = {
    "unknown_id": Words("En rad som inte skickades", "A row that was not sent"),
    "other_sheet": Words("En rad från ett annat blad", "A row from another sheet"),
    "other_export": Words("En rad från en annan fil", "A row from another file"),
    "damaged_base": Words(
        "En rad vars dolda uppgifter är skadade", "A row whose hidden record is damaged"
    ),
    "twins": Words("Flera olika exemplar av en rad", "Differing copies of a row"),
    "cleared": Words("En tömd rad", "A cleared row"),
    "only_id": Words("En ändrad länk", "A changed link"),
    "many_named": Words("Flera som heter lika", "Several of one name"),
    "newer_column": Words("En nyare kolumn", "A newer column"),
    "newer_sheet": Words("Ett nyare blad", "A newer sheet"),
    "sorted": Words("En kolumn sorterad för sig", "A column sorted by itself"),
    "several": Words("Passar på flera rader", "Fits several rows"),
    "alike": Words("Liknar en rad i registret", "Looks like a row of the register"),
    "repeated": Words("Står flera gånger i listan", "Stands several times in the list"),
}

OPTIONS: Mapping[str, Words] = {
    "new": Words("Lägg till som ny rad", "Add as a new row"),
    "row": Words("Det är den här raden", "It is this row"),
    "delete": Words("Ta bort raden ur registret", "Delete the row from the register"),
}
LEAVE = Words("Lämna därhän", "Leave it out")
COPY = Words("Använd exemplaret på rad {row}", "Use the copy in row {row}")
WHICH_IS_MEANT = Words("Den här menas", "This one is meant")
TAKE: Mapping[str, Words] = {
    "only_id": Words("Byt till den som id:t anger", "Change to the one the id names"),
    "newer_column": Words("Ta resten av raden", "Take the rest of the row"),
    "sorted": Words("Ta värdena som de står ändå", "Take the values as they stand all the same"),
}

ROW_ANSWERS = (
    "unknown_id",
    "other_sheet",
    "other_export",
    "damaged_base",
    "several",
    "alike",
    "repeated",
)
"""Kinds whose row may be taken as a new one, or as one of the register."""
