"""What is true everywhere: kinds, fields, the catalogue, the record of edits, rules."""
