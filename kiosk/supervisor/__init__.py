"""Keeps a kiosk running in the hall. The standard library only: it must stand when the board's own code does not."""
