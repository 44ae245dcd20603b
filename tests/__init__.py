"""Tests: a folder beside each room; `journeys` plays the programs together, `bench` measures, `support` helps."""
