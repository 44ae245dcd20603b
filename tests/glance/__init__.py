"""Tests of the board at a glance."""
