"""Tests of notices, followers and reminders."""
