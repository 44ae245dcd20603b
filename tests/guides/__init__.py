"""Guides, contacts, explanations."""
