"""Lists of rows: smooth with a hundred thousand, usable with a million."""
