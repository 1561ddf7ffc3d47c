"""What lists say when they are empty, and what belongs in them."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.words import Words

__all__ = [
    "BELONGS",
    "NOTHING_FOUND",
    "NOTHING_FOUND_ADVICE",
    "NO_ROWS",
    "SEARCH_HINT",
    "TRASH_EMPTY",
    "UNKNOWN_FIELD",
]

NO_ROWS = Words("Här är det tomt än.", "Nothing here yet.")
NOTHING_FOUND = Words("Inget hittades.", "Nothing was found.")
NOTHING_FOUND_ADVICE = Words(
    "Pröva färre bokstäver, eller ta bort ett filter. Accenter och stora bokstäver spelar ingen "
    "roll.",
    "Try fewer letters, or remove a filter. Accents and capitals make no difference.",
)
UNKNOWN_FIELD = Words(
    "Före kolonet ska namnet på ett fält stå. Här finns bland andra: {fields}.",
    "Before the colon the name of a field is expected. There are, among others: {fields}.",
)
TRASH_EMPTY = Words("Papperskorgen är tom.", "The trash is empty.")
SEARCH_HINT = Words("Sök bland {entities} …", "Search {entities} …")

BELONGS: Mapping[str, Words] = {
    "contact": Words(
        "Här samlas människor i andra städer, nätverk och institutioner, och kollegor som arbetar "
        "internationellt. Lägg till en, eller läs in en lista från Excel.",
        "People in other cities, networks and institutions belong here, and colleagues who work "
        "internationally. Add one, or take in a list from Excel.",
    ),
    "organisation": Words(
        "Här står stadens förvaltningar och bolag, och de städer och organisationer ni har kontakt "
        "med.",
        "The city's administrations and companies belong here, and the cities and organisations "
        "you are in touch with.",
    ),
    "network": Words(
        "Här står de nätverk staden är med i, med avgifter, representanter och nytta.",
        "The networks the city is a member of are gathered here, with fees, representatives and "
        "benefit.",
    ),
    "trip": Words(
        "Här planeras studieresor, och här sammanfattas de när ni kommit hem.",
        "Study trips are planned here, and summed up here when you are home again.",
    ),
    "request": Words(
        "Här samlas förfrågningar om besök, samarbete och medverkan, med beslut och utfall.",
        "Requests for visits, cooperation and contributions belong here, with decision and "
        "outcome.",
    ),
    "collaboration": Words(
        "Här står avtal, EU-projekt och andra samarbeten, med budget och resultat.",
        "Agreements, EU projects and other collaborations belong here, with budget and result.",
    ),
    "advocacy": Words(
        "Här står de frågor staden vill påverka, med ståndpunkt, mottagare och sista dag.",
        "The issues the city wants to influence belong here, with position, target and deadline.",
    ),
    "action": Words(
        "Här samlas det som ska göras efter resor, möten och omprövningar. Åtgärder läggs till i "
        "den resa eller det nätverk de hör till.",
        "What is to be done after trips, meetings and reviews is gathered here. Actions are added "
        "in the trip or network they belong to.",
    ),
    "interaction": Words(
        "Här står när ni träffades, ringde eller skrev, så att nästa person vet.",
        "When you met, called or wrote is kept here, so that the next person knows.",
    ),
    "appointment": Words(
        "Här står vem som är internationell kontaktperson i varje förvaltning.",
        "Who is the international contact person of each administration is kept here.",
    ),
    "delivery": Words(
        "Här står årets leverans från varje förvaltning till det centrala kontoret.",
        "The yearly delivery from each administration to the central office is kept here.",
    ),
    "attachment": Words(
        "Filer bifogas i den post de hör till, och samlas här.",
        "Files are attached in the record they belong to, and gathered here.",
    ),
}
