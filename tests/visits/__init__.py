"""Visits to the hall's screen (K26)."""
