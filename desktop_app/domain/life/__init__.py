"""The life of a row: where it stands, which steps there are, and what each of them takes."""
