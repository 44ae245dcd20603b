"""The chat bot: one of the two faces of the board. It asks the core, and knows no more than the core tells."""

import os

# The library's times are timedeltas; without this it warns at every 429, on the terminal of whoever started it.
os.environ.setdefault("PTB_TIMEDELTA", "true")
