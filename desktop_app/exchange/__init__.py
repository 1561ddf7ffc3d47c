"""The only spreadsheet libraries: the workbook, foreign lists, other formats."""
