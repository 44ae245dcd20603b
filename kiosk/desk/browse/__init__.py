"""Lists and sheets of records at the desk: found by words, opened by key or tap, with what can be done next."""
