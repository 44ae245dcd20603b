"""Tests of hearings and resolutions."""
