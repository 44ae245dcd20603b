"""The machine in the hall: what is written to set it up, and how to see that it still stands so."""
