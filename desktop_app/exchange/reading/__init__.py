"""Files from outside: judged, opened and read in a process of their own."""
