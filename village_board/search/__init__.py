"""Search: which words find a record."""
