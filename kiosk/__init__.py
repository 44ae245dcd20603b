"""The kiosk in the village hall: a Textual program that reads the board and changes nothing."""
