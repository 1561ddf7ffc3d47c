"""Why a file from outside is refused."""

from __future__ import annotations

import struct
import zipfile
import zlib

__all__ = ["DAMAGE", "Fault"]

DAMAGE = (
    # A place that lies outside of the file; or the disk, of which no more is known here.
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    ValueError,
)


class Fault(Exception):
    """A reason to refuse the file: a code of `sentences.SENTENCES` and what fills its words."""

    def __init__(self, code: str, **args: str | int) -> None:
        """Keep the code and the values."""
        super().__init__(code)
        self.code = code
        self.args_of_words = args
