"""Foreign text: cleaned, masked, folded for search, and broken into lines."""
