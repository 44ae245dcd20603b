"""Asking: from a villager's words to a question, and from the question to an answer out of the records."""
