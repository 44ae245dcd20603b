"""What keeps, or will soon keep, a board from working on this machine, and how to mend each."""
