"""The yearly report: what it is made of, and what is reckoned without a register."""
