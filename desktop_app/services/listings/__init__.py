"""Documents of many rows: lists of networks, contacts, visits, and what is to be done."""
