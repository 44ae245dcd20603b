"""Numbered slips for people without a phone: with the number on the keypad anyone sees how far a matter is (P20)."""
