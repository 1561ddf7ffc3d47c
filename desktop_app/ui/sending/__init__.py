"""Sending out: workbooks that can come back, and lists as files."""
