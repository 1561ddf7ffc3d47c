"""The pages that are no lists: overview, exchange, history."""
