"""Answers: from records to a `Reply`. They read, and change nothing."""
