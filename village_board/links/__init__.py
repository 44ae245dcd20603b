"""Links: the QR code that opens a record, and the way back."""
