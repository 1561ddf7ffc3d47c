"""What the statuses of rows mean to the yearly report, and who counts as somebody else's purse."""

from __future__ import annotations

HOME = "SE"
"""The country that a trip abroad leaves."""

NEVER_MEMBER = frozenset(("requested", "assessing", "declined"))
"""A network that we are not, or not yet, a member of, whatever its dates say."""
MEMBER = frozenset(("active", "under_review", "dormant"))
"""A network that we are a member of, also where nobody wrote since when."""
ENDED = "ended"
"""A network or a collaboration that is over."""
WITHOUT_FEE = frozenset(("signatory",))
"""Kinds of membership that cost nothing."""

TRIP_MADE = frozenset(("", "decided", "completed", "reported", "followed_up"))
"""A trip that was made once its day has come; '' for none, as lists from elsewhere have it."""
TRIP_UNDECIDED = frozenset(("draft", "planned"))
TRIP_REPORTED = frozenset(("reported", "followed_up"))
TRIP_FOLLOWED_UP = frozenset(("followed_up",))
BY_AIR = frozenset(("flight", "flight_and_train"))
NO_TRAVEL = frozenset(("digital",))
CLIMATE_SURCHARGE = "climate_surcharge"

ACTION_DONE = frozenset(("done",))
ACTION_DROPPED = frozenset(("dropped",))

OWN_MONEY = frozenset(("own_budget", "city_executive"))
"""Kinds of funding that are the city's own."""
EU_MONEY = frozenset(("eu",))

VISIT = "visit"
ACCEPTED, FORWARDED, DECLINED = "accepted", "forwarded", "declined"
DECIDED_BY_STATUS = {
    "accepted": ACCEPTED,
    "completed": ACCEPTED,
    "followed_up": ACCEPTED,
    "forwarded": FORWARDED,
    "declined": DECLINED,
}
"""The decision that a request's status tells of where its own field is empty."""
VISIT_MADE = frozenset(("completed", "followed_up"))

RUNNING = frozenset(("", "active", "ended"))
"""A collaboration that has been running at some time, by its dates."""
APPLIED = frozenset(("planned", "applied"))
EU_PROJECT, AID_PROJECT, AGREEMENT = "eu_project", "aid_project", "agreement"

DELIVERED = frozenset(("sent", "received", "supplement_requested", "approved"))

OUTDATED = "outdated"
NORDIC_REACH = "nordic"
EUROPEAN_REACH = "european"
