"""Lists that are not ours: their sheets, headings and columns, and what their cells mean."""
