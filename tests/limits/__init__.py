"""Limits as data, and a village's own."""
