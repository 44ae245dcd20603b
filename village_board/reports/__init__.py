"""Reports from the records: the village's yearly report, its monthly bulletin, the report of the regulation."""
