"""Clerks' files: reading their tables into records, and writing records as such tables."""
