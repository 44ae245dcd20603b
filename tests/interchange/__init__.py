"""Clerks' files."""
