"""Clean random villages as clerks' tables, and faults planted in them. Nothing here is shared with the finders."""
