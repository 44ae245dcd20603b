"""Backups, restores, archives, renewal, and what becomes of a store under faults."""
