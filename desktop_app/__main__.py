"""Start the program."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line, or the window; return the exit code."""
    from desktop_app.cli import main as run  # noqa: PLC0415 — a child process starts elsewhere

    return run()


if __name__ == "__main__":
    sys.exit(main())
