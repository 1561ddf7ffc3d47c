"""What is done now and then: taking in lists, workbooks out and back, undoing it all."""

from __future__ import annotations

from pathlib import Path

from benchmarks.material import (
    CONTACT,
    contact_cells,
    copy_of,
    folder,
    list_file,
    plain_database,
    sample_file,
)
from benchmarks.measure import Figures, compare, in_turn, once, say, seconds
from desktop_app.domain.kinds import Email, Phone
from desktop_app.services import importing, undoing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register

WORKBOOK_ROWS = 20_000


def import_list(rows: int, runs: int = 3) -> None:
    """Measure taking in a foreign list, accepting it, and undoing it (P6, P7, P8, P9)."""
    source = list_file(rows)
    plans: list[float] = []
    reads: list[float] = []
    accepts: list[float] = []
    inserts: list[float] = []
    undos: list[float] = []
    for run in range(runs):
        path = folder() / f"import-{run}.knreg"
        with new_register(path, "Stadsledningskontoret") as register:
            cells = _calamine(source)
            plans.append(once(lambda: plan_file(register, source, "contact", {})))
            reads.append(once(lambda: _bare(source, search=False)))
            plan = plan_file(register, source, "contact", {})
            accepts.append(once(lambda: importing.accept(register, plan)))  # noqa: B023
            inserts.append(once(lambda: plain_database(folder() / "x.db", cells, search=True)))  # noqa: B023
            undos.append(once(lambda: undoing.undo(register)))
        path.unlink()
    libraries = Figures(tuple(_library_time(rows) for _ in range(runs)))
    own = Figures(tuple(a - b for a, b in zip(plans, libraries.values, strict=True)))
    say(f"phone and e-mail libraries alone: {seconds(libraries.median)}, taken off below")
    compare(f"read and plan a list of {rows}", own, Figures(tuple(reads)), "read + insert", 3)
    accept = Figures(tuple(accepts))
    compare("accept it", accept, Figures(tuple(inserts)), "insert with search", 4)
    compare("undo it", Figures(tuple(undos)), accept, "accept", 1)
    peer = once(lambda: _openpyxl(source))
    whole = Figures(tuple(a + b for a, b in zip(plans, accepts, strict=True)))
    compare("plan + accept", whole, Figures((peer,) * runs), "openpyxl + insert", 0.5)


def _calamine(path: Path) -> list[list[str]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 — the floor itself

    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows]


def _bare(path: Path, *, search: bool) -> None:
    plain_database(folder() / "bare-import.db", _calamine(path), search=search)


def _openpyxl(path: Path) -> None:
    """Do what pandas does for `read_excel` and `to_sql`, without its frame."""
    from openpyxl import load_workbook  # noqa: PLC0415 — the peer itself

    book = load_workbook(path, read_only=True, data_only=True)
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    plain_database(folder() / "peer.db", rows, search=False)


def _library_time(rows: int) -> float:
    """Return the time the phone and e-mail libraries take for a list by themselves."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 — timed

    from desktop_app.domain.kinds.numbers_in_text import e164  # noqa: PLC0415 — timed

    kinds = [field.kind for field in CONTACT if not field.local]
    phones = [n for n, kind in enumerate(kinds) if isinstance(kind, Phone)]
    mails = [n for n, kind in enumerate(kinds) if isinstance(kind, Email)]
    cells = contact_cells(rows)

    def run() -> None:
        e164.cache_clear()
        for row in cells:
            for n in phones:
                e164(row[n], "SE") if row[n] else None
            for n in mails:
                try:
                    validate_email(row[n], check_deliverability=False) if row[n] else None
                except EmailNotValidError:
                    continue

    return once(run)


def workbook(rows: int) -> None:
    """Measure the exchange workbook out and back (P10) and a view as a plain list (P11)."""
    path = copy_of(sample_file(min(rows, WORKBOOK_ROWS)), "workbook.knreg")
    out = folder() / "out.xlsx"
    with open_register(path) as register:
        ours, peer = in_turn(
            lambda: export(register, out, Wish()), lambda: _write_only(register), runs=3
        )
        compare("workbook out", ours, peer, "openpyxl write-only", 2)
        ours, peer = in_turn(
            lambda: plan_file(register, out, None, {}), lambda: _read_all(out), runs=3
        )
        compare("read it and plan", ours, peer, "calamine", 4)
        plain = Wish(CONTACT, plain=True)
        view = folder() / "view.xlsx"
        ours, peer = in_turn(
            lambda: export(register, view, plain), lambda: _write_view(register), runs=3
        )
        compare("a view as a list", ours, peer, "openpyxl write-only", 1.1)


def _read_all(path: Path) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 — the floor itself

    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _write_only(register: Register) -> None:
    """Write the same visible cells with the same kind of styles, and nothing else."""
    from benchmarks.floors import write_register  # noqa: PLC0415 — loads openpyxl

    write_register(register, folder() / "floor.xlsx")


def _write_view(register: Register) -> None:
    from benchmarks.floors import write_entity  # noqa: PLC0415 — loads openpyxl

    write_entity(register, CONTACT, folder() / "floor-view.xlsx")


def memory(rows: int) -> None:
    """Measure the peak memory of whole commands, each in a process of its own."""
    import subprocess  # noqa: PLC0415 — one use
    import sys  # noqa: PLC0415 — one use

    register = copy_of(sample_file(rows), "memory.knreg")
    commands = {
        "list 50": ("list", register, "contact", "--limit", "50", "--json"),
        "export workbook": ("export", register, folder() / "memory.xlsx"),
        "import list (dry run)": ("import", register, list_file(rows), "--entity", "contact"),
    }
    for name, words in commands.items():
        code = (
            "import resource, sys; from desktop_app.cli import main; main(sys.argv[1:]); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, words)],
            capture_output=True,
            text=True,
            check=True,
        )
        peak = int(done.stderr.split()[-1]) / 1e3
        say(f"{f'memory, {name}, {rows}':34} {peak:.0f} MB")
