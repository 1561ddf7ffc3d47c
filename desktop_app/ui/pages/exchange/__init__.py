"""The page of the exchange: what leaves, what comes, who has sent what, what waits."""
