"""The kiosk for browsers: the same pages through textual-serve, a process of its own for each visitor, no staff."""
