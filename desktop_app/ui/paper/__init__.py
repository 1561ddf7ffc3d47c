"""What goes to paper, seen before: the same pages on the screen, in the file and on paper."""
