"""From when something is late, old or too short: numbers that people may set, with their defaults.

Sources: DOMAIN §2.3 (report within 30 days, warning from day 14), §4.5 (rail first under 50 mil,
climate surcharge of 50 %), §8 (contacts unconfirmed after 24 months); the others are our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from desktop_app.domain.words import Words

__all__ = ["DEFAULTS", "THRESHOLDS", "Threshold", "Thresholds"]

Thresholds: TypeAlias = Mapping[str, int]
"""The number that counts, by the name of the threshold."""

DAYS = Words("dagar", "days")
MONTHS = Words("månader", "months")
KILOMETRES = Words("km", "km")
PERCENT = Words("procent", "per cent")
ONE_OF: Mapping[tuple[str, int], Words] = {
    (DAYS.sv, 1): Words("dag", "day"),
    (MONTHS.sv, 1): Words("månad", "month"),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that decides from when something is told.

    Attributes:
        name: What it is called in settings; it never changes.
        label: What it means.
        unit: What it counts.
        default: What holds where nobody has set it.
        minimum: The least it may be.
        maximum: The most it may be.
    """

    name: str
    label: Words
    unit: Words
    default: int
    minimum: int
    maximum: int

    def counted(self, value: int) -> Words:
        """Return a number with its unit: ”1 dag”, ”30 dagar”."""
        return Words("{n} {unit}", "{n} {unit}").fill(n=value, unit=self.unit_of(value))

    def unit_of(self, value: int) -> Words:
        """Return what a number counts: one of it, or many."""
        return ONE_OF.get((self.unit.sv, value), self.unit)


_ALL = (
    Threshold(
        "report_days",
        Words("En resa ska vara rapporterad inom", "A trip is to be reported within"),
        *(DAYS, 30, 1, 365),
    ),
    Threshold(
        "report_warning_days",
        Words("Påminn om rapporten efter", "Remind of the report after"),
        *(DAYS, 14, 0, 365),
    ),
    Threshold(
        "follow_up_days",
        Words("En rapporterad resa ska vara uppföljd inom", "Follow up a reported trip within"),
        *(DAYS, 180, 1, 1000),
    ),
    Threshold(
        "overlap_months",
        Words("Visa andras resor till samma stad inom", "Show others' trips to a city within"),
        *(MONTHS, 24, 1, 120),
    ),
    Threshold(
        "rail_distance_km",
        Words("Tåg i första hand under", "Rail first below"),
        *(KILOMETRES, 500, 0, 5000),
    ),
    Threshold(
        "climate_surcharge_percent",
        Words("Klimatpåslag på flygbiljetter", "Climate surcharge on air tickets"),
        *(PERCENT, 50, 0, 1000),
    ),
    Threshold(
        "unconfirmed_months",
        Words("En kontakt är obekräftad efter", "A contact is unconfirmed after"),
        *(MONTHS, 24, 1, 120),
    ),
    Threshold(
        "notice_warning_days",
        Words("Påminn före sista dag att säga upp", "Remind before the last day of notice"),
        *(DAYS, 90, 0, 1000),
    ),
    Threshold(
        "review_warning_days",
        Words("Påminn före en omprövning", "Remind before a review"),
        *(DAYS, 60, 0, 1000),
    ),
    Threshold(
        "post_warning_days",
        Words("Påminn innan ett uppdrag går ut", "Remind before a post ends"),
        *(DAYS, 90, 0, 1000),
    ),
    Threshold(
        "answer_days",
        Words("En förfrågan ska vara besvarad inom", "A request is to be answered within"),
        *(DAYS, 30, 1, 365),
    ),
)

THRESHOLDS: Mapping[str, Threshold] = MappingProxyType({each.name: each for each in _ALL})
DEFAULTS: Thresholds = MappingProxyType({each.name: each.default for each in _ALL})
