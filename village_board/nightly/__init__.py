"""What the office's machine does every night: a table of works, each of which can be done again at any time."""
