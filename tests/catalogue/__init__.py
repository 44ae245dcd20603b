"""The shipped catalogue and the other shipped data."""
