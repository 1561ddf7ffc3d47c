"""Planning what taking in a file would do, in the thread for long work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.progress import Progress
from desktop_app.services.import_plan import ImportPlan
from desktop_app.ui.desk import Desk
from desktop_app.ui.tasks import Task

__all__ = ["Asked", "plan_in_background"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said of a file.

    Attributes:
        entity: What the rows of a list are, None to see it from the headings.
        mapping: What was said of columns, by heading.
        password: What opens the file if it is locked; kept as long as its preview is open.
    """

    entity: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    password: str = field(default="", repr=False)


def plan_in_background(desk: Desk, path: Path, asked: Asked) -> Task:
    """Start to plan; the task's answer is the plan."""
    language = desk.speech.language

    def work(progress: Progress) -> ImportPlan:
        from desktop_app.services.reading_files import plan_file  # noqa: PLC0415 - the readers

        with desk.session.elsewhere() as register:
            plan = plan_file(
                register, path, asked.entity, asked.mapping, progress, language, asked.password
            )
        plan.account()  # counted here, where nobody waits for it
        return plan

    return desk.tasks.start(work)
