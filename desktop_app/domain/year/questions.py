"""The fourteen questions that the central office answers each year."""

from __future__ import annotations

from desktop_app.domain.words import Words

__all__ = ["QUESTIONS", "SUBJECTS"]

QUESTIONS = (
    Words(
        "Hur många nätverk är vi med i, och vilka har tillkommit eller lämnats?",
        "How many networks are we in, and which were joined or left?",
    ),
    Words(
        "Vad kostar nätverken, och när behöver nästa avgift eller uppsägning hanteras?",
        "What do the networks cost, and when is the next fee or notice due?",
    ),
    Words(
        "Vem företräder oss, vilka uppdrag har vi och till när?",
        "Who represents us, which posts do we hold and until when?",
    ),
    Words(
        "Vilka beslut ligger bakom medlemskapen, och när ska de omprövas?",
        "Which decisions are behind the memberships, and when are they to be reviewed?",
    ),
    Words(
        "Vad har nätverken gett, och vilka ska vi behålla, förändra eller lämna?",
        "What have the networks given, and which are we to keep, change or leave?",
    ),
    Words(
        "Hur många resor till utlandet har gjorts, vart, av vilka, och vad har de kostat?",
        "How many trips abroad were made, where to, by whom, and what did they cost?",
    ),
    Words(
        "Vad gav resorna, vilka åtgärder är klara och vilka rapporter saknas?",
        "What came out of the trips, which actions are done and which reports are missing?",
    ),
    Words(
        "Hur många resor gick med flyg, varför, och vad betydde de för klimatet?",
        "How many trips went by air, why, and what did they mean for the climate?",
    ),
    Words(
        "Vilka delegationer har vi tagit emot, och vilka har vi tackat nej till?",
        "Which delegations did we receive, and which did we decline?",
    ),
    Words(
        "Hur mycket kommer utifrån: externa medel, EU-projekt och bistånd?",
        "How much comes from outside: external funding, EU projects and aid?",
    ),
    Words(
        "Hur fördelar sig arbetet på strategins inriktningar och på hållbarhet?",
        "How is the work spread over the directions of the strategy and sustainability?",
    ),
    Words(
        "Vilka förvaltningar och bolag saknar kontaktperson eller har inte rapporterat?",
        "Which administrations and companies lack a contact person or have not reported?",
    ),
    Words(
        "Var gör flera förvaltningar samma sak?",
        "Where do several administrations do the same thing?",
    ),
    Words(
        "Hur stor del är nordisk, och hur stor del gäller EU och EES?",
        "How large a share is Nordic, and how large a share concerns the EU and the EEA?",
    ),
)

SUBJECTS = (
    Words("Nätverk", "Networks"),
    Words("Avgifter", "Fees"),
    Words("Företrädare", "Representation"),
    Words("Beslut", "Decisions"),
    Words("Nytta", "Benefit"),
    Words("Resor", "Trips"),
    Words("Resultat", "Results"),
    Words("Flyg", "Flights"),
    Words("Besök", "Visits"),
    Words("Externa medel", "External funding"),
    Words("Inriktningar", "Directions"),
    Words("Organisation", "Organisation"),
    Words("Överlapp", "Overlaps"),
    Words("Norden och EU", "Nordic and EU"),
)
"""What each question is about, in a word: for tabs and contents."""
