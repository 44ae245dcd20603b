"""What one cell says: pure readers of days, amounts, areas, yes and no, words.

A reader takes what the spreadsheet holds and returns the value, None for a cell that says nothing, or a
`Message` that says what is wrong and what to do.
"""
