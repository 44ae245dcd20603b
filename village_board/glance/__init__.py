"""The board at a glance: what the first screen and the bot's first answer say."""
