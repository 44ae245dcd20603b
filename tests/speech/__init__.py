"""Reading aloud: what is said, the voice, the player."""
