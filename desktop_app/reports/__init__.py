"""From data to documents."""
