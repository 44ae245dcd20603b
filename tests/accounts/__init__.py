"""Tests of the accounts and the rents."""
