"""What holds for every test: Qt draws into memory, and random work can be told again."""

from __future__ import annotations

import os
import tempfile

# What the program remembers of registers, for all tests of a run: not the person's own.
os.environ["KONTAKTNAT_HOME"] = tempfile.mkdtemp(prefix="kontaktnat-test-")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import settings

# The same cases in every run, so that a change is judged by what it changed; with
# KONTAKTNAT_EXPLORE=1, and in the campaigns, chance looks further.
settings.register_profile("default", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("explore" if os.environ.get("KONTAKTNAT_EXPLORE") else "default")
