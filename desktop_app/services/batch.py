"""Taking in many files at once: one preview, one proven backup, one action for each file.

The preview is made by taking the files in on a copy of the register, one after another, so that
the account of each is what it does in its turn. What is then done is what was planned there, and
each plan still knows the state it was made for: a register that came to another one is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress, Stopped
from desktop_app.domain.words import Words
from desktop_app.exchange.outgoing import Meta
from desktop_app.exchange.reading.locked import wants_password
from desktop_app.services.import_plan import CATEGORIES, How, ImportPlan
from desktop_app.services.importing import (
    CHANGED_ADVICE,
    CHANGED_MEANWHILE,
    basis_of,
    carry_out,
)
from desktop_app.services.parcels import STREAM
from desktop_app.services.reading_files import Opened, open_file, plan_opened
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.services.upkeep import backup_register
from desktop_app.storage import peers
from desktop_app.storage.connection import snapshot

__all__ = [
    "Asked",
    "BatchDone",
    "BatchPlan",
    "FilePlan",
    "State",
    "accept_many",
    "plan_many",
    "total_of",
]

EACH, HALF = 1000, 500
"""Parts of a file that progress is told in, while it is read and again while it is planned."""
KEPT = 100_000
"""Rows of files that are kept from finding their order until they are planned; more are read
again, so that any number of large files has room."""

STOPPED = Words(
    "Du avbröt. Filerna som redan var inlästa är kvar; resten är orörda.",
    "You stopped. The files already taken in stay; the rest is untouched.",
)


class State(Enum):
    """How far a file has come."""

    READING = "reading"
    READ = "read"
    PLANNED = "planned"
    REFUSED = "refused"


Heard: TypeAlias = Callable[[Path, State], None]
Place: TypeAlias = tuple[bool, str, str, str, int, str, int]
PARTS = {State.READING: 0, State.READ: EACH, State.PLANNED: 2 * EACH, State.REFUSED: 2 * EACH}


@dataclass(frozen=True)
class Asked:
    """What is said of the files.

    Attributes:
        passwords: What opens those that are locked.
        entity: What the rows of lists are, None to see it from their headings.
        mapping: What is said of the columns of lists.
        language: The language that values are shown in.
    """

    passwords: Mapping[Path, str] = field(default_factory=dict, repr=False)
    entity: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    language: str = "sv"


@dataclass(frozen=True)
class FilePlan:
    """What becomes of one of the files.

    Attributes:
        path: The file.
        plan: What taking it in does in its turn, None if it cannot be taken in.
        problem: Why it cannot.
        gap: Whether something that its sender sent before has not arrived.
        damaged: How many lines of its log are damaged.
    """

    path: Path
    plan: ImportPlan | None = None
    problem: Refused | Invalid | None = None
    gap: bool = False
    damaged: int = 0

    @property
    def locked(self) -> bool:
        """Return whether a password would help."""
        return isinstance(self.problem, Refused) and wants_password(self.problem)

    @property
    def nothing_new(self) -> bool:
        """Return whether it holds nothing that is not here."""
        return self.plan is not None and self.plan.steps == 0 and not self.plan.waits

    @property
    def brings(self) -> bool:
        """Return whether taking it in does anything, if only to note what its sender has."""
        arrival = None if self.plan is None else self.plan.arrival
        return not self.nothing_new or (arrival is not None and arrival.brings)

    def account(self) -> dict[str, int]:
        """Return how many of its rows become what, nothing for one that cannot be taken in."""
        return {} if self.plan is None else self.plan.account()


@dataclass
class BatchPlan:
    """What taking in many files will do.

    Attributes:
        files: The files in the order that they are taken in; those that cannot be are last.
    """

    files: Sequence[FilePlan]
    _copy: Register

    @property
    def plans(self) -> list[ImportPlan]:
        """Return what is done, in order."""
        return [each.plan for each in self.files if each.plan is not None]

    @property
    def steps(self) -> int:
        """Return how many steps that has."""
        return sum(plan.steps for plan in self.plans)

    @property
    def waits(self) -> bool:
        """Return whether something waits for a decision, or a file could not be taken in."""
        return any(each.plan is None or each.plan.waits for each in self.files)

    def close(self) -> None:
        """Let go of the copy, by which changed cells are told."""
        self._copy.db.close()


@dataclass(frozen=True)
class BatchDone:
    """What taking in many files came to.

    Attributes:
        backup: The backup made before them.
        actions: The import of each file that was taken in, None where it held nothing new.
        left: The files that were planned and then were not taken in.
        problem: Why not.
    """

    backup: Path
    actions: Mapping[Path, str | None]
    left: Sequence[Path] = ()
    problem: Refused | None = None


def total_of(files: Iterable[FilePlan]) -> dict[str, int]:
    """Return the sum of the accounts of files."""
    total = dict.fromkeys((*CATEGORIES, "missing", "rows"), 0)
    for each in files:
        for name, count in each.account().items():
            total[name] += count
    return total


def plan_many(
    register: Register,
    paths: Sequence[Path],
    progress: Progress | None = None,
    asked: Asked | None = None,
    heard: Heard | None = None,
) -> BatchPlan:
    """Plan taking in many files, one after another; nothing is changed.

    They are sorted so that streams join. One that cannot be read does not stop the others.

    Args:
        register: The register.
        paths: The files; one that is named twice counts once.
        progress: Hears how far it is.
        asked: What is said of the files.
        heard: Hears what became of each file.

    Raises:
        Refused: The register cannot be read.
        Stopped: `progress` raised it.
    """
    copy = Register(register.path, snapshot(register.db), register.clock)
    try:
        planning = _Planning(copy, list(dict.fromkeys(paths)), progress, asked or Asked(), heard)
        return BatchPlan(planning.files(), copy)
    except BaseException:
        copy.db.close()
        raise


@dataclass
class _Planning:
    """Plans files on a copy of the register."""

    register: Register
    paths: Sequence[Path]
    progress: Progress | None
    asked: Asked
    heard: Heard | None
    _kept: dict[Path, Opened] = field(default_factory=dict)
    _room: int = KEPT
    _parts: dict[Path, int] = field(default_factory=dict)

    def files(self) -> list[FilePlan]:
        places: list[tuple[Place, Path]] = []
        refused: list[FilePlan] = []
        for number, path in enumerate(self.paths):
            try:
                places.append((self._place(path, number), path))
            except (Refused, Invalid) as problem:
                refused.append(self._refused(path, problem))
        planned = [self._planned(path) for _place, path in sorted(places)]
        able = [each for each in planned if each.plan is not None]
        return [*able, *(each for each in planned if each.plan is None), *refused]

    def _place(self, path: Path, number: int) -> Place:
        """Return where a file belongs: streams by sender, epoch and where they begin, then lists.

        An older workbook of a sender comes first, so that the account of the newer says the rest.
        """
        self._tell(path, State.READING)
        opened = self._open(path)
        rows = sum(len(sheet.rows) for sheet in opened.table.sheets)
        if rows <= self._room:
            self._room -= rows
            self._kept[path] = opened
        self._tell(path, State.READ)
        if opened.returned is None or not opened.is_of(self.register):
            return (True, "", "", "", 0, "", number)
        meta = opened.returned.meta
        sender = (meta.from_office, meta.from_register, meta.epoch)
        return (False, *sender, _begins(meta), meta.made_at, number)

    def _open(self, path: Path) -> Opened:
        return open_file(path, self._share(0, 0), self.asked.passwords.get(path, ""))

    def _planned(self, path: Path) -> FilePlan:
        """Plan a file and take it in on the copy."""
        register = self.register
        try:
            opened = self._kept.pop(path, None) or self._open(path)
            how = How(register, path, self.asked.language, self._share(0, HALF))
            plan = plan_opened(how, opened, self.asked.entity, self.asked.mapping)
        except (Refused, Invalid) as problem:
            return self._refused(path, problem)
        plan.account()  # counted here, where nobody waits for it
        arrival, gap, damaged = plan.arrival, False, 0
        if arrival is not None:
            have = peers.received(register.db.conn, arrival.sender.register_id, arrival.epoch)
            gap, damaged = arrival.has_gap(have), len(arrival.reading.damaged)
        carry_out(register, plan, Steps(self._share(HALF, HALF), lambda: plan.steps))
        self._tell(path, State.PLANNED)
        return FilePlan(path, plan, gap=gap, damaged=damaged)

    def _refused(self, path: Path, problem: Refused | Invalid) -> FilePlan:
        self._tell(path, State.REFUSED)
        return FilePlan(path, problem=problem)

    def _tell(self, path: Path, state: State) -> None:
        """Tell what became of a file; half the way is reading all of them, half planning."""
        self._parts[path] = PARTS[state]
        if self.heard is not None:
            self.heard(path, state)
        self._share(0, 0)(0, 0)

    def _share(self, begin: int, length: int) -> Progress:
        """Return what hears of some parts of the file that is worked on."""
        before, whole = sum(self._parts.values()) + begin, 2 * EACH * len(self.paths)
        progress = self.progress

        def share(done: int, of: int) -> None:
            if progress is not None:
                progress(before + (length * done // of if of else 0), whole)

        return share


def _begins(meta: Meta) -> int:
    told = meta.more.get(STREAM)
    begins = told.get("from") if isinstance(told, dict) else None
    return begins if isinstance(begins, int) else 0


def accept_many(
    register: Register, batch: BatchPlan, progress: Progress | None = None
) -> BatchDone:
    """Take in the files as they were planned, after one proven backup.

    Each is a transaction and an action of its own: what stops it leaves whole files taken in.

    Raises:
        Refused: The register was changed since the plan was made, or cannot be written; nothing
            was taken in.
        Stopped: `progress` raised it before anything was taken in.
    """
    plans = batch.plans
    if plans and basis_of(register) != plans[0].basis:
        raise Refused(CHANGED_MEANWHILE, CHANGED_ADVICE)
    steps = Steps(progress, lambda: batch.steps)
    done = BatchDone(backup_register(register), {})
    register.db.let_others_read()
    for number, plan in enumerate(plans):
        # Taking in the one before may have begun a new stream here; the rows are those planned for.
        basis = replace(plan.basis, epoch=register.facts.epoch) if number else plan.basis
        try:
            action = carry_out(register, replace(plan, basis=basis), steps)
        except (Refused, Stopped) as problem:
            if not number:
                raise
            told = problem if isinstance(problem, Refused) else Refused(STOPPED)
            return replace(done, left=[each.path for each in plans[number:]], problem=told)
        done = replace(done, actions={**done.actions, plan.path: action})
    return done
