"""The log and its check."""
