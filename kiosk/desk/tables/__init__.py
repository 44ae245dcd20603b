"""A clerk's file at the desk: every row, each finding at its cell, mended there, taken in when it is right."""
