"""Tests of the works of the night."""
