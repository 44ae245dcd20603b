"""Guided conversations: one engine, and a module for each thing that a chat can be led through."""
