"""Planning what taking in a file would do, in the thread for long work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Progress
from desktop_app.services.import_plan import How, ImportPlan
from desktop_app.services.list_choices import Choices
from desktop_app.ui.desk import Desk
from desktop_app.ui.tasks import Task

if TYPE_CHECKING:
    from desktop_app.services.reading_files import Opened

__all__ = ["Asked", "decide_in_background", "plan_in_background"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said of a file.

    Attributes:
        entity: What the rows of a list are, None to see it from the headings.
        mapping: What was said of columns, by heading.
        password: What opens the file if it is locked; kept as long as its preview is open.
        read: What reads it where it is no file: a table that was pasted.
    """

    entity: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    password: str = field(default="", repr=False)
    read: Callable[[Progress | None], Opened] | None = None


def plan_in_background(desk: Desk, path: Path, asked: Asked) -> Task:
    """Start to plan; the task's answer is the plan."""
    language = desk.speech.language

    def work(progress: Progress) -> ImportPlan:
        from desktop_app.services.reading_files import (  # noqa: PLC0415 - the readers
            open_file,
            plan_opened,
        )

        read = asked.read or partial(open_file, path, password=asked.password)
        with desk.session.elsewhere() as register:
            how = How(register, path, language, progress)
            plan = plan_opened(how, read(progress), asked.entity, asked.mapping)
        plan.account()  # counted here, where nobody waits for it
        return plan

    return desk.tasks.start(work)


def decide_in_background(desk: Desk, plan: ImportPlan, choices: Choices) -> Task:
    """Start to work out what a list becomes by some decisions; the task's answer is the plan."""

    def work(progress: Progress) -> ImportPlan:
        from desktop_app.services.import_list import ListPlan, decide  # noqa: PLC0415 - the readers

        assert isinstance(plan, ListPlan)  # noqa: S101 - only rows of lists are decided
        with desk.session.elsewhere() as register:
            found = decide(register, plan, choices, progress)
        found.account()
        return found

    return desk.tasks.start(work)
