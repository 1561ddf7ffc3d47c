"""What is said of the parts of a row: what belongs there, and how another one is begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.words import Words

__all__ = ["PARTS", "PartWords"]


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words of one kind of part.

    Attributes:
        empty: What belongs there, where there is none.
        add: What the button says that begins another one.
        new: What a new one is called while it has no name.
    """

    empty: Words
    add: Words
    new: Words


PARTS: Mapping[str, PartWords] = {
    "stop": PartWords(
        Words(
            "Här står orterna ni besöker, i ordning, med land och datum.",
            "The places you visit belong here, in order, with country and dates.",
        ),
        Words("Lägg till resmål", "Add a stop"),
        Words("Nytt resmål", "New stop"),
    ),
    "programme": PartWords(
        Words(
            "Här står vad som händer när och var, och vem ni träffar.",
            "What happens when and where, and whom you meet, belongs here.",
        ),
        Words("Lägg till programpunkt", "Add a programme item"),
        Words("Ny programpunkt", "New programme item"),
    ),
    "participant": PartWords(
        Words(
            "Här står de som reser, med organisation och roll.",
            "Those who travel belong here, with organisation and role.",
        ),
        Words("Lägg till deltagare", "Add a participant"),
        Words("Ny deltagare", "New participant"),
    ),
    "leg": PartWords(
        Words(
            "Här står resans sträckor och hur ni färdas på var och en.",
            "The legs of the journey and the mode of travel of each belong here.",
        ),
        Words("Lägg till delsträcka", "Add a leg"),
        Words("Ny delsträcka", "New leg"),
    ),
    "cost": PartWords(
        Words(
            "Här står vad resan beräknas kosta och vad den kostade, post för post.",
            "What the trip is planned to cost and what it did cost belongs here, item by item.",
        ),
        Words("Lägg till kostnad", "Add a cost"),
        Words("Ny kostnad", "New cost"),
    ),
    "funding": PartWords(
        Words(
            "Här står vilka som betalar resan, om det är fler än den egna organisationen.",
            "Who pays for the trip belongs here, if others than your own organisation do.",
        ),
        Words("Lägg till finansiering", "Add funding"),
        Words("Ny finansiering", "New funding"),
    ),
    "participation": PartWords(
        Words(
            "Här står de förvaltningar och bolag som också deltar i nätverket.",
            "The administrations and companies that take part as well belong here.",
        ),
        Words("Lägg till organisation", "Add an organisation"),
        Words("Ny deltagande organisation", "New participating organisation"),
    ),
    "fee": PartWords(
        Words(
            "Här står avgiften för varje år, i sin valuta och i kronor.",
            "The fee of each year belongs here, in its currency and in Swedish kronor.",
        ),
        Words("Lägg till avgift", "Add a fee"),
        Words("Ny avgift", "New fee"),
    ),
    "post": PartWords(
        Words(
            "Här står vilka uppdrag våra personer har i nätverket.",
            "The posts our people hold in the network belong here.",
        ),
        Words("Lägg till uppdrag", "Add a post"),
        Words("Nytt uppdrag", "New post"),
    ),
    "review": PartWords(
        Words(
            "Här står varje års bedömning: vad medlemskapet gav och om det ska fortsätta.",
            "Each year's review belongs here: what the membership gave and whether to keep it.",
        ),
        Words("Lägg till omprövning", "Add a review"),
        Words("Ny omprövning", "New review"),
    ),
    "activity": PartWords(
        Words(
            "Här står vad ni har gjort: möten, arbetsgrupper, svar på remisser.",
            "What you have done belongs here: meetings, working groups, replies to consultations.",
        ),
        Words("Lägg till aktivitet", "Add an activity"),
        Words("Ny aktivitet", "New activity"),
    ),
    "action": PartWords(
        Words(
            "Här står vad som ska göras härnäst, vem som gör det och när det ska vara klart.",
            "What is to be done next, who does it and when it is due belongs here.",
        ),
        Words("Lägg till åtgärd", "Add an action"),
        Words("Ny åtgärd", "New action"),
    ),
}
