"""Applications for information: the clock, the way, the answers, the tables."""
