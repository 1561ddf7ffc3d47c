"""Small dialogs: settings, shortcuts, about."""
