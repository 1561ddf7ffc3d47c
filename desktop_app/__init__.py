"""Kontaktnät: a register of contacts, organisations, networks and study trips."""
