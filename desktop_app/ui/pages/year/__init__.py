"""The page of the yearly report: what is asked for, the answers, their charts, maps and tables."""
