"""Persons, households, offices, roles and what each role may do; the PIN and the binding code."""
