"""The corpus once more, cell by cell against a second reader: for the campaign ``corpus``."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.exchange.reading.reader import read_file
from tests.exchange.corpus_expected import Line, asked, check_of, index
from tests.exchange.corpus_others import as_told, differences, read_by_openpyxl
from tests.exchange.corpus_run import PROCESSES, run_files

__all__ = ["compared", "run_corpus"]

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FEW = 5


def run_corpus(number: int, seed: int) -> list[str]:
    """Judge so many files of the corpus, drawn by the seed, and compare their cells."""
    lines = index(CORPUS)
    drawn = random.Random(seed).sample(lines, min(number, len(lines)))
    found = []
    for line, ran in zip(drawn, run_files(asked(each, CORPUS) for each in drawn), strict=True):
        if wrong := check_of(line, CORPUS)(ran):
            found.append(f"{line.file}: {wrong}")
    with ThreadPoolExecutor(PROCESSES) as pool:
        compare = [line for line in drawn if _is_comparable(line)]
        for line, missing in zip(compare, pool.map(compared, compare), strict=True):
            if missing:
                found.append(f"{line.file}: only openpyxl has {missing[:FEW]}")
    return found


def _is_comparable(line: Line) -> bool:
    return not line.made and line.others[0].startswith("ok ")


def compared(line: Line) -> list[str]:
    """Return what openpyxl reads in a file and we do not, nothing where either refuses it."""
    path = CORPUS / line.file
    try:
        ours = as_told(read_file(path))
    except Refused:
        return []
    theirs = read_by_openpyxl(path)
    return [] if theirs is None else differences(ours, theirs)
