"""Supervision: points, checks, alarms."""
