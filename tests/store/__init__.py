"""The store: one contract on every engine, and what only processes and files can show."""
