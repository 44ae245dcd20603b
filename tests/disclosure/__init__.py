"""Tests of disclosure items and what is missing."""
