"""What came back otherwise than it was, and whether that was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.domain.words import Language, Words
from desktop_app.exchange.problem import Problem

__all__ = ["unsaid"]


def unsaid(  # noqa: PLR0917 — what there was, what came back, what was said
    entity: Entity,
    wanted: Mapping[str, Value],
    found: Mapping[str, Value],
    problems: Iterable[Problem],
    remarks: Iterable[Words],
    language: Language = "sv",
    aside: Iterable[str] = (),
) -> list[tuple[str, Value, Value]]:
    """Return the fields that came back otherwise than they were, without a word of it.

    What fits no field is added to the note, which says so itself; so is what stands in columns
    that are kept `aside`.
    """
    told = {problem.column for problem in problems} | set(aside)
    said = "\n".join(remark.into(language) for remark in remarks)

    def differing() -> Iterator[tuple[str, Value, Value]]:
        for field in entity:
            want, have = wanted.get(field.name), found.get(field.name)
            heading = field.label.into(language)
            kept = told and str(have).startswith(str(want or ""))
            if not (_same(want, have) or heading in told or heading in said or kept):
                yield field.name, want, have

    return list(differing())


def _same(one: Value, other: Value) -> bool:
    both = isinstance(one, list) and isinstance(other, list)
    return sorted(one) == sorted(other) if both else one == other  # type: ignore[arg-type]
