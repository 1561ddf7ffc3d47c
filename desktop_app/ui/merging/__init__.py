"""Going through rows that may be one: merging them, or saying that they are two."""
