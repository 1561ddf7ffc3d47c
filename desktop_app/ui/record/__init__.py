"""The record: one row with all that ties to it, read first and edited in place."""
