"""Visits to the hall's screen, counted by hour and topic: how many, and never who or what was typed (K26)."""
