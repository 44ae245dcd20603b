"""Print and pictures."""
