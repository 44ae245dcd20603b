"""The makers of the demo village: people, registers, decisions, books, items. All of it is invented."""
