"""Notices, who asked for them, and the outbox: told truly, at most once, and counted."""
