"""Handlers: from an update to a view or an act, and the reply to it."""
