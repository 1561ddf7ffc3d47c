"""Deciding what waits: differing values, rows both deleted and changed, questions from files."""
