"""Tests of persons, roles, PINs and bindings."""
