"""Numbered slips."""
