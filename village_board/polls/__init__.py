"""Polls and opinion surveys (issue 9.5): what people think, counted without who thinks it; never a vote of the law."""
