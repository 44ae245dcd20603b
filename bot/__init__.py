"""The chat bot: one of the two faces of the board. It asks the core, and never knows more than the core tells."""
