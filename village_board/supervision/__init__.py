"""Supervision (电子监察): monitoring points as data, the alarms they raise, and what becomes of those (facts 7.1)."""
