"""The yearly report: fourteen questions answered from what a register holds."""
