"""What the bot remembers of a chat: its language, an unfinished record, its single-use buttons, updates seen."""
