"""The roll-up over many villages."""
