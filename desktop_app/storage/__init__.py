"""The only SQL: connection, migrations, the record of edits, search, queries."""
