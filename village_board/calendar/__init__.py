"""Working days and days off, year by year, and the deadlines that are counted by them."""
