"""The statuses of rows in the order of their lives, and the steps between them (DOMAIN §8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.domain.words import Words

__all__ = ["BEGUN_AT_FIRST", "CYCLES", "Cycle", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a life.

    Attributes:
        to: The status it leads to.
        words: What a person does, as a button says it.
        dated: The field that gets the day of the step where it is empty, '' for none.
        sets: What the step says besides, by field; '' empties one.
        renews: Whether the field gets the day also where it has an earlier one.
    """

    to: str
    words: Words
    dated: str = ""
    sets: tuple[tuple[str, str], ...] = ()
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Cycle:
    """The life of an entity's rows.

    Attributes:
        main: The statuses from beginning to end.
        aside: The statuses in which a life ends, or rests, elsewhere.
        steps: Which steps lead on from a status, the usual one first.
        closed: The statuses in which nothing more is asked for.
    """

    main: tuple[str, ...]
    aside: tuple[str, ...]
    steps: Mapping[str, tuple[Step, ...]]
    closed: tuple[str, ...]

    @property
    def first(self) -> str:
        """Return the status in which a life begins."""
        return self.main[0]

    def steps_from(self, status: str) -> tuple[Step, ...]:
        """Return the steps from a status; from none, or one of another version, from the first."""
        return self.steps.get(status, () if status in self.closed else self.steps[self.first])

    def reached(self, status: str) -> tuple[str, ...]:
        """Return the main statuses up to and with one; none for one aside."""
        return self.main[: self.main.index(status) + 1] if status in self.main else ()


CANCEL = Step("cancelled", Words("Ställ in resan", "Cancel the trip"))
REJECT = Step("rejected", Words("Avslå resan", "Reject the trip"))
TRIP = Cycle(
    ("draft", "planned", "decided", "completed", "reported", "followed_up"),
    ("rejected", "cancelled"),
    {
        "draft": (
            Step("planned", Words("Planen är klar", "The plan is ready")),
            Step("decided", Words("Besluta om resan", "Decide on the trip")),
            CANCEL,
        ),
        "planned": (
            Step("decided", Words("Besluta om resan", "Decide on the trip")),
            REJECT,
            CANCEL,
        ),
        "decided": (
            Step("completed", Words("Resan är genomförd", "The trip has been made")),
            CANCEL,
        ),
        "completed": (
            Step("reported", Words("Lämna rapporten", "Hand in the report"), "reported_on"),
        ),
        "reported": (
            Step(
                "followed_up",
                Words("Avsluta uppföljningen", "Close the follow-up"),
                "followed_up_on",
            ),
        ),
        "rejected": (
            Step("draft", Words("Ta upp på nytt", "Take it up again"), sets=(("decided_on", ""),)),
        ),
        "cancelled": (Step("planned", Words("Planera på nytt", "Plan it again")),),
    },
    ("followed_up", "rejected", "cancelled"),
)

REST = Step("dormant", Words("Låt medlemskapet vila", "Let the membership rest"))
LEAVE = Step("ended", Words("Avsluta medlemskapet", "End the membership"))
DECLINE = Step("declined", Words("Avböj", "Decline"))
NETWORK = Cycle(
    ("requested", "assessing", "active", "under_review"),
    ("dormant", "ended", "declined"),
    {
        "requested": (
            Step("assessing", Words("Börja pröva", "Begin to assess")),
            DECLINE,
        ),
        "assessing": (Step("active", Words("Gå med", "Join"), sets=(("left_on", ""),)), DECLINE),
        "active": (
            Step("under_review", Words("Börja ompröva", "Begin the review")),
            REST,
            LEAVE,
        ),
        "under_review": (
            Step("active", Words("Behåll medlemskapet", "Keep the membership")),
            REST,
            LEAVE,
        ),
        "dormant": (Step("active", Words("Väck medlemskapet", "Resume the membership")), LEAVE),
        "ended": (Step("requested", Words("Ta upp på nytt", "Take it up again")),),
        "declined": (Step("requested", Words("Ta upp på nytt", "Take it up again")),),
    },
    ("ended", "declined"),
)

ACCEPT = Step("accepted", Words("Acceptera", "Accept"), "decided_on", (("decision", "accepted"),))
FORWARD = Step(
    "forwarded",
    Words("Skicka vidare till annan", "Forward to somebody else"),
    "decided_on",
    (("decision", "forwarded"),),
)
DECLINE_REQUEST = Step(
    "declined", Words("Avböj", "Decline"), "decided_on", (("decision", "declined"),)
)
ANSWERS = (ACCEPT, FORWARD, DECLINE_REQUEST)
REOPEN = Step(
    "received",
    Words("Ta upp på nytt", "Take it up again"),
    sets=(("decision", ""), ("decided_on", "")),
)
REQUEST = Cycle(
    ("received", "assessed", "accepted", "completed", "followed_up"),
    ("forwarded", "declined"),
    {
        "received": (Step("assessed", Words("Bedöm klart", "Finish the assessment")), *ANSWERS),
        "assessed": ANSWERS,
        "accepted": (Step("completed", Words("Genomförd", "Carried out")), DECLINE_REQUEST),
        "completed": (Step("followed_up", Words("Avsluta uppföljningen", "Close the follow-up")),),
        "forwarded": (REOPEN,),
        "declined": (REOPEN,),
    },
    ("followed_up", "forwarded", "declined"),
)

COLLABORATION = Cycle(
    ("planned", "applied", "active", "ended"),
    ("declined",),
    {
        "planned": (
            Step("active", Words("Börja samarbetet", "Begin the collaboration")),
            Step("applied", Words("Ansökan är lämnad", "The application is handed in")),
            DECLINE,
        ),
        "applied": (Step("active", Words("Börja samarbetet", "Begin the collaboration")), DECLINE),
        "active": (Step("ended", Words("Avsluta samarbetet", "End the collaboration")),),
        "declined": (Step("planned", Words("Ta upp på nytt", "Take it up again")),),
    },
    ("ended", "declined"),
)

DROP = Step("dropped", Words("Skriv av", "Drop"))
ADVOCACY = Cycle(
    ("monitored", "active", "ended"),
    ("dropped",),
    {
        "monitored": (Step("active", Words("Börja påverka", "Begin to influence")), DROP),
        "active": (Step("ended", Words("Avsluta frågan", "Close the issue")), DROP),
        "dropped": (Step("monitored", Words("Bevaka igen", "Monitor again")),),
    },
    ("ended", "dropped"),
)

DONE = Step("done", Words("Klar", "Done"), "done_on")
OPEN_AGAIN = Step("open", Words("Öppna igen", "Open again"), sets=(("done_on", ""),))
ACTION = Cycle(
    ("open", "in_progress", "done"),
    ("dropped",),
    {
        "open": (DONE, Step("in_progress", Words("Påbörja", "Begin")), DROP),
        "in_progress": (DONE, DROP),
        "done": (OPEN_AGAIN,),
        "dropped": (OPEN_AGAIN,),
    },
    ("done", "dropped"),
)

CONTACT = Cycle(
    ("active",),
    ("outdated",),
    {
        "active": (Step("outdated", Words("Markera som inaktuell", "Mark as outdated")),),
        "outdated": (
            Step("active", Words("Aktuell igen", "Up to date again"), "confirmed_on", renews=True),
        ),
    },
    ("outdated",),
)

SEND = Step("sent", Words("Skickad", "Sent"), "sent_on")
RECEIVE = Step("received", Words("Mottagen", "Received"), "received_on")
DELIVERY = Cycle(
    ("open", "checked", "sent", "received", "approved"),
    ("supplement_requested",),
    {
        "open": (Step("checked", Words("Kontrollerad", "Checked")), SEND),
        "checked": (SEND,),
        "sent": (RECEIVE,),
        "received": (
            Step("approved", Words("Godkänn", "Approve")),
            Step("supplement_requested", Words("Begär komplettering", "Request a supplement")),
        ),
        "supplement_requested": (SEND,),
    },
    ("approved",),
)

BEGUN_AT_FIRST = frozenset({"trip", "request"})
"""Entities whose new rows stand at the first status; a membership may be an old one, say."""

CYCLES: Mapping[str, Cycle] = MappingProxyType(
    {
        "trip": TRIP,
        "network": NETWORK,
        "request": REQUEST,
        "collaboration": COLLABORATION,
        "advocacy": ADVOCACY,
        "action": ACTION,
        "contact": CONTACT,
        "delivery": DELIVERY,
    }
)
