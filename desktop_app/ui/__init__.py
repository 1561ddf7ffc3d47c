"""The only Qt: windows, pages, dialogs."""
