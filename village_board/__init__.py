"""Village Board: what a village decided, owns, owes and must disclose, for those who have a right to know."""

__version__ = "0.1.0"
