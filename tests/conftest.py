"""What holds for every test: Qt draws into memory, and random work can be told again."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import settings

settings.register_profile("default", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("default")
