"""The page of what asks for something: a list of lines, and what can be done about each."""
