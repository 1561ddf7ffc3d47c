"""Labelled sets of people and organisations: which rows are one, and which only look so."""
