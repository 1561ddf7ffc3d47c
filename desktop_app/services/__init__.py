"""What a person can do; without widgets and without SQL."""
