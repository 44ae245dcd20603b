"""The committee's desk: the staff mode of the kiosk on the clerk's own PC (P19)."""
