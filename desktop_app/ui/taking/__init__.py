"""Taking in a file: what it would change, row by row, before it does."""
