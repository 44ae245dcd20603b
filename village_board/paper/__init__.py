"""Sheets for paper: one model, written as plain text or as a page for the printer."""
