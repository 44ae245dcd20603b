"""The demo village: its files, its figures, and the board made of them."""
