"""Tests of desk, board, settings and log."""
