"""From the rows of a table to draft records: pure, one module for each feature whose records they become."""
