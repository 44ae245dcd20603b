"""Asking in words."""
