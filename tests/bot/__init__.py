"""The bot and its notices."""
