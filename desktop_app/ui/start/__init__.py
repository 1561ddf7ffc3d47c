"""What is shown while no register is open."""
