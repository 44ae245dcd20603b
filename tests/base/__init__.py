"""Tests of values that everything stands on."""
